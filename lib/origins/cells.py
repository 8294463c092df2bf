"""Typed cells of a database as the text that a CSV file would hold: all are checked alike."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, datetime, time
from decimal import Decimal

from lib.schema import SEPARATOR


def as_text(cells: Iterable[object]) -> list[str]:
    """Each cell as text; "" for what is missing."""
    return [cell if type(cell) is str else text(cell) for cell in cells]


def text(cell: object) -> str:
    """A typed value as text: whole numbers without decimals, days without hours, several values
    with a separator between them."""
    match cell:
        case None:
            written = ""
        case bool():
            written = str(cell).lower()
        case float():
            written = "" if math.isnan(cell) else _number(Decimal(repr(cell)))
        case Decimal():
            written = "" if cell.is_nan() else _number(cell)
        case datetime() if cell.time() == time.min:
            written = cell.date().isoformat()
        case date():
            written = cell.isoformat()
        case list() | tuple():
            written = SEPARATOR.join(map(text, cell))
        case _:
            written = str(cell)
    return written


def _number(number: Decimal) -> str:
    if not number.is_finite():
        return str(number)
    return f"{number:f}" if number % 1 else f"{number.to_integral_value():f}"

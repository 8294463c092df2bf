"""A reader's table in the form of the dashboard's own: its columns, codes, dates and numbers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd

from lib.exports import FORMULA_STARTS
from lib.intake import dates, numbers
from lib.intake.columns import Plan
from lib.intake.known import COORDINATES, means_nothing
from lib.intake.sheets import Sheet
from lib.intake.values import coded, values_of
from lib.schema import SEPARATOR, Column
from lib.spelling import fold, seen
from lib.store import Data

MADE_ID = "row-"
"""What the id of a row is made of where a table has none: ``row-12``."""
READ_OTHERWISE = ("column", "found", "read", "cells")


@dataclass(frozen=True, eq=False)
class Formed:
    """A table of the dashboard's own columns, indexed by the rows of the reader's table.

    ``readings`` says what was read as something else: ``column``, ``found``, ``read``, and in how
    many ``cells``. ``coordinates`` are degrees, missing where there are none.
    """

    table: pd.DataFrame
    coordinates: pd.DataFrame
    readings: pd.DataFrame
    emptied: int
    """Cells that say that nothing is known, and were taken as empty."""


def formed(sheet: Sheet, plan: Plan, data: Data) -> Formed:
    """The table as the plan says it is to be understood.

    What cannot be understood stays as it was found, for the checks to say.
    """
    table, readings, emptied = {}, [], 0
    places = {column: place for place, column in enumerate(plan.columns) if column}
    for column in data.columns:
        if column.name not in places:
            table[column.name] = _constant(column, plan, sheet.cells.index)
            continue
        cells = _Cells(sheet.cells[places[column.name]])
        table[column.name] = cells.changed(_changes(column, plan, data))
        readings.append(cells.readings(column.name))
        emptied += cells.emptied
    return Formed(
        pd.DataFrame(table, index=sheet.cells.index),
        _coordinates(sheet, places),
        pd.concat(readings or [pd.DataFrame(columns=list(READ_OTHERWISE))], ignore_index=True),
        emptied,
    )


class _Cells:
    """The cells of a column, each different one read once: in long files most repeat."""

    def __init__(self, cells: pd.Series) -> None:
        self._index = cells.index
        self._which, found = pd.factorize(cells)
        self._found = [_bare(cell) for cell in found.tolist()]
        self._counts = np.bincount(self._which, minlength=len(self._found))
        nothing = [fold(cell) in means_nothing() for cell in self._found]
        self.emptied = int(self._counts[nothing].sum())
        self._found = ["" if no else c for c, no in zip(self._found, nothing, strict=True)]
        self._read = self._found

    def changed(self, change: Callable[[str], str]) -> pd.Series:
        """The cells as they are to be read."""
        self._read = [change(cell) for cell in self._found]
        values = pd.array(self._read, dtype="str")
        return pd.Series(values.take(self._which), index=self._index)

    def readings(self, column: str) -> pd.DataFrame:
        """What was read as something else: as in `Formed`."""
        cells = zip(self._found, self._read, self._counts.tolist(), strict=True)
        rows = [(column, found, read, n) for found, read, n in cells if found and found != read]
        return pd.DataFrame(rows, columns=list(READ_OTHERWISE))


def undecided(sheet: Sheet, plan: Plan, data: Data) -> dict[str, bool]:
    """What the reader must still say: ``decimal`` and ``day_first``, true where cells hang on it.

    What the cells themselves tell is not asked.
    """
    kinds = {column.name: column.kind for column in data.columns}
    of = {kind: _unique(sheet, plan, kinds, kind) for kind in ("number", "date")}
    decimal, decimals_asked = numbers.decimal_of(of["number"])
    day_first, days_asked = dates.day_first_of(of["date"])
    return {
        "decimal": decimals_asked and decimal is None,
        "day_first": days_asked and day_first is None,
    }


def decided(sheet: Sheet, plan: Plan, data: Data) -> tuple[str | None, bool | None]:
    """What stands before decimals and whether the day comes first, by what the cells tell."""
    kinds = {column.name: column.kind for column in data.columns}
    decimal, _ = numbers.decimal_of(_unique(sheet, plan, kinds, "number"))
    day_first, _ = dates.day_first_of(_unique(sheet, plan, kinds, "date"))
    return decimal, day_first


def _unique(sheet: Sheet, plan: Plan, kinds: Mapping[str, str], kind: str) -> pd.Series:
    places = [n for n, column in enumerate(plan.columns) if kinds.get(column) == kind]
    cells = [pd.Series(sheet.cells[place].unique(), dtype="str") for place in places]
    return pd.concat(cells) if cells else pd.Series([], dtype="str")


def _bare(cell: str) -> str:
    cell = seen(cell).strip(" \t\r\n\u00a0")
    # our own files have an apostrophe before what a spreadsheet could take for a formula
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA_STARTS) else cell


def _constant(column: Column, plan: Plan, rows: pd.Index) -> pd.Series:
    if column.name == "id":
        return pd.Series([f"{MADE_ID}{row}" for row in rows], index=rows, dtype="str")
    value = plan.constants.get(column.name, "")
    return pd.Series(value, index=rows, dtype="str")


def _changes(column: Column, plan: Plan, data: Data) -> Callable[[str], str]:
    """How a cell of this column gets the form of the data files."""
    if column.kind in ("code", "codes"):
        accepted = {found: to for (name, found), to in plan.accepted.items() if name == column.name}
        several = column.kind == "codes"
        return partial(coded, values=values_of(column, data), accepted=accepted, several=several)
    accepted = {found: to for (name, found), to in plan.accepted.items() if name == column.name}
    ways: dict[str, Callable[[str], str]] = {
        "number": partial(numbers.written, decimal=plan.decimal, whole=False),
        "integer": partial(numbers.written, decimal=plan.decimal, whole=True),
        "date": partial(dates.written, day_first=plan.day_first),
        "names": _names,
        "address": _address,
    }
    way = ways.get(column.kind, str)
    return lambda cell: accepted.get(cell) or (way(cell) if cell else "")


def _names(cell: str) -> str:
    return SEPARATOR.join(
        dict.fromkeys(part.strip() for part in cell.split(SEPARATOR) if part.strip())
    )


def _address(cell: str) -> str:
    return f"https://{cell}" if cell.lower().startswith("www.") else cell


def _coordinates(sheet: Sheet, places: Mapping[str, int]) -> pd.DataFrame:
    """Degrees, as they are written with a point or a comma."""
    rows = sheet.cells.index
    return pd.DataFrame(
        {
            axis: pd.to_numeric(
                sheet.cells[places[axis]].str.strip().str.replace(",", ".", regex=False),
                errors="coerce",
            )
            if axis in places
            else pd.Series(np.nan, index=rows)
            for axis in COORDINATES
        }
    )

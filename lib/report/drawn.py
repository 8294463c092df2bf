"""The drawings of a report: the pictures that can be taken away, without their frames."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from lib.names import Names
from lib.pictures import mapped
from lib.pictures.drawing import Drawing
from lib.pictures.framed import as_svg
from lib.report.document import CannotMake, Document
from lib.selection import Selection

NARROW = 520
"""Pixels on two thirds of a sheet: names can be read."""
DRAWINGS: dict[str, Callable[[Names, Selection], Drawing]] = {
    "map": partial(mapped.drawn, width=NARROW),
}
"""How the pictures of a report are drawn, by key."""


def drawings(document: Document, names: Names, selection: Selection) -> dict[str, bytes]:
    """The drawings that a report asks for, as SVG by key. Title, filters and sources, which
    stand in a picture's frame, stand in the report itself.

    Raises
    ------
    CannotMake
        One of them cannot be drawn.
    """
    try:
        return {
            each.key: as_svg(DRAWINGS[each.key](names, selection).chart.properties(padding=0))
            for each in document.asked
        }
    except ValueError as error:
        raise CannotMake(str(error)) from error

"""A part of the activities that a reader points at: of a municipality, of a column of the matrix,
or of the cell where they cross. It never widens what the filters leave.
"""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir
from ibis import _

from lib.engine import placeholder
from lib.parameters import YEAR
from lib.schema import NONE
from lib.store import Data


@dataclass(frozen=True, slots=True)
class Part:
    """A municipality, and a value of what the columns are (``across``); "" where not chosen."""

    place: str = ""
    across: str = ""
    column: str = ""

    @property
    def shape(self) -> Part:
        """The same, without the texts that are bound when it is asked for."""
        column = self.column if self.across == YEAR or self.column == NONE else bool(self.column)
        return Part("place" if self.place else "", self.across, str(column or ""))

    @property
    def texts(self) -> dict[str, str]:
        """The texts to bind, by placeholder."""
        pairs = ((self.place, self.shape.place), (self.column, self.shape.column))
        named = zip(("place", "column"), pairs, strict=True)
        return {name: text for name, (text, kept) in named if text != kept}


ALL = Part()
"""No part in particular: all the activities."""


def in_part(data: Data, rows: ir.Table, part: Part) -> ir.Table:
    """The activities of a part, with placeholders for `Part.texts`."""
    if part.place:
        key = "municipality_ids"
        here = data.cells(key).filter(_.value == placeholder("place"))
        rows = rows.filter(_[key].isin(here[key]))
    elif part.column:
        rows = rows.filter(_.among_partners > 0)
    if not part.column:
        return rows
    if part.across != YEAR:
        held = "" if part.column == NONE else placeholder("column")
        return rows.filter(_[part.across] == held)
    if part.column == NONE:
        return rows.filter(_.first_year.isnull())
    return rows.filter(_.first_year <= int(part.column), _.last_year >= int(part.column))

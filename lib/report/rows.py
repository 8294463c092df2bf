"""Tables of the pages as tables of a report: no longer than it may be, and saying so."""

from __future__ import annotations

from dataclasses import replace

from lib.bars import Bars
from lib.names import Names
from lib.report.document import Cell, Table, short

NAME = 44
"""Letters of the name of a row: more is cut."""


def with_bars(bars: Bars) -> Table:
    """A table with bars as a page shows it."""
    rows = [
        [Cell(name), *(Cell(words, bar or 0.0) for words, bar in cells)]
        for name, cells in bars.rows
    ]
    return Table("bars", bars.caption, bars.heads, rows, bars.notes)


def bounded(names: Names, table: Table, most: int) -> Table:
    """The first rows of a table, and that there are more; names that are too long are cut."""
    rows = [[replace(row[0], words=short(row[0].words, NAME)), *row[1:]] for row in table.rows]
    kept = replace(table, rows=rows[:most])
    if len(rows) <= most:
        return kept
    return kept.noting(names.say("report.first", n=most, all=names.say.number(len(rows))))

"""The map of a report, and the same numbers beside it from most to least."""

from __future__ import annotations

from lib.bars.places import ranking
from lib.names import Names
from lib.report.document import Bounds, Picture, Section
from lib.report.rows import bounded, with_bars
from lib.selection import Selection


def where(names: Names, selection: Selection, bounds: Bounds) -> Section:
    """The map and the ranking."""
    table = with_bars(ranking(names, selection))
    title = names.say("report.where", indicator=table.caption)
    picture = Picture("map", names.say("report.map", indicator=table.caption))
    return Section("where", title, ((picture, bounded(names, table, bounds.places)),))

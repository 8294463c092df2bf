"""Where a report's figures come from, and whom its map and its population are owed to."""

from __future__ import annotations

from collections import Counter

import ibis.expr.types as ir
from ibis import _

from lib.names import Names
from lib.report.activities import host, web
from lib.report.document import Block, Bounds, Cell, Said, Section, Table, short
from lib.selection import Selection, ask, narrow
from lib.store import Data

FILE, HOST = 100, 60
"""Letters of what is said of a file, and of a host."""
HEADS = ("what", "publisher", "date", "licence")
"""Columns of the files. Their words: ``methods.source.<key>``."""


def sources(names: Names, selection: Selection, bounds: Bounds) -> Section:
    """Whose pages the activities are from, the files of figures, and the credits."""
    say, owed = names.say, names.data.config.boundaries
    lines = say.sentences(owed.credit, owed.status_note)
    thanks = (
        *(((say("sources.credit"), lines),) if lines else ()),
        (say("export.evidence"), say("export.evidence.meaning")),
    )
    hosts = _hosts(names, selection, bounds.sites)
    rows: list[tuple[Block, ...]] = [(Said((), (*hosts, *thanks)),)]
    if names.data.sources:
        rows.append((_files(names, bounds.files),))
    return Section("sources", say("report.sources"), tuple(rows))


def _hosts(names: Names, selection: Selection, most: int) -> tuple[tuple[str, str], ...]:
    """The sites that hold the sources, from most to fewest activities; none without any."""
    say, counted = names.say, Counter[str]()
    for address, n in ask(names.data, _addresses, selection).itertuples(index=False):
        counted[host(address)] += n
    unstated = counted.pop("", 0)
    order = sorted(counted.items(), key=lambda held: (-held[1], held[0]))
    said = [say("report.host", host=short(h, HOST), n=say.number(n)) for h, n in order[:most]]
    if len(order) > most:
        said.append(say.count("report.hosts.more", len(order) - most))
    if unstated:
        said.append(say.count("report.hosts.none", unstated))
    return ((say("report.hosts"), ", ".join(said)),) if said else ()


def _addresses(data: Data, selection: Selection) -> ir.Table:
    rows = narrow(data, selection).select(source=_.source.cast("string"))
    return rows.group_by("source").agg(n=_.count())


def _files(names: Names, most: int) -> Table:
    """The files that the data is made from, as their provenance says."""
    rows = [
        [Cell(short(each.what, FILE)), Cell(short(each.publisher, FILE), link=web(each.address)),
         Cell(each.date), Cell(short(each.licence, FILE))]
        for each in list(names.data.sources.values())[:most]
    ]  # fmt: skip
    heads = [names.say(f"methods.source.{key}") for key in HEADS]
    return Table("files", names.say("report.files"), heads, rows)

"""The list of a report: the newest activities, each with its source."""

from __future__ import annotations

from urllib.parse import urlsplit

import pandas as pd

from lib import figures
from lib.counts import overview
from lib.exports import stored_columns
from lib.listed import newest, several
from lib.names import Names
from lib.report.document import Bounds, Cell, Section, Table, short
from lib.selection import Selection

HEADS = ("title", "places", "dates", "type", "people", "amount", "source")
"""Columns of the list. Their words: ``report.list.<key>``."""
LONGEST = 8_000
"""Bytes of an address: what the typesetter takes."""
TITLE, NAMES, HOST = 120, 60, 28
"""Letters of a title, of several names, and of a source."""


def activities(names: Names, selection: Selection, bounds: Bounds) -> Section:
    """The newest activities; the file has all of them."""
    say, data = names.say, names.data
    stored = tuple(column for column in stored_columns(data) if column != "id")
    rows = newest(data, selection, bounds.activities, stored)
    shown = overview(data, selection).shown
    table = Table(
        "list",
        "",
        [say(f"report.list.{key}") for key in HEADS],
        [_listed(names, row) for _, row in rows.iterrows()],
    )
    if shown > len(rows):
        words = say("report.newest", n=say.number(len(rows)), all=say.number(shown))
        table = table.noting(words)
    return Section("activities", say("report.activities"), ((table,),))


def _listed(names: Names, row: pd.Series) -> list[Cell]:
    """An activity as a line. What no source states is said, or left empty; never zero."""
    say, made_up = names.say, row["evidence"] != "published"
    people = figures.people(say, row) or figures.not_shown(names, row, "participants_total")
    return [
        Cell(
            short(row["title"], TITLE),
            mark=names.option("evidence", row["evidence"]) if made_up else "",
        ),
        Cell(short(several(names, "municipality_ids", row["municipality_ids"]), NAMES)),
        Cell(figures.dates(say, row) or say("none.date")),
        Cell(short(several(names, "activity_type", row["activity_type"]), NAMES)),
        Cell(people),
        Cell(figures.amount(say, row)),
        Cell(short(host(row["source"]), HOST), link=web(row["source"])),
    ]


def web(address: str) -> str:
    """An address that can be followed from a page and from a PDF; "" for anything else."""
    short_enough = len(address.encode(errors="replace")) <= LONGEST
    return address if short_enough and address.startswith(("https://", "http://")) else ""


def host(address: str) -> str:
    """Whose address it is: ``example.org``; "" for what is no address."""
    try:
        return (urlsplit(web(address)).hostname or "").removeprefix("www.").strip(".")
    except ValueError:
        return ""

"""A table that somebody tagged in, the columns of ours that it has out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from lib.hxl.tags import DERIVED, of_names, parsed, tags
from lib.language import Phrase, phrase
from lib.schema import Column

OTHERS = {
    "#org+donor": "donor",
    "#org+funding": "donor",
    "#org+funder": "donor",
    "#org+impl": "implementer",
    "#org+implementing": "implementer",
    "#org+partner+impl": "implementer",
    "#activity+id": "id",
    "#activity+programme": "programme",
    "#activity+project": "title",
    "#activity+name": "title",
    "#activity": "title",
    "#activity+type": "activity_type",
    "#sector": "sector",
    "#subsector": "sector",
    "#adm{level}": "municipality_ids",
    "#loc": "settlement",
    "#date+start": "start",
    "#date+end": "end",
    "#status": "status",
    "#value": "amount",
    "#currency": "currency",
    "#reached": "participants_total",
    "#reached+f": "participants_women",
    "#description": "note",
    "#meta+url": "source",
    "#meta+source": "source",
}
"""How others tag what a column of ours holds: at least so, more attributes may follow."""
NEUTRAL = frozenset({"name", "code", "total", "num", "all", "ind", "people", "text", "list", "en"})
"""Attributes that do not change what is counted. ``+m`` or ``+children`` does."""
WITHIN = 25
"""The row of tags is one of the first of a table."""


@dataclass(frozen=True, slots=True)
class Untaken:
    """A column of somebody else's table that no column of ours takes."""

    position: int
    head: str
    tag: str
    why: Phrase


def row_of_tags(rows: Sequence[Sequence[str]]) -> int | None:
    """Where the row of tags is: the first whose cells are all tags or empty; None for none."""
    for number, row in enumerate(rows[:WITHIN]):
        filled = [cell for cell in row if cell.strip()]
        if filled and all(parsed(cell) for cell in filled):
            return number
    return None


def read_hxl(
    rows: Sequence[Sequence[str]], columns: Sequence[Column], level: int
) -> tuple[pd.DataFrame, list[Untaken]]:
    """A tagged table of whoever's, under our own columns.

    Parameters
    ----------
    rows
        All rows as text, heads and tags among them.

    Returns
    -------
    DataFrame, list of Untaken
        Texts, one column for each of ours that the table has, indexed by the row of the
        spreadsheet (the first is 1). Cells are as they stand: names of places are not codes yet.

    Raises
    ------
    ValueError
        There is no row of tags.
    """
    at = row_of_tags(rows)
    if at is None:
        raise ValueError("no row of tags")
    heads = rows[at - 1] if at else []
    taken, untaken = _matched(rows[at], heads, columns, level)
    body = [(n, row) for n, row in enumerate(rows[at + 1 :], start=at + 2) if any(row)]
    cells = {
        name: [row[position].strip() if position < len(row) else "" for _, row in body]
        for name, position in taken.items()
    }
    return pd.DataFrame(cells, index=[n for n, _ in body], dtype=str), untaken


def _matched(
    found: Sequence[str], heads: Sequence[str], columns: Sequence[Column], level: int
) -> tuple[dict[str, int], list[Untaken]]:
    """Which column of ours each of theirs is: those tagged exactly as ours choose first, and codes
    before names."""
    ranked = [(*column_of(cell, columns, level), n) for n, cell in enumerate(found)]
    taken: dict[str, int] = {}
    for _, name, position in sorted((rank, name, n) for name, rank, n in ranked if name):
        taken.setdefault(name, position)
    untaken = []
    for name, _, position in ranked:
        if taken.get(name) != position:
            head = heads[position] if position < len(heads) else ""
            why = "another_taken" if name else "no_column" if found[position] else "untagged"
            untaken.append(Untaken(position, head, found[position], phrase(f"hxl.why.{why}")))
    return taken, untaken


def column_of(cell: str, columns: Sequence[Column], level: int) -> tuple[str, int]:
    """The column of ours that a tag means, and how well it fits (0: exactly); "" for none."""
    tag = parsed(cell)
    if tag is None:
        return "", 0
    names = [column.name for column in columns]
    own = dict(zip(map(parsed, tags(names, columns, level)), names, strict=True))
    if tag in own:
        return own[tag], 0
    derived = [parsed(each) for each in DERIVED.values()]
    derived += [parsed(of_names(each)) for each in DERIVED.values()]
    if tag in derived:
        return "", 0
    fits = [
        (len(wanted[1]), name)
        for pattern, name in _patterns(columns, level).items()
        if (wanted := parsed(pattern)) and wanted[0] == tag[0] and wanted[1] <= tag[1]
        and _says_the_same(name, tag[1] - wanted[1], columns)
    ]  # fmt: skip
    if not fits:
        return "", 0
    most = max(number for number, _ in fits)
    # codes stand before names
    return next(name for n, name in fits if n == most), 1 if "code" in tag[1] else 2


def _patterns(columns: Sequence[Column], level: int) -> dict[str, str]:
    """How a tag may begin: as our own do without code, name and list, or as those of others do."""
    own = {
        re.sub(
            r"\+(code|name|list|total|amount)\b", "", column.hxl.format(level=level)
        ): column.name
        for column in columns
    }
    return own | {pattern.format(level=level): name for pattern, name in OTHERS.items()}


def _says_the_same(name: str, more: frozenset[str], columns: Sequence[Column]) -> bool:
    """Whether further attributes leave the meaning as it is: of a count they seldom do."""
    measures = {column.name for column in columns if column.measures}
    return name not in measures or more <= NEUTRAL

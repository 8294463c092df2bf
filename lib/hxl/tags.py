"""The tags of our own columns: part of the data dictionary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from lib.protection import SMALL, WITHHELD
from lib.schema import Column

DERIVED = {
    "preview": "#meta+preview",
    "sector_group": "#sector+code+group",
    "participation": "#group+code+participation",
    SMALL: "#meta+code+small_counts",
    WITHHELD: "#meta+code+withheld",
}
"""Tags of columns that follow from others, or mark the rows of a preview."""
_TAG = re.compile(r"\s*(#[A-Za-z][A-Za-z0-9_]*)((?:\s*\+\s*[A-Za-z][A-Za-z0-9_]*)*)\s*")
Tag = tuple[str, frozenset[str]]


def tags(names: Iterable[str], columns: Sequence[Column], level: int) -> list[str]:
    """The tag of each column of an export.

    Parameters
    ----------
    names
        Columns of ``activities.csv``, derived ones, and ``<column>_name``.
    columns
        The data dictionary.
    level
        Which level of administration municipalities are.
    """
    known = {column.name: column.hxl.format(level=level) for column in columns} | DERIVED
    return [
        known[name] if name in known else of_names(known[name.removesuffix("_name")])
        for name in names
    ]


def of_names(tag: str) -> str:
    """The tag of the names beside codes."""
    return tag.replace("+code", "") + "+name"


def parsed(cell: str) -> Tag | None:
    """A hashtag and its attributes, in any order and spelling; None where a cell is none."""
    match = _TAG.fullmatch(cell)
    if not match:
        return None
    attributes = (part.strip().lower() for part in match[2].split("+"))
    return match[1].lower(), frozenset(filter(None, attributes))

"""What is read of a file: tables of text, each cell with its row; and what was not taken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from lib.language import Phrase, phrase
from lib.problems import BadData, Problem


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read; the fields of the same names in `lib.settings`."""

    intake_bytes: int = 100_000_000
    intake_unpacked_bytes: int = 400_000_000
    intake_rows: int = 100_000
    intake_columns: int = 200
    intake_problems: int = 20_000


@dataclass(frozen=True, slots=True)
class Untaken:
    """One kind of thing in a file that no column took."""

    path: str
    """Where it stands: ``iati-activity/budget``."""
    why: Phrase | str
    n: int
    found: str
    """The first of them."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One table of a file.

    ``cells`` holds text, "" for an empty cell. Its index is the row of the spreadsheet (or the
    number of the feature), its columns are numbers from 0, as many as there are ``heads``.
    """

    name: str
    heads: tuple[str, ...]
    cells: pd.DataFrame
    problems: tuple[Problem, ...] = ()
    """Rows that are no rows of the table."""
    notes: tuple[Phrase, ...] = ()
    """What was not taken, and how the rest was read."""
    untaken: tuple[Untaken, ...] = ()
    """Of a file with more than a table: what of it was not taken, from most to fewest."""


@dataclass(frozen=True, eq=False)
class File:
    """A file that was read."""

    name: str
    kind: str
    sheets: tuple[Sheet, ...]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file: told by what it holds, not by its name's ending.

    Its words: ``intake.kind.<key>``. ``read`` gives the tables, or raises `BadData`.
    """

    key: str
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str, Limits], tuple[Sheet, ...]]


def refused(name: str, found: Phrase, allowed: Phrase) -> BadData:
    """The whole file cannot be read."""
    return BadData([Problem(name, 0, "", found, allowed)])


def within(
    rows: list[list[str]], numbers: list[int], name: str, limits: Limits, more: int = 0
) -> tuple[list[list[str]], list[int], tuple[Phrase, ...]]:
    """The rows that are read: all of them, or as many as the limit allows, which is said.

    Parameters
    ----------
    more
        How many rows there are beside these.

    Raises
    ------
    BadData
        More columns than the limit allows.
    """
    widest = max(map(len, rows), default=0)
    if widest > limits.intake_columns:
        found = phrase("intake.found.columns", n=widest)
        raise refused(name, found, phrase("intake.most.columns", n=limits.intake_columns))
    if len(rows) <= limits.intake_rows:
        return rows, numbers, ()
    note = phrase("intake.note.rows", n=len(rows) + more, most=limits.intake_rows)
    return rows[: limits.intake_rows], numbers[: limits.intake_rows], (note,)

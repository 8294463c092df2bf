"""CSV files as text: every row with its line in a spreadsheet, or everything that is wrong."""

from __future__ import annotations

import csv
import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from lib.language import phrase
from lib.problems import BadData, Problem
from lib.spelling import seen

ALLOWED = phrase("problem.csv")


AT_ONCE = 50_000
"""How many rows of a long file are held at a time."""


class Piece(NamedTuple):
    """Some rows of a table as text, and what is no row of it."""

    table: pd.DataFrame
    """Indexed by the row that a problem names."""
    problems: list[Problem]
    file: str
    by_id: bool = False
    """Whether its rows have no number that anybody knows: a problem names their id instead."""


def piece(columns: Sequence[str], cells: Sequence[Sequence[str]], first: int, file: str) -> Piece:
    """Rows of a database as a piece, given column by column; numbered from ``first``."""
    held = dict(zip(columns, cells or [()] * len(columns), strict=True))
    numbers = range(first, first + len(cells[0] if cells else ()))
    return Piece(pd.DataFrame(held, index=numbers, dtype=str), [], file, by_id=True)


def read_rows(path: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """A CSV file with every cell as text, and the rows that are no rows of it: as `read_pieces`
    gives them, all at once."""
    pieces = list(read_pieces(path))
    table = pd.concat([each.table for each in pieces])
    return table, [problem for each in pieces for problem in each.problems]


def read_pieces(path: Path) -> Iterator[Piece]:
    """A CSV file with every cell as text, and the rows that are no rows of it; never the whole of
    a long one at once.

    Yields
    ------
    Piece
        Indexed by the row of a spreadsheet: the header is row 1; empty rows are left out. Rows
        longer or shorter than the header are left out too, and each is a problem.

    Raises
    ------
    BadData
        The file is missing, is not UTF-8, is not CSV, is empty, or names a column twice.
    """
    records = _records(path)
    header = next(records, [])
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice or not header:
        found = [(1, name, phrase("problem.twice")) for name in twice]
        found = found or [(0, "", phrase("problem.empty_file"))]
        raise BadData(Problem(path.name, row, name, what, ALLOWED) for row, name, what in found)
    numbered, first = enumerate(records, start=2), True
    while (some := list(itertools.islice(numbered, AT_ONCE))) or first:
        yield _lines(some, header, path.name)
        first = False


def _lines(numbered: list[tuple[int, list[str]]], header: list[str], file: str) -> Piece:
    rows = {row: cells for row, cells in numbered if cells}
    whole = {row: cells for row, cells in rows.items() if len(cells) == len(header)}
    problems = [
        Problem(
            file,
            row,
            "",
            phrase("problem.cells", n=len(cells)),
            phrase("problem.cells_of_header", n=len(header)),
        )
        for row, cells in rows.items()
        if row not in whole
    ]
    table = pd.DataFrame(list(whole.values()), index=list(whole), columns=header, dtype=str)
    return Piece(table, problems, file)


def _records(path: Path) -> Iterator[list[str]]:
    """The file's rows of cells, the header first."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.reader(_readable(file), strict=True)
        return
    except FileNotFoundError:
        found = phrase("problem.no_file")
    except UnicodeDecodeError:
        found = phrase("problem.not_utf8", n=_first_wrong_byte(path))
    except csv.Error as error:
        found = phrase("problem.not_csv", error=error)
    raise BadData([Problem(path.name, 0, "", found, ALLOWED)])


def _readable(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            raise csv.Error("a NUL byte")
        yield seen(line)


def _first_wrong_byte(path: Path) -> int:
    """Where a file stops being UTF-8: a decoder that reads in pieces counts from the last one."""
    before = 0
    with path.open("rb") as file:
        for line in file:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                return before + error.start
            before += len(line)
    return before

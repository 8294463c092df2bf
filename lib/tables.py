"""CSV files as text: every row with its line in a spreadsheet, or everything that is wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from lib.language import phrase
from lib.problems import BadData, Problem
from lib.spelling import seen

ALLOWED = phrase("problem.csv")


def read_rows(path: Path) -> tuple[pd.DataFrame, list[Problem]]:
    """A CSV file with every cell as text, and the rows that are no rows of it.

    Returns
    -------
    DataFrame, list of Problem
        Indexed by the row of a spreadsheet: the header is row 1; empty rows are left out. Rows
        longer or shorter than the header are left out too, and each is a problem.

    Raises
    ------
    BadData
        The file is missing, is not UTF-8, is not CSV, is empty, or names a column twice.
    """
    records = _records(path)
    header = records[0] if records else []
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice or not header:
        found = [(1, name, phrase("problem.twice")) for name in twice]
        found = found or [(0, "", phrase("problem.empty_file"))]
        raise BadData(Problem(path.name, row, name, what, ALLOWED) for row, name, what in found)
    rows = {row: cells for row, cells in enumerate(records[1:], start=2) if cells}
    whole = {row: cells for row, cells in rows.items() if len(cells) == len(header)}
    problems = [
        Problem(
            path.name,
            row,
            "",
            phrase("problem.cells", n=len(cells)),
            phrase("problem.cells_of_header", n=len(header)),
        )
        for row, cells in rows.items()
        if row not in whole
    ]
    table = pd.DataFrame(list(whole.values()), index=list(whole), columns=header, dtype=str)
    return table, problems


def _records(path: Path) -> list[list[str]]:
    """The file's rows of cells, the header first."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if "\0" in text:
            raise csv.Error("a NUL byte")
        return list(csv.reader(io.StringIO(seen(text), newline=""), strict=True))
    except FileNotFoundError:
        found = phrase("problem.no_file")
    except UnicodeDecodeError as error:
        found = phrase("problem.not_utf8", n=error.start)
    except csv.Error as error:
        found = phrase("problem.not_csv", error=error)
    raise BadData([Problem(path.name, 0, "", found, ALLOWED)])

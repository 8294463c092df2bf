"""CSV files as text: every row with its line in a spreadsheet, or everything that is wrong."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd

from lib.problems import BadData, Problem

ALLOWED = "CSV in UTF-8, with commas and a header"


def read_table(path: Path) -> pd.DataFrame:
    """A CSV file with every cell as text, "" where empty.

    Returns
    -------
    DataFrame
        Indexed by the row of a spreadsheet: the header is row 1; empty rows are left out.

    Raises
    ------
    BadData
        The file is missing, is not UTF-8, or is not CSV; or rows are longer or shorter than
        the header: each of them is named.
    """
    records = _records(path)
    header = records[0] if records else []
    problems = [
        Problem(path.name, 1, name, "a column of this name twice", "each column once")
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    rows = {row: cells for row, cells in enumerate(records[1:], start=2) if cells}
    problems += [
        Problem(path.name, row, "", f"{len(cells)} cells", f"{len(header)} cells, as in the header")
        for row, cells in rows.items()
        if len(cells) != len(header)
    ]
    if not header:
        problems = [Problem(path.name, 0, "", "an empty file", ALLOWED)]
    if problems:
        raise BadData(problems)
    return pd.DataFrame(list(rows.values()), index=list(rows), columns=header, dtype=str)


def _records(path: Path) -> list[list[str]]:
    """The file's rows of cells, the header first."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        if "\0" in text:
            raise csv.Error("a NUL byte")
        return list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except FileNotFoundError:
        found = "no such file"
    except UnicodeDecodeError as error:
        found = f"not UTF-8 at byte {error.start}"
    except csv.Error as error:
        found = f"not CSV: {error}"
    raise BadData([Problem(path.name, 0, "", found, ALLOWED)])

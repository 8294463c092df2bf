"""Files of many activities: how long they are, and written without being held whole."""

from __future__ import annotations

import io
from collections.abc import Iterator

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.engine import placeholder
from lib.exports import NAMED, as_lines, stored_columns, tags_of, with_names
from lib.names import Names
from lib.selection import Selection, ask, narrow
from lib.store import Data

AT_ONCE = 5_000
"""How many rows of a long file are held at a time."""


def columns(data: Data) -> list[str]:
    """The columns of `activity_rows`, in order."""
    pairs = (
        (column, f"{column}_name" if column in NAMED else "") for column in stored_columns(data)
    )
    return [column for pair in pairs for column in pair if column]


def number_of_rows(data: Data, selection: Selection) -> int:
    """How many activities a file of the selection holds."""
    return int(ask(data, _number, selection)["n"].iloc[0])


def csv_pieces(data: Data, selection: Selection, names: Names) -> Iterator[bytes]:
    """The same file as `lib.exports.activities_as_csv`, however long, without ever holding all of
    it: each piece is asked for when the one before has been taken."""
    for number, rows in enumerate(row_pieces(data, selection)):
        named = with_names(rows, data, names)
        tags = tags_of(named.columns, data, selection)
        lines = as_lines(named, header=not number, tags=tags)
        yield lines.encode("utf-8" if number else "utf-8-sig")


def row_pieces(data: Data, selection: Selection) -> Iterator[pd.DataFrame]:
    """The activities of a selection with their stored columns, at most `AT_ONCE` at a time; one
    table without rows where there are none."""
    last, more = -1, True
    while more:
        rows = ask(data, _next_rows, selection, AT_ONCE, behind=str(last))
        numbers = rows.pop("row")
        yield rows
        more = len(numbers) == AT_ONCE
        last = int(numbers.iloc[-1]) if more else last


def as_parquet(rows: pd.DataFrame) -> bytes:
    """Rows as Parquet, for programs: typed, and texts as they are."""
    held = io.BytesIO()
    rows.to_parquet(held, engine="pyarrow", index=False, compression="zstd")
    return held.getvalue()


def _next_rows(data: Data, selection: Selection, most: int) -> ir.Table:
    """Those behind a row, as many as are written at once."""
    behind = ibis.literal(placeholder("behind")).cast("int64")
    rows = narrow(data, selection).filter(_.row > behind)
    return rows.order_by("row").limit(most).select("row", *stored_columns(data))


def _number(data: Data, selection: Selection) -> ir.Table:
    return narrow(data, selection).agg(n=_.count())

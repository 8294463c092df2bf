"""The activities as the rows of a list: the newest first, and not more than a browser bears."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.engine import placeholder
from lib.names import Names
from lib.schema import NONE, SEPARATOR
from lib.selection import Selection, ask, narrow
from lib.store import Data

MOST = 2_000
"""Rows of a list. The file holds them all."""
COLUMNS = (
    "title",
    "activity_type",
    "municipality_ids",
    "start",
    "end",
    "status",
    "participation",
    "participants_total",
    "amount",
    "currency",
    "money",
    "donor",
    "programme",
    "evidence",
    "source",
)
"""Columns of a list, in order."""
NAMED = ("activity_type", "municipality_ids", "status", "participation", "evidence", "donor")


def newest(
    data: Data, selection: Selection, most: int | None = None, columns: tuple[str, ...] = COLUMNS
) -> pd.DataFrame:
    """The activities of a selection by id, so many of them (`MOST`): columns as the data has them.

    Those that began last stand first, by their end where no start is stated; undated ones last.
    """
    return ask(data, _newest, selection, MOST if most is None else most, columns).set_index("id")


def _newest(data: Data, selection: Selection, most: int, columns: tuple[str, ...]) -> ir.Table:
    # dates as texts, whatever their precision: "2015" < "2015-10" < "2015-10-02"
    began = ibis.ifelse(_.start == "", _.end.cast("string"), _.start.cast("string"))
    rows = narrow(data, selection).order_by([began.desc(), "row"]).limit(most)
    return rows.select("id", *columns)


def within(data: Data, selection: Selection, activity: str) -> bool:
    """Whether an activity is among those of a selection."""
    return not ask(data, _within, selection, activity_id=activity).empty


def _within(data: Data, selection: Selection) -> ir.Table:
    return narrow(data, selection).filter(_.id == placeholder("activity_id")).select("id")


def named(names: Names, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of a list with names instead of codes, and a comma between several values."""
    cells = {
        column: {cell: several(names, column, cell) for cell in rows[column].unique()}
        for column in NAMED
    }
    return rows.assign(**{column: rows[column].map(found) for column, found in cells.items()})


def several(names: Names, column: str, cell: str) -> str:
    """What to call the values of a cell, with a comma between them; "" where none is stated.

    Without a municipality an activity is in no particular one, which is more than "not stated".
    """
    if not cell and column == "municipality_ids":
        return names.option(column, NONE)
    return names.cell(column, cell).replace(SEPARATOR, ", ")

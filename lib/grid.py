"""The matrix in the order in which it is drawn, on the page and in a picture."""

from __future__ import annotations

import pandas as pd

from lib.classes import Classes
from lib.coverage import matrix
from lib.indicators import BY_KEY
from lib.names import Names
from lib.parameters import YEAR
from lib.schema import NONE
from lib.selection import Selection
from lib.shading import cut

MOST_COLUMNS = 30
"""Of more, those with the most activities are shown."""


def classes_of(names: Names, selection: Selection, cells: pd.DataFrame) -> Classes:
    """The classes of the matrix's numbers."""
    across, indicator = selection["across"], BY_KEY[selection["indicator"]]

    def values(of: Selection) -> pd.Series:
        return matrix(names.data, of, indicator, across)["value"]

    return cut(names.data, selection, cells["value"], values, across)


def rows_of(names: Names, selection: Selection, cells: pd.DataFrame) -> list[str]:
    """The municipalities, in the reader's order."""
    return _in_order(names, cells, "place", "municipality_ids", selection["rows_by"])


def columns_of(
    names: Names, selection: Selection, cells: pd.DataFrame, most: int = MOST_COLUMNS
) -> list[str]:
    """The columns that are drawn, in the reader's order: of more, those with most activities."""
    order, across = selection["columns_by"], selection["across"]
    counted = cells["activities"].groupby("column").sum()
    shown = set(counted.sort_values(ascending=False, kind="stable").index[:most])
    return [c for c in _in_order(names, cells, "column", across, order) if c in shown]


def _in_order(names: Names, cells: pd.DataFrame, level: str, key: str, order: str) -> list[str]:
    """By name, or those with most activities first. Years stay in their order; what is not
    stated stands last."""
    sums = cells["activities"].groupby(level, sort=False).sum()
    by_name = names.sorted_options(key, sums.index)
    if order == "most" and key != YEAR:
        by_name.sort(key=lambda code: -sums[code])
    return sorted(by_name, key=lambda code: code == NONE)

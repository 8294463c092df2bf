"""Rows of any engine as the same kind of table."""

from __future__ import annotations

from collections.abc import Sequence

import ibis
import pandas as pd


def frame(rows: Sequence[Sequence[object]], schema: ibis.Schema) -> pd.DataFrame:
    """Rows as a table with the types that the question has: whole numbers without any missing as
    such, other numbers as floats; texts as texts."""
    columns = list(zip(*rows, strict=True)) or [()] * len(schema)
    return pd.DataFrame(
        {
            name: _typed(cells, kind)
            for (name, kind), cells in zip(schema.items(), columns, strict=True)
        }
    )


def _typed(cells: Sequence[object], kind: ibis.expr.datatypes.DataType) -> pd.Series:
    if kind.is_string():
        return pd.Series(cells, dtype="str")
    if kind.is_boolean() and None not in cells:
        return pd.Series(cells, dtype="bool")
    numbers = pd.Series([None if each is None else float(each) for each in cells], dtype="float64")  # type: ignore[arg-type]
    whole = kind.is_integer() and None not in cells
    return pd.Series(cells, dtype="int64") if whole else numbers

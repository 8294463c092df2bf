"""What a single cell may hold, by the kind of its column."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from lib.schema import SEPARATOR

_PATTERNS = {
    "number": r"\d+(\.\d+)?",
    "integer": r"\d+",
    "address": r"https?://\S+",
}


def matches(cells: pd.Series, kind: str) -> pd.Series:
    return cells.eq("") | cells.str.fullmatch(_PATTERNS[kind])


def first_day(dates: pd.Series) -> pd.Series:
    """The first day that a partial date can mean; missing where it is none."""
    shape = dates.str.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?")
    filled = dates.where(dates.str.len() != 4, dates + "-01")
    filled = filled.where(filled.str.len() != 7, filled + "-01")
    return pd.to_datetime(filled.where(shape), format="%Y-%m-%d", errors="coerce")


def is_date(cells: pd.Series) -> pd.Series:
    return cells.eq("") | first_day(cells).notna()


def is_code(cells: pd.Series, allowed: Iterable[str]) -> pd.Series:
    return cells.isin(["", *allowed])


def are_codes(cells: pd.Series, allowed: Iterable[str]) -> pd.Series:
    known = set(allowed)
    good = {cell: set(cell.split(SEPARATOR)) <= known for cell in cells.unique() if cell}
    return cells.map(good).where(cells.ne(""), True).astype(bool)

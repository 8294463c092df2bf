"""What a single cell may hold, by the kind of its column."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pandas as pd

from lib.schema import SEPARATOR

_PATTERNS = {
    # the digits 0 to 9 only: \d would take those of other scripts too
    # and not more of them than a number can be added up with
    "number": r"[0-9]{1,15}(\.[0-9]{1,30})?",
    "integer": r"[0-9]{1,12}",
    "address": r"https?://\S+",
    "currency": r"[A-Z]{3}",
}


def matches(cells: pd.Series, kind: str) -> pd.Series:
    return cells.eq("") | cells.str.fullmatch(_PATTERNS[kind])


def first_day(dates: pd.Series) -> pd.Series:
    """The first day that a partial date can mean; missing where it is none. From 1900 to 2099:
    an activity is counted in each of its years, and there must not be thousands of them."""
    shape = dates.str.fullmatch(r"(?:19|20)[0-9]{2}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
    filled = dates.where(dates.str.len() != 4, dates + "-01")
    filled = filled.where(filled.str.len() != 7, filled + "-01")
    return pd.to_datetime(filled.where(shape), format="%Y-%m-%d", errors="coerce")


def is_date(cells: pd.Series) -> pd.Series:
    return cells.eq("") | first_day(cells).notna()


def is_code(cells: pd.Series, allowed: Iterable[str]) -> pd.Series:
    return cells.isin(["", *allowed])


def are_codes(cells: pd.Series, allowed: Iterable[str]) -> pd.Series:
    known = set(allowed)
    return _each(cells, lambda parts: set(parts) <= known and not _repeated(parts))


def are_names(cells: pd.Series) -> pd.Series:
    return _each(
        cells, lambda parts: all(p and p == p.strip() for p in parts) and not _repeated(parts)
    )


def _each(cells: pd.Series, good: Callable[[list[str]], bool]) -> pd.Series:
    """Judge every different cell once: most of them repeat."""
    judged = {cell: not cell or good(cell.split(SEPARATOR)) for cell in cells.unique()}
    return cells.map(judged).astype(bool)


def _repeated(parts: list[str]) -> bool:
    return len(set(parts)) < len(parts)

"""Two to four municipalities side by side."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from lib.indicators import BY_KEY


@dataclass(frozen=True, slots=True)
class Difference:
    """The two municipalities that are furthest apart. ``times`` is missing where one has zero,
    and for shares and ratios, of which nobody says that one is so many times another."""

    most: str
    least: str
    times: float | None


def furthest_apart(key: str, values: pd.Series) -> Difference | None:
    """What sets municipalities apart by an indicator; None where fewer than two have a value, or
    all have the same.

    Parameters
    ----------
    values
        By municipality; missing where there is none.
    """
    known = values.dropna()
    if len(known) < 2 or known.nunique() == 1:
        return None
    most, least = str(known.idxmax()), str(known.idxmin())
    counted = BY_KEY[key].kind in ("total", "rate") and known[least] > 0
    return Difference(most, least, float(known[most] / known[least]) if counted else None)

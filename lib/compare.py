"""Side by side: two to four municipalities, or two selections of activities."""

from __future__ import annotations

from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd

from lib.indicators import BY_KEY, Indicator
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.summaries import NONE, judged, sums

COUNTED = ("total", "rate")
"""Kinds of indicators of which one may be so many times another, and where none is zero."""


@dataclass(frozen=True, slots=True)
class Difference:
    """The two that are furthest apart. ``times`` is missing where one has zero, and for shares
    and ratios, of which nobody says that one is so many times another."""

    most: str
    least: str
    times: float | None


def furthest_apart(key: str, values: pd.Series) -> Difference | None:
    """What sets municipalities, or selections, apart by an indicator; None where fewer than two
    have a value, or all have the same.

    Parameters
    ----------
    values
        By municipality, or by side; missing where there is none.
    """
    known = values.dropna()
    if len(known) < 2 or known.nunique() == 1:
        return None
    most, least = str(known.idxmax()), str(known.idxmin())
    counted = BY_KEY[key].kind in COUNTED and known[least] > 0
    return Difference(most, least, float(known[most] / known[least]) if counted else None)


def comparable(indicator: Indicator, table: pd.DataFrame) -> pd.Series:
    """Values to set against each other. Where there is no such activity, nothing was counted or
    spent: zero; but there is no share and no ratio of nothing."""
    nothing = table["state"].eq(NONE) & (indicator.kind in COUNTED)
    return table["value"].mask(nothing, 0.0)


def places_furthest_apart(
    indicator: Indicator, one: pd.DataFrame, other: pd.DataFrame
) -> list[str]:
    """The municipalities in which two selections differ most: several where they differ by as
    much in each; none where they differ nowhere.

    Parameters
    ----------
    one, other
        The same municipalities, as `lib.summaries.by_place` gives them.
    """

    apart = (comparable(indicator, one) - comparable(indicator, other)).abs().dropna()
    return [str(place) for place in apart.index[apart.gt(0) & apart.eq(apart.max())]]


def reached_by_one(one: pd.DataFrame, other: pd.DataFrame) -> tuple[list[str], list[str]]:
    """The municipalities in which only the one selection has activities, and only the other."""
    here, there = one["activities"] > 0, other["activities"] > 0
    return list(one.index[here & ~there]), list(one.index[there & ~here])


def in_both(data: Data, one: Selection, other: Selection) -> int:
    """How many activities two selections share."""
    rows = [set(ask(data, _rows, each)["row"]) for each in (one, other)]
    return len(rows[0] & rows[1])


def _rows(data: Data, selection: Selection) -> ir.Table:
    return narrow(data, selection).select("row")


def over_all(data: Data) -> tuple[Indicator, ...]:
    """What can be said of all activities together: all but what is set against inhabitants."""
    return tuple(each for each in data.indicators if not (each.per or each.majority))


def overall(data: Data, selection: Selection) -> pd.DataFrame:
    """The indicators of `over_all` over all activities of a selection, wherever they are: an
    activity of several municipalities counts once, with all its money and people.

    Returns
    -------
    DataFrame
        Indexed by the key of the indicator, with the columns of `lib.summaries.by_place`.
    """
    found, indicators = ask(data, _overall, selection), over_all(data)
    rows = [judged(found, data, each).iloc[0] for each in indicators]
    return pd.DataFrame(rows, index=[each.key for each in indicators]).astype({"value": "float64"})


def _overall(data: Data, selection: Selection) -> ir.Table:
    # together they are one group: none of them is shared with another
    return narrow(data, selection).mutate(split=ibis.literal(1)).agg(**sums(over_all(data)))

"""Values of indicators in words: with their unit, and with what it means when there is none."""

from __future__ import annotations

import pandas as pd

from lib.indicators import Indicator
from lib.language import Language
from lib.summaries import VALUE

DECIMALS = {"total": 0, "rate": 2, "share": 0, "ratio": 2}
"""How exactly each kind of indicator is written."""


def in_words(say: Language, indicator: Indicator, row: pd.Series) -> str:
    """A municipality's value, or what stands in its place.

    Parameters
    ----------
    row
        ``value`` and ``state``, as `lib.summaries.by_place` gives them.
    """
    if row["state"] != VALUE:
        return say(f"state.{row['state']}")
    return say(f"unit.{indicator.unit}.{indicator.kind}", n=figure(say, indicator, row["value"]))


def figure(say: Language, indicator: Indicator, value: float) -> str:
    """The number alone, as the language writes it."""
    if indicator.unit == "usd":
        return say.money(value, decimals=DECIMALS[indicator.kind])
    if indicator.unit == "percent":
        return say.percent(value)
    return say.number(value, DECIMALS[indicator.kind])


def range_in_words(say: Language, indicator: Indicator, low: float, high: float) -> str:
    """A class of a legend."""
    least, most = figure(say, indicator, low), figure(say, indicator, high)
    return least if least == most else say("range", low=least, high=most)

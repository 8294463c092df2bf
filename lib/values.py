"""Values of indicators in words: with their unit, and with what it means when there is none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.classes import Classes
from lib.indicators import Indicator
from lib.language import Language
from lib.summaries import VALUE

DECIMALS = {"total": 0, "rate": 2, "share": 0, "ratio": 2}
"""How exactly each kind of indicator is written."""


def in_words(say: Language, indicator: Indicator, row: Mapping[str, Any] | pd.Series) -> str:
    """A municipality's value, or what stands in its place.

    Parameters
    ----------
    row
        ``value``, ``state`` and ``rough``, as `lib.summaries.by_place` gives them.
    """
    if row["state"] != VALUE:
        return say(f"state.{row['state']}")
    words = say(indicator.words, n=figure(say, indicator, row["value"]))
    return say("exactness.about", words=words) if row["rough"] else words


def figure(say: Language, indicator: Indicator, value: float) -> str:
    """The number alone, as the language writes it."""
    if indicator.unit == "money":
        # for a thousand people, cents would say more than is known
        return say.money(value, decimals=0 if indicator.per > 1 else DECIMALS[indicator.kind])
    if indicator.unit == "percent":
        return say.percent(value)
    return say.number(value, DECIMALS[indicator.kind])


def short_figure(say: Language, indicator: Indicator, value: float) -> str:
    """The number in as few signs as a small cell takes; its unit stands in the legend."""
    if indicator.unit == "percent":
        return say.percent(value)
    if abs(value) >= 10_000:
        return say.short(value)
    return say.number(value, DECIMALS[indicator.kind] if value < 10 else 0)


def number_in_short(say: Language, indicator: Indicator, row: Mapping[str, Any] | pd.Series) -> str:
    """A value in few signs, or the sign of what stands in its place."""
    if row["state"] != VALUE:
        return say(f"cell.{row['state']}")
    words = short_figure(say, indicator, row["value"])
    return say("cell.about", words=words) if row["rough"] else words


def ranges_in_words(say: Language, indicator: Indicator, classes: Classes) -> list[str]:
    """The classes of a legend: up to a bound, and from one to the next. Whole numbers start at
    the next one; others just above the last."""
    between = "range" if classes.whole else "range.above"
    written = [
        (figure(say, indicator, low), figure(say, indicator, high))
        for low, high in classes.ranges()
    ]
    return [say("range.first", high=high) for _, high in written[:1]] + [
        high if low == high and classes.whole else say(between, low=low, high=high)
        for low, high in written[1:]
    ]

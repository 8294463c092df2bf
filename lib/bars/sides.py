"""Two selections of activities as tables with bars: by municipality, and over all."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.bars import Bars, Cell, part_of
from lib.compare import over_all
from lib.indicators import Indicator
from lib.names import Names
from lib.values import in_words

SIDES = ("kept", "present")
"""The two sides, in the order of the page; part of the keys of their words."""


def by_place_of(names: Names, indicator: Indicator, partners: Sequence[pd.DataFrame]) -> Bars:
    """An indicator of every partner in both selections, on one scale.

    Parameters
    ----------
    partners
        For each selection, as `lib.summaries.by_place` gives it.
    """
    say, both = names.say, pd.concat(partners, keys=SIDES)
    most = both["value"].max()
    rows = [
        (names.places[place], _cells(names, indicator, both.xs(place, level=1), most))
        for place in names.in_order(partners[0].index)
    ]
    title = say("side.by_place", indicator=say(f"indicator.{indicator.key}"))
    note = say(f"indicator.{indicator.key}.definition")
    return Bars(title, [say("ranking.place"), *_sides(names)], rows, (note,))


def over_all_of(names: Names, sums: Sequence[pd.DataFrame]) -> Bars:
    """Every indicator over all activities of each selection.

    Parameters
    ----------
    sums
        For each selection, as `lib.compare.overall` gives it.
    """
    say = names.say
    rows = [
        (say(f"indicator.{each.key}"), _stated(names, each, sums)) for each in over_all(names.data)
    ]
    heads = [say("place.indicator"), *_sides(names)]
    return Bars(say("side.overall"), heads, rows, (say("side.overall.definition"),))


def _sides(names: Names) -> list[str]:
    return [names.say(f"side.{key}") for key in SIDES]


def _cells(names: Names, indicator: Indicator, table: pd.DataFrame, most: float) -> list[Cell]:
    """The rows of a table as cells beside each other, the longest bar as long as ``most``."""
    return [
        (in_words(names.say, indicator, row), part_of(row["value"], most))
        for _, row in table.iterrows()
    ]


def _stated(names: Names, indicator: Indicator, sums: Sequence[pd.DataFrame]) -> list[Cell]:
    """An indicator of each side, with how many of its activities state it."""
    say, table = names.say, pd.DataFrame([each.loc[indicator.key] for each in sums])
    written = _cells(names, indicator, table, table["value"].max())
    if not indicator.counts_figures:
        return written
    of = [
        say("map.stated", known=say.number(row["known"]), rows=say.number(row["rows"]))
        for _, row in table.iterrows()
    ]
    stated = zip(written, of, table["rows"] > 0, strict=True)
    return [(f"{words} ({said})" if any_ else words, bar) for (words, bar), said, any_ in stated]

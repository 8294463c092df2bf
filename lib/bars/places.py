"""Municipalities as tables with bars: ranked, side by side, and one beside the others."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.bars import Bars, Cell, part_of
from lib.indicators import BY_KEY, Indicator
from lib.names import Names
from lib.profile import beside_the_others, options_of
from lib.selection import Selection
from lib.summaries import by_place, by_place_each
from lib.values import figure, in_words


def in_rank(names: Names, table: pd.DataFrame) -> pd.DataFrame:
    """The partners from most to least; those that are alike by name."""
    partners = table.loc[names.in_order(names.data.partners.index)]
    return partners.sort_values(["value", "rows"], ascending=False, kind="stable")


def ranking(names: Names, selection: Selection, table: pd.DataFrame | None = None) -> Bars:
    """The chosen indicator of every partner, from most to least.

    Parameters
    ----------
    table
        As `lib.summaries.by_place` gives it, where that is known already.
    """
    say, indicator = names.say, BY_KEY[selection["indicator"]]
    if table is None:
        table = by_place(names.data, selection, indicator)
    order = in_rank(names, table)
    most = order["value"].max()
    rows = [
        (names.places[str(place)], _ranked(names, indicator, row, most))
        for place, row in order.iterrows()
    ]
    heads = [say("ranking.place"), say(f"indicator.{indicator.key}")]
    heads += [say("ranking.stated")] if indicator.counts_figures else []
    note = say(f"indicator.{indicator.key}.definition")
    return Bars(say(f"indicator.{indicator.key}"), heads, list(rows), (note,))


def _ranked(names: Names, indicator: Indicator, row: pd.Series, most: float) -> list[Cell]:
    """A municipality's value; and how many of its activities state it, where some may not."""
    cells: list[Cell] = [(in_words(names.say, indicator, row), part_of(row["value"], most))]
    if indicator.counts_figures:
        stated = names.say("ranking.of", known=row["known"], rows=row["rows"])
        cells.append((stated, None))
    return cells


def compared(names: Names, selection: Selection, chosen: Sequence[str]) -> Bars:
    """Every indicator of some municipalities, on one scale a row."""
    say, places = names.say, list(chosen)
    tables = by_place_each(names.data, selection, names.data.indicators)
    rows = [
        (say(f"indicator.{each.key}"), _side_by_side(names, each, tables[each.key].loc[places]))
        for each in names.data.indicators
    ]
    heads = [say("place.indicator"), *(names.places[place] for place in chosen)]
    return Bars(say("compare.caption"), heads, list(rows))


def _side_by_side(names: Names, indicator: Indicator, table: pd.DataFrame) -> list[Cell]:
    most = table["value"].max()
    return [
        (in_words(names.say, indicator, row), part_of(row["value"], most))
        for _, row in table.iterrows()
    ]


def profile(names: Names, selection: Selection, place: str) -> Bars:
    """Every indicator of one municipality, beside the median of all partners."""
    say = names.say
    table = beside_the_others(names.data, selection, place)
    rows = [
        (say(f"indicator.{each.key}"), _beside(names, each, table.loc[each.key]))
        for each in names.data.indicators
    ]
    heads = [say("place.indicator"), names.full[place], say("profile.median")]
    note = say("profile.median.definition")
    return Bars(say("profile.numbers"), heads, list(rows), (note,))


def _beside(names: Names, indicator: Indicator, row: pd.Series) -> list[Cell]:
    say, known = names.say, not pd.isna(row["median"])
    median = figure(say, indicator, row["median"]) if known else "–"
    of = say("profile.of", n=row["others"])
    return [(in_words(say, indicator, row), None), (f"{median} {of}", None)]


def sectors(names: Names, selection: Selection, place: str) -> Bars:
    """What one municipality's activities are about."""
    say = names.say
    counted = options_of(names.data, selection, place, "sector_group")
    most = max(counted.values(), default=1)
    rows = [
        (names.option("sector_group", key), [(say.number(n), n / most)])
        for key, n in counted.items()
    ]
    heads = [say("filter.sector_group"), say("people.activities")]
    return Bars(say("profile.sectors"), heads, list(rows))

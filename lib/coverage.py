"""Who is reached and who is not: a matrix by municipality, its gaps, need against effort.

An activity of several years counts in each of them; like those of an activity of several
municipalities, its money and people stand in none, because how they are split is not known.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.indicators import Indicator
from lib.parameters import YEAR
from lib.participation import MAJORITIES
from lib.schema import NONE
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.summaries import by_place, judged, non_majority_population, placed, summed_of, sums


@dataclass(frozen=True, slots=True)
class Gaps:
    """What has nothing under the filters, by code. Communities: not recorded as taking part,
    by count or by name, which does not mean that nobody of theirs did."""

    places: tuple[str, ...]
    sectors: tuple[str, ...]
    communities: tuple[str, ...]


def matrix(data: Data, selection: Selection, indicator: Indicator, across: str) -> pd.DataFrame:
    """An indicator for every partner municipality and every column that one has an activity in.

    Parameters
    ----------
    across
        One of `lib.parameters.ACROSS`: the column of the activities, or the year.

    Returns
    -------
    DataFrame
        Indexed by ``place`` and ``column``, every pair of them; with the columns that
        `lib.summaries.by_place` gives. What states no value of ``across`` is under "none".
    """
    found = ask(data, _cells, selection, indicator, across)
    found = found[found["place"].isin(data.partners.index)]
    found["column"] = found["column"].replace("", NONE)
    columns = list(found["column"].unique())
    if across == YEAR:
        columns = _without_breaks(columns)
    every = pd.MultiIndex.from_product([data.partners.index, columns], names=["place", "column"])
    return judged(found.set_index(["place", "column"]).reindex(every), data, indicator)


def _without_breaks(columns: list[str]) -> list[str]:
    """The years from the first to the last, those with nothing too; and behind them, no date."""
    years = [int(column) for column in columns if column != NONE]
    every = range(min(years), max(years) + 1) if years else ()
    return [*map(str, every), *(column for column in columns if column == NONE)]


def _cells(data: Data, selection: Selection, indicator: Indicator, across: str) -> ir.Table:
    rows = narrow(data, selection).filter(_.among_partners > 0)
    needed = ("first_year", "last_year") if across == YEAR else (across,)
    rows = summed_of(rows, (indicator,), *needed)
    rows = _each_year(rows) if across == YEAR else rows.mutate(column=_[across].cast("string"))
    added = rows.group_by(["municipality_ids", "column"]).agg(**sums((indicator,)))
    return placed(data, added, "column")


def _each_year(rows: ir.Table) -> ir.Table:
    """A row for each year of an activity; one, without a year, for an undated one."""
    first, last = (rows[column].cast("int64") for column in ("first_year", "last_year"))
    rows = rows.mutate(split=rows.split * (last - first + 1).fill_null(1))
    # without dates there is no range, and no row to unnest: those have their own
    dated = rows.mutate(column=ibis.range(first, last + 1)).unnest("column")
    undated = rows.filter(_.first_year.isnull()).mutate(column=ibis.literal(""))
    return dated.mutate(column=dated.column.cast("string")).union(undated)


def gaps(data: Data, selection: Selection) -> Gaps:
    """Partner municipalities and sectors without an activity in any of them, and communities
    that no activity records. Of what a filter chooses, where it does."""
    found = ask(data, _touched, selection)
    recorded = set(ask(data, _recorded, selection)["community"])
    # who is recorded only as one of a group given together is recorded
    seen = {c for each in data.config.communities if each.code in recorded for c in each.made_of}
    alone = [each.code for each in data.config.communities if not each.made_of]
    places = _chosen(selection["municipality_ids"], data.partners.index)
    sectors = _chosen(selection["sector_group"], data.values.get("sector_group", ()))
    return Gaps(
        tuple(place for place in places if place not in set(found["place"])),
        tuple(sector for sector in sectors if sector not in set(found["sector_group"])),
        tuple(code for code in alone if code not in recorded | seen),
    )


def _chosen(chosen: tuple[str, ...], known: Iterable[str]) -> list[str]:
    return [code for code in known if code in chosen or not chosen]


def _touched(data: Data, selection: Selection) -> ir.Table:
    rows = narrow(data, selection).filter(_.among_partners > 0)
    rows = rows.mutate(sector_group=_.sector_group.cast("string"))
    added = rows.group_by(["municipality_ids", "sector_group"]).agg(n=_.count())
    return placed(data, added, "sector_group")


def _recorded(data: Data, selection: Selection) -> ir.Table:
    """The communities that an activity counts or names, those whose count is withheld too."""
    rows = narrow(data, selection).select("row")
    return data.communities.inner_join(rows, "row").select("community").distinct()


def need(data: Data, selection: Selection, effort: Indicator) -> pd.DataFrame:
    """Need against effort.

    Returns
    -------
    DataFrame
        By partner municipality: ``population``; ``non_majority``: the share (0 to 100) of its
        people who are not of the country's majority; and ``effort`` as `by_place` gives it.
    """
    table = by_place(data, selection, effort)
    share = non_majority_population(data, MAJORITIES[0]) * 100
    people = pd.to_numeric(data.places["population"])
    return table.assign(population=people, non_majority=share).loc[data.partners.index]

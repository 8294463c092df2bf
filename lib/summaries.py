"""Activities in, small tables out: by municipality, in total, and by the options of a filter."""

from __future__ import annotations

import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.indicators import Indicator
from lib.places import population_column
from lib.selection import Selection, ask, narrow
from lib.store import Data

VALUE, NONE, UNKNOWN, FEW = "value", "none", "unknown", "few"
"""What can stand for a municipality: a number; no such activity; activities whose figure no
source states; or too few people recorded to compute a ratio."""


def by_place(data: Data, selection: Selection, indicator: Indicator) -> pd.DataFrame:
    """An indicator for every municipality.

    Returns
    -------
    DataFrame
        Indexed by municipality id, all of them: ``value`` (float, missing unless ``state`` is
        ``value``), ``state`` (see above), ``rows``: the activities that the indicator is about,
        ``known``: those of them that state its figure, ``activities``: all under the filters.
    """
    return by_place_each(data, selection, (indicator,))[indicator.key]


def by_place_each(
    data: Data, selection: Selection, indicators: tuple[Indicator, ...]
) -> dict[str, pd.DataFrame]:
    """Several indicators by key, each as `by_place` gives it, in one question."""
    found = ask(data, _sums, selection, indicators).set_index("place").reindex(data.places.index)
    return {each.key: _judged(found, data, each) for each in indicators}


def _sums(data: Data, selection: Selection, indicators: tuple[Indicator, ...]) -> ir.Table:
    """What indicators are made of, added up by municipality where the data is."""
    # only what is added up goes through the join
    summed = {column for each in indicators for column in (each.top, each.bottom) if column}
    needed = sorted({"row", "one", "activity_type", "number_of_places", *summed})
    rows = data.located.inner_join(narrow(data, selection).select(needed), "row")
    sums = {"activities": _.count()}
    for each in indicators:
        concerns = _.activity_type.isin(each.types) if each.types else _.one == 1
        # money and people of a shared activity belong to no single municipality: not known here
        own = concerns if each.shared else concerns & (_.number_of_places == 1)
        top, bottom = _[each.top], _[each.bottom or "one"]
        states = own & top.notnull() & (bottom > 0)
        sums |= {
            f"{each.key}.top": top.sum(where=states),
            f"{each.key}.bottom": bottom.sum(where=states),
            f"{each.key}.rows": concerns.sum(),
            f"{each.key}.known": states.sum(),
        }
    return rows.group_by("place").agg(**sums)


def _judged(found: pd.DataFrame, data: Data, indicator: Indicator) -> pd.DataFrame:
    """One indicator's value and state from the sums."""
    parts = ("top", "bottom", "rows", "known")
    sums = found[[f"{indicator.key}.{part}" for part in parts]].set_axis(list(parts), axis=1)
    counts = sums[["rows", "known"]].assign(activities=found["activities"]).fillna(0).astype(int)
    value = _value(sums, data, indicator)
    few = (sums["bottom"] < data.config.minimum_recorded) & (counts["known"] > 0)
    state = pd.Series(VALUE, sums.index).where(value.notna(), UNKNOWN)
    state = state.mask(few & (indicator.bottom == "people_recorded"), FEW)
    state = state.mask(counts["rows"] == 0, NONE)
    return counts.assign(value=value.where(state == VALUE), state=state)


def _value(sums: pd.DataFrame, data: Data, indicator: Indicator) -> pd.Series:
    """The indicator from its sums; missing where nothing is known to divide, or to divide by."""
    known = sums["top"].where(sums["known"] > 0)
    if indicator.per:
        people = pd.to_numeric(data.places["population"])
        return known * indicator.per / people.where(people > 0)
    if not indicator.bottom:
        return known
    share = known / sums["bottom"].where(sums["bottom"] > 0)
    if not indicator.majority:
        return share * 100
    population = non_majority_population(data, indicator.majority)
    return share / population.where(population > 0)


def non_majority_population(data: Data, majority: str) -> pd.Series:
    """The share (0 to 1) of each municipality's people, counted by community, who do not belong
    to the majority: the country's, or the municipality's own. Missing where nobody is counted."""
    codes = list(data.config.community_codes)
    people = data.places.reindex(columns=[population_column(code) for code in codes])
    people = people.apply(pd.to_numeric).set_axis(codes, axis=1).fillna(0)
    largest = people.max(axis=1) if majority == "municipality" else people[data.config.majority]
    counted = people.sum(axis=1)
    return 1 - largest / counted.where(counted > 0)

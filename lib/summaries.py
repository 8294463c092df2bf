"""Activities in, small tables out: by municipality, in total, and by the options of a filter."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.indicators import Indicator
from lib.places import population_column
from lib.selection import FILTERS, Selection, ask, conditions, narrow
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
    rows = data.located.inner_join(narrow(data, selection), "row")
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
    few = (sums["bottom"] < data.config.minimum_for_representation) & (counts["known"] > 0)
    state = pd.Series(VALUE, sums.index).where(value.notna(), UNKNOWN)
    state = state.mask(few & (indicator.majority != ""), FEW)
    state = state.mask(counts["rows"] == 0, NONE)
    return counts.assign(value=value.where(state == VALUE), state=state)


def _value(sums: pd.DataFrame, data: Data, indicator: Indicator) -> pd.Series:
    """The indicator from its sums; missing where nothing is known to divide, or to divide by."""
    known = sums["top"].where(sums["known"] > 0)
    if indicator.per:
        return known * indicator.per / pd.to_numeric(data.places["population"])
    if not indicator.bottom:
        return known
    share = known / sums["bottom"].where(sums["bottom"] > 0)
    if not indicator.majority:
        return share * 100
    population = non_majority_population(data, indicator.majority)
    return share / population.where(population > 0)


def non_majority_population(data: Data, majority: str) -> pd.Series:
    """The share (0 to 1) of each municipality's people, counted by community, who do not belong
    to the majority: the country's, or the municipality's own."""
    counted = [code for code in data.config.community_codes if population_column(code) in data.places]
    people = data.places[[population_column(code) for code in counted]].apply(pd.to_numeric)
    people = people.set_axis(counted, axis=1)
    largest = people.max(axis=1) if majority == "municipality" else people[data.config.majority]
    return 1 - largest / people.sum(axis=1)


@dataclass(frozen=True, slots=True)
class Overview:
    """How much of the data is shown, and what of it the map cannot show."""

    shown: int
    all: int
    reached: int
    partners: int
    undated: int
    without_amount: int
    without_participants: int
    illustrative: int
    nowhere: int
    outside: int
    shared: int
    shared_usd: float
    shared_people: int


def overview(data: Data, selection: Selection) -> Overview:
    """The counts that stand above and beside every map."""
    figures = ask(data, _overview, selection).fillna(0).iloc[0].to_dict()
    shared_usd = float(figures.pop("shared_usd"))
    evidence = selection["evidence"]
    return Overview(
        **{key: int(value) for key, value in figures.items()},
        shared_usd=shared_usd,
        all=sum(n for kind, n in data.sizes.items() if kind in evidence or not evidence),
        reached=int(ask(data, _reached, selection)["places"].iloc[0]),
        partners=len(data.partners),
    )


def _overview(data: Data, selection: Selection) -> ir.Table:
    shared = _.number_of_places > 1
    return narrow(data, selection).agg(
        shown=_.count(),
        undated=_.first_year.isnull().sum(),
        without_amount=_.amount.isnull().sum(),
        without_participants=_.participants_total.isnull().sum(),
        illustrative=(_.evidence == "illustrative").sum(),
        nowhere=(_.number_of_places == 0).sum(),
        outside=((_.number_of_places > 0) & (_.among_partners == 0)).sum(),
        shared=shared.sum(),
        shared_usd=_.amount_usd.sum(where=shared),
        shared_people=_.participants_total.sum(where=shared),
    )


def _reached(data: Data, selection: Selection) -> ir.Table:
    """How many partner municipalities have an activity."""
    rows = data.located.inner_join(narrow(data, selection), "row")
    return rows.filter(_.partner).agg(places=_.place.nunique())


def option_counts(data: Data, selection: Selection) -> dict[str, dict[str, int]]:
    """How many activities each option of each filter holds, under all the other filters."""
    counts = ask(data, _option_counts, selection)
    found = {key: dict(zip(part["value"], part["n"], strict=True)) for key, part in counts.groupby("key")}
    return {each.key: found.get(each.key, {}) for each in FILTERS}


def _option_counts(data: Data, selection: Selection) -> ir.Table:
    """An activity counts beside the options of a filter when it fulfils every other one.

    So it counts everywhere if it fails none, and beside the options of the one that it fails.
    """
    fails = {key: (~test).cast("int8") for key, test in conditions(data, selection).items()}
    judged = data.activities.select("row", **fails)
    number = functools.reduce(operator.add, [judged[key] for key in fails], ibis.literal(0))
    only = ibis.literal("")
    if fails:
        only = ibis.cases(*[(judged[key] == 1, key) for key in fails], else_="")
    judged = judged.select("row", fails=number, only=only).filter(_.fails <= 1)
    held = data.options.inner_join(judged, "row")
    held = held.filter((_.fails == 0) | (_.only == _.key))
    return held.group_by(["key", "value"]).agg(n=_.count())

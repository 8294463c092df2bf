"""Activities in, small tables out: what indicators are made of, added up and judged."""

from __future__ import annotations

from typing import Any

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pandas as pd
from ibis import Deferred, _

from lib.indicators import Indicator
from lib.places import population_column
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.vocabulary import AMOUNT_EXACTNESS

Numbers = npt.NDArray[np.float64]

ROUGH = tuple(code for code in AMOUNT_EXACTNESS if code != "exact")
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
        ``known``: those of them that state its figure, ``rough``: those that state it as about
        or at least, ``activities``: all under the filters.
    """
    return by_place_each(data, selection, (indicator,))[indicator.key]


def by_place_each(
    data: Data, selection: Selection, indicators: tuple[Indicator, ...]
) -> dict[str, pd.DataFrame]:
    """Several indicators by key, each as `by_place` gives it, in one question."""
    found = ask(data, _by_place, selection, indicators).set_index("place")
    found = found.reindex(data.places.index)
    return {each.key: judged(found, data, each) for each in indicators}


def _by_place(data: Data, selection: Selection, indicators: tuple[Indicator, ...]) -> ir.Table:
    rows = summed_of(narrow(data, selection), indicators)
    return placed(data, rows.group_by("municipality_ids").agg(**sums(indicators)))


def summed_of(rows: ir.Table, indicators: tuple[Indicator, ...], *columns: str) -> ir.Table:
    """Activities with what the indicators add up, ``columns``, and ``split``: among how many
    municipalities. An engine reads a short statement faster than one that names every column."""
    summed = {c for each in indicators for c in (each.top, each.bottom, each.exactness) if c}
    needed = sorted({"one", "activity_type", "municipality_ids", *summed, *columns})
    return rows.select(*needed, split=_.number_of_places)


def placed(data: Data, added: ir.Table, *by: str) -> ir.Table:
    """Sums by cell of ``municipality_ids`` (and ``by``) as sums by ``place`` (and ``by``).

    Activities with the same municipalities are added up before each of these has its share: of
    millions of activities there are some hundred such groups, and no join is as long as the data.
    """
    key = "municipality_ids"
    places = data.cells(key).filter(_[key] != "").select(key, place=_.value)
    joined = places.inner_join(added, key)
    summed = [each for each in added.columns if each not in (key, *by)]
    return joined.group_by(["place", *by]).agg(**{each: joined[each].sum() for each in summed})


def sums(indicators: tuple[Indicator, ...]) -> dict[str, Any]:
    """What indicators are made of, to be added up by group where the data is."""
    totals = {"activities": _.count()}
    for each in indicators:
        concerns = [_.activity_type.isin(each.types)] if each.types else []
        # money and people of a shared activity belong to no single group: not known here
        own = concerns if each.shared else [*concerns, _.split == 1]
        # every activity is one
        states = own if each.top == "one" else [*own, _[each.top].notnull()]
        if each.bottom:
            states = [*states, _[each.bottom] > 0]
            totals[f"{each.key}.bottom"] = _[each.bottom].sum(where=all_of(states))
        totals |= {
            f"{each.key}.top": _[each.top].sum(where=all_of(states)),
            f"{each.key}.rows": _.count(where=all_of(concerns)),
            f"{each.key}.known": _.count(where=all_of(states)),
        }
        if each.exactness:
            rough = _[each.exactness].isin(ROUGH)
            totals[f"{each.key}.rough"] = _.count(where=all_of([*states, rough]))
    return totals


def all_of(conditions: list[Deferred]) -> Deferred | None:
    """All of them at once; None for none: an engine reads a short statement faster."""
    return ibis.and_(*conditions) if conditions else None


def judged(found: pd.DataFrame, data: Data, indicator: Indicator) -> pd.DataFrame:
    """One indicator's value and state, from sums by municipality, or by municipality and more.

    In arrays: this stands before every paint.
    """

    def added(part: str) -> Numbers:
        column = f"{indicator.key}.{part}"
        return found[column].to_numpy(float) if column in found else np.zeros(len(found))

    counts = {part: np.nan_to_num(added(part)).astype(int) for part in ("rows", "known", "rough")}
    bottom = np.nan_to_num(added("bottom"))
    top = np.where(counts["known"] > 0, added("top"), np.nan)
    value = _value(top, bottom, data, indicator, found.index.get_level_values(0))
    people = indicator.bottom == "people_recorded"
    few = people & (counts["known"] > 0) & (bottom < data.config.minimum_recorded)
    state = np.select(
        [counts["rows"] == 0, few, np.isnan(value)], [NONE, FEW, UNKNOWN], default=VALUE
    )
    return pd.DataFrame(
        {
            **counts,
            "activities": np.nan_to_num(found["activities"].to_numpy(float)).astype(int),
            "value": np.where(state == VALUE, value, np.nan),
            "state": state,
        },
        index=found.index,
    )


def _value(
    known: Numbers, bottom: Numbers, data: Data, indicator: Indicator, places: pd.Index
) -> Numbers:
    """The indicator from its sums; missing where nothing is known to divide, or to divide by."""
    if indicator.per:
        people = pd.to_numeric(data.places["population"]).reindex(places).to_numpy(float)
        return known * indicator.per / np.where(people > 0, people, np.nan)
    if not indicator.bottom:
        return known
    share = known / np.where(bottom > 0, bottom, np.nan)
    if not indicator.majority:
        return share * 100
    population = non_majority_population(data, indicator.majority)
    population = population.reindex(places).to_numpy(float)
    return share / np.where(population > 0, population, np.nan)


def non_majority_population(data: Data, majority: str) -> pd.Series:
    """The share (0 to 1) of each municipality's people, counted by community, who do not belong
    to the majority: the country's, or the municipality's own. Missing where nobody is counted."""
    codes = list(data.config.community_codes)
    people = data.places.reindex(columns=[population_column(code) for code in codes])
    people = people.apply(pd.to_numeric).set_axis(codes, axis=1).fillna(0)
    own, counted = majority == "municipality", people.sum(axis=1)
    if not (own or data.config.majority):
        return counted.mask(counted >= 0)
    largest = people.max(axis=1) if own else people[data.config.majority]
    return 1 - largest / counted.where(counted > 0)

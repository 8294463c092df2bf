"""Who took part: what "inclusive" means here, and how sure we are.

``mixed``: people of two or more communities are recorded as taking part, by count or by name.
``single``: of one only. ``unrecorded``: not stated, which is never "no". Communities that a
source gives only together (a group) are one recorded community, not several.

The majority is asked twice: the country's (configured), and the municipality's own, its
largest community by the population figures in use. For an activity shared by municipalities
whose majorities differ, the second has no answer.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from lib.config import Dashboard
from lib.schema import SEPARATOR, participants_column

PARTICIPATION = ("mixed", "single", "unrecorded")
MAJORITIES = ("country", "municipality")
"""Whose majority: the country's, or the municipality's own."""


def with_participation(
    activities: pd.DataFrame, places: gpd.GeoDataFrame, config: Dashboard
) -> pd.DataFrame:
    """The activities with what is recorded of who took part.

    Parameters
    ----------
    activities
        Typed: counts of people as numbers, missing where not stated.
    places
        The municipalities with their ``majority``.

    Returns
    -------
    DataFrame
        A copy with ``participation``; ``is_mixed`` and ``is_recorded`` (0 or 1);
        ``people_recorded``: participants counted by community, missing where none is;
        ``non_majority_country`` and ``non_majority_municipality``: those of them who do not
        belong to the majority, missing where that cannot be known.
    """
    codes = list(config.community_codes)
    counts = activities[[participants_column(code) for code in codes]].set_axis(codes, axis=1)
    seen = _communities_seen(counts, activities["communities_named"], config).sum(axis=1)
    recorded = counts.sum(axis=1, min_count=1)
    own = own_majority(activities["municipality_ids"], places["majority"].to_dict())
    return activities.assign(
        participation=np.select([seen >= 2, seen == 1], ["mixed", "single"], "unrecorded"),
        is_mixed=(seen >= 2).astype("int8"),
        is_recorded=(seen >= 1).astype("int8"),
        people_recorded=recorded,
        non_majority_country=recorded - _of_the_country(counts, config),
        non_majority_municipality=recorded - _of_own_majority(counts, own),
    )


def _communities_seen(counts: pd.DataFrame, named: pd.Series, config: Dashboard) -> pd.DataFrame:
    """True where a community took part, by count or by name. Zero people is nobody.

    A community that a group beside it may already hold is not one more.
    """
    names = named.str.get_dummies(SEPARATOR).reindex(columns=counts.columns, fill_value=0)
    seen = (counts.fillna(0) > 0) | (names > 0)
    for group in config.communities:
        for member in group.made_of:
            seen[member] &= ~seen[group.code]
    return seen


def own_majority(municipality_ids: pd.Series, majorities: dict[str, str]) -> pd.Series:
    """The majority of the municipalities of each activity: "" where they differ or have none."""

    def common(cell: str) -> str:
        found = {majorities[place] for place in cell.split(SEPARATOR) if place}
        return found.pop() if len(found) == 1 else ""

    known = {cell: common(cell) for cell in municipality_ids.unique()}
    return municipality_ids.map(known)


def _of_the_country(counts: pd.DataFrame, config: Dashboard) -> pd.Series:
    """How many of the counted people belong to the country's majority; missing without one."""
    missing = pd.Series(float("nan"), counts.index)
    return counts[config.majority].fillna(0) if config.majority else missing


def _of_own_majority(counts: pd.DataFrame, own: pd.Series) -> pd.Series:
    """How many of the counted people belong to the municipality's own majority."""
    if counts.empty:
        return pd.Series(float("nan"), counts.index)
    columns = counts.columns.get_indexer(own)
    picked = counts.fillna(0).to_numpy()[np.arange(len(counts)), columns]
    return pd.Series(picked, counts.index).where(columns >= 0)

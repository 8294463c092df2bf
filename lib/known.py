"""What a dashboard's data knows at all: what an indicator may need."""

from __future__ import annotations

import pandas as pd

from lib.config import Dashboard
from lib.indicators import COMMUNITIES, CURRENCY, INHABITANTS, MAJORITY, POPULATION
from lib.places import population_column


def known(places: pd.DataFrame, config: Dashboard) -> frozenset[str]:
    """Which of the things that `lib.indicators.Indicator.needs` may name are there."""
    by_community = [population_column(code) for code in config.community_codes]
    there = {
        POPULATION: places["population"].notna().any(),
        CURRENCY: config.currency is not None,
        COMMUNITIES: bool(config.communities),
        INHABITANTS: places.reindex(columns=by_community).notna().any(axis=None),
        MAJORITY: bool(config.majority),
    }
    return frozenset(what for what, is_known in there.items() if is_known)

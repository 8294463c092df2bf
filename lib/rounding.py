"""Small counts of inhabitants by community are withheld too, and the others rounded."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from lib.config import Dashboard
from lib.places import population_column

ROUND_TO = (10, 20, 50, 100)


def protected_populations(places: gpd.GeoDataFrame, config: Dashboard) -> gpd.GeoDataFrame:
    """The municipalities without small counts of inhabitants by community, the others rounded.

    Withholding a large community's count for the sake of a small one's would take away what the
    page is about; so the others are rounded as coarsely as it takes (to 10, 20, 50 or 100).
    """
    codes = [population_column(code) for code in config.community_codes]
    columns = [column for column in codes if column in places]
    counts = places[columns].apply(pd.to_numeric).astype("float64")
    shown = counts.apply(lambda row: rounded(row, config.small_count), axis=1)
    return places.assign(**{column: shown[column] for column in columns})


def rounded(counts: pd.Series, threshold: int) -> pd.Series:
    """Counts of one municipality, so that each small one can still be anything small."""
    small = (counts > 0) & (counts < threshold)
    if not small.any():
        return counts
    others = counts[~small & (counts > 0)]
    for base in ROUND_TO:
        # somebody is never rounded to nobody
        rounded = (np.floor(others / base + 0.5) * base).clip(lower=base)
        least = rounded.sub(base / 2).clip(lower=threshold).sum() + small.sum() - 1
        most = rounded.add(base / 2 - 1).sum() + (small.sum() - 1) * (threshold - 1)
        if least + threshold - 1 <= counts.sum() <= most + 1:
            return counts.mask(small).where(counts == 0, rounded.reindex(counts.index))
    return counts.where(counts == 0)

"""Where a row is by its coordinates: in which municipality, and whether in the one it names."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from lib.schema import SEPARATOR

FARTHEST_KM = 20_038
"""Half of the way around the earth."""
TOLERANCE_KM = 2.0
"""How far outside a municipality a point may be: boundaries are simplified, and places rounded."""
WGS84 = "EPSG:4326"


def with_places(
    table: pd.DataFrame, coordinates: pd.DataFrame, places: gpd.GeoDataFrame
) -> tuple[pd.DataFrame, int]:
    """The rows, those that name no municipality with the one that their point is in; and how
    many these are."""
    open_rows = table["municipality_ids"].eq("") & coordinates.notna().all(axis=1)
    if not open_rows.any():
        return table, 0
    spots = coordinates[open_rows]
    points = gpd.GeoDataFrame(
        index=spots.index,
        geometry=shapely.points(spots["longitude"], spots["latitude"]),
        crs=WGS84,
    )
    shapes = gpd.GeoDataFrame({"place": places.index.astype(str)}, geometry=places.geometry.array)
    inside = points.sjoin(shapes.set_crs(WGS84, allow_override=True), predicate="within")
    found = inside[~inside.index.duplicated()]["place"]
    filled = table["municipality_ids"].copy()
    filled[found.index] = found
    return table.assign(municipality_ids=filled), len(found)


def kilometres_outside(
    table: pd.DataFrame, coordinates: pd.DataFrame, places: gpd.GeoDataFrame
) -> pd.Series:
    """How far each point is from the nearest of the municipalities that its row names.

    Returns
    -------
    Series
        Kilometres, measured in the local UTM zone; 0 inside; missing where the row names none or
        has no point.
    """
    stated = coordinates.notna().all(axis=1) & table["municipality_ids"].ne("")
    far = pd.Series(np.nan, index=table.index)
    if not stated.any():
        return far
    local = places.geometry.to_crs(places.geometry.estimate_utm_crs())
    # what is no place on earth has no distance, and is as far as can be
    earthly = coordinates["latitude"].abs().le(90) & coordinates["longitude"].abs().le(180)
    far[stated & ~earthly] = FARTHEST_KM
    stated &= earthly
    rows = coordinates[stated]
    spots = gpd.GeoSeries(
        shapely.points(rows["longitude"], rows["latitude"]), index=rows.index, crs=WGS84
    ).to_crs(local.crs)
    for cell, named in table.loc[stated, "municipality_ids"].groupby(
        table["municipality_ids"][stated]
    ):
        known = [place for place in str(cell).split(SEPARATOR) if place in local.index]
        if known:
            shape = local[known].union_all()
            far[named.index] = spots[named.index].distance(shape) / 1000
    return far

"""Municipalities as shapes in pixels: as they lie, or as tiles of one size."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from lib.tiles import cells

SMALLER, GAP = 0.4, 3
"""Pixels: what a line may be off, and between tiles."""


def as_they_lie(places: gpd.GeoDataFrame, width: float) -> gpd.GeoSeries:
    """Every municipality as wide as it is high on the ground, north up."""
    west, south, east, north = places.total_bounds
    # a degree of longitude is shorter than one of latitude
    narrow = math.cos(math.radians((south + north) / 2))
    scale = (width - 2) / ((east - west) * narrow)

    def moved(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        lon, lat = points.T
        x, y = (lon - west) * narrow * scale + 1, (north - lat) * scale + 1
        return np.round(np.column_stack([x, y]), 1)

    simpler = places.geometry.simplify_coverage(SMALLER / scale)
    # normal: a hole is drawn as one when it turns the other way than what it is in
    shapes = shapely.normalize(shapely.transform(simpler.to_numpy(), moved))
    return gpd.GeoSeries(shapes, index=places.index)


def as_tiles(places: gpd.GeoDataFrame, width: float) -> gpd.GeoSeries:
    """Every municipality as a square, where `lib.tiles` puts it."""
    grid = cells(places)
    side = width / (grid["column"].max() + 1)
    west, north = grid["column"] * side, grid["row"] * side
    boxes = shapely.box(west, north, west + side - GAP, north + side - GAP)
    return gpd.GeoSeries(boxes, index=places.index)

"""Shapes as a small drawing: where a municipality lies, without a map's machinery."""

from __future__ import annotations

import math
from dataclasses import dataclass

import geopandas as gpd
import shapely

WIDTH = 300
"""Of the drawing, in its own units."""
SIMPLER_BY = 0.004
"""Degrees that a line may be off: about 400 metres, less than a pixel at this size."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """Paths of SVG by municipality, and the size of the box that they stand in."""

    paths: dict[str, str]
    centres: dict[str, tuple[float, float]]
    width: int
    height: int


def drawing(places: gpd.GeoDataFrame) -> Drawing:
    """Every municipality as an SVG path, north up, as wide as it is high on the ground."""
    west, south, east, north = places.total_bounds
    # a degree of longitude is shorter than one of latitude
    narrow = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / ((east - west) * narrow)

    def point(lon: float, lat: float) -> tuple[float, float]:
        return round((lon - west) * narrow * scale, 1), round((north - lat) * scale, 1)

    simpler = places.geometry.simplify_coverage(SIMPLER_BY)
    inside = places.representative_point()
    return Drawing(
        paths={str(place): _path(shape, point) for place, shape in simpler.items()},
        centres={str(place): point(each.x, each.y) for place, each in inside.items()},
        width=WIDTH,
        height=math.ceil((north - south) * scale),
    )


def _path(shape: shapely.Geometry, point: object) -> str:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    lines = [[point(lon, lat) for lon, lat in ring.coords] for ring in rings]  # type: ignore[operator]
    return "".join("M" + "L".join(f"{x},{y}" for x, y in line) + "Z" for line in lines)

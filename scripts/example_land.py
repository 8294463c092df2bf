"""The land of an invented country, drawn by chance: provinces that share their borders, one of them
inside another, and an island."""

from __future__ import annotations

import math
from random import Random

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

WEST, SOUTH = -27.0, -31.5
"""A corner of it, in degrees: in an ocean, where nobody can take it for a place."""
CELLS, SIZE = 52, 0.06
"""How many small cells stand beside each other, and how wide one is, in degrees."""
COAST = {"mainland": (1.15, 1.25, 1.0), "island": (2.72, 0.5, 0.26)}
"""East and north of the corner, the middle of each piece of land; and how far it reaches."""
CENTRES = {
    "hartmoor": (0.45, 1.75), "stonegate": (1.05, 2.0), "eastholm": (1.7, 1.85),
    "redmarsh": (0.3, 1.2), "crownhill": (0.9, 1.4), "longwater": (1.45, 1.35),
    "saltings": (2.0, 1.25), "westreach": (0.55, 0.65), "millvale": (1.15, 0.75),
    "greyport": (1.7, 0.7),
}  # fmt: skip
"""About where each province of the mainland lies."""
ENCLAVE, AROUND = "kingsbridge", (1.42, 1.33, 0.15)
"""The city that is a province inside another: where, and how far it reaches."""
ISLAND = "far-isle"


def provinces(rng: Random) -> gpd.GeoSeries:
    """The shape of each province, by id."""
    points = shapely.points(_scattered(rng))
    drawn = shapely.get_parts(shapely.voronoi_polygons(shapely.union_all(points)))
    waves = {land: [rng.random() * math.tau for _ in range(3)] for land in COAST}
    cells = gpd.GeoDataFrame(geometry=drawn)
    middles = cells.geometry.centroid
    cells["id"] = [_province(x, y, waves) for x, y in zip(middles.x, middles.y, strict=True)]
    # together first and rounded then: neighbours round the same points the same way
    joined = cells[cells["id"] != ""].dissolve("id").geometry
    return joined.map(lambda shape: shapely.transform(shape, _rounded)).set_crs("EPSG:4326")


def _scattered(rng: Random) -> list[tuple[float, float]]:
    """A point for each cell, anywhere in its square: what makes borders look grown."""
    squares = [(column, row) for column in range(CELLS) for row in range(CELLS)]
    return [((x + rng.random()) * SIZE, (y + rng.random()) * SIZE) for x, y in squares]


def _province(x: float, y: float, waves: dict[str, list[float]]) -> str:
    """The province that a point lies in; "" in the sea."""
    land = next((each for each in COAST if _on(each, x, y, waves[each])), "")
    if land != "mainland":
        return ISLAND if land else ""
    east, north, reach = AROUND
    if math.hypot(x - east, y - north) < reach:
        return ENCLAVE
    return min(CENTRES, key=lambda each: math.dist(CENTRES[each], (x, y)))


def _on(land: str, x: float, y: float, waves: list[float]) -> bool:
    """Whether a point is on a piece of land, whose coast waves around a circle."""
    east, north, reach = COAST[land]
    angle = math.atan2(y - north, x - east)
    bays = sum(math.sin((2 * n + 1) * angle + at) / (n + 3) for n, at in enumerate(waves, start=1))
    return math.hypot(x - east, y - north) < reach * (1 + bays / 3)


def _rounded(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Where the points lie on the globe, to about 10 metres."""
    return (points + np.array([WEST, SOUTH])).round(4)

"""Every municipality as a tile of one size in a grid, roughly in its place."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.optimize import linear_sum_assignment

SLACK = 1.4
"""Cells for each place, before empty rows and columns go: room for the shape of the country."""

Points = npt.NDArray[np.float64]


def cells(places: gpd.GeoDataFrame) -> pd.DataFrame:
    """A cell of its own for each place.

    The cells are those with the least sum of squared distances from where the places would be
    if the map were stretched over the grid (an assignment problem, solved exactly by SciPy's
    variant of the Jonker-Volgenant algorithm). So no place that is east and north of another
    is west and south of it. The same places give the same cells, in whatever order.

    Parameters
    ----------
    places
        In WGS 84, by id.

    Returns
    -------
    DataFrame
        By id, in the order of ``places``: ``column`` from the west and ``row`` from the north,
        both from 0, none of them empty.
    """
    ordered = places.sort_index()
    points = _points(ordered)
    columns, rows = _size(points, len(ordered))
    grid = np.array([(column, row) for row in range(rows) for column in range(columns)], float)
    wanted = _stretched(points, np.array([columns - 1, rows - 1], float))
    distances = ((wanted[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    chosen = grid[linear_sum_assignment(distances)[1]].astype(int)
    # rows and columns with nothing in them go
    packed = [np.unique(chosen[:, axis], return_inverse=True)[1] for axis in (0, 1)]
    found = pd.DataFrame(dict(zip(("column", "row"), packed, strict=True)), index=ordered.index)
    return found.loc[places.index]


def _points(places: gpd.GeoDataFrame) -> Points:
    """A point inside each place: to the east and to the south, a degree as long either way."""
    inside = places.geometry.representative_point()
    shorter = math.cos(math.radians(float(inside.y.mean())))
    return np.column_stack([inside.x * shorter, -inside.y])


def _size(points: Points, count: int) -> tuple[int, int]:
    """Columns and rows of a grid of about the country's proportions, with slack."""
    wanted = math.ceil(count * SLACK)
    width, height = np.ptp(points, axis=0)
    if not width or not height:
        # one place, places at one point, or all in a line
        rows = 1 if width else wanted if height else math.ceil(math.sqrt(wanted))
    else:
        rows = min(max(round(math.sqrt(wanted * height / width)), 1), wanted)
    return math.ceil(wanted / rows), rows


def _stretched(points: Points, size: Points) -> Points:
    """The points over the whole grid: the westernmost in its first column, and so on."""
    spread = np.ptp(points, axis=0)
    share = (points - points.min(axis=0)) / np.where(spread > 0, spread, 1)
    # what has no extent stands in the middle
    return np.asarray(np.where(spread > 0, share, 0.5) * size)

"""The municipalities: read from GeoJSON, checked, and told apart as partners and others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError
from shapely import is_valid_reason

from lib.config import Dashboard
from lib.language import phrase
from lib.problems import BadData, Problem, nearest

REQUIRED = ("id", "name_en", "area_km2", "population", "population_basis")
WORLD = (-180.0, -90.0, 180.0, 90.0)
WGS84 = "EPSG:4326"


def population_column(community: str) -> str:
    """The column that counts the inhabitants of a community."""
    return f"population_{community}"


def read_places(path: Path, config: Dashboard) -> gpd.GeoDataFrame:
    """The municipalities, one row each, by ``id``.

    Returns
    -------
    GeoDataFrame
        WGS 84, indexed by id: ``partner`` (bool), names in several languages, ``area_km2``,
        ``population`` (people), ``population_<community>``, and ``majority``: the code of the
        largest community by the population figures in use ("" where none is given).

    Raises
    ------
    BadData
        With every problem of the file.
    """
    places = _read(path)
    problems = _column_problems(places, path.name)
    if problems:
        raise BadData(problems)
    problems = _row_problems(places, path.name) + _shape_problems(places, path.name)
    if problems:
        raise BadData(problems)
    places["id"] = places["id"].astype(str)
    return _with_majority(places.set_index("id", drop=False), config)


def _read(path: Path) -> gpd.GeoDataFrame:
    """The file as it is; or one problem, when it is no readable GeoJSON."""
    if not path.is_file():
        raise BadData(
            [Problem(path.name, 0, "", phrase("problem.no_file"), phrase("problem.geojson_file"))]
        )
    try:
        places = gpd.read_file(path)
    except (DataSourceError, ValueError, UnicodeDecodeError) as error:
        found = phrase("problem.not_geojson", error=error)
        raise BadData([Problem(path.name, 0, "", found, phrase("problem.geojson"))]) from None
    if not len(places) or "geometry" not in places or places.geometry.isna().all():
        allowed = phrase("problem.a_polygon")
        raise BadData([Problem(path.name, 0, "", phrase("problem.no_features"), allowed)])
    return places


def _column_problems(places: gpd.GeoDataFrame, file: str) -> list[Problem]:
    known = [str(column) for column in places.columns]
    return [
        Problem(
            file,
            1,
            column,
            phrase("problem.no_property"),
            phrase("problem.property"),
            nearest(column, known),
        )
        for column in REQUIRED
        if column not in known
    ]


def _row_problems(places: gpd.GeoDataFrame, file: str) -> list[Problem]:
    """Ids and counts of people that cannot be right."""
    tests = {
        "id": (places["id"].isna() | places["id"].duplicated(), phrase("problem.own_id")),
        "name_en": (places["name_en"].isna(), phrase("problem.name")),
        "area_km2": (
            ~(pd.to_numeric(places["area_km2"], errors="coerce") > 0),
            phrase("problem.area"),
        ),
    }
    if "partner" in places:
        tests["partner"] = (_flags(places).isna(), phrase("problem.flag"))
    for column in places.columns:
        if column.startswith("population") and not column.endswith("_basis"):
            numbers = pd.to_numeric(places[column], errors="coerce")
            bad = (numbers < 0) | (numbers.isna() & places[column].notna())
            tests[column] = (bad, phrase("problem.people"))
    return [
        Problem(file, int(row) + 1, column, str(places.loc[row, column]), allowed)
        for column, (bad, allowed) in tests.items()
        for row in places.index[bad]
    ]


def _shape_problems(places: gpd.GeoDataFrame, file: str) -> list[Problem]:
    """Shapes that cannot be drawn, or lie in another system of reference."""
    if places.crs != WGS84:
        return [Problem(file, 0, "crs", str(places.crs), phrase("problem.crs"))]
    west, south, east, north = places.total_bounds
    if west < WORLD[0] or south < WORLD[1] or east > WORLD[2] or north > WORLD[3]:
        corners = {"west": west, "south": south, "east": east, "north": north}
        found = phrase("problem.extent", **{side: round(at) for side, at in corners.items()})
        return [Problem(file, 0, "geometry", found, phrase("problem.degrees"))]
    shapes = places.geometry
    drawable = shapes.is_valid & shapes.geom_type.isin(["Polygon", "MultiPolygon"])
    drawable &= ~shapes.is_empty
    return [
        Problem(
            file,
            int(row) + 1,
            "geometry",
            _what_is_wrong(shapes[row]),
            phrase("problem.valid_polygon"),
        )
        for row in places.index[~drawable]
    ]


def _what_is_wrong(shape: Any) -> str:
    if shape is None or shape.is_empty:
        return phrase("problem.no_shape")
    return f"{shape.geom_type}: {is_valid_reason(shape)}"


def _flags(places: gpd.GeoDataFrame) -> pd.Series:
    """Whether each is a partner; missing where it is neither said to be nor not to be."""
    said = {"true": True, "1": True, "false": False, "0": False}
    return places["partner"].astype(str).str.lower().map(said)


def _with_majority(places: gpd.GeoDataFrame, config: Dashboard) -> gpd.GeoDataFrame:
    """The largest community of each municipality; partners are all where none is flagged."""
    counted = [population_column(code) for code in config.community_codes]
    people = places.reindex(columns=counted).apply(pd.to_numeric).fillna(0)
    largest = (
        people.idxmax(axis=1).str.removeprefix("population_").where(people.sum(axis=1) > 0, "")
    )
    flagged = _flags(places).astype(bool) if "partner" in places else True
    return places.assign(majority=largest, partner=flagged)

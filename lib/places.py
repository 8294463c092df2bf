"""The municipalities: read from GeoJSON, checked, and told apart as partners and others."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError
from shapely import is_valid_reason

from lib.config import Dashboard
from lib.language import DEFAULT, phrase
from lib.problems import BadData, Problem, nearest
from lib.spelling import seen

OPTIONAL = ("population", "population_year", "population_basis")
"""Of a municipality, beside its id and its names: what is not there is not known."""
BASES = ("census", "estimate")
"""What a number of inhabitants may rest on."""
NEARLY = 0.9
"""How much alike two names are, of which one is a slip of the other."""
WORLD = (-180.0, -90.0, 180.0, 90.0)
WGS84 = "EPSG:4326"


def population_column(community: str) -> str:
    """The column that counts the inhabitants of a community."""
    return f"population_{community}"


def name_column(known: Iterable[str], config: Dashboard) -> str:
    """The names that stand in where a language has none of its own: in the first of the readers'
    languages that there are names in, else those without a language; "" for none."""
    languages = [f"name_{code.lower()}" for code in (*config.languages, DEFAULT)]
    there = {str(column) for column in known}
    return next((column for column in (*languages, "name") if column in there), "")


def read_places(path: Path, config: Dashboard) -> gpd.GeoDataFrame:
    """The municipalities, one row each, by ``id``.

    Returns
    -------
    GeoDataFrame
        WGS 84, indexed by id: ``partner`` (bool), names in several languages, ``population``
        (people) with its ``population_year`` and ``population_basis``,
        ``population_<community>``, and ``majority``: the code of the largest community by the
        population figures in use ("" where none is given).

    Raises
    ------
    BadData
        With every problem of the file.
    """
    places = _read(path)
    problems = _column_problems(places, config, path.name)
    if problems:
        raise BadData(problems)
    called = name_column(places.columns, config)
    problems = _row_problems(places, called, path.name) + _shape_problems(places, path.name)
    if problems:
        raise BadData(problems)
    places["id"] = places["id"].astype(str)
    if called == "name":
        called = f"name_{config.languages[0].lower()}"
        places = places.rename(columns={"name": called})
    absent = [column for column in OPTIONAL if column not in places]
    places = places.assign(**dict.fromkeys(absent, None))
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
    texts = [column for column in places if pd.api.types.is_string_dtype(places[column])]
    for column in texts:
        places[column] = places[column].map(seen, na_action="ignore")
    if not len(places) or "geometry" not in places or places.geometry.isna().all():
        allowed = phrase("problem.a_polygon")
        raise BadData([Problem(path.name, 0, "", phrase("problem.no_features"), allowed)])
    return places


def _column_problems(places: gpd.GeoDataFrame, config: Dashboard, file: str) -> list[Problem]:
    """Properties that are needed, or that the configuration names, and no municipality has."""
    known = [str(column) for column in places.columns]
    needed = ["id", *(f"name_{code.lower()}" for code in config.official_names)]
    needed += [] if name_column(known, config) else ["name"]
    needed += _misspelt(known, config)
    return [
        Problem(
            file,
            1,
            column,
            phrase("problem.no_property"),
            phrase("problem.property"),
            nearest(column, known),
        )
        for column in needed
        if column not in known
    ]


def _misspelt(known: list[str], config: Dashboard) -> list[str]:
    """Properties that a file may leave out, where it has one of nearly the same name."""
    may = ["partner", *OPTIONAL, *map(population_column, config.community_codes)]
    unknown = [column for column in known if column not in may]
    absent = [column for column in may if column not in known]
    return [column for column in absent if nearest(column, unknown, cutoff=NEARLY)]


def _row_problems(places: gpd.GeoDataFrame, called: str, file: str) -> list[Problem]:
    """Ids and counts of people that cannot be right."""
    tests: dict[str, tuple[pd.Series, str]] = {
        "id": (places["id"].isna() | places["id"].duplicated(), phrase("problem.own_id")),
        called: (places[called].fillna("").astype(str).str.strip().eq(""), phrase("problem.name")),
    }
    if "area_km2" in places:
        areas = pd.to_numeric(places["area_km2"], errors="coerce")
        tests["area_km2"] = (~(areas > 0), phrase("problem.area"))
    if "partner" in places:
        tests["partner"] = (_flags(places).isna(), phrase("problem.flag"))
    for column in places.columns:
        if column.startswith("population") and column.endswith("_basis"):
            bad = places[column].notna() & ~places[column].isin(BASES)
            tests[column] = (bad, ", ".join(BASES))
        elif column.startswith("population"):
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
        if counted
        else ""
    )
    flagged = _flags(places).astype(bool) if "partner" in places else True
    return places.assign(majority=largest, partner=flagged)

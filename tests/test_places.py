"""The municipalities are read with what they are, or refused with what is wrong with each."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.indicators import BY_KEY
from lib.places import OPTIONAL
from lib.selection import parameters, read_link
from lib.store import Data
from lib.summaries import by_place
from tests.world import World

FILE = "municipalities.geojson"
BOW_TIE = [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]


def test_the_majority_is_the_largest_community_of_each_municipality(data: Data) -> None:
    found = data.places["majority"].to_dict()
    assert found == {"alder": "north", "birch": "south", "cedar": "", "dogwood": "north"}


def test_without_a_flag_every_municipality_is_a_partner(world: World, tmp_path: Path) -> None:
    for number in range(1, 5):
        del world.feature(number)["properties"]["partner"]
    assert len(world.open(tmp_path).partners) == 4


@pytest.mark.parametrize("key", BY_KEY)
def test_without_people_by_community_the_dashboard_still_works(
    world: World, tmp_path: Path, key: str
) -> None:
    for number in range(1, 5):
        for community in ("north", "south"):
            del world.feature(number)["properties"][f"population_{community}"]
    data = world.open(tmp_path)
    table = by_place(data, read_link({}, known=parameters(data), allowed={}), BY_KEY[key])
    assert list(table.index) == ["alder", "birch", "cedar", "dogwood"]


def test_ids_that_are_numbers_are_read_as_text(world: World, tmp_path: Path) -> None:
    world.feature(4)["properties"]["id"] = "4"
    world.activities = world.activities.replace({"municipality_ids": {"dogwood": "4"}})
    world.activities.loc["a11", "municipality_ids"] = "cedar;4"
    assert "4" in world.open(tmp_path).places.index


# what is broken → the whole file
WHOLE = {
    "nothing": b"",
    "half a file": b'{"type": "FeatureCollection", "features": [{"type": "Feat',
    "not JSON": b"id,name_en\nalder,Alder\n",
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe",
    "JSON of another kind": b'{"municipalities": []}',
    "no features": b'{"type": "FeatureCollection", "features": []}',
    "no shapes": b'{"type": "FeatureCollection", "features": [{"type": "Feature", "geometry":'
    b' null, "properties": {"id": "alder"}}]}',
}


@pytest.mark.parametrize("held", WHOLE.values(), ids=WHOLE)
def test_a_broken_or_empty_file_is_one_problem(world: World, tmp_path: Path, held: bytes) -> None:
    world.bytes[FILE] = held
    (problem,) = world.problems(tmp_path)
    assert (problem.file, problem.row) == (FILE, 0)
    assert problem.found
    assert problem.allowed


# what is broken → feature, property, what it holds, what is allowed
PROPERTIES = {
    "a duplicate id": (3, "id", "alder", "an id that no other feature has"),
    "no id": (3, "id", None, "an id that no other feature has"),
    "no name": (3, "name_en", None, "a name"),
    "no area": (2, "area_km2", None, "more than 0 km²"),
    "an area of nothing": (2, "area_km2", 0, "more than 0 km²"),
    "negative people": (4, "population", -1, "a number of people, or null"),
    "people in words": (4, "population", "many", "a number of people, or null"),
    "a negative community": (4, "population_south", -1, "a number of people, or null"),
    "a partner that is neither yes nor no": (3, "partner", "perhaps", ""),
}


# pyogrio warns of columns of several types; what is wrong is said anyhow
@pytest.mark.filterwarnings("ignore:Could not parse column")
@pytest.mark.parametrize("case", PROPERTIES.values(), ids=PROPERTIES)
def test_a_property_that_is_wrong_is_named(
    world: World, tmp_path: Path, case: tuple[int, str, object, str]
) -> None:
    number, name, held, allowed = case
    world.feature(number)["properties"][name] = held
    (problem,) = [each for each in world.problems(tmp_path) if each.file == FILE]
    assert (problem.row, problem.column) == (number, name)
    assert allowed in problem.allowed


@pytest.mark.parametrize(
    ("name", "asked"),
    [("id", "id"), ("name_en", "name"), *[(each, each) for each in ("partner", *OPTIONAL)]],
)
def test_a_missing_property_is_named_with_the_nearest_there(
    world: World, tmp_path: Path, name: str, asked: str
) -> None:
    """Also one that a file may leave out: a slip in its name would leave it out unseen."""
    for number in range(1, 5):
        properties = world.feature(number)["properties"]
        properties[f"{name}_"] = properties.pop(name)
    (problem,) = world.problems(tmp_path)
    assert (problem.file, problem.row, problem.column) == (FILE, 1, asked)
    assert (problem.found, problem.nearest) == ("no such property", f"{name}_")


# what is broken → the shape of the second feature, and what is said of it
SHAPES = {
    "a bow tie": ({"type": "Polygon", "coordinates": BOW_TIE}, "Self-intersection"),
    "a point": ({"type": "Point", "coordinates": [0, 0]}, "Point"),
    "a line": ({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}, "LineString"),
    "no shape": (None, "no shape"),
    "an empty polygon": ({"type": "Polygon", "coordinates": []}, ""),
}


@pytest.mark.parametrize(("shape", "found"), SHAPES.values(), ids=SHAPES)
def test_a_shape_that_cannot_be_drawn_is_named(
    world: World, tmp_path: Path, shape: dict[str, object] | None, found: str
) -> None:
    world.feature(2)["geometry"] = shape
    (problem,) = world.problems(tmp_path)
    assert (problem.file, problem.row, problem.column) == (FILE, 2, "geometry")
    assert found in problem.found


def declared(world: World) -> None:
    """The file says that it is in another system of reference."""
    name = {"name": "urn:ogc:def:crs:EPSG::3857"}
    world.places = {"crs": {"type": "name", "properties": name}, **world.places}


def in_metres(world: World) -> None:
    """The file holds metres and does not say so."""
    text = json.dumps(world.places).replace("[1, 1]", "[500000.0, 4700000.0]")
    world.places = json.loads(text)


@pytest.mark.parametrize("broken", [declared, in_metres])
def test_another_system_of_reference_is_refused(
    world: World, tmp_path: Path, broken: Callable[[World], None]
) -> None:
    broken(world)
    (problem,) = world.problems(tmp_path)
    assert (problem.file, problem.row) == (FILE, 0)
    assert "WGS 84" in problem.allowed


def test_all_problems_of_the_municipalities_are_said_at_once(world: World, tmp_path: Path) -> None:
    world.feature(1)["properties"]["population"] = -1
    world.feature(2)["geometry"] = SHAPES["a bow tie"][0]
    world.feature(3)["properties"]["id"] = "dogwood"
    said = [(problem.row, problem.column) for problem in world.problems(tmp_path)]
    assert said == [(1, "population"), (2, "geometry"), (4, "id")]

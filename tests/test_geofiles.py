"""Files for a GIS hold what is shown, as GDAL, SQLite and any reader of JSON find it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyogrio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import shape

from lib.by_municipality import CHOSEN
from lib.exports import activity_rows
from lib.geofiles import activities_as_geojson, as_geopackage, municipalities_as_geojson
from lib.language import language
from lib.names import Names
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data, open_data
from tests.by_hand import BY_ID, kept, links, selected
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
NOTHING = {"activity_type": ["workshop"], "programme": ["Beta"]}


def properties(held: bytes) -> pd.DataFrame:
    """The properties of a collection's features, as JSON has them."""
    rows = [feature["properties"] for feature in json.loads(held)["features"]]
    return pd.DataFrame(rows, dtype=object)


def saved(held: bytes, folder: Path, name: str = "view") -> Path:
    """A GeoPackage as a file, as a reader keeps it."""
    file = folder / f"{name}.gpkg"
    file.write_bytes(held)
    return file


@contextmanager
def database(file: Path) -> Iterator[sqlite3.Connection]:
    """A GeoPackage as the database that it is."""
    with closing(sqlite3.connect(file)) as found:
        found.row_factory = sqlite3.Row
        yield found


def asked(found: sqlite3.Connection, question: str) -> list[dict[str, Any]]:
    return [dict(row) for row in found.execute(question)]


def as_stated(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Exported rows with None for what is missing."""
    plain = rows.astype(object).where(rows.notna() & (rows != ""), None)
    return plain.to_dict("records")


def view(data: Data, indicator: str, **link: list[str]) -> Selection:
    return selected(data, **link).with_values(indicator=indicator)


@pytest.fixture(scope="module")
def shipped() -> Names:
    return Names(open_data(ROOT / "data"), language())


@settings(max_examples=15)
@given(draw=st.data())
def test_each_file_holds_exactly_the_rows_of_the_selection(
    data: Data, names: Names, tmp_path_factory: pytest.TempPathFactory, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    features = json.loads(activities_as_geojson(data, selection, names))["features"]
    assert [each["properties"]["id"] for each in features] == kept(selection)
    held = as_geopackage(data, selection, names)
    with database(saved(held, tmp_path_factory.mktemp("g"))) as found:
        rows = asked(found, "select id from activities order by fid")
    assert [row["id"] for row in rows] == kept(selection)


def test_an_activity_is_one_feature_with_a_point_in_each_of_its_municipalities(
    data: Data, names: Names
) -> None:
    held = activities_as_geojson(data, selected(data, status=["all"]), names)
    features = json.loads(held)["features"]
    assert [each["id"] for each in features] == [name for name in BY_ID if name != "a10"]
    for each in features:
        places = list(filter(None, BY_ID[each["id"]]["municipality_ids"].split(";")))
        if not places:
            assert each["geometry"] is None
            continue
        assert each["geometry"]["type"] == "MultiPoint"
        points = shape(each["geometry"]).geoms
        areas = data.places.geometry.loc[places]
        assert all(area.contains(point) for area, point in zip(areas, points, strict=True))


def test_gdal_reads_the_features_and_their_points(data: Data, names: Names) -> None:
    held = activities_as_geojson(data, selected(data), names)
    found = pyogrio.read_dataframe(held)
    assert found["id"].tolist() == kept(selected(data))
    assert str(found.crs) == "EPSG:4326"
    shared = found.set_index("id").geometry["a3"]
    assert [(point.x, point.y) for point in shared.geoms] == [(0.5, 0.5), (1.5, 0.5)]
    assert found.set_index("id").geometry["a7"] is None


def test_numbers_are_numbers_what_is_missing_is_null_and_dates_are_text(
    data: Data, names: Names
) -> None:
    selection = selected(data)
    rows = properties(activities_as_geojson(data, selection, names)).set_index("id")
    assert rows.loc["a1", ["amount_usd", "participants_total"]].tolist() == [1000, 40]
    assert isinstance(rows.loc["a1", "participants_total"], int)
    assert rows.loc["a9", "participants_total"] == 0
    assert rows.loc["a4", "participants_total"] is None
    assert rows.loc["a4", "donor"] is None
    assert rows.loc["a5", "start"] == "2017-02-03"
    assert rows.loc["a2", "start"] == "2016"
    assert rows.loc["a3", "municipality_ids_name"] == "Alder;Birch"


def test_the_municipalities_have_the_indicator_that_is_shown(data: Data, names: Names) -> None:
    held = municipalities_as_geojson(data, view(data, "trained"), names)
    rows = properties(held).set_index("id")
    assert rows.index.tolist() == ["alder", "birch", "cedar"]
    assert list(rows.columns)[-len(CHOSEN) :] == list(CHOSEN)
    assert rows["indicator"].unique().tolist() == ["trained"]
    assert rows["value"].tolist() == [20, None, 0]
    assert rows["state"].tolist() == ["value", "unknown", "value"]
    assert rows["value_words"].tolist() == ["20 people", "Not known", "0 people"]
    assert rows["rows"].tolist() == [2, 1, 1]
    assert rows["known"].tolist() == [1, 0, 1]
    assert rows.loc["alder", ["name_en", "population"]].tolist() == ["Alder", 1000]
    assert rows.loc["cedar", "population"] is None
    none = properties(municipalities_as_geojson(data, view(data, "grants"), names)).set_index("id")
    assert none.loc["cedar", ["value", "state"]].tolist() == [None, "none"]


@pytest.mark.parametrize("backwards", [False, True])
def test_areas_are_where_they_were_and_wound_as_the_standard_asks(
    world: World, tmp_path: Path, names: Names, backwards: bool
) -> None:
    if backwards:
        world.feature(1)["geometry"]["coordinates"][0].reverse()  # type: ignore[index]
    data = world.open(tmp_path)
    held = municipalities_as_geojson(data, selected(data), Names(data, names.say))
    for feature in json.loads(held)["features"]:
        area = shape(feature["geometry"])
        assert area.equals(data.places.geometry[feature["id"]])
        assert all(part.exterior.is_ccw for part in area.geoms)
    assert pyogrio.read_dataframe(held)["id"].tolist() == ["alder", "birch", "cedar"]


@pytest.mark.parametrize("make", [activities_as_geojson, municipalities_as_geojson])
def test_a_collection_says_what_it_is(data: Data, names: Names, make) -> None:
    selection = selected(data, donor=["Sun Fund"])
    held = json.loads(make(data, selection, names))
    said = held["metadata"]
    assert list(held)[-1] == "features"
    assert said["title"] == "Works in Quadria"
    assert said["description"].startswith("The ")
    assert said["made"] == date.today().isoformat()
    assert said["view"] == "?donor=Sun+Fund"
    assert said["credit"] == "Drawn with a ruler"
    assert said["evidence"] == names.say("export.evidence.meaning")
    assert "illustrative" not in said
    assert {"name": "Donor", "code": "donor", "chosen": "Sun Fund", "meaning": "Sun Fund"} in (
        said["filters"]
    )
    assert [each["code"] for each in said["columns"]] == list(held["features"][0]["properties"])
    assert sum(each["rows"] or 0 for each in said["sources"]) == len(kept(selection))
    marked = json.loads(make(data, selected(data, evidence=["all"]), names))
    assert marked["metadata"]["illustrative"] == names.say("illustrative.long")


def test_a_geopackage_has_two_layers_and_three_tables(
    data: Data, names: Names, tmp_path: Path
) -> None:
    file = saved(as_geopackage(data, selected(data), names), tmp_path)
    layers = dict(pyogrio.list_layers(file))
    assert layers == {
        "activities": "MultiPoint",
        "municipalities": "MultiPolygon",
        **dict.fromkeys(("filters", "dictionary", "sources")),
    }
    with database(file) as found:
        assert asked(found, "pragma integrity_check") == [{"integrity_check": "ok"}]
        contents = asked(found, "select table_name, data_type, description from gpkg_contents")
        kinds = {row["table_name"]: row["data_type"] for row in contents}
        assert kinds == {
            name: "features" if kind else "attributes" for name, kind in layers.items()
        }
        assert all(row["description"] for row in contents)
        explained = asked(found, "select layer, code, meaning from dictionary order by fid")
        for layer in ("activities", "municipalities"):
            columns = [row["name"] for row in asked(found, f"pragma table_info({layer})")]
            codes = [row["code"] for row in explained if row["layer"] == layer]
            assert codes == [name for name in columns if name not in ("fid", "geom")]
        assert all(row["meaning"] for row in explained)


def test_the_first_row_of_the_filters_says_that_rows_are_made_up(
    data: Data, names: Names, tmp_path: Path
) -> None:
    selection = selected(data, evidence=["all"], status=["all"])
    file = saved(as_geopackage(data, selection, names), tmp_path)
    with database(file) as found:
        rows = asked(found, "select code, chosen from filters order by fid")
        # types do not depend on what is in the rows
        types = {row["name"]: row["type"] for row in asked(found, "pragma table_info(filters)")}
    assert rows[0]["code"] == "illustrative"
    assert types["chosen"] == "TEXT"


def test_a_view_with_nothing_in_it_gives_files_without_activities(
    data: Data, names: Names, tmp_path: Path
) -> None:
    empty, full = selected(data, **NOTHING), selected(data)
    found = json.loads(activities_as_geojson(data, empty, names))
    assert (found["type"], found["features"]) == ("FeatureCollection", [])
    states = properties(municipalities_as_geojson(data, empty, names))["state"]
    assert states.tolist() == ["none"] * 3
    about_empty, about_full = (
        pyogrio.read_info(saved(as_geopackage(data, each, names), tmp_path, name), "activities")
        for name, each in (("empty", empty), ("full", full))
    )
    assert (about_empty["features"], about_full["features"]) == (0, 9)
    for known in ("fields", "dtypes", "geometry_type", "crs"):
        assert list(about_empty[known]) == list(about_full[known])


@pytest.mark.parametrize("link", [{}, {"evidence": ["all"], "status": ["all"]}])
def test_the_shipped_data_comes_back_as_it_is_in_the_csv(
    shipped: Names, tmp_path: Path, link: dict[str, list[str]]
) -> None:
    data, selection = shipped.data, selected(shipped.data, **link)
    rows = activity_rows(data, selection, shipped)
    expected = as_stated(rows)
    found = json.loads(activities_as_geojson(data, selection, shipped))["features"]
    assert [each["properties"] for each in found] == expected
    file = saved(as_geopackage(data, selection, shipped), tmp_path)
    with database(file) as tables:
        stored = asked(tables, "select * from activities order by fid")
    assert [{key: row[key] for key in rows.columns} for row in stored] == expected
    read = pyogrio.read_dataframe(file, layer="activities")
    assert read["amount_usd"].sum() == pytest.approx(rows["amount_usd"].sum())
    assert read["participants_total"].sum() == rows["participants_total"].sum()
    points = read.geometry[~read.geometry.isna()].map(lambda each: len(each.geoms)).sum()
    places = rows["municipality_ids"].str.split(";").map(lambda ids: len([*filter(None, ids)]))
    assert points == places.sum()
    assert pyogrio.read_info(file, layer="municipalities")["features"] == 16

"""A selection on the ground: as GeoJSON (RFC 7946) and as a GeoPackage.

An activity is one feature, so that features can be counted as rows: its geometry has one point
for each of its municipalities, and none where it is in no municipality. A point stands for the
municipality; where in it an activity took place is not known.
"""

from __future__ import annotations

import io
import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
from shapely import MultiPoint

from lib.by_municipality import chosen_indicator
from lib.companions import ACTIVITIES, MUNICIPALITIES, dictionary, filters, sources, unfilled
from lib.exports import activity_rows
from lib.names import Names
from lib.places import WGS84
from lib.schema import SEPARATOR
from lib.selection import Selection
from lib.store import Data

SHAPES = {ACTIVITIES: "MultiPoint", MUNICIPALITIES: "MultiPolygon"}


def activities_as_geojson(data: Data, selection: Selection, names: Names) -> bytes:
    """The activities that are shown, one feature each, at their municipalities."""
    rows = activity_rows(data, selection, names)
    metadata = _metadata(data, selection, names, **{ACTIVITIES: rows})
    return _as_geojson(_at_municipalities(rows, data), ACTIVITIES, metadata)


def municipalities_as_geojson(data: Data, selection: Selection, names: Names) -> bytes:
    """The partner municipalities, each with the indicator that the view shows."""
    places = chosen_indicator(data, selection, names)
    metadata = _metadata(data, selection, names, **{MUNICIPALITIES: places})
    return _as_geojson(_as_areas(places, data), MUNICIPALITIES, metadata)


def as_geopackage(data: Data, selection: Selection, names: Names) -> bytes:
    """Both as layers of one GeoPackage, with tables ``filters``, ``dictionary``, ``sources``."""
    rows, places = activity_rows(data, selection, names), chosen_indicator(data, selection, names)
    tables = {
        ACTIVITIES: _at_municipalities(rows, data),
        MUNICIPALITIES: _as_areas(places, data),
        "filters": filters(data, selection, names),
        "dictionary": dictionary(data, selection, names, activities=rows, municipalities=places),
        "sources": sources(rows, data, names),
    }
    with TemporaryDirectory() as folder:
        # several layers can be written to a file only, not to memory
        file = Path(folder) / "view.gpkg"
        for layer, table in tables.items():
            _add_layer(file, layer, table, names.say(f"layer.{layer}"))
        return file.read_bytes()


def _add_layer(file: Path, layer: str, table: pd.DataFrame, description: str) -> None:
    """One more layer of a GeoPackage; a table without shapes is a layer too."""
    pyogrio.write_dataframe(
        table,
        file,
        layer,
        driver="GPKG",
        geometry_type=SHAPES.get(layer),
        promote_to_multi=layer in SHAPES,
        layer_options={"IDENTIFIER": layer, "DESCRIPTION": description},
    )


def _at_municipalities(rows: pd.DataFrame, data: Data) -> gpd.GeoDataFrame:
    """Activities with a point in each of their municipalities, in each the same for all."""
    points = data.places.geometry.representative_point()
    # most activities share their municipalities: make each different shape once
    shapes = {
        ids: MultiPoint([points[place] for place in ids.split(SEPARATOR)]) if ids else None
        for ids in rows["municipality_ids"].fillna("").unique()
    }
    geometry = [shapes[ids] for ids in rows["municipality_ids"].fillna("")]
    return gpd.GeoDataFrame(unfilled(rows), geometry=geometry, crs=WGS84)


def _as_areas(places: pd.DataFrame, data: Data) -> gpd.GeoDataFrame:
    """Municipalities with their areas."""
    geometry = data.places.geometry.loc[places.index]
    return gpd.GeoDataFrame(unfilled(places), geometry=geometry, crs=WGS84)


def _metadata(
    data: Data, selection: Selection, names: Names, **table: pd.DataFrame
) -> dict[str, Any]:
    """What a collection of one table says of itself, beside its features."""
    say, said = names.say, filters(data, selection, names)
    narrows = said["chosen"].notna()
    columns = dictionary(data, selection, names, **table).drop(columns="layer")
    # figures by municipality are made of the same rows
    rows = activity_rows(data, selection, names)
    return {
        "title": say.of(data.config.title),
        "description": say.list(say(f"layer.{layer}") for layer in table),
        **dict(said.loc[~narrows, ["code", "meaning"]].to_numpy()),
        "filters": _records(said[narrows]),
        "columns": _records(columns),
        "sources": _records(sources(rows, data, names)),
    }


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    """A table as JSON holds it: null for what is missing."""
    records: list[dict[str, Any]] = json.loads(table.to_json(orient="records"))
    return records


def _as_geojson(features: gpd.GeoDataFrame, name: str, metadata: dict[str, Any]) -> bytes:
    """A collection with its explanation, and in each feature the id that its row has."""
    held = io.BytesIO()
    pyogrio.write_dataframe(
        features,
        held,
        name,
        driver="GeoJSON",
        geometry_type=SHAPES[name],
        promote_to_multi=True,
        RFC7946="YES",
    )
    collection = json.loads(held.getvalue())
    for feature in collection["features"]:
        feature["id"] = feature["properties"]["id"]
    # what explains the file stands in front of what it may be too long to read to the end
    whole = {"type": collection["type"], "name": name, "metadata": metadata}
    whole["features"] = collection["features"]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()

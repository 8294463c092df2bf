"""Builds data/municipalities.geojson from the boundary lines and the census table in data/sources/.

The lines are polygonized into faces, and faces joined into municipalities: neighbours share
every point of their border, so there is no gap and no overlap. Run by ``make data``.
"""

from __future__ import annotations

import json
from itertools import groupby
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.polygon import orient

from lib.config import Dashboard, read_config
from scripts.build_activities import DATA, SOURCES, read_rows

FIRST_DIGITS = 4  # the sources give four decimals of a degree: about 10 metres

Row = dict[str, Any]


def boundary_lines(points: list[Row]) -> list[shapely.LineString]:
    """The boundary lines: consecutive points of one ``arc``."""
    arcs = groupby(points, key=lambda point: point["arc"])
    return [
        shapely.LineString([(float(p["lon"]), float(p["lat"])) for p in arc]) for _, arc in arcs
    ]


def faces(lines: list[shapely.LineString], inside: list[Row]) -> gpd.GeoDataFrame:
    """The areas that the lines enclose, each with the municipality that it belongs to."""
    drawn = shapely.get_parts(shapely.polygonize(lines))
    areas = gpd.GeoDataFrame(geometry=drawn, crs="EPSG:4326")
    points = gpd.GeoDataFrame(
        {"id": [point["municipality_id"] for point in inside]},
        geometry=[shapely.Point(float(point["lon"]), float(point["lat"])) for point in inside],
        crs="EPSG:4326",
    )
    return areas.sjoin(points, how="left", predicate="contains")


def whole(text: str) -> int | None:
    """A count of people, or None where the source gives none."""
    return int(text) if text else None


def properties(row: Row, config: Dashboard) -> Row:
    """What is known of one municipality. None where a source gives no figure."""
    estimated = "estimation" in row["pop_2024_basis"]
    own = [code for code in config.community_codes if f"{code}_2024" in row]
    return {
        "id": row["municipality_id"],
        "partner": row["partner"] == "yes",
        "name_en": row["name_en"],
        "name_sq": row["name_sq"],
        "name_sr_latn": row["name_sr_latn"],
        "name_sr_cyrl": row["name_sr_cyrl"],
        "other_names": row["other_names"],
        "programme_label": row["programme_label"],
        "district": row["district"],
        "area_km2": float(row["area_km2"] or row["area_km2_kas_int"]),
        "area_basis": "commission 2017" if row["area_km2"] else "statistics agency, whole km²",
        "population": int(row["pop_2024"]),
        "population_year": 2024,
        "population_basis": "estimate" if estimated else "census",
        "population_enumerated": whole(row["pop_2024_enumerated"]),
        "population_earlier": whole(row["pop_2011_census"] or row["pop_2011_kas_estimate"]),
        "population_earlier_year": 2011,
        "population_earlier_basis": "census" if row["pop_2011_census"] else "estimate",
        **{f"population_{code}": int(row[f"{code}_2024"]) for code in own},
        "population_not_declared": whole(row["not_declared_2024"]),
        "notes": row["notes"],
    }


def geometry(area: shapely.Geometry) -> Row:
    """An area as RFC 7946 wants it: outer rings counter-clockwise, four decimals."""
    parts = [orient(part) for part in shapely.get_parts(area)]
    joined = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    text = shapely.to_geojson(joined)
    rounded = json.loads(text, parse_float=lambda number: round(float(number), FIRST_DIGITS))
    return dict(rounded)


def feature_lines(areas: gpd.GeoSeries, rows: list[Row], config: Dashboard) -> list[str]:
    """One feature a line, so that a change of one municipality is a change of one line."""
    features = [
        {
            "type": "Feature",
            "id": row["municipality_id"],
            "properties": properties(row, config),
            "geometry": geometry(areas[row["municipality_id"]]),
        }
        for row in rows
    ]
    return [json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in features]


def main(folder: Path = DATA) -> None:
    """Write municipalities.geojson into a folder."""
    config = read_config(DATA / "dashboard.toml")
    points = read_rows(SOURCES / "boundary_arcs.csv")
    drawn = faces(boundary_lines(points), read_rows(SOURCES / "boundary_faces.csv"))
    # the two exclaves are faces of their own: one municipality may have several
    areas = drawn.dissolve("id").geometry
    rows = read_rows(SOURCES / "municipalities.csv")
    body = ",\n".join(feature_lines(areas, rows, config))
    text = '{"type":"FeatureCollection","features":[\n' + body + "\n]}\n"
    (folder / "municipalities.geojson").write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

"""Builds examples/ellorin/: the data folder of a country that does not exist, drawn by chance.

The same seed gives the same files to the byte. Its ``dashboard.toml`` is written by hand. Every
activity is illustrative, since nothing of it is published. Run by ``make example``.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

import shapely
from shapely.geometry.polygon import orient

from scripts.chance import between, pick, split
from scripts.example_land import provinces
from scripts.example_words import (
    BESIDE,
    COUNTED,
    KINDS,
    NAMES,
    PEOPLE,
    PROGRAMMES,
    SECTORS,
)

FOLDER = Path(__file__).resolve().parent.parent / "examples" / "ellorin"
SEED, ACTIVITIES = 20251123, 240
SECTOR_COLUMNS = (
    *("code", "name", "name_sq", "name_sr_latn"),
    *("category", "category_name", "category_name_sq", "category_name_sr_latn"),
)
YEARS = (2019, 2024)
STATUSES = ("completed", "ongoing", "agreed")

Row = dict[str, Any]


def feature(place: str, shape: shapely.Geometry) -> Row:
    """A province as GeoJSON: RFC 7946 wants outer rings counter-clockwise."""
    parts = [orient(part) for part in shapely.get_parts(shape)]
    joined = parts[0] if len(parts) == 1 else shapely.MultiPolygon(parts)
    counted = dict(zip(COUNTED, PEOPLE[place], strict=True))
    called = dict(zip(("name_en", "name_qaa", "name_qab"), NAMES[place], strict=True))
    known = {"population": sum(PEOPLE[place]), "population_year": 2022}
    properties = {
        **{"id": place, "partner": place not in BESIDE, **called, **known},
        "population_basis": "estimate" if place == "far-isle" else "census",
        **{f"population_{code}": people for code, people in counted.items()},
    }
    return {
        "type": "Feature",
        "id": place,
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(joined)),
    }


def activity(rng: Random, number: int) -> Row:
    """One activity; what it states and what it leaves open is drawn too."""
    kind, sector, title, _, money, people = KINDS[pick(rng, [each[3] for each in KINDS])]
    programme, donor, objective, _ = PROGRAMMES[pick(rng, [each[3] for each in PROGRAMMES])]
    places = _places(rng)
    row = {
        "id": f"e{number:03}",
        "title": title.format(name=" and ".join(NAMES[each][0] for each in places) or "the land"),
        "activity_type": kind,
        "sector": sector,
        "programme": programme,
        "donor": donor,
        "specific_objective": objective,
        "municipality_ids": ";".join(places),
        "status": STATUSES[pick(rng, [7, 2, 1])],
        "evidence": "illustrative",
        "note": "Invented.",
    }
    return row | _dates(rng) | _money(rng, money) | _people(rng, people, places)


def _places(rng: Random) -> list[str]:
    """Mostly one province, sometimes two, seldom none in particular."""
    known = [each for each in NAMES if each != "saltings"]
    weights = [2 if each in BESIDE else 10 for each in known]
    chosen = [known[pick(rng, weights)] for _ in range((0, 1, 2)[pick(rng, [4, 84, 12])])]
    return list(dict.fromkeys(chosen))


def _dates(rng: Random) -> Row:
    year, month = between(rng, *YEARS), between(rng, 1, 12)
    start = ("", str(year), f"{year}-{month:02}")[pick(rng, [1, 3, 16])]
    return {"start": start, "end": str(year + 1) if start and rng.random() < 0.3 else ""}


def _money(rng: Random, bounds: tuple[int, int]) -> Row:
    if rng.random() < 0.25:
        return {"amount": "", "currency": ""}
    return {"amount": between(rng, *bounds), "currency": ("ELQ", "SUF")[pick(rng, [4, 1])]}


def _people(rng: Random, bounds: tuple[int, int], places: Sequence[str]) -> Row:
    """Who took part: not counted, counted in all, or by community as they live there."""
    if not bounds[1] or rng.random() < 0.3:
        return {}
    total = between(rng, *bounds)
    counted: Row = {"participants_total": total, "participants_are": "participants"}
    if rng.random() < 0.5:
        counted["participants_women"] = between(rng, total // 4, total * 3 // 4)
    if len(places) == 1 and rng.random() < 0.6:
        lives = PEOPLE[places[0]]
        parts = split(rng, total, weights=lives, least=[0] * len(lives), most=[total] * len(lives))
        counted |= {f"participants_{code}": n for code, n in zip(COUNTED, parts, strict=True)}
    return counted


def write_rows(path: Path, rows: Sequence[Row], columns: Sequence[str]) -> None:
    """Write a table as CSV; cells that a row does not have are empty."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def main(folder: Path = FOLDER) -> None:
    """Write the three files into a folder."""
    rng = Random(SEED)
    shapes = provinces(rng)
    lines = [json.dumps(feature(p, shapes[p]), ensure_ascii=False) for p in NAMES]
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    (folder / "municipalities.geojson").write_text(text, encoding="utf-8", newline="\n")
    rows = [activity(rng, number) for number in range(1, ACTIVITIES + 1)]
    columns = list(dict.fromkeys(column for row in rows for column in row))
    write_rows(folder / "activities.csv", rows, columns)
    sectors = [dict(zip(SECTOR_COLUMNS, each, strict=True)) for each in SECTORS]
    write_rows(folder / "sectors.csv", sectors, SECTOR_COLUMNS)


if __name__ == "__main__":
    main()

"""A small invented country whose numbers can be counted in the head.

Four square municipalities, three of them partners; twelve activities. `World` holds the data
files so that a test can change a cell, a line or a file before it opens them.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pandas as pd

from lib.config import Dashboard
from lib.problems import BadData, Problem
from lib.schema import activity_columns
from lib.store import Data, open_data

CONFIG = """
title = { en = "Works in Quadria" }
subtitle = { en = "Invented, to be counted" }
file_name = "quadria-works"
country = { en = "Quadria" }
majority = "north"
currency = "USD"
featured_programmes = ["Alpha"]
minimum_recorded = 30
small_count = 1
communities = [
    { code = "north", name = { en = "Northerners" } },
    { code = "south", name = { en = "Southerners" } },
    { code = "river", name = { en = "River people" } },
    { code = "south_river", name = { en = "South and river" }, made_of = ["south", "river"] },
]
objectives = [
    { code = "P1", name = { en = "P1 Water" } },
    { code = "P2", name = { en = "P2 Talk" } },
]
[boundaries]
credit = { en = "Drawn with a ruler" }
status_note = { en = "No land is like this" }
population_note = { en = "Nobody lives here" }
[default_view]
indicator = "activities"
status = ["completed", "ongoing"]
[rates.EUR]
2017 = 1.1
"""

SECTORS = (
    {"code": "10010", "name": "Wells", "category": "100", "category_name": "Water"},
    {"code": "10020", "name": "Pipes", "category": "100", "category_name": "Water"},
    {"code": "20010", "name": "Roads", "category": "200", "category_name": "Transport"},
)

PLACES = (
    {"id": "alder", "population": 1000, "population_north": 800, "population_south": 200},
    {"id": "birch", "population": 500, "population_north": 100, "population_south": 400},
    {"id": "cedar", "population": None, "population_north": None, "population_south": None},
    {"id": "dogwood", "population": 2000, "population_north": 2000, "population_south": 0},
)

USUAL = {
    "programme": "Alpha",
    "donor": "Moon Fund",
    "implementer": "Builders",
    "sector": "10010",
    "status": "completed",
    "evidence": "published",
    "source": "https://example.org/works",
}


def _activity(number: int, kind: str, places: str, **cells: str) -> dict[str, str]:
    stated = {"id": f"a{number}", "title": f"Work {number}", "activity_type": kind}
    return {**USUAL, **stated, "municipality_ids": places, **cells}


def _usd(amount: str) -> dict[str, str]:
    return {"amount": amount, "currency": "USD", "amount_usd": amount}


def _people(total: str, **by_community: str) -> dict[str, str]:
    counted = {f"participants_{code}": n for code, n in by_community.items()}
    return {"participants_total": total, **counted}


ACTIVITIES = (
    _activity(
        1, "grant", "alder", start="2015-03", specific_objective="P1", counts_toward="t-grants",
        participants_women="15", **_usd("1000"), **_people("40", north="30", south="10"),
    ),
    _activity(
        2, "training", "alder", start="2016", donor="Moon Fund;Sun Fund",
        communities_named="north", **_people("20"),
    ),
    _activity(
        3, "training", "alder;birch", start="2016-05", end="2017", sector="10020",
        communities_named="north;south", **_usd("5000"), **_people("100"),
    ),
    _activity(4, "infrastructure", "birch", programme="Beta", donor="", sector="20010"),
    _activity(
        5, "grant", "birch", start="2017-02-03", end="2017-06", programme="Beta", status="ongoing",
        amount="200", currency="EUR", amount_usd="220", **_people("40", north="4", south="36"),
    ),
    _activity(6, "grant", "birch", start="2019", programme="", status="announced"),
    _activity(
        7, "dialogue", "", start="2017", specific_objective="P2", donor="Sun Fund",
        **_people("12", south="12"),
    ),
    _activity(
        8, "infrastructure", "dogwood", start="2014-01-02", end="2015", sector="20010",
        amount="700", currency="EUR", **_people("50", north="50"),
    ),
    _activity(9, "training", "cedar", start="2018", **_people("0")),
    _activity(
        10, "grant", "cedar", start="2018-07", evidence="illustrative", source="",
        counts_toward="t-grants", **_usd("300"), **_people("5", river="5"),
    ),
    _activity(
        11, "workshop", "cedar;dogwood", start="2018-01", **_people("10", south_river="10")
    ),
    _activity(12, "other", "birch", end="2016", status="planned"),
)  # fmt: skip

TOTALS = (
    {"total_id": "t-grants", "title": "Grants", "activities": "3", "participants": "100",
     "youth": "10", "amount": "2000", "at_least": "activities;participants;women;youth;amount"},
    {"total_id": "t-talks", "title": "Talks", "activities": "4"},
    {"total_id": "", "title": "An envelope", "amount": "9000"},
    {"total_id": "t-beta", "title": "Not featured", "programme": "Beta", "activities": "7"},
)  # fmt: skip
FIGURES = ("at_least", "placed", "activities", "participants", "women", "youth", "amount")


def _feature(place: dict[str, object], west: int) -> dict[str, object]:
    """A square of one degree, with what is known of it."""
    name = str(place["id"]).title()
    corners = [[west, 0], [west + 1, 0], [west + 1, 1], [west, 1], [west, 0]]
    known = {"name_en": name, "partner": place["id"] != "dogwood", "area_km2": 10}
    counted = {"population_basis": "census", "population_year": 2020}
    return {
        "type": "Feature",
        "properties": {**place, **known, **counted},
        "geometry": {"type": "Polygon", "coordinates": [corners]},
    }


class World:
    """The data files before they are written. Change what should be different, then open."""

    def __init__(self) -> None:
        self.config = CONFIG
        columns = activity_columns(Dashboard.model_validate(tomllib.loads(CONFIG)))
        names = [column.name for column in columns]
        table = pd.DataFrame(ACTIVITIES).reindex(columns=names, fill_value="").fillna("")
        self.activities = table.set_index("id", drop=False)
        self.sectors = pd.DataFrame(SECTORS)
        usual = {"programme": "Alpha", "source": USUAL["source"]}
        self.totals = pd.DataFrame([dict.fromkeys(FIGURES, "") | usual | row for row in TOTALS])
        features = [_feature(place, west) for west, place in enumerate(PLACES)]
        self.places: dict[str, object] = {"type": "FeatureCollection", "features": features}
        self.bytes: dict[str, bytes | None] = {}
        """What a file holds instead, byte by byte; None: there is no such file."""

    def feature(self, number: int) -> dict[str, dict[str, object]]:
        """A municipality of the GeoJSON file; the first is 1, as in a problem."""
        return self.places["features"][number - 1]  # type: ignore[index]

    def contents(self, file: str) -> bytes:
        """What a file holds, to be changed and put into `bytes`."""
        tables = {"activities": self.activities, "sectors": self.sectors, "totals": self.totals}
        texts = {f"{name}.csv": table.to_csv(index=False) for name, table in tables.items()}
        others = {
            "dashboard.toml": self.config,
            "municipalities.geojson": json.dumps(self.places),
        }
        return {**texts, **others}[file].encode()

    def write(self, folder: Path) -> Path:
        for file in ("dashboard.toml", "municipalities.geojson", *TABLES):
            held = self.bytes.get(file, self.contents(file))
            if held is not None:
                (folder / file).write_bytes(held)
        return folder

    def open(self, folder: Path) -> Data:
        return open_data(self.write(folder))

    def problems(self, folder: Path) -> list[Problem]:
        """What is said to be wrong; nothing when the data opens."""
        try:
            self.open(folder)
        except BadData as bad:
            return bad.problems
        return []


def rows_of(data: Data) -> pd.DataFrame:
    """All activities as the engine holds them, in order."""
    return data.engine.ask(lambda: data.activities.order_by("row"), shape="all rows", terms={})


TABLES = ("activities.csv", "sectors.csv", "totals.csv")

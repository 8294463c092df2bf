"""The files that the API gives: each the same as the page's of that name; and the page's map."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pandas as pd

from lib import exports
from lib.ahead import given, repainted
from lib.by_municipality import chosen_indicator
from lib.geofiles import activities_as_geojson, municipalities_as_geojson
from lib.iati import iati_pieces
from lib.names import Names
from lib.pieces import as_parquet, csv_pieces
from lib.selection import Selection
from lib.store import Data
from lib.totals import reconciliation
from lib.workbook import as_xlsx

ACTIVITIES, MUNICIPALITIES, TOTALS, MAP = "activities", "municipalities", "totals", "map"
CSV, JSON, GEOJSON = "text/csv; charset=utf-8", "application/json", "application/geo+json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET, XML = "application/vnd.apache.parquet", "application/xml"
Make = Callable[[Data, Selection, Names], Iterable[bytes]]
FIGURES = (
    *("programme", "total_id", "title", "measure", "exactness", "published", "located"),
    *("located_incomplete", "illustrative", "illustrative_incomplete", "remainder", "source"),
)
"""Columns of the totals. Their words: ``api.total.<column>``."""
MADE_UP = ("illustrative", "illustrative_incomplete")
"""Columns of the totals that only who asks for illustrative rows is shown."""


@dataclass(frozen=True, slots=True)
class File:
    """One file. Its words: ``api.file.<what>`` and ``api.format.<ending>``."""

    what: str
    ending: str
    mime: str
    make: Make
    dated: bool = False
    """Whether it says on which day it was made."""
    streamed: bool = False
    """Whether it is sent while it is made."""

    @property
    def path(self) -> str:
        """Where it stands; the one file of its kind that is no file to keep has no ending."""
        return f"/{self.what}" + (f".{self.ending}" if self.mime != JSON else "")

    @property
    def counts_activities(self) -> bool:
        """Whether it is the longer, the more activities are selected."""
        return self.what == ACTIVITIES


def totals(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    """Published totals, and how much of each the activities account for.

    Returns
    -------
    DataFrame
        `FIGURES` of `lib.totals.reconciliation`, with titles in words; what is made up only where
        it is asked for.
    """
    figures = data.remember("reconciliation", lambda: reconciliation(data))
    shown = figures.assign(title=figures["title"].map(names.total))[[*FIGURES]]
    kept = exports.has_illustrative(data, selection)
    return shown if kept else shown.drop(columns=[*MADE_UP])


def _totals_as_json(data: Data, selection: Selection, names: Names) -> bytes:
    rows = totals(data, selection, names)
    rows = rows.astype(object).where(rows.notna(), None)
    return json.dumps({TOTALS: rows.to_dict("records")}, ensure_ascii=False).encode()


def _map_as_json(data: Data, selection: Selection, names: Names) -> bytes:
    shown = repainted(names, selection)
    given.note(shown["stamp"])
    return json.dumps(shown, ensure_ascii=False).encode()


def _activities_as_parquet(data: Data, selection: Selection, names: Names) -> bytes:
    return as_parquet(exports.activity_rows(data, selection, names))


def _whole(make: Callable[[Data, Selection, Names], bytes]) -> Make:
    return lambda data, selection, names: (make(data, selection, names),)


def _table(make: Callable[[Data, Selection, Names], pd.DataFrame]) -> Make:
    return lambda data, selection, names: (exports.as_csv(make(data, selection, names)),)


FILES = (
    File(ACTIVITIES, "csv", CSV, csv_pieces, streamed=True),
    File(ACTIVITIES, "xlsx", XLSX, _whole(as_xlsx), dated=True),
    File(ACTIVITIES, "geojson", GEOJSON, _whole(activities_as_geojson), dated=True),
    File(ACTIVITIES, "parquet", PARQUET, _whole(_activities_as_parquet)),
    File(ACTIVITIES, "xml", XML, iati_pieces, dated=True, streamed=True),
    File(MUNICIPALITIES, "csv", CSV, _table(chosen_indicator)),
    File(MUNICIPALITIES, "geojson", GEOJSON, _whole(municipalities_as_geojson), dated=True),
    File(TOTALS, "json", JSON, _whole(_totals_as_json)),
    File(TOTALS, "csv", CSV, _table(totals)),
    File(MAP, "json", JSON, _whole(_map_as_json)),
)
BY_PATH = {each.path: each for each in FILES}

"""What every app that is compared shows: the same rows, boundaries, options and colours."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pandas as pd

ROOT = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")
STATUS = ("completed", "ongoing", "agreed", "reported")
COLOURS = ("#ffffff", "#c7e9b4", "#7fcdbb", "#41b6c4", "#2c7fb8", "#253494")
TYPES = {
    "infrastructure": "Infrastructure",
    "grant": "Grants",
    "training": "Trainings",
    "workshop": "Workshops",
    "technical_assistance": "Technical assistance",
    "dialogue": "Debates and hearings",
    "other": "Other",
}
INDICATORS = {"activities": "Activities", "money": "Money, USD"}


def read_located() -> pd.DataFrame:
    """One row for each municipality of a published activity: ``activity_type``, ``place`` and
    ``amount_usd`` (0 where it is not stated, or belongs to several municipalities)."""
    columns = ["activity_type", "municipality_ids", "status", "evidence", "amount_usd"]
    activities = pd.read_csv(DATA / "activities.csv", usecols=columns, dtype=str)
    shown = activities["evidence"].eq("published") & activities["status"].isin(STATUS)
    activities = activities[shown & activities["municipality_ids"].notna()]
    several = activities["municipality_ids"].str.contains(";")
    money = pd.to_numeric(activities["amount_usd"]).mask(several).fillna(0)
    located = pd.DataFrame(
        {
            "activity_type": activities["activity_type"].astype("category"),
            "place": activities["municipality_ids"].str.split(";"),
            "amount_usd": money,
        }
    )
    return located.explode("place", ignore_index=True).astype({"place": "category"})


def read_boundaries() -> dict[str, Any]:
    """The municipalities as GeoJSON, each with its ``id``, ``name`` and whether it is a partner."""
    boundaries = json.loads((DATA / "municipalities.geojson").read_text(encoding="utf-8"))
    for area in boundaries["features"]:
        kept = ("id", "name_en", "partner")
        area["properties"] = {key: area["properties"][key] for key in kept}
    return boundaries


def step(values: pd.Series) -> float:
    """How wide each of the classes is that reach from nothing to the greatest of these values."""
    return max(1.0, float(-(-values.max() // (len(COLOURS) - 1))))

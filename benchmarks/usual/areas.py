"""What both usual ways share: the data, its counts, and a Leaflet that needs no internet."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import js_lib_leaflet
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DASHBOARD_DATA") or ROOT / "data")
LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
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

components.declare_component("leaflet", path=LEAFLET)


class LocalMap(folium.Map):
    """A Folium map whose Leaflet comes from this server: otherwise it would not paint offline."""

    default_js = (("leaflet", f"../{__name__}.leaflet/leaflet.js"),)
    default_css = (("leaflet", f"../{__name__}.leaflet/leaflet.css"),)


@st.cache_data
def read_located() -> pd.DataFrame:
    """One row for each municipality of a published activity, read once."""
    columns = ["activity_type", "municipality_ids", "status", "evidence"]
    activities = pd.read_csv(DATA / "activities.csv", usecols=columns, dtype=str)
    shown = activities["evidence"].eq("published") & activities["status"].isin(STATUS)
    place = activities.loc[shown, "municipality_ids"].str.split(";")
    located = activities.loc[shown, ["activity_type"]].assign(place=place).explode("place")
    return located.dropna().astype("category")


@st.cache_data
def read_boundaries() -> dict[str, Any]:
    """The municipalities, read once."""
    return json.loads((DATA / "municipalities.geojson").read_text(encoding="utf-8"))


@st.cache_data
def count_types() -> dict[str, int]:
    """How many activities each option of the filter holds."""
    return read_located()["activity_type"].value_counts().to_dict()


def ask_types() -> list[str]:
    """The filter: the same pills in the same place as the dashboard's."""
    held = count_types()
    return st.sidebar.pills(
        "Activity type",
        list(TYPES),
        selection_mode="multi",
        format_func=lambda key: f"{TYPES[key]} · {held.get(key, 0)}",
    )


def count_places(types: list[str]) -> pd.Series:
    """The number of activities of these types, or of all, by municipality."""
    located = read_located()
    if types:
        located = located[located["activity_type"].isin(types)]
    return located["place"].value_counts()


def coloured(counts: pd.Series) -> tuple[dict[str, Any], Callable[[dict[str, Any]], dict]]:
    """The municipalities with their counts for the tooltip, and how each is filled."""
    boundaries = read_boundaries()
    for area in boundaries["features"]:
        area["properties"]["activities"] = int(counts.get(area["properties"]["id"], 0))
    step = max(1, -(-int(count_places([]).max()) // (len(COLOURS) - 1)))

    def style(area: dict[str, Any]) -> dict[str, Any]:
        count = area["properties"]["activities"]
        colour = COLOURS[-(-count // step)]
        return {"fillColor": colour, "fillOpacity": 0.9, "color": "#4b5260", "weight": 1}

    return boundaries, style


def layer(types: list[str]) -> folium.GeoJson:
    """The municipalities in the colours of their counts."""
    boundaries, style = coloured(count_places(types))
    tooltip = folium.GeoJsonTooltip(["name_en", "activities"], ["", "Activities"])
    return folium.GeoJson(boundaries, style_function=style, tooltip=tooltip)


def base_map() -> LocalMap:
    """The country, without tiles."""
    return LocalMap(location=(42.57, 20.9), zoom_start=8, tiles=None)

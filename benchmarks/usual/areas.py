"""What both usual ways share: the data, its counts, and a Leaflet that needs no internet."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import folium
import js_lib_leaflet
import pandas as pd
import streamlit as st
import streamlit.components.v1 as components

from benchmarks import twins
from benchmarks.twins import COLOURS, INDICATORS, TYPES

LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
RETURNED = ["last_active_drawing"]
"""What makes a rerun: a click on a municipality, and nothing else that happens on the map."""

components.declare_component("leaflet", path=LEAFLET)


class LocalMap(folium.Map):
    """A Folium map whose Leaflet comes from this server: otherwise it would not paint offline."""

    default_js = (("leaflet", f"../{__name__}.leaflet/leaflet.js"),)
    default_css = (("leaflet", f"../{__name__}.leaflet/leaflet.css"),)


@st.cache_data
def read_boundaries() -> dict[str, Any]:
    """The municipalities, read once."""
    return twins.read_boundaries()


# shared by all readers and never changed: caching it as data would copy it in every run
@st.cache_resource
def read_located() -> pd.DataFrame:
    """One row for each municipality of a published activity, read once."""
    return twins.read_located()


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


def ask_indicator() -> str:
    """Which number to show."""
    return st.selectbox("Indicator", list(INDICATORS), format_func=INDICATORS.__getitem__)


def narrowed(types: list[str]) -> pd.DataFrame:
    """The rows of these types, or all."""
    located = read_located()
    return located[located["activity_type"].isin(types)] if types else located


def by_place(types: list[str], indicator: str) -> pd.Series:
    """The indicator of the activities of these types by municipality."""
    rows = narrowed(types)
    if indicator == "activities":
        return rows["place"].value_counts()
    return rows.groupby("place", observed=False)["amount_usd"].sum()


@st.cache_data
def step(indicator: str) -> float:
    """How wide a class is, whatever is chosen."""
    return twins.step(by_place([], indicator))


def coloured(
    types: list[str], indicator: str
) -> tuple[dict[str, Any], Callable[[dict[str, Any]], dict]]:
    """The municipalities with their values for the tooltip, and how each is filled."""
    values, boundaries, width = by_place(types, indicator), read_boundaries(), step(indicator)
    for area in boundaries["features"]:
        area["properties"]["value"] = int(values.get(area["properties"]["id"], 0))

    def style(area: dict[str, Any]) -> dict[str, Any]:
        colour = COLOURS[int(-(-area["properties"]["value"] // width))]
        return {"fillColor": colour, "fillOpacity": 0.9, "color": "#4b5260", "weight": 1}

    return boundaries, style


def layer(types: list[str], indicator: str) -> folium.GeoJson:
    """The municipalities in the colours of their values."""
    boundaries, style = coloured(types, indicator)
    tooltip = folium.GeoJsonTooltip(["name_en", "value"], ["", INDICATORS[indicator]])
    return folium.GeoJson(boundaries, style_function=style, tooltip=tooltip)


def base_map() -> LocalMap:
    """The country, without tiles."""
    return LocalMap(location=(42.57, 20.9), zoom_start=8, tiles=None)


def show_place(clicked: dict[str, Any] | None, types: list[str]) -> None:
    """The municipality that was clicked: how much of each type."""
    if not clicked:
        return
    about = clicked["properties"]
    rows = narrowed(types)
    rows = rows[rows["place"] == about["id"]]
    numbers = rows.groupby("activity_type", observed=True)["amount_usd"].agg(["size", "sum"])
    st.subheader(about["name_en"])
    st.table(numbers.rename(index=TYPES))

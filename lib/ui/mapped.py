"""Ways to show a number by municipality: the map, and the table beside it."""

from __future__ import annotations

import time
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from lib.ahead import about, given
from lib.bars.places import in_rank, ranking
from lib.classes import Classes
from lib.map_files import scripts, styles
from lib.maps import Colouring, OfflineMap, Outlines, boundaries_script, words_script
from lib.painted import Scale, shown_places
from lib.ui import ahead, served
from lib.ui.frame import Page
from lib.ui.state import point
from lib.ui.years import years_of

MAP = "map"
TABLE = "same-as-the-map"
"""Where the table is that says the same as the map, in the document."""
HEIGHT = 500
PAINTS_WITHIN = 0.06
"""Seconds that the map is given to be painted before the rest is sent. See the benchmarks."""


def show_map(
    page: Page, table: pd.DataFrame, classes: Classes, key: str = MAP, side: str = ""
) -> str:
    """The municipalities as areas, circles or tiles; and year by year, where that is asked for.

    A click selects a municipality, or clears the one that is selected. Each map of a page has a
    ``key`` of its own, and one beside another the ``side`` it shows. Returns the map's stamp.
    """
    partners, scale = table[page.data.places["partner"]], Scale(page.shape, classes)
    # beside another map, years would have a scale of their own
    by_year = page.selection["by_year"] and key == MAP
    years = {"years": years_of(page, partners, scale)} if by_year else {}
    words = partial(about, page.say, page.indicator, page.mark)
    chosen = page.selection["place"]
    shown = shown_places(partners, scale, words, chosen, **years)
    if key == MAP and not by_year:
        shown |= ahead.link(page.data, page.selection)
    shown["clicks"] = (st.session_state.get(key) or {}).get("clicks", 0)
    st_folium(
        _base_map(page, side),
        key=key,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Colouring(shown),
        render=False,  # a second time: st_folium renders it in any case
        on_change=partial(_choose, key),
    )
    return str(shown["stamp"])


def let_paint(stamp: str = "") -> None:
    """Wait: a browser that gets the rest of a page at once renders it before it paints the map."""
    time.sleep(pause(stamp))


def pause(stamp: str) -> float:
    """Seconds to wait for a map to be painted: none where a browser has it from the API already."""
    return 0.0 if stamp in given else PAINTS_WITHIN


def show_way_around(page: Page) -> None:
    """For a reader without a mouse: not every municipality before the table that says the same.
    Stands before the map and is sent after it, or the browser would draw it first."""
    st.html(served.render("skip.html", words=page.say("need.table"), to=TABLE))


def _choose(key: str) -> None:
    """The municipality that was clicked on the map is the selected one."""
    clicked = st.session_state.get(key) or {}
    if "place" in clicked:
        point()
        st.session_state["place"] = clicked["place"] or None


def _base_map(page: Page, side: str) -> OfflineMap:
    """The map without colours. Its script is the same in every run, or the frame would blank."""

    def served_files() -> tuple[dict[str, str], dict[str, str]]:
        script = boundaries_script(page.data.places, page.names.places)
        return scripts(script + words_script(_words(page))), styles()

    of_map = page.data.remember(("map", page.say.code), served_files)
    drawn = OfflineMap(scripts=of_map[0], styles=of_map[1])
    drawn.add_child(Outlines(": ".join(filter(None, (page.say("menu.map"), side)))))
    return drawn


def _words(page: Page) -> dict[str, Any]:
    """What the map says, and what makes it ask ahead: fetched once, not sent with every answer."""
    say = page.say
    words = {key: say(f"map.{key}") for key in ("notPartner", "zoomIn", "zoomOut")}
    words |= {"ask": say("place.ask"), "none": say("place.none"), "tag": say.tag}
    return {**words, "ahead": ahead.options(page)}


def show_ranking(page: Page, table: pd.DataFrame) -> None:
    """The same numbers as the map, from most to least, for those who cannot see it."""
    bars = ranking(page.names, page.selection, table)
    places = in_rank(page.names, table).index
    rows = [
        {"name": name, "cells": cells, "selected": place == page.selection["place"]}
        for place, (name, cells) in zip(places, bars.rows, strict=True)
    ]
    title = page.say(f"indicator.{page.indicator.key}")
    st.html(served.render("ranking.html", rows=rows, heads=bars.heads, title=title, id=TABLE))

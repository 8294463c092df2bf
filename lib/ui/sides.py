"""Two selections side by side: their filters, two maps of one scale, bars, and words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.bars.sides import SIDES, by_place_of, over_all_of
from lib.classes import Classes
from lib.compare import in_both, overall
from lib.counts import overview
from lib.exports import filter_words
from lib.painted import Scale
from lib.summaries import by_place
from lib.ui.frame import Page
from lib.ui.mapped import TABLE, let_paint, show_map, show_way_around
from lib.ui.plain import plain
from lib.ui.served import render
from lib.ui.shades import cut_together, map_legend
from lib.ui.show import show_boundary_notes, show_counts
from lib.ui.tables import show_bars
from lib.ui.told import differences


def show_sides(page: Page, sides: Sequence[Page]) -> None:
    """Both selections: what they are, on two maps with one scale, in words, and as bars."""
    partner = page.data.places["partner"]
    tables = [by_place(page.data, each.selection, page.indicator) for each in sides]
    partners = [each[partner] for each in tables]
    classes = cut_together(page, partners)
    # what comes and goes has a place of its own: a map that is moved on the page is drawn anew
    with st.container():
        _show_common(page, sides)
    st.html(map_legend(page, pd.concat(partners), Scale(page.shape, classes)))
    _show_maps(sides, tables, classes)
    let_paint()
    sums = [overall(page.data, each.selection) for each in sides]
    shared = in_both(page.data, *(each.selection for each in sides))
    points = differences(page, partners, sums, shared)
    st.html(render("points.html", title=page.say("compare.differences"), points=points))
    _show_bars(page, partners, sums)
    show_boundary_notes(page)


def _filters(page: Page, sides: Sequence[Page]) -> list[dict[str, str]]:
    """Every filter that narrows either, in words, for each of them; "all" where it does not."""
    said = [dict(filter_words(each.selection, page.names)) for each in sides]
    keys = list(dict.fromkeys(key for each in said for key in each))
    return [{key: each.get(key, page.say("side.all")) for key in keys} for each in said]


def _show_common(page: Page, sides: Sequence[Page]) -> None:
    """The filters that both have."""
    kept, present = _filters(page, sides)
    same = [(page.say(f"filter.{k}"), words) for k, words in kept.items() if present[k] == words]
    if same:
        st.html(render("side.html", lead=page.say("side.both"), filters=same))


def _show_maps(sides: Sequence[Page], tables: Sequence[pd.DataFrame], classes: Classes) -> None:
    """Each side under its filters and its counts. A click on either map selects on both."""
    said = _filters(sides[0], sides)
    columns = st.columns(2, gap="medium", vertical_alignment="bottom")
    for i, (key, side) in enumerate(zip(SIDES, sides, strict=True)):
        own = [
            (side.say(f"filter.{k}"), words)
            for k, words in said[i].items()
            if said[1 - i][k] != words
        ]
        with columns[i]:
            with st.container():
                st.html(render("side.html", title=side.say(f"side.{key}"), filters=own))
                show_counts(side, overview(side.data, side.selection))
            show_way_around(side)
            show_map(side, tables[i], classes, f"map_{key}", side.say(f"side.{key}"))


def _show_bars(page: Page, partners: Sequence[pd.DataFrame], sums: Sequence[pd.DataFrame]) -> None:
    """The same bars for both: the chosen indicator by municipality, and every one over all."""
    places = by_place_of(page.names, page.indicator, partners)
    for bars, to in ((places, TABLE), (over_all_of(page.names, sums), "")):
        show_bars(page, bars, to)
        for note in bars.notes:
            st.caption(plain(note))

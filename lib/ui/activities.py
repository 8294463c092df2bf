"""The activities one by one: a table to sort and choose from, and all that is known of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.column_config import LinkColumn, NumberColumn, TextColumn

from lib import described
from lib.indicators import CURRENCY
from lib.listed import COLUMNS, named, within
from lib.ui.frame import Page
from lib.ui.served import render
from lib.ui.state import touch

DRAWN = "_activities_drawn"
"""The number of the table, the activities in it, and the one that is chosen there."""
HEIGHT = 330
WIDTHS = {"title": 300, "start": 100, "end": 100}
"""Pixels of columns: titles stay in sight while others move, and a day fits under each date."""
HOST = r"^https?://(?:www\.)?([^/:]+)"
"""What a cell shows of an address."""


def show_activities(page: Page, rows: pd.DataFrame, found: int) -> None:
    """The activities as a table, and a list to choose one from by keyboard.

    Parameters
    ----------
    rows
        By id, as `lib.listed.newest` gives them.
    found
        How many there are, listed or not.
    """
    shown = named(page.names, rows)
    if not shown.empty:
        _ask_table(page, shown)
        if found > len(shown):
            n, most = page.say.number(found), page.say.number(len(shown))
            st.markdown(page.say("activities.first", n=n, listed=most))
        st.caption(page.say("activities.hint"))
    if len(shown) or page.selection["activity"]:
        _ask_activity(page, shown)


def _ask_table(page: Page, shown: pd.DataFrame) -> None:
    """The table: a click on a head sorts it, a click on a row's box chooses the activity.

    A table keeps which of its rows is chosen, by number. So it is a new one when other rows are
    shown, or when the activity was chosen elsewhere; else the reader's order of rows is kept.
    """
    ids, chosen = tuple(shown.index), page.selection["activity"]
    number, *before = st.session_state.get(DRAWN, (0, None, None))
    if before != [ids, chosen]:
        number += 1
    st.session_state[DRAWN] = (number, ids, chosen)
    key = f"activities_{number}"
    st.dataframe(
        shown,
        height=HEIGHT,
        hide_index=True,
        column_order=[
            column for column in COLUMNS if column != "money" or CURRENCY in page.data.has
        ],
        column_config=_columns(page),
        placeholder="",
        key=key,
        on_select=lambda: _choose(key, ids),
        selection_mode="single-row",
        selection_default={"selection": {"rows": [ids.index(chosen)]}} if chosen in ids else None,
        alt=page.say("activities.alt"),
    )


def _choose(key: str, ids: Sequence[str]) -> None:
    """The activity whose row was chosen in the table."""
    rows = st.session_state[key]["selection"]["rows"]
    chosen = ids[rows[0]] if rows else ""
    touch()
    st.session_state["activity"] = chosen or None
    number, *_ = st.session_state[DRAWN]
    st.session_state[DRAWN] = (number, ids, chosen)


def _columns(page: Page) -> dict[str, Any]:
    """How each column is headed and drawn: numbers are sorted as numbers, addresses are links."""
    made: dict[str, Any] = {}
    measures = {"money", *(column.name for column in page.data.columns if column.measures)}
    for column in COLUMNS:
        label, meaning = page.names.column(column)
        if column in measures:
            made[column] = NumberColumn(label, help=meaning, format="localized")
        elif column == "source":
            made[column] = LinkColumn(label, help=meaning, display_text=HOST)
        else:
            wide, first = WIDTHS.get(column), column == COLUMNS[0]
            made[column] = TextColumn(label, help=meaning, width=wide, pinned=first)
    return made


def _ask_activity(page: Page, shown: pd.DataFrame) -> None:
    """The activity to look at, out of those in the table; one that a link names is kept."""
    say, chosen = page.say, page.selection["activity"]
    ids = list(shown.index)
    titles = dict(zip(ids, shown["title"], strict=True))
    if chosen and chosen not in titles:
        ids.append(chosen)
        row = page.data.row(chosen)
        titles[chosen] = chosen if row is None else row["title"]
    st.selectbox(
        say("activities.ask"),
        [None, *ids],
        # the id tells activities of one title apart
        format_func=lambda each: f"{titles[each]} · {each}" if each else say("activities.none"),
        placeholder=say("activities.none"),
        key="activity",
        on_change=touch,
        filter_mode="contains",
    )


def show_activity(page: Page) -> None:
    """All that is known of the chosen activity, with its source."""
    chosen, say = page.selection["activity"], page.say
    if not chosen:
        return
    known = described.describe(page.names, chosen)
    if not within(page.data, page.selection, chosen):
        st.info(say("activities.outside"))
    fields = asdict(known)
    if known.unstated:
        fields["unstated"] = say("activities.unstated", columns=say.list(known.unstated))
    words = {"source": say("column.source"), "beside": say("activities.beside")}
    st.html(render("activity.html", **fields, words=words))

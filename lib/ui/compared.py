"""Two to four municipalities beside each other: the same bars, and the differences in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.bars.places import compared
from lib.compare import furthest_apart
from lib.indicators import Indicator
from lib.parameters import COMPARED
from lib.summaries import by_place_each
from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.state import touch
from lib.ui.tables import show_bars
from lib.values import in_words


def ask_compared(page: Page) -> tuple[str, ...]:
    """Which municipalities: as many as can be told apart side by side."""
    names, most = page.names, COMPARED.most
    st.multiselect(
        page.say("compare.ask"),
        names.in_order(page.data.partners.index),
        format_func=names.places.__getitem__,
        key="compared",
        max_selections=most,
        placeholder=page.say("compare.choose"),
        on_change=touch,
    )
    chosen: tuple[str, ...] = page.selection["compared"]
    if len(chosen) < 2:
        st.caption(page.say("compare.hint", most=most))
    return chosen


def show_compared(page: Page, chosen: Sequence[str]) -> None:
    """Every indicator of each, on one scale a row; and what sets them furthest apart."""
    say, names = page.say, page.names
    tables = by_place_each(page.data, page.selection, page.data.indicators)
    show_bars(page, compared(names, page.selection, chosen))
    said = [
        _difference(page, each, tables[each.key].loc[list(chosen)]) for each in page.data.indicators
    ]
    st.markdown(f"**{say('compare.differences')}**")
    st.markdown("\n".join(f"- {plain(words)}" for words in said if words) or say("compare.none"))


def _difference(page: Page, indicator: Indicator, table: pd.DataFrame) -> str:
    """The difference in a sentence; "" where there is none to tell."""
    say, names = page.say, page.names
    found = furthest_apart(indicator.key, table["value"])
    if found is None:
        return ""
    fields = {
        "indicator": say(f"indicator.{indicator.key}"),
        "most": names.places[found.most],
        "least": names.places[found.least],
        "high": in_words(say, indicator, table.loc[found.most]),
        "low": in_words(say, indicator, table.loc[found.least]),
    }
    words = say("compare.difference", **fields)
    times = "" if found.times is None else say("compare.times", n=say.number(found.times, 1))
    unknown = len(table) - table["value"].notna().sum()
    left_out = say.count("compare.unknown", int(unknown)) if unknown else ""
    return " ".join(filter(None, (words + times + ".", left_out)))

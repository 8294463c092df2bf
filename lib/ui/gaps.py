"""What has nothing, and need against effort: a scatter with its table."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd
import streamlit as st

from lib.charts import scatter
from lib.coverage import Gaps
from lib.indicators import MAJORITY
from lib.offered import efforts
from lib.pictures.need import AGAINST
from lib.said import missing, not_drawn
from lib.ui import served
from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.state import touch
from lib.ui.tables import show_table
from lib.values import in_words


def show_gaps(page: Page, gaps: Gaps) -> None:
    """The municipalities, sectors and communities with nothing under the filters."""
    say, parts = page.say, missing(page.names, gaps)
    st.html(served.render("gaps.html", title=say("gaps.title"), parts=parts))
    st.caption(say("gaps.hint"))


def show_need(page: Page, table: pd.DataFrame) -> None:
    """Effort by inhabitants against population and against non-majority population."""
    say, known = page.say, efforts(page.data)
    if not known:
        return
    st.header(say("need.title"), anchor=False)
    st.selectbox(
        say("ask.effort"),
        known,
        format_func=lambda key: say(f"indicator.{key}"),
        key="effort",
        on_change=touch,
        width=420,
    )
    written = _written(page, table)
    title = effort = say(f"indicator.{page.effort.key}")
    if page.mark:
        title = f"{effort} · {page.mark}"
    for box, (key, log) in zip(st.columns(2, gap="medium"), AGAINST.items(), strict=True):
        points = written.assign(x=table[key], y=table["value"]).dropna(subset=["x", "y"])
        if len(points):
            chart = scatter(points, x=say(f"need.{key}"), y=title, log=log)
            chart_of = f"{title} – {say(f'need.{key}')}"
            box.altair_chart(chart, width="stretch", alt=_read_aloud(points, chart_of))
    for words in not_drawn(page.names, table):
        st.caption(plain(words))
    st.caption(say(f"indicator.{page.effort.key}.definition"))
    with st.expander(say("need.table")):
        heads = {
            "name": say("ranking.place"),
            "population": say("need.population"),
            "non_majority": say("need.non_majority"),
            "effort": effort,
        }
        if MAJORITY not in page.data.has:
            del heads["non_majority"]
        table = written[list(heads)].rename(columns=heads).set_index(heads["name"])
        show_table(say("need.table"), table)


def _read_aloud(points: pd.DataFrame, title: str) -> str:
    """A scatter for who cannot see it: what it is of, and its highest and its lowest point."""
    ends = points.loc[[points["y"].idxmax(), points["y"].idxmin()], "words"]
    return ". ".join([title, *dict.fromkeys(ends)])


def _written(page: Page, table: pd.DataFrame) -> pd.DataFrame:
    """Names and numbers of each municipality in words, and all of them in a line."""
    say = page.say
    rows = []
    for place in page.names.in_order(table.index):
        row, name = table.loc[place], page.names.places[place]
        people = _or_none(page, row["population"], say.number)
        share = _or_none(page, row["non_majority"], say.percent)
        effort = in_words(say, page.effort, row)
        words = say("need.words", name=name, people=people, share=share, effort=effort)
        rows.append((place, name, people, share, effort, words))
    columns = ["place", "name", "population", "non_majority", "effort", "words"]
    return pd.DataFrame(rows, columns=columns).set_index("place")


def _or_none(page: Page, value: float, write: Callable[[float], str]) -> str:
    return page.say("none") if math.isnan(value) else write(value)

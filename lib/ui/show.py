"""Ways to show what stands around the map: what this is, how much is shown, published totals."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from lib import exports
from lib.counts import overview
from lib.store import Data
from lib.totals import reconciliation
from lib.ui.frame import Page
from lib.ui.served import FRONTEND

PAGES = {"dashboard.py": "map", "pages/methods.py": "methods"}
"""The pages in the order of the menu, and the key of each one's words."""


def show_title(page: Page) -> None:
    """What the dashboard is, its pages, and whether anything on it is made up."""
    config = page.data.config
    st.html(FRONTEND / "page.css")
    st.title(page.say.of(config.title), anchor=False)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(page.say.of(config.subtitle))
        for file, key in PAGES.items():
            st.page_link(file, label=page.say(f"menu.{key}"), query_params=page.selection.link())
    if "illustrative" in page.selection["evidence"] or not page.selection["evidence"]:
        st.warning(page.say("illustrative.long"), icon=":material/warning:")


def show_overview(page: Page) -> None:
    """How much is shown, what is not stated, and what the map cannot show."""
    counted, say = overview(page.data, page.selection), page.say
    fields = {key: say.number(value) for key, value in asdict(counted).items()}
    fields["shared_usd"] = say.money(counted.shared_usd)
    st.markdown(f"**{say('overview.shown', **fields)}** {say('overview.unstated', **fields)}")
    beside = [key for key in ("nowhere", "outside", "shared", "illustrative") if fields[key] != "0"]
    if beside:
        words = " · ".join(say(f"overview.{key}", **fields) for key in beside)
        st.caption(f"{say('overview.beside')} {words}")
    if not counted.shown:
        _say_what_emptied(page)


def _say_what_emptied(page: Page) -> None:
    """A view with nothing in it says which filters left nothing."""
    active = [
        page.say(f"filter.{key}") for key, _ in exports.filter_words(page.selection, page.names)
    ]
    st.info(page.say("overview.empty", filters=page.say.list(active)))


def show_published_totals(page: Page) -> None:
    """The totals that the featured programmes publish, and how much of each is located."""
    say, figures = page.say, _reconciled(page.data)
    if figures.empty:
        return
    with st.expander(say("totals.heading")):
        st.markdown(say("totals.intro"))
        columns = ["programme", "title", "published", "located", "remainder"]
        columns += ["illustrative"] if "illustrative" in page.selection["evidence"] else []
        written = figures.assign(
            published=[_figure(page, row, "published") for _, row in figures.iterrows()],
            located=[_figure(page, row, "located") for _, row in figures.iterrows()],
            remainder=[_figure(page, row, "remainder") for _, row in figures.iterrows()],
            illustrative=[_figure(page, row, "illustrative") for _, row in figures.iterrows()],
        )[columns]
        st.table(
            written.rename(columns={c: say(f"totals.{c}") for c in columns}).set_index(
                say("totals.programme")
            )
        )


def _reconciled(data: Data) -> pd.DataFrame:
    return data.remember("reconciliation", lambda: reconciliation(data))


def _figure(page: Page, row: pd.Series, column: str) -> str:
    """A figure of a total with its unit; what is not stated is said, not zero."""
    say = page.say
    if pd.isna(row[column]):
        return say("totals.not_stated")
    money = row["measure"] == "amount"
    n = say.money(row[column]) if money else say.number(row[column])
    words = say(f"measure.{row['measure']}", n=n)
    return (
        say("at_least", words=words)
        if row["exactness"] == "at_least" and column == "published"
        else words
    )

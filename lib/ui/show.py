"""Ways to show what stands around the map: what this is, how much is shown, published totals."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.counts import Overview
from lib.map_files import FRONTEND
from lib.said import beside, counts_in_words, how_much, what_emptied
from lib.store import Data
from lib.totals import reconciliation
from lib.ui.frame import Page, name_page
from lib.ui.plain import plain
from lib.ui.previewing import show_preview
from lib.ui.speech import ask_language, set_language
from lib.ui.tables import show_table

PAGES = {
    "dashboard.py": "map",
    "pages/coverage.py": "coverage",
    "pages/municipality.py": "municipality",
    "pages/compare.py": "compare",
    "pages/communities.py": "communities",
    "pages/timeline.py": "timeline",
    "pages/activities.py": "activities",
    "pages/report.py": "report",
    "pages/changes.py": "changes",
    "pages/check.py": "check",
    "pages/methods.py": "methods",
}
"""The pages in the order of the menu, and the key of each one's words."""


def show_title(page: Page) -> None:
    """What the dashboard is, its pages, this one's question, and whether anything is made up."""
    config = page.data.config
    name_page(page)
    with st.container(key="style"):
        _set_style()
        set_language(page)
    with st.container(horizontal=True, horizontal_alignment="distribute", key="head"):
        st.title(plain(page.say.of(config.title)), anchor=False)
        ask_language(page)
    with st.container(horizontal=True, vertical_alignment="center", key="menu"):
        for file, key in PAGES.items():
            st.page_link(file, label=page.say(f"menu.{key}"), query_params=page.selection.link())
    st.header(page.say(f"question.{page.key}"), anchor=False)
    _say_if_said(page.say.of(config.subtitle))
    day = page.say.partial_date(page.version.day.isoformat())
    if page.version.away:
        st.warning(page.say("version.away", day=day), icon=":material/cloud_off:")
    if page.version.refused:
        st.warning(page.say("version.refused", day=day), icon=":material/history:")
    if page.version.preview:
        show_preview(page, page.version.preview)
    if page.illustrative:
        st.warning(page.say("illustrative.long"), icon=":material/warning:")


def _set_style() -> None:
    """The page's own style sheet, there as soon as the first words are.

    As Markdown, which Streamlit draws at once: HTML waits for a script of its own, and for half a
    second the tables of a page were wider than a phone.
    """
    sheet = (FRONTEND / "page.css").read_text(encoding="utf-8")
    st.markdown(f"<style>{sheet}</style>", unsafe_allow_html=True)


def show_counts(page: Page, counted: Overview) -> None:
    """How much is shown; and, where nothing is, which filters left nothing."""
    st.markdown(f"**{how_much(page.names, counted)}**")
    if not counted.shown:
        st.info(what_emptied(page.names, page.selection))


def show_notes(page: Page, counted: Overview) -> None:
    """What the number on the map means, what is not stated, and what the map cannot show."""
    say, fields = page.say, counts_in_words(page.names, counted)
    st.caption(say(f"indicator.{page.indicator.key}.definition"))
    st.caption(say("overview.unstated", **fields))
    if words := beside(page.names, counted):
        st.caption(words)
    if counted.illustrative:
        st.caption(say("overview.illustrative", **fields))
    show_boundary_notes(page)


def show_boundary_notes(page: Page) -> None:
    """What the people are counted from, who drew the boundaries, and what they do not mean."""
    say = page.say
    boundaries = page.data.config.boundaries
    _say_if_said(say.of(boundaries.population_note))
    _say_if_said(say.sentences(boundaries.credit, boundaries.status_note))


def _say_if_said(words: str) -> None:
    if words:
        st.caption(plain(words))


def show_published_totals(page: Page) -> None:
    """The totals that the featured programmes publish, and how much of each is located."""
    say, figures = page.say, _reconciled(page.data)
    if figures.empty:
        return
    # the same for all readers of a language: making it anew took a fifth of every run
    made = ("totals", say.code, page.illustrative)
    table = page.data.remember(made, lambda: _totals_table(page, figures))
    with st.expander(say("totals.heading"), expanded=page.key == "methods"):
        st.markdown(say("totals.intro"))
        show_table(say("totals.heading"), table)


def _totals_table(page: Page, figures: pd.DataFrame) -> pd.DataFrame:
    """The published totals in words, a row each."""
    say = page.say
    columns = ["programme", "title", "published", "located", "remainder"]
    columns += ["illustrative"] if page.illustrative else []
    written = figures.assign(
        title=figures["title"].map(page.names.total),
        published=[_figure(page, row, "published") for _, row in figures.iterrows()],
        located=[_figure(page, row, "located") for _, row in figures.iterrows()],
        remainder=[_figure(page, row, "remainder") for _, row in figures.iterrows()],
        illustrative=[_figure(page, row, "illustrative") for _, row in figures.iterrows()],
    )[columns]
    named = {column: say(f"totals.{column}") for column in columns}
    return written.rename(columns=named).set_index(say("totals.programme"))


def _reconciled(data: Data) -> pd.DataFrame:
    return data.remember("reconciliation", lambda: reconciliation(data))


def _figure(page: Page, row: pd.Series, column: str) -> str:
    """A figure of a total with its unit; what is not stated is said, not zero."""
    say = page.say
    if row.get({"remainder": "located"}.get(column, column) + "_incomplete", False):
        return say("withheld.cell")
    if pd.isna(row[column]):
        counted = row["measure"] == "activities"
        return say("totals.none" if counted else "totals.not_stated")
    money = row["measure"] == "amount"
    n = say.money(row[column]) if money else say.number(row[column])
    words = say(f"measure.{row['measure']}", n=n)
    bound = row["exactness"] == "at_least" and column in ("published", "remainder")
    return say("exactness.at_least", words=words) if bound else words

"""Where the numbers come from and what they mean, written from what the code itself uses."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.exports import DERIVED
from lib.schema import money_column
from lib.ui.frame import Page
from lib.ui.plain import plain

UNKNOWN = (
    "empty",
    "communities",
    "small",
    "versions",
    "shared",
    "dates",
    "status",
    "planned",
    "illustrative",
)
"""What is not known, or not shown, in the order in which it is said."""


def show_methods(page: Page) -> None:
    """Indicators with their definitions, what is not known, and the columns of the file."""
    say, config = page.say, page.data.config
    st.header(say("methods.indicators"), anchor=False)
    st.table(_indicators(page))
    st.header(say("methods.unknown"), anchor=False)
    threshold = {"n": config.small_count}
    for key in UNKNOWN:
        st.markdown(f"- {say(f'methods.unknown.{key}', **threshold)}")
    if config.boundaries.population_note:
        st.markdown(f"- {plain(say.of(config.boundaries.population_note))}")
    st.header(say("methods.columns"), anchor=False)
    st.table(_columns(page))
    st.header(say("methods.sources"), anchor=False)
    st.markdown(say("methods.sources.text"))
    if page.data.sources:
        st.markdown(say("methods.sources.files"))
        st.table(_sources(page))
    if owed := say.sentences(config.boundaries.credit, config.boundaries.status_note):
        st.caption(plain(owed))


def _indicators(page: Page) -> pd.DataFrame:
    say = page.say
    heads = [say(f"methods.{key}") for key in ("name", "kind", "definition", "formula")]
    rows = [
        (
            say(f"indicator.{each.key}"),
            say(f"kind.{each.kind}"),
            say(f"indicator.{each.key}.definition"),
            f"`{each.formula(money_column(page.data.columns))}`",
        )
        for each in page.data.indicators
    ]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def _sources(page: Page) -> pd.DataFrame:
    """The files that the data is made from, as their provenance says."""
    keys = ("file", "what", "publisher", "date", "licence", "address")
    heads = [page.say(f"methods.source.{key}") for key in keys]
    rows = [
        tuple(map(plain, (file, *(getattr(source, key) for key in keys[1:]))))
        for file, source in page.data.sources.items()
    ]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])


def _columns(page: Page) -> pd.DataFrame:
    heads = [page.say(f"methods.{key}") for key in ("column", "name", "meaning")]
    columns = [*(column.name for column in page.data.columns), *DERIVED]
    rows = [tuple(map(plain, (column, *page.names.column(column)))) for column in columns]
    return pd.DataFrame(rows, columns=heads).set_index(heads[0])

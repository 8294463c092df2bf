"""Ways to take away: the rows that are shown, and what explains them."""

from __future__ import annotations

import streamlit as st

from lib import exports
from lib.parts import ALL, Part
from lib.ui.frame import Page


def show_downloads(page: Page) -> None:
    """The rows that are shown, as a file; and a file that explains it."""
    data, selection, names = page.data, page.selection, page.names
    with st.container(horizontal=True):
        download_rows(page, "activities", page.say("download.rows"))
        st.download_button(
            page.say("download.explanation"),
            data=lambda: exports.as_csv(exports.explanation(data, selection, names)),
            file_name=exports.file_name(data, selection, "explanation"),
            mime="text/csv",
            on_click="ignore",
            key="download_explanation",
        )
    st.caption(page.say("download.hint"))


def download_rows(page: Page, key: str, label: str, part: Part = ALL) -> None:
    """A button that makes the file only when it is pressed."""
    data, selection, names = page.data, page.selection, page.names
    st.download_button(
        label,
        data=lambda: exports.as_csv(exports.activity_rows(data, selection, names, part)),
        file_name=exports.file_name(data, selection, "activities", part),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{key}",
    )

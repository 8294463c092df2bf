"""The reader's language: a way to choose it, and the mark on the document that says it."""

from __future__ import annotations

import streamlit as st

from lib.language import language
from lib.map_files import FRONTEND
from lib.parameters import LANGUAGE
from lib.ui.frame import Page
from lib.ui.state import touch

_mark = st.components.v2.component(
    "language",
    js=(FRONTEND / "language.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def set_language(page: Page) -> None:
    """Tell browsers and screen readers in which language the page is."""
    _mark(data={"tag": page.say.tag}, key="language_mark")


def ask_language(page: Page) -> None:
    """Every language by its own name, for who does not read the present one."""
    if len(page.data.config.languages) < 2:
        return
    st.segmented_control(
        page.say("ask.lang"),
        page.data.config.languages,
        format_func=lambda code: language(code)("language.own_name"),
        key=LANGUAGE,
        required=True,
        label_visibility="collapsed",
        on_change=touch,
    )

"""Small tables with bars: the same numbers for eyes and for screen readers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from lib.ui.frame import Page
from lib.ui.served import render

Cell = tuple[str, float | None]
"""What a cell says, and the length of its bar from 0 to 1; None for no bar."""


def show_bars(
    page: Page, caption: str, heads: list[str], rows: Iterable[tuple[str, Sequence[Cell]]]
) -> None:
    """A table of named rows, marked where made-up rows are in it. ``heads`` begins with the head
    of the names."""
    written = [
        {
            "name": name,
            "cells": [{"words": words, "share": round(100 * (bar or 0))} for words, bar in cells],
        }
        for name, cells in rows
    ]
    made_up = page.say("illustrative.short") if page.illustrative else ""
    st.html(render("bars.html", caption=caption, heads=heads, rows=written, made_up=made_up))

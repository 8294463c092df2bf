"""Small tables with bars: the same numbers for eyes and for screen readers."""

from __future__ import annotations

import streamlit as st

from lib.bars import Bars
from lib.ui.frame import Page
from lib.ui.served import render


def show_bars(page: Page, bars: Bars, to: str = "") -> None:
    """A table of named rows, marked where made-up rows are in it; ``to``: what links to it say."""
    written = [
        {
            "name": name,
            "cells": [{"words": words, "share": round(100 * (bar or 0))} for words, bar in cells],
        }
        for name, cells in bars.rows
    ]
    made_up = page.say("illustrative.short") if page.illustrative else ""
    shown = {"caption": bars.caption, "heads": bars.heads}
    st.html(render("bars.html", **shown, rows=written, made_up=made_up, id=to))

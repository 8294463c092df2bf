"""Small tables: the same numbers for eyes and for screen readers."""

from __future__ import annotations

import pandas as pd
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
    made_up = page.mark
    shown = {"caption": bars.caption, "heads": bars.heads}
    st.html(render("bars.html", **shown, rows=written, made_up=made_up, id=to))


def show_table(label: str, table: pd.DataFrame) -> None:
    """Rows of words, named by their index. One element: Streamlit's own table is one a cell, and
    a browser would go through all of them before it paints an answer."""
    heads = [table.index.name, *table.columns]
    rows = list(zip(table.index, table.to_numpy().tolist(), strict=True))
    st.html(render("plain.html", label=label, heads=heads, rows=rows))

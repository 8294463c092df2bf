"""A page outlives the server that drew it."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

SELDOM = timedelta(days=1)


@st.fragment(run_every=SELDOM)
def draw_again_elsewhere() -> None:
    """Draw nothing, seldom.

    Where a page has a part that is drawn by the clock, a browser that was cut off asks for the
    page again, by its link, as soon as it is connected. Without one it waits for the next
    click; and where another server answers, that click is lost, and so is every download.
    """

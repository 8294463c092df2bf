"""What happened when: activities, people and money by year or quarter."""

from __future__ import annotations

import streamlit as st

from lib.bars.periods import periods
from lib.timeline import STEPS
from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.state import touch
from lib.ui.tables import show_bars


def ask_step(page: Page) -> None:
    """How finely time is cut."""
    st.radio(
        page.say("time.step"),
        STEPS,
        format_func=lambda step: page.say(f"time.{step}"),
        key="step",
        horizontal=True,
        on_change=touch,
    )


def show_periods(page: Page, place: str = "") -> None:
    """Activities that began in each period, with the people and money that sources state."""
    bars = periods(page.names, page.selection, place)
    show_bars(page, bars)
    for note in bars.notes:
        st.caption(plain(note))

"""What happened when: activities, people and money by year or quarter."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib.timeline import STEPS, UNDATED, by_period
from lib.ui.frame import Page
from lib.ui.state import touch
from lib.ui.tables import Cell, show_bars


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
    say = page.say
    step = page.selection["step"]
    table = by_period(page.data, page.selection, place, step)
    most = table.drop(index=UNDATED, errors="ignore").max()
    rows = [
        (_name(page, str(key)), _cells(page, row, most, str(key))) for key, row in table.iterrows()
    ]
    heads = [say(f"time.{step}"), *(say(f"time.{key}") for key in ("activities", "people", "usd"))]
    where = page.names.full[place] if place else say("time.everywhere")
    show_bars(page, say("time.caption", place=where), heads, rows)
    st.caption(say("time.definition"))


def _name(page: Page, period: str) -> str:
    if period == UNDATED:
        return page.say(f"time.undated.{page.selection['step']}")
    year, _, quarter = period.partition("-Q")
    return page.say("time.quarter_of", year=year, quarter=quarter) if quarter else year


def _cells(page: Page, row: pd.Series, most: pd.Series, period: str) -> list[Cell]:
    """A period as a line. Undated activities have no bar: they are not one period's."""
    say = page.say
    usd = "" if pd.isna(row["usd"]) else say.money(row["usd"])
    people = "" if pd.isna(row["people"]) else say.number(row["people"])
    words = {"activities": say.number(row["activities"]), "people": people, "usd": usd}
    return [
        (_stated(page, row, key, text), _bar(row[key], most[key]) if period != UNDATED else None)
        for key, text in words.items()
    ]


def _stated(page: Page, row: pd.Series, key: str, words: str) -> str:
    """A sum, with how many activities state it; what none states is said, not zero."""
    if key == "activities":
        return words
    if not row["activities"]:
        return "–"
    known, rows = (page.say.number(row[column]) for column in (f"{key}_rows", "activities"))
    if not row[f"{key}_rows"]:
        return page.say("time.not_stated")
    if row[f"{key}_rough"]:
        words = page.say("exactness.about", words=words)
    return page.say("time.stated", words=words, known=known, rows=rows)


def _bar(value: float, most: float) -> float | None:
    return None if pd.isna(value) or not most else float(value / most)

"""The versions that were published, and which of their changes to look at."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lib.publishing.archive import Step, shown_archive
from lib.publishing.words import in_short
from lib.settings import settings_of_pages
from lib.ui.frame import Page
from lib.ui.served import render
from lib.ui.state import touch
from lib.versions import data_folder

MOST = 200
"""Rows of a list on the page."""
STEPS = ("publish", "rollback", "found")
"""Kinds of steps. Words: ``changes.step.<kind>``."""
HEADS = ("date", "what", "version", "activities", "who")
"""What is said of each version. Words: ``changes.head.<key>``."""


def show_versions(page: Page) -> None:
    """Every version with its date and how much it changed; or that none was published."""
    archive = shown_archive(data_folder())
    history = archive.history() if archive else []
    if not history:
        day = page.say.partial_date(page.version.day.isoformat())
        st.info(page.say("changes.none", day=day))
        return
    heads = HEADS if settings_of_pages().show_publishers else HEADS[:-1]
    newest = history[: -MOST - 1 : -1]
    rows = [_version(page, step, step is newest[0])[: len(heads)] for step in newest]
    named = [page.say(f"changes.head.{head}") for head in heads]
    show_rows(page.say("changes.versions.caption"), named, rows)


def _version(page: Page, step: Step, present: bool) -> list[str]:
    """The cells of `HEADS`."""
    say = page.say
    changed = in_short(say, step.what) if step.what else ""
    what = changed or ("" if step.before else say("changes.first"))
    version = _number(step.after) + (f" · {say('changes.present')}" if present else "")
    return [_when(page, step), say(f"changes.step.{step.kind}"), version, what, step.who]


def _when(page: Page, step: Step) -> str:
    """The day and the time: several versions may be of one day."""
    return f"{page.say.partial_date(step.when[:10])}, {step.when[11:16]} UTC"


def _number(version: str) -> str:
    return version.partition("-")[0].lstrip("0")


def ask_change(page: Page, steps: dict[str, Step]) -> Step:
    """The step of the link; one that there is not is the newest."""
    newest = next(iter(steps))
    chosen = page.selection["change"]
    if chosen not in steps:
        st.session_state["change"] = newest
    st.selectbox(
        page.say("changes.ask"),
        list(steps),
        format_func=lambda line: _named(page, steps[line]),
        key="change",
        on_change=touch,
    )
    return steps.get(chosen, steps[newest])


def _named(page: Page, step: Step) -> str:
    return page.say(
        "changes.from_to",
        before=_number(step.before),
        after=_number(step.after),
        day=_when(page, step),
    )


def show_rows(
    caption: str, heads: Sequence[str], rows: list[list[str]], marks: Sequence[str] = ()
) -> None:
    """A table; ``marks``: what stands beside the first cell of each row, where it is made up."""
    marked = [
        {"cells": cells, "mark": mark}
        for cells, mark in zip(rows, marks or [""] * len(rows), strict=True)
    ]
    st.html(render("changes.html", caption=caption, heads=heads, rows=marked))

"""The report: what it will hold, the button that makes it, and its files."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import streamlit as st

from lib import exports
from lib.report import SECTIONS, CannotMake, Report, make
from lib.ui.frame import Page
from lib.ui.preview import REPORT as MADE

FORMATS = {"pdf": "application/pdf", "html": "text/html"}
"""The files of a report by ending. Their words: ``report.download.<ending>``."""


def show_report(page: Page) -> None:
    """What the report of this view holds; a button that makes it; then its files."""
    say = page.say
    st.markdown(say("report.intro"))
    across = say(f"across.{page.selection['across']}").lower()
    indicator = say(f"indicator.{page.indicator.key}")
    holds = [say(f"report.holds.{key}") for key in SECTIONS]
    st.markdown("\n".join(f"- {words}" for words in holds))
    st.caption(say("report.follows", indicator=indicator, across=across))
    asked = st.button(say("report.make"), type="primary", key="make_report")
    if asked:
        _make(page)
    made, of = st.session_state.get(MADE, (None, None))
    if made and of == _of(page):
        _show_files(page, made)


def _of(page: Page) -> tuple[Any, ...]:
    """What a report is made of: with anything else it is another one."""
    return id(page.data), page.say.code, page.selection.link(), date.today()


def _make(page: Page) -> None:
    """Make the report while the reader sees what is being done."""
    say = page.say
    with st.status(say("report.making"), expanded=True) as status:

        def tell(step: str) -> None:
            status.update(label=say(f"report.step.{step}"))
            st.write(say(f"report.step.{step}"))

        try:
            made = make(page.names, page.selection, _address(page.key), tell)
        except CannotMake:
            st.session_state.pop(MADE, None)
            status.update(label=say("report.failed"), state="error")
            st.error(say("report.failed.hint"))
            return
        st.session_state[MADE] = made, _of(page)
        status.update(label=say.count("report.ready", made.pages), state="complete", expanded=False)


def _address(key: str) -> str:
    """Where the dashboard is, as the reader's browser has it; "" where that is not known."""
    seen = urlsplit(st.context.url or "")
    if seen.scheme not in ("http", "https"):
        return ""
    # the first page has no name of its own
    return urlunsplit((seen.scheme, seen.netloc, seen.path.removesuffix(key), "", ""))


def _show_files(page: Page, made: Report) -> None:
    """The files of the report. Taking one away does not draw the page anew."""
    what = page.say("menu.report")
    with st.container(horizontal=True):
        for ending, mime in FORMATS.items():
            st.download_button(
                page.say(f"report.download.{ending}"),
                data=getattr(made, ending),
                file_name=exports.file_name(page.names, page.selection, what, ending=ending),
                mime=mime,
                on_click="ignore",
                icon=":material/download:",
                key=f"download_report_{ending}",
            )

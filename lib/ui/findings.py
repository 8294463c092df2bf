"""What was found about a reader's table: whether it is right, how its cells were read, and every
problem of it."""

from __future__ import annotations

import streamlit as st

from lib.intake.judged import Judged
from lib.ui.frame import Page
from lib.ui.meant import ask_unknown
from lib.ui.opened import limits
from lib.ui.problems import download_marked, show_list

TEXTS = ("title", "programme", "donor", "implementer", "settlement", "note", "id")
"""Columns whose cells are shown as they are."""


def show_findings(page: Page, judged: Judged) -> None:
    """Everything that was found about a table, and what can be done about it."""
    say = page.say
    st.header(say("intake.found"), anchor=False)
    _show_verdict(page, judged)
    _show_readings(page, judged)
    ask_unknown(page, judged)
    if judged.errors or judged.warnings:
        show_list(page, judged)
        download_marked(page, judged)


def _show_verdict(page: Page, judged: Judged) -> None:
    say = page.say
    if judged.errors:
        rows = say.count("intake.rows_wrong", len(judged.wrong_rows))
        st.error(f"{say.count('intake.errors', len(judged.errors))} {rows}")
    else:
        st.success(say.count("intake.right", judged.rows))
    if judged.warnings:
        st.warning(say.count("intake.warnings", len(judged.warnings)))
    if judged.placed:
        st.caption(say.count("intake.placed", judged.placed))
    if judged.formed.emptied:
        st.caption(say.count("intake.emptied", judged.formed.emptied))


def _show_readings(page: Page, judged: Judged) -> None:
    """What was read as something else than it says: names as codes, dates, numbers."""
    say, readings = page.say, judged.formed.readings
    if readings.empty:
        return
    with st.expander(say.count("intake.readings", len(readings)), key="intake_readings"):
        shown = readings.head(limits().intake_problems)
        names = [
            page.names.cell(column, read) if column not in TEXTS else read
            for column, read in zip(shown["column"], shown["read"], strict=True)
        ]
        heads = {each: say(f"intake.readings.{each}") for each in shown}
        columns = [page.names.column(column)[0] for column in shown["column"]]
        st.dataframe(
            shown.assign(column=columns, read=names).rename(columns=heads),
            hide_index=True,
            alt=say("intake.readings.alt"),
        )

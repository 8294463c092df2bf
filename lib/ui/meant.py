"""What a value means that is not known here: the nearest is one click away, any other two."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.intake.judged import Judged
from lib.ui.columns import called
from lib.ui.frame import Page
from lib.ui.opened import opened
from lib.ui.plain import plain

AT_ONCE = 10
"""How many wrong values are asked about at a time; with each answer the next moves up."""
ANOTHER = "intake_another"


def ask_unknown(page: Page, judged: Judged) -> None:
    """What each wrong value means, in all its cells; the nearest is one click away."""
    say, of = page.say, opened()
    unknown = judged.unknown
    near = unknown[unknown["nearest"].ne("")]
    if len(unknown):
        st.subheader(say.count("intake.unknown", len(unknown)), anchor=False)
    if len(near) > 1:
        every = {(row.column, row.found): row.nearest for row in near.itertuples()}
        st.button(
            say("intake.accept.all", n=say.number(len(near))),
            key="accept_all",
            on_click=_accept,
            args=(every,),
            type="primary",
        )
    for number, row in enumerate(unknown.head(AT_ONCE).itertuples()):
        _ask_value(page, number, row)
    if len(unknown) > AT_ONCE:
        st.caption(say("intake.unknown.more", n=say.number(len(unknown) - AT_ONCE)))
    if of.accepted:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(say.count("intake.accepted", len(of.accepted)), width="content")
            st.button(say("intake.accepted.undo"), key="accept_none", on_click=of.accepted.clear)


def _ask_value(page: Page, number: int, row: Any) -> None:
    column, found, cells, near = row.column, row.found, row.cells, row.nearest
    say, key = page.say, f"{number}_{column}_{found}"
    label = plain(page.names.column(column)[0])
    allowed = next(each.allowed for each in page.published.data.columns if each.name == column)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.markdown(say.count("intake.value", cells, found=plain(found), column=label), width=340)
        if near:
            st.button(
                say("intake.accept", name=plain(page.names.option(column, near))),
                key=f"accept_{key}",
                on_click=_accept,
                args=({(column, found): near},),
                icon=":material/check:",
            )
        picked = f"{ANOTHER}_{key}"
        st.selectbox(
            say("intake.another", found=plain(found)),
            ["", *allowed],
            format_func=lambda each: called(page, column, each),
            index=None,
            placeholder=say("intake.another.hint"),
            label_visibility="collapsed",
            key=picked,
            on_change=lambda: _accept({(column, found): st.session_state[picked]}),
            filter_mode="contains",
            width=260,
        )


def _accept(meant: dict[tuple[str, str], str]) -> None:
    """Called by a button: all cells that hold these values mean what is said."""
    opened().accepted |= {found: to for found, to in meant.items() if to is not None}

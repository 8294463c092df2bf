"""Who took part: by participation, community, sex and age, and by municipality."""

from __future__ import annotations

from typing import Any

import streamlit as st

from lib.bars import Bars
from lib.bars.people import communities, participation, representation
from lib.communities import Part, by_sex_and_age
from lib.participation import MAJORITIES
from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.state import touch
from lib.ui.tables import show_bars


def show_participation(page: Page) -> None:
    """How many activities are mixed, record one community only, or record none; without
    communities, that there are none."""
    if not page.data.config.communities:
        st.info(page.say("people.no_communities"))
        return
    _show(page, participation(page.names, page.selection))


def show_communities(page: Page, place: str = "") -> None:
    """Each community's part in the activities, beside its part of the population."""
    if page.data.config.communities:
        _show(page, communities(page.names, page.selection, place))


def _show(page: Page, bars: Bars) -> None:
    """A table, and what must be said of it."""
    show_bars(page, bars)
    for note in bars.notes:
        st.caption(plain(note))


def show_sex_and_age(page: Page) -> None:
    """Women and youth among those whom sources count so."""
    for column, part in by_sex_and_age(page.data, page.selection).items():
        st.markdown(_part(page, column, part))


def _part(page: Page, column: str, part: Part) -> str:
    say = page.say
    if not part.total or part.people is None:
        return say(f"people.{column}.none")
    fields = {"people": part.people, "total": part.total, "rows": part.rows}
    written: dict[str, Any] = {key: say.number(n) for key, n in fields.items()}
    written["share"] = say.percent(100 * part.people / part.total)
    words = say(f"people.{column}", **written)
    return f"{words} {say.count('people.hidden', part.withheld)}" if part.withheld else words


def show_representation(page: Page) -> None:
    """Mixed participation and representation by municipality, with a choice of the majority."""
    say, config = page.say, page.data.config
    if not config.communities:
        return
    if config.majority:
        st.radio(
            say("people.majority"),
            MAJORITIES,
            format_func=lambda key: say(f"majority.{key}"),
            key="majority",
            horizontal=True,
            on_change=touch,
        )
    _show(page, representation(page.names, page.selection))


def show_small_counts(page: Page) -> None:
    """What is withheld, why, and what that does not protect against."""
    with st.expander(page.say("people.small")):
        st.markdown(page.say("methods.unknown.small", n=page.data.config.small_count))

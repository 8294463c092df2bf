"""Ways to ask for two selections: keep the one, change the filters for the other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import streamlit as st

from lib.pairs import PAIRS
from lib.parameters import COMPARING, OTHER
from lib.selection import Selection
from lib.ui.frame import Page
from lib.ui.state import change, touch

Look = Literal["primary", "secondary"]


def ask_what_to_compare(page: Page) -> bool:
    """Municipalities, or two selections of activities. Whether it is the latter."""
    st.radio(
        page.say("ask.compare"),
        COMPARING,
        format_func=lambda key: page.say(f"compare.what.{key}"),
        key="compare",
        horizontal=True,
        label_visibility="collapsed",
        on_change=touch,
    )
    return bool(page.selection["compare"] == COMPARING[1])


def ask_sides(page: Page) -> tuple[Page, ...]:
    """The kept selection and the present one; nothing, and how to get there, while none is kept."""
    if page.sides:
        _ask_to_change(page)
    else:
        _ask_for_the_first(page)
    return page.sides


def _ask_for_the_first(page: Page) -> None:
    """In three steps, or ready in one click."""
    st.markdown(page.say("pair.steps"))
    kept = _beside(page.selection, page.selection.narrowing)
    _button(page, "pair.keep", "keep", kept, "primary")
    st.markdown(f"**{page.say('pair.ready')}**")
    with st.container(horizontal=True):
        for each in PAIRS:
            if two := each.of(page.data, page.selection):
                first, second = two
                ready = _beside(second, first.narrowing)
                _button(page, f"pair.{each.key}", f"ready_{each.key}", ready)


def _ask_to_change(page: Page) -> None:
    """What can be done with two; and the next step, while the second is still the first."""
    kept, present = (each.selection for each in page.sides)
    if kept.narrowing == present.narrowing:
        st.info(page.say("pair.next"))
    with st.container(horizontal=True):
        swapped = page.selection.with_values(**kept.narrowing)
        _button(page, "pair.swap", "swap", _beside(swapped, present.narrowing))
        kept_instead = _beside(page.selection, present.narrowing)
        _button(page, "pair.keep.instead", "keep", kept_instead)
        _button(page, "pair.drop", "drop", _beside(page.selection, None))


def _button(page: Page, words: str, key: str, wanted: Selection, look: Look = "secondary") -> None:
    """A button that leads to another selection, where that fits in a link."""
    fits = wanted.kept_fits
    st.button(
        page.say(words),
        key=key,
        type=look,
        on_click=change,
        args=(page.selection, wanted),
        disabled=not fits,
        help=None if fits else page.say("pair.too_long"),
    )


def _beside(selection: Selection, kept: Mapping[str, Any] | None) -> Selection:
    """The selection with another one kept in its link."""
    return selection.with_values(**{OTHER.key: kept})

"""The link is the state: the query string and the widgets of a session say the same.

A widget's answer wins in the run that it causes; in every other run the link wins, so that a
pasted link, the back button and a bookmark work. What widgets hold is written back in every
run, or Streamlit would forget it when the page changes.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.kept import Kept
from lib.kinds import ALL, Choice, Choices, Flag, Numbers
from lib.parameters import LANGUAGE
from lib.selection import Parameter, Selection, read_link

WRITTEN = "_link_written"
OPENED = "_opened"
PAGE = "_page"
TOUCHED = "_touched"
POINTED = "_pointed"
CARRIED = "_carried"
SETTLES = 10.0
"""Seconds after which nothing is on its way any more between a browser and a new session."""
COUNT = " · "
"""Between how many activities an option of a list holds and its name."""

Allowed = Mapping[str, Sequence[str]]
Labels = Mapping[str, Mapping[str, str]]


def touch() -> None:
    """Called by every widget: its answer, not the link, is what the reader wants now."""
    st.session_state[TOUCHED] = True


def point() -> None:
    """Called by whatever chooses a municipality: the reader waits for what is said of it."""
    touch()
    st.session_state[POINTED] = True


def pointed() -> bool:
    """Whether this run is the answer to that. Asked once in a run."""
    return bool(st.session_state.pop(POINTED, False))


def asked(key: str) -> str:
    """What a widget or else the link says of a parameter, before anything is checked."""
    if st.session_state.get(TOUCHED) and st.session_state.get(key):
        return str(st.session_state[key])
    return str(st.query_params.get(key, ""))


def change(shown: Selection, wanted: Selection) -> None:
    """Called by a button: from what was shown with it to what it stands for. Only what differs is
    written: an answer that the reader gave just before is kept."""
    touch()
    for each in wanted.parameters:
        if wanted[each.key] != shown[each.key]:
            st.session_state[each.key] = _shown(each, wanted[each.key])


def was_open(page: str) -> bool:
    """Whether this session's last run was of the same page."""
    return bool(st.session_state.get(PAGE, ("",))[0] == page)


def current(
    known: tuple[Parameter, ...], *, allowed: Allowed, values: Labels, page: str
) -> Selection:
    """The selection that the reader has made, kept in the link and in the widgets of a page.

    Parameters
    ----------
    values
        By filter, the value for each label an option can have: a browser answers with labels,
        and its count may be older than this run's.
    """
    link = {key: st.query_params.get_all(key) for key in st.query_params}
    selection = read_link(link, known=known, allowed=allowed)
    touched = st.session_state.pop(TOUCHED, False)
    if touched or link == st.session_state.get(WRITTEN):
        answers = {each.key: _answer(each, selection[each.key], values) for each in known}
        selection = read_link(answers, known=known, allowed=allowed)
    _write(selection, page, again=_has_moved())
    # what was written last may still be on its way to the browser: it must be corrected too
    if selection.link() != link or st.session_state.get(WRITTEN, link) != link:
        st.query_params.from_dict(selection.link())
    st.session_state[WRITTEN] = selection.link()
    return selection


def _has_moved() -> bool:
    """Whether this session has just taken over from another, which is gone with its server; noted
    in its first run, for the next seconds.

    The reader sees its options, and may press one, before its first run has written the link into
    them. Where that arrives after the press, the option no longer looks pressed, though the press
    is answered; where another run cuts it short, what was pressed in vain stays pressed.
    """
    context = get_script_run_ctx()
    # a page that is opened brings no answers along
    if PAGE in st.session_state or not context:
        return bool(time.monotonic() - st.session_state.get(CARRIED, -SETTLES) < SETTLES)
    if context.session_state.get_widget_states():
        st.session_state[CARRIED] = time.monotonic()
    return False


def _write(selection: Selection, page: str, *, again: bool) -> None:
    """Put a selection into the widgets.

    A value that is written is sent to the browser again, where it would undo an answer that is
    on its way. So it is written only where it must be: on a page that is opened, where the
    widget holds something else, in lists, whose labels carry counts, and ``again`` where an
    earlier one may have undone an answer.
    """
    # in another language every label is another, and so a page is as if newly opened
    shown_page = (page, selection[LANGUAGE])
    opened = st.session_state.get(PAGE) != shown_page
    st.session_state[PAGE] = shown_page
    for each in selection.parameters:
        shown = _shown(each, selection[each.key])
        relabelled = isinstance(each, Choices) and not (each.short or each.rare)
        if opened or again or relabelled or st.session_state.get(each.key) != shown:
            st.session_state[each.key] = shown


def _shown(parameter: Parameter, value: Any) -> Any:
    """A value as its widget holds it."""
    if isinstance(parameter, Choices):
        return list(value)
    if isinstance(parameter, Numbers):
        return parameter.write(value)[0] if value else ""
    if isinstance(parameter, Kept):
        return None if value is None else parameter.write(value)[0]
    return (value or None) if isinstance(parameter, Choice) else value


def _answer(parameter: Parameter, default: Any, values: Labels) -> list[str]:
    """What a widget holds, as a link would hold it."""
    held = st.session_state.get(parameter.key, _shown(parameter, default))
    if isinstance(parameter, Choices):
        known = values.get(parameter.key, {})
        return [known.get(each.partition(COUNT)[2], each) for each in held] or [ALL]
    if isinstance(parameter, Flag):
        return parameter.write(bool(held))
    return [str(held)] if held else []

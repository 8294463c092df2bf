"""On the page that publishes: which of the versions that are kept to show again."""

from __future__ import annotations

import streamlit as st

from lib.problems import BadData
from lib.publishing.archive import Archive, By, Refused, shown_archive
from lib.publishing.back import Back, way_back
from lib.ui.frame import Page
from lib.ui.step import attempt, show_problems, show_refused
from lib.versions import data_folder

WAY = "_publish_way_back"
"""The way back that was looked at last."""


def ask_version(page: Page, by: By) -> None:
    """Which version to show again; what would be uncovered is said before it can be."""
    archive, say = shown_archive(data_folder()), page.say
    others = [each for each in archive.versions[::-1] if each != archive.present] if archive else []
    if archive is None or not others:
        return
    st.header(say("publish.back"), anchor=False)
    version = st.selectbox(say("publish.version"), others, key="publish_version")
    seen = st.session_state.get(WAY)
    back = _look(page, archive, version)
    if back is None:
        return
    if back.uncovered:
        st.warning(say.count("changes.uncovered", len(back.uncovered)))
    wanted = st.button(say("publish.roll_back"), key="publish_back")
    if wanted and back is not seen:
        # the press was for what was shown before: a way from an older version
        show_refused(page, Refused("overtaken", version=archive.present))
    elif wanted:
        attempt(page, lambda: _take(page, archive, back, by))


def _take(page: Page, archive: Archive, back: Back, by: By) -> str:
    # its files may have been changed since it was looked at
    way_back(archive, back.version)
    back.take(archive, by)
    return page.say("publish.rolled_back", version=back.version)


def _look(page: Page, archive: Archive, version: str) -> Back | None:
    """The way back, found once; None where there is none, which is said."""
    back: Back | None = st.session_state.get(WAY)
    if back and (back.version, back.base) == (version, archive.present):
        return back
    try:
        with st.spinner(page.say("publish.checking")):
            st.session_state[WAY] = back = way_back(archive, version)
    except BadData as bad:
        show_problems(page, tuple(bad.problems))
    except Refused as refused:
        show_refused(page, refused)
    except OSError as error:
        st.error(page.say("publish.failed", why=error.strerror or ""))
    else:
        return back
    return None

"""A reader's own file as the data of every page, for this session only."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lib.parameters import LANGUAGE
from lib.ui.state import WRITTEN
from lib.versions import Version

PREVIEW = "_preview"
"""Where a session holds it. Nothing else does: with the session it is gone."""
BEFORE = "_link_before"
REPORT = "_report"
"""The report that was made last, and what it was made of: of a preview, it goes with it."""


def previewed() -> Version | None:
    """What this session shows instead of the published data; None for nothing."""
    held: Version | None = st.session_state.get(PREVIEW)
    return held


def start_preview(version: Version, link: Mapping[str, list[str]]) -> None:
    """Show this instead of the published data, on every page of this session.

    Parameters
    ----------
    link
        What the reader saw of the published data: it comes back with it. A filter by a donor
        that the reader's file does not know would hide all of it.
    """
    st.session_state[PREVIEW] = version
    st.session_state.setdefault(BEFORE, dict(link))
    st.session_state.pop(REPORT, None)


def stop_preview() -> None:
    """Back to the published data, as it was seen before; in the language of now."""
    for key in (PREVIEW, REPORT):
        st.session_state.pop(key, None)
    before = st.session_state.pop(BEFORE, None)
    if before is not None:
        spoken = {key: st.query_params[key] for key in (LANGUAGE,) if key in st.query_params}
        st.query_params.from_dict({**before, **spoken})
        # what the link says now is news, and not what this session wrote
        st.session_state.pop(WRITTEN, None)

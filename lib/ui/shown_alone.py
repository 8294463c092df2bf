"""The way from a reader's checked file to all pages, for this reader only; and the way back."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from lib.intake.judged import Judged
from lib.intake.preview import preview
from lib.parameters import LANGUAGE
from lib.ui.frame import Page
from lib.ui.opened import answered, opened
from lib.ui.preview import start_preview
from lib.versions import Preview, Version

WAYS = ("leave_out", "mend")
"""What to do with rows in which something is wrong."""


def ask_preview(page: Page, judged: Judged) -> None:
    """Whether to see the rows on every page; where some are wrong, without those or not yet."""
    say, good, wrong = page.say, len(judged.good), len(judged.wrong_rows)
    st.header(say("intake.preview"), anchor=False)
    way = WAYS[0]
    if wrong:
        way = st.radio(
            say.count("intake.wrong", wrong),
            WAYS,
            format_func=lambda each: say(f"intake.wrong.{each}"),
            key=answered("way", WAYS[0]),
        )
    ready = good > 0 and not judged.whole and (not wrong or way == "leave_out")
    asked = st.button(
        say.count("intake.preview.start", good),
        # letters on a button that is off are not those of a primary one
        type="primary" if ready else "secondary",
        disabled=not ready,
        key="start_preview",
        icon=":material/visibility:",
    )
    if asked:
        with st.spinner(say("intake.preview.making")):
            _start(page, judged)
        spoken = {k: v for k, v in page.selection.link().items() if k == LANGUAGE}
        st.switch_page("dashboard.py", query_params=spoken)
    if judged.whole:
        st.caption(say("intake.preview.first"))
    st.caption(say("intake.private"))


def _start(page: Page, judged: Judged) -> None:
    """What every page of this session shows from now on."""
    published = page.published
    about = Preview(opened().name, len(judged.good), judged.rows - len(judged.good), published)
    data = preview(judged, published.data)
    version = Version(data, "preview", datetime.now(UTC).date(), preview=about)
    start_preview(version, page.selection.link())

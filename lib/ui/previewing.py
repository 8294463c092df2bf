"""What every page says while a reader looks at a file of their own, and the way out."""

from __future__ import annotations

import streamlit as st

from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.preview import stop_preview
from lib.versions import Preview


def show_preview(page: Page, about: Preview) -> None:
    """That this is not the published data, of which file it is, and how many rows are not in it."""
    say = page.say
    words = [say("preview.long"), say.count("preview.rows", about.rows, file=plain(about.file))]
    if about.left_out:
        words.append(say.count("preview.left_out", about.left_out))
    with st.container(horizontal=True, vertical_alignment="center", key="preview"):
        st.warning(" ".join(words), icon=":material/visibility:")
        st.button(
            say("preview.stop"), key="stop_preview", on_click=stop_preview, icon=":material/close:"
        )

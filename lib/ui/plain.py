"""Text from data inside of Streamlit's Markdown: every sign of it is written as itself."""

from __future__ import annotations

import re

from lib.spelling import seen

_SIGNS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~:$^=&])")


def plain(text: str) -> str:
    """A text that Markdown leaves as it is, on one line."""
    return _SIGNS.sub(r"\\\1", " ".join(seen(text).split()))

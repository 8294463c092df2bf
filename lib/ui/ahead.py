"""What the map needs to be painted by a click before the page has answered it.

Where the data API is served beside the pages, it gives the map of a link by itself. Scripts of the
map (``ahead.js``) ask it as soon as an option of a filter is pressed.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from lib import api
from lib.kinds import ALL
from lib.parameters import FILTERS, LANGUAGE
from lib.selection import Selection
from lib.store import Data
from lib.ui.frame import Page


def options(page: Page) -> dict[str, Any]:
    """What can be clicked: the values of each filter that is a row of buttons, in their order; and
    the numbers by the names that they have in their list. The same in every run."""
    numbers = {page.say(f"indicator.{each.key}"): each.key for each in page.data.indicators}
    filters = {each.key: page.data.values[each.key] for each in FILTERS if each.short}
    return {"ask": page.say("ask.indicator"), "numbers": numbers, "filters": filters, "all": ALL}


def link(data: Data, selection: Selection) -> dict[str, str]:
    """What a page shows, as the API is asked for it; nothing where the API has no answer: it is
    not served, or the reader looks at a file of their own, which nobody else may see."""
    if not api.SERVED.is_set() or data.preview:
        return {}
    # the API does not know which language the reader's browser prefers
    asked = selection.link() | {LANGUAGE: [selection[LANGUAGE]]}
    return {"ahead": urlencode(asked, doseq=True)}

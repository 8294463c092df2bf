"""Who a trusted proxy says has signed in, passed on from the server to the pages.

The server takes the proxy's header off every request, and puts in one of its own, with a key that
is made anew in each process and never leaves it. So a page that is served without the server,
or asked with such a header by a reader, believes nobody.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence

PASSED_ON = "x-dashboard-signed-in"
_KEY = secrets.token_urlsafe(32)


def passed_on(who: str) -> str:
    """What the server's own header holds."""
    return f"{_KEY} {who}"


def who_signed_in(held: Sequence[str]) -> str:
    """Who has signed in, by what the server's own header holds; "" for nobody."""
    if len(held) != 1:
        return ""
    key, _, who = held[0].partition(" ")
    return who.strip() if secrets.compare_digest(key.encode(), _KEY.encode()) else ""

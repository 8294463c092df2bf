"""The map goes first: what a reader's page asks for waits until the map they ask for is painted.

A click on a filter sends two things within some 15 milliseconds: the map's script asks `/api/map`,
and Streamlit's page asks for a rerun. Were both worked on side by side, the rerun would take the
time of the processor that the map needs, and its first messages would have the browser render its
whole page just when the map's answer arrives. So the second waits for the first.
"""

from __future__ import annotations

from functools import partial

from anyio import Event, current_time, move_on_after, sleep_until
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from websockets.utils import apply_mask

COOKIE = "_streamlit_xsrf"
"""What Streamlit gives each browser of its own. Who has none is not waited for."""
PAINTS_WITHIN = 0.03
"""Seconds from an answer to its paint: two frames of a browser."""
MOST = 0.1
"""Seconds that a page waits at the most: a map that takes longer is not waited for."""
READERS = 1_000
"""How many readers' maps are kept in mind: one that nobody waits for is forgotten in its turn."""


class MapFirst:
    """Holds back what a browser sends over its WebSocket while a map of its own is on its way.

    Parameters
    ----------
    base
        The path below which everything is served.
    """

    def __init__(self, app: ASGIApp, base: str) -> None:
        self.app, self.path = app, f"{base}/api/map"
        self._asked: dict[str, _Asked] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and (reader := _reader(scope)):
            receive = partial(self._after_the_map, reader, receive)
        elif scope.get("path") == self.path and (reader := _reader(scope)):
            await self._give(reader, scope, receive, send)
            return
        await self.app(scope, receive, send)

    async def _give(self, reader: str, scope: Scope, receive: Receive, send: Send) -> None:
        while len(self._asked) >= READERS:
            del self._asked[next(iter(self._asked))]
        asked = self._asked[reader] = _Asked()
        try:
            await self.app(scope, receive, send)
        finally:
            asked.is_over()

    async def _after_the_map(self, reader: str, receive: Receive) -> Message:
        message = await receive()
        asked = self._asked.pop(reader, None)
        if asked:
            await asked.painted()
        return message


class _Asked:
    """A map that was asked for."""

    def __init__(self) -> None:
        self._over, self._painted_at = Event(), 0.0

    def is_over(self) -> None:
        """The answer is sent, or there is none."""
        self._painted_at = current_time() + PAINTS_WITHIN
        self._over.set()

    async def painted(self) -> None:
        """Wait until it is, or for as long as may be."""
        with move_on_after(MOST):
            await self._over.wait()
            await sleep_until(self._painted_at)


def _reader(scope: Scope) -> str:
    """Tells browsers apart; "" for who is none."""
    cookie = HTTPConnection(scope).cookies.get(COOKIE, "")
    try:
        # Streamlit writes the same token differently each time: version, mask, masked, date
        _, mask, masked, _ = cookie.split("|")
        return apply_mask(bytes.fromhex(masked), bytes.fromhex(mask)).hex()
    except ValueError:
        return cookie

"""Sees every answer: counts it, writes it down, and says something where nobody else would."""

from __future__ import annotations

import logging
import time

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.api import paths
from lib.api.problems import problem
from lib.language import DEFAULT, language
from lib.server.figures import Figures

PARTS = ("_stcore", "static", "component", "media")
"""Where Streamlit serves what is no page."""
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH")
_log = logging.getLogger("dashboard.answers")
_known = frozenset(f"/api{path}" for path in paths())


def route(path: str) -> str:
    """What an address is counted as: one of few, whatever is asked for."""
    if path in _known or path == "/metrics":
        return path
    first = path.strip("/").partition("/")[0]
    if first == "api":
        return "/api/"
    return f"/{first}/" if first in PARTS else "page"


class Watch:
    """Stands around everything else."""

    def __init__(self, app: ASGIApp, figures: Figures, base: str) -> None:
        self.app, self.figures, self.base = app, figures, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        seen, begun = _Seen(send), time.perf_counter()
        try:
            await self.app(scope, receive, seen)
        except Exception:
            _log.exception("failed")
            if seen.status:
                # what has begun cannot be taken back: it must end as broken
                raise
            answer = problem(500, language(DEFAULT)("api.wrong.failed"))
            await answer(scope, receive, seen)
        finally:
            self._note(scope, seen, time.perf_counter() - begun)

    def _note(self, scope: Scope, seen: _Seen, seconds: float) -> None:
        # who goes before the answer begins is counted as such
        name, status = route(scope["path"].removeprefix(self.base)), seen.status or 499
        method = scope["method"] if scope["method"] in METHODS else "other"
        self.figures.count(name, status, seconds)
        fields = {"route": name, "method": method, "status": status, "bytes": seen.bytes}
        # what a page is made of is counted, and only where it fails written down
        part = name.strip("/") in PARTS and status < 400
        level = logging.DEBUG if part else logging.INFO
        _log.log(level, "answered", extra={**fields, "ms": round(seconds * 1000, 1)})


class _Seen:
    """What has been sent of an answer."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.status, self.bytes = 0, 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
        self.bytes += len(message.get("body", b""))
        await self._send(message)

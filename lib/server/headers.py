"""Headers that protect readers: what a page may load, who may frame it, what others learn of it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.settings import Settings

POLICY: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    # Streamlit and Leaflet write styles while they run
    "style-src": ("'self'", "'unsafe-inline'"),
    "img-src": ("'self'", "data:", "blob:"),
    "font-src": ("'self'", "data:"),
    "connect-src": ("'self'",),
    "frame-src": ("'self'",),
    "worker-src": ("'self'", "blob:"),
    "media-src": ("'self'",),
    "manifest-src": ("'self'",),
    "object-src": ("'none'",),
    "base-uri": ("'none'",),
    "form-action": ("'self'",),
}
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # a link holds what a reader looks at: no other site is told
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in ("camera", "geolocation", "microphone", "payment", "serial", "usb")
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
}


PAGE = ("'self'", "blob:", "'wasm-unsafe-eval'")
"""Scripts of a page: components without a frame are scripts from memory, and Streamlit tries to
compile WebAssembly. The one script that
stands in Streamlit's page is let in by its fingerprint."""
FRAME = ("'self'", "'unsafe-inline'", "'unsafe-eval'")
"""Scripts of the frame that the map is in: streamlit-folium runs what it is sent."""


def scripts_of(shell: str) -> tuple[str, ...]:
    """The scripts that stand in a page of HTML, by their fingerprints."""
    found = re.findall(r"<script>(.*?)</script>", shell, flags=re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in found]
    return tuple(f"'sha256-{digest}'" for digest in digests)


def policy(**held: tuple[str, ...]) -> str:
    """A content security policy: that of the pages, with what is said here."""
    named = {key.replace("_", "-"): sources for key, sources in held.items()}
    return "; ".join(f"{name} {' '.join(each)}" for name, each in {**POLICY, **named}.items())


class Headers:
    """Puts the headers on every answer. One that has a policy of its own keeps it, and
    only who may frame it is added.

    Parameters
    ----------
    base
        The path below which everything is served.
    shell
        The page of HTML that every page of the dashboard is drawn in.
    """

    def __init__(self, app: ASGIApp, settings: Settings, base: str, shell: str) -> None:
        self.app = app
        self.framing = " ".join(("frame-ancestors 'self'", *settings.framed_by))
        self.pages = policy(script_src=(*PAGE, *scripts_of(shell)))
        self.by_path = {
            f"{base}/component/": policy(script_src=FRAME),
            f"{base}/api/": "default-src 'none'",
        }

    def _policy(self, path: str) -> str:
        own = (held for start, held in self.by_path.items() if path.startswith(start))
        return next(own, self.pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def protected(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                held = headers.get("Content-Security-Policy") or self._policy(scope["path"])
                headers["Content-Security-Policy"] = f"{held}; {self.framing}"
                headers.update(FIXED)
            await send(message)

        await self.app(scope, receive, protected)

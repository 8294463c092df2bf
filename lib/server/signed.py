"""Takes a header that says who has signed in from trusted proxies only."""

from __future__ import annotations

import ipaddress

from starlette.types import ASGIApp, Receive, Scope, Send

from lib.settings import Settings
from lib.signed_in import PASSED_ON, passed_on


class Signed:
    """Stands before all else: who asks is still the proxy, not whom it asks for."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.on = settings.sign_in == "header"
        self.header = settings.sign_in_header.lower().encode()
        self.proxies = [ipaddress.ip_network(str(each)) for each in settings.trusted_proxies]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            scope = {**scope, "headers": self._believed(scope)}
        await self.app(scope, receive, send)

    def _believed(self, scope: Scope) -> list[tuple[bytes, bytes]]:
        """The headers, without anybody's word on who has signed in but a trusted proxy's."""
        ours = (self.header, PASSED_ON.encode())
        headers = [(name, held) for name, held in scope["headers"] if name not in ours]
        said = [held for name, held in scope["headers"] if name == self.header]
        if self.on and len(said) == 1 and self._is_trusted(scope):
            who = passed_on(said[0].decode("latin-1"))
            headers.append((PASSED_ON.encode(), who.encode("latin-1")))
        return headers

    def _is_trusted(self, scope: Scope) -> bool:
        try:
            asks = ipaddress.ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(asks in network for network in self.proxies)

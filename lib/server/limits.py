"""How often one address may ask, and how long a link may be."""

from __future__ import annotations

import ipaddress
import math
import time

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.api.problems import problem
from lib.language import DEFAULT, language
from lib.settings import Settings

MAP = "/map"
CLICKS = 10
"""So many times more often than for files an address may ask for maps. A map that is refused waits
for its page."""


class Limits:
    """Refuses who asks too often, for as long as it takes. Each process counts by itself."""

    def __init__(
        self, app: ASGIApp, settings: Settings, counter: Counter, of_maps: Counter
    ) -> None:
        self.app = app
        self.longest = settings.longest_query
        self.counter = counter
        self.of_maps = of_maps

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        say = language(DEFAULT)
        # readers who share an address must not use up its files by clicking on filters
        counter = self.of_maps if scope["path"].endswith(MAP) else self.counter
        wait = counter.seconds_to_wait(asker(scope))
        if wait:
            detail = say("api.wrong.often", seconds=wait)
            answer = problem(429, detail, {"Retry-After": str(wait)})
        elif len(scope["query_string"]) > self.longest:
            answer = problem(414, say("api.wrong.long", most=self.longest))
        else:
            await self.app(scope, receive, send)
            return
        await answer(scope, receive, send)


class Counter:
    """Counts what each address asks for, in a window that slides with the time."""

    def __init__(self, per_minute: int) -> None:
        self._limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(per_minute) if per_minute else None

    def seconds_to_wait(self, address: str) -> int:
        """0 where it may ask now."""
        if self._limit is None or self._limiter.hit(self._limit, address):
            return 0
        resets = self._limiter.get_window_stats(self._limit, address).reset_time
        return max(1, math.ceil(resets - time.time()))


def asker(scope: Scope) -> str:
    """Who is counted as one: an address, or with IPv6 the network that a household gets."""
    host = (scope.get("client") or ("",))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False))

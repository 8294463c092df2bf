"""A first visit and a second one, over lines as town halls have them: until the map is painted.

The browser slows its own line down (Chrome's DevTools protocol), so that the server and the other
apps are as they are. Every first visit has an empty cache.
"""

from __future__ import annotations

import random
from contextlib import ExitStack
from typing import Any

from benchmarks.apps import BARE, GROUP, installed
from benchmarks.clicks import Line, Visitor
from benchmarks.rounds import browsing
from benchmarks.servers import serving

LINES = {
    "this machine": None,
    "3.2 Mbit/s, 80 ms": Line(megabits=3.2, delay=80),
    "3.2 Mbit/s, 300 ms": Line(megabits=3.2, delay=300),
}


def measure(*, visits: int, port: int, chromium: str) -> dict[str, Any]:
    """By line: by app, what was seen of first visits and of second ones, with the shipped data."""
    order = random.Random(1)
    with ExitStack() as stack:
        browser = stack.enter_context(browsing(chromium))
        # a toggle has no map, and both usual ways open alike
        compared = [each for each in installed() if each not in (BARE, GROUP)]
        apps: list[Visitor] = []
        for place, app in enumerate(compared):
            served = stack.enter_context(serving(app, port=port + 2 * place, data=None))
            apps.append(Visitor(browser, app, served))
        found: dict[str, Any] = {}
        for name, line in LINES.items():
            seen = found[name] = {each.app.name: {"first": [], "again": []} for each in apps}
            for _ in range(visits):
                for each in order.sample(apps, len(apps)):
                    first, again = each.visit(line)
                    seen[each.app.name]["first"].append(first.written())
                    seen[each.app.name]["again"].append(again.written())
    return found

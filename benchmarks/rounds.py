"""Filter, open, click on the map, change the indicator: in all apps, at each size of data."""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from benchmarks.apps import ACTIONS, FILTER, HAND, OPEN, installed
from benchmarks.clicks import Visitor
from benchmarks.rows import shipped_rows, write_folder
from benchmarks.servers import serving

CHROMIUM = "/usr/bin/chromium"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # nothing of an app may come from elsewhere; were it asked for, it would not be found
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
SHARE = {FILTER: 1.0, HAND: 1.0, OPEN: 0.35}
"""How often each action is done, as a share of the clicks that are asked for."""
OTHERS = 0.5


def measure(
    *, clicks: int, warm_up: int, rows: list[int], port: int, seed: int, chromium: str
) -> dict:
    """By number of rows: by app, what was seen of each action, and of its server.

    ``rows``: 0 for the shipped data.
    """
    found: dict[str, Any] = {}
    with browsing(chromium) as browser:
        for many in rows:
            with tempfile.TemporaryDirectory() as temporary:
                data = write_folder(Path(temporary) / "data", many) if many else None
                done = {"clicks": clicks, "warm_up": warm_up, "port": port, "seed": seed}
                found[str(many or shipped_rows())] = _at_one_size(browser, data, **done)
    return found


@contextmanager
def browsing(chromium: str) -> Iterator[Browser]:
    """A real browser without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


def _at_one_size(
    browser: Browser, data: Path | None, *, clicks: int, warm_up: int, port: int, seed: int
) -> dict[str, Any]:
    """Rounds of one action in each app, each round in another order."""
    order = random.Random(seed)
    with ExitStack() as stack:
        visitors = []
        for place, app in enumerate(installed()):
            served = stack.enter_context(serving(app, port=port + 2 * place, data=data))
            visitors.append(Visitor(browser, app, served))
            _tell(f"{app.name}: painted {visitors[-1].ready:.1f} s after the start")
        found = {each.app.name: _about(each) for each in visitors}
        for action in ACTIONS:
            _tell(ACTIONS[action])
            times = max(2, round(clicks * SHARE.get(action, OTHERS)))
            # what is opened anew begins cold each time: that is what is measured
            early = 1 if action == OPEN else warm_up
            for number in range(early + times):
                for visitor in order.sample(visitors, len(visitors)):
                    change = visitor.do(action)
                    if number >= early:
                        changes = found[visitor.app.name]["changes"].setdefault(action, [])
                        changes.append(change.written())
        for each in visitors:
            found[each.app.name] |= {"elsewhere": each.elsewhere, "memory": each.served.memory()}
    return found


def _tell(what: str) -> None:
    """How far it is, for whoever waits."""
    print(what, file=sys.stderr, flush=True)


def _about(visitor: Visitor) -> dict[str, Any]:
    return {"ready": visitor.ready, "opened": visitor.served.memory(), "changes": {}}

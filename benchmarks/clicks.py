"""One action in a real browser, and everything that followed from it."""

from __future__ import annotations

import json
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import Error as Refused
from playwright.sync_api import TimeoutError as Late

from benchmarks.apps import HOST, OPEN, Action, App
from benchmarks.servers import Served

SAMPLER = Path(__file__).with_name("sampler.js").read_text(encoding="utf-8")
QUIET_SECONDS = 0.3
RESTS_MS, PRESSES_MS = 150, 80
"""For how long a pointer that a hand moves is on what it will click, and holds it down."""
VIEWPORT = {"width": 1366, "height": 900}
FIRST_PAINT_MS = 1_200_000
"""Data is opened before the first page is painted: minutes, where there are a million rows."""


class NotPainted(RuntimeError):
    """What a click should have changed did not change on the screen."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one action did. Times in milliseconds from the release of the pointer, or from the
    moment at which a page began to be opened; None where nothing was asked of the server."""

    painted: float
    begun: float
    sent: float | None
    carried: float | None
    finished: float | None
    asked: float | None
    answered: float | None
    """When the map itself asked the server, and had its answer."""
    blank: int
    reloaded: bool
    payload: int
    http: int
    wire: int
    """Everything that passed between browser and server, in both directions."""

    def written(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that a browser makes slower for itself: both ways as fast, ``delay`` in milliseconds
    from a request to the first of its answer."""

    megabits: float
    delay: float

    def slow_down(self, page: Page) -> None:
        """Let all that a page loads come over such a line."""
        session, speed = page.context.new_cdp_session(page), self.megabits * 1e6 / 8
        session.send("Network.enable")
        limits = {"offline": False, "latency": self.delay}
        limits |= {"downloadThroughput": speed, "uploadThroughput": speed}
        session.send("Network.emulateNetworkConditions", limits)


class Visitor:
    """A browser page on one app, in which something is done again and again."""

    def __init__(self, browser: Browser, app: App, served: Served) -> None:
        self.app, self.served, self.elsewhere = app, served, list[str]()
        self._browser, self._done = browser, Counter[tuple[str, ...]]()
        self.page, _ = self._opened(self._new_reader())
        self.ready = time.monotonic() - served.since
        """Seconds from the server's start until the first page was painted."""

    def do(self, name: str) -> Change:
        """Do it once more, and watch until everything is still again."""
        if name == OPEN:
            return self._open_another()
        action = self.app.actions[name]
        # who clicks the same in another way goes on where it was left
        self._done[action.clicked] += 1
        return self._click(action, name)

    def visit(self, line: Line | None) -> tuple[Change, Change]:
        """A new reader's first page, and then, in another tab, their second."""
        context = self._new_reader()
        try:
            return self._seen_over(context, line), self._seen_over(context, line)
        finally:
            context.close()

    def _seen_over(self, context: BrowserContext, line: Line | None) -> Change:
        before = self._quiet()
        page, seen = self._opened(context, line)
        messages = page.evaluate("text => window.bench.messages(text)", "")
        wire = self._quiet() - before
        page.close()
        return _change(seen, messages, wire)

    def _new_reader(self) -> BrowserContext:
        """A browser that has nothing in its cache."""
        context = self._browser.new_context(viewport=VIEWPORT, locale="en")
        context.on("request", lambda request: self._note_host(request.url))
        return context

    def _opened(
        self, context: BrowserContext, line: Line | None = None
    ) -> tuple[Page, dict[str, Any]]:
        """A page of a reader, painted."""
        page = context.new_page()
        if line:
            line.slow_down(page)
        page.set_default_timeout(FIRST_PAINT_MS)
        known = {key: getattr(self.app, key) for key in ("frame", "chosen", "stamped", "over")}
        known["opens"] = self.app.actions[OPEN].watched
        page.add_init_script(f"window.benchApp = {json.dumps(known)};")
        page.add_init_script(SAMPLER)
        page.goto(f"http://{HOST}:{self.served.wire.port}")
        seen = page.evaluate("() => window.bench.opened")
        if seen.get("painted") is None:
            raise NotPainted(f"{self.app.name}: nothing painted at first")
        page.set_default_timeout(30_000)
        return page, seen

    def _note_host(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.hostname != HOST:
            self.elsewhere.append(address)

    def _open_another(self) -> Change:
        context = self._new_reader()
        try:
            return self._seen_over(context, None)
        finally:
            context.close()

    def _click(self, action: Action, name: str) -> Change:
        self.page.bring_to_front()
        before = self._quiet()
        try:
            seen = self._clicked(action, self._done[action.clicked])
        except Refused as refused:
            why = f"{self.app.name}, {name}: nothing to click any more ({refused.message})"
            raise NotPainted(why) from refused
        messages = self.page.evaluate("text => window.bench.messages(text)", action.carries)
        if seen.get("painted") is None:
            number = self._done[action.clicked]
            did = f"{name} {number} (sent: {messages['sent'] is not None})"
            raise NotPainted(f"{self.app.name}: {did} changed nothing that is painted")
        return _change(seen, messages, self._quiet() - before)

    def _clicked(self, action: Action, number: int) -> dict[str, Any]:
        target = self.page.locator(action.target(number)) if action.clicked else None
        if target:
            self._reveal(action, target)
        self.page.evaluate("what => window.bench.begin(what)", action.watched)
        if target and action.hand:
            target.hover()
            self.page.wait_for_timeout(RESTS_MS)
            target.click(delay=PRESSES_MS)
        elif target:
            target.click()
        else:
            spots = self.page.evaluate("() => window.bench.spots()")
            self.page.mouse.click(*spots[number % len(spots)])
        return self.page.evaluate("() => window.bench.end()")

    def _reveal(self, action: Action, target: Locator) -> None:
        """Bring it into sight; a list that closed while the page grew is opened anew."""
        for last in (False, False, False, True):
            if action.before:
                self.page.locator(action.before).click()
            try:
                target.wait_for(timeout=30_000 if last else 4_000)
            except Late:
                if last:
                    raise
            else:
                return

    def _quiet(self) -> Counter[tuple[str, str]]:
        """What has passed so far, once nothing passes any more."""
        counted = None
        while counted != self.served.wire.counted:
            counted = self.served.wire.counted.copy()
            time.sleep(QUIET_SECONDS)
        return counted


def _change(
    seen: dict[str, Any], messages: dict[str, Any], wire: Counter[tuple[str, str]]
) -> Change:
    clicked = seen["clicked"]
    times = ("sent", "carried", "finished", "asked", "answered")
    since = {key: messages.get(key) for key in times}
    return Change(
        painted=seen["painted"] - clicked,
        begun=seen["begun"] - clicked,
        blank=seen["blank"],
        reloaded=seen["reloaded"],
        payload=messages["payloadUp"] + messages["payloadDown"],
        http=wire["http", "up"] + wire["http", "down"],
        wire=wire.total(),
        **{key: None if at is None else at - clicked for key, at in since.items()},
    )

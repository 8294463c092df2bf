"""One click in a real browser, and everything that followed from it."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as Late

from benchmarks.apps import App
from benchmarks.wire import HOST, Wire

SAMPLER = Path(__file__).with_name("sampler.js").read_text(encoding="utf-8")
OVER = '[data-testid="stApp"][data-test-script-state="notRunning"]'
QUIET_SECONDS = 0.4
VIEWPORT = {"width": 1366, "height": 900}
FIRST_PAINT_MS = 120_000


class NotPainted(RuntimeError):
    """What a click should have changed did not change on the screen."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one click did. Times in milliseconds from the release of the pointer."""

    painted: float
    begun: float
    sent: float
    carried: float
    finished: float
    blank: int
    reloaded: bool
    payload: int
    wire: Counter[tuple[str, str]]

    @property
    def wire_bytes(self) -> int:
        """Everything that passed between browser and server, in both directions."""
        return self.wire.total()


class Visitor:
    """A browser page on one app, that clicks its filter again and again."""

    def __init__(self, browser: Browser, app: App, wire: Wire) -> None:
        self.app, self.wire = app, wire
        self._page = self._open(browser)
        self._clicks = 0

    def _open(self, browser: Browser) -> Page:
        page = browser.new_context(viewport=VIEWPORT).new_page()
        page.add_init_script(SAMPLER)
        page.goto(f"http://{HOST}:{self.wire.port}")
        try:
            page.locator(self.app.shown).wait_for(timeout=FIRST_PAINT_MS)
        except Late as late:
            raise NotPainted(f"{self.app.name}: nothing painted at first") from late
        page.locator(OVER).wait_for()
        return page

    def click(self) -> Change:
        """Click the next switch, and watch until everything is still again."""
        self._page.bring_to_front()
        before = self._quiet()
        try:
            seen = self._clicked()
        except Late as late:
            raise NotPainted(f"{self.app.name}: nothing to click any more") from late
        messages = self._page.evaluate("text => window.bench.messages(text)", self.app.carries)
        if seen.get("painted") is None:
            did = f"click {self._clicks} (sent: {messages['sent'] is not None})"
            raise NotPainted(f"{self.app.name}: {did} changed nothing that is painted")
        wire = self._quiet() - before
        return _change(seen, messages, wire)

    def _clicked(self) -> dict:
        self._page.evaluate("what => window.bench.begin(what)", self.app.watched)
        self._clicks += 1
        self._page.locator(self.app.switch(self._clicks)).click()
        return self._page.evaluate("() => window.bench.end()")

    def _quiet(self) -> Counter[tuple[str, str]]:
        """What has passed so far, once nothing passes any more."""
        counted = None
        while counted != self.wire.counted:
            counted = self.wire.counted.copy()
            time.sleep(QUIET_SECONDS)
        return counted


def _change(seen: dict, messages: dict, wire: Counter[tuple[str, str]]) -> Change:
    clicked = seen["clicked"]
    return Change(
        painted=seen["painted"] - clicked,
        begun=seen["begun"] - clicked,
        blank=seen["blank"],
        reloaded=seen["reloaded"],
        payload=messages["payloadUp"] + messages["payloadDown"],
        wire=wire,
        **{key: messages[key] - clicked for key in ("sent", "carried", "finished")},
    )

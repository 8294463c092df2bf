"""One replica is killed while viewers filter and programs read: what each of them notices."""

import itertools
import re
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Page, WebSocket, expect

from lib.language import language
from tests.browser.conftest import choose, fills, painted_map, settled
from tests.deploy.fleet import Fleet, Replica, until

COOKIE = "dashboard_replica"
VIEWS = (
    "drawn=areas&donor=USAID",
    "drawn=areas&place=peje&indicator=money",
    "drawn=areas&activity_type=training&municipality_ids=gracanice&lang=sq",
)


@dataclass
class Viewer:
    """A reader's tab, and the connections that it has had."""

    page: Page
    cookie: str
    sockets: list[WebSocket] = field(default_factory=list)
    answered: int = 0
    """How many of them have brought anything."""

    @property
    def link(self) -> dict[str, list[str]]:
        return parse_qs(urlsplit(self.page.url).query)

    def connected(self, socket: WebSocket) -> None:
        self.sockets.append(socket)
        number = len(self.sockets)

        def answered(_: object) -> None:
            self.answered = max(self.answered, number)

        socket.on("framereceived", answered)

    def connected_again(self, times: int) -> None:
        """Until the tab has had more connections than so many, and has been answered."""

        def true() -> bool:
            # events arrive while the page is asked something
            self.page.evaluate("0")
            return self.answered > times and not self.sockets[-1].is_closed()

        until(true)
        settled(self.page)


@dataclass
class Seen:
    """What a reader has before them."""

    link: dict[str, list[str]]
    counted: str
    colours: dict[str, str]


def seen(viewer: Viewer) -> Seen:
    frame = painted_map(viewer.page)
    return Seen(
        viewer.link, viewer.page.get_by_text(re.compile(r" 351 ")).first.inner_text(), fills(frame)
    )


def cookies_of(fleet: Fleet, replica: Replica) -> Iterator[str]:
    """Numbers of readers who are sent to this replica."""
    for number in itertools.count():
        with httpx.Client(cookies={COOKIE: f"reader-{number}"}) as reader:
            if fleet.serves(reader) is replica:
                yield f"reader-{number}"


@contextmanager
def viewing(browser: Browser, fleet: Fleet, link: str, cookie: str) -> Iterator[Viewer]:
    """A reader who is sent where this cookie points."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    context.add_cookies([{"name": COOKIE, "value": cookie, "url": f"{fleet.address}/"}])
    viewer = Viewer(context.new_page(), cookie)
    viewer.page.set_default_timeout(60_000)
    viewer.page.on("websocket", viewer.connected)
    viewer.page.goto(f"{fleet.address}/?{link}")
    painted_map(viewer.page)
    yield viewer
    context.close()


@pytest.fixture
def victim(fleet: Fleet) -> Iterator[Replica]:
    """A replica that may be killed; it is there again for the next test."""
    yield fleet.replicas[0]
    if fleet.replicas[0].process is None or fleet.replicas[0].process.poll() is not None:
        back(fleet, fleet.replicas[0])


def back(fleet: Fleet, replica: Replica) -> None:
    """Until a replica that was away is used again."""
    replica.start()
    replica.ready()
    cookie = "reader-of-" + replica.name
    known = iter(f"{cookie}-{number}" for number in itertools.count())
    # one that is sent elsewhere at first may be sent here once the proxy has tried again
    until(lambda: _served(fleet, next(known)) is replica)


def _served(fleet: Fleet, cookie: str) -> Replica:
    with httpx.Client(cookies={COOKIE: cookie}) as reader:
        return fleet.serves(reader)


@dataclass
class Load:
    """Programs that read the API all the while."""

    fleet: Fleet
    cookies: list[str]
    stop: threading.Event = field(default_factory=threading.Event)
    answers: Counter[str] = field(default_factory=Counter)

    def read(self, cookie: str) -> None:
        path = f"{self.fleet.address}/api/activities.csv?donor=USAID"
        with httpx.Client(cookies={COOKIE: cookie}, timeout=60) as program:
            # bounded, should nobody stop it
            for _ in range(5_000):
                if self.stop.wait(0.02):
                    return
                try:
                    self.answers[str(program.get(path).status_code)] += 1
                except httpx.TransportError as broken:
                    self.answers[type(broken).__name__] += 1

    def __enter__(self) -> "Load":
        self.threads = [threading.Thread(target=self.read, args=(each,)) for each in self.cookies]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        for thread in self.threads:
            thread.join()


def test_a_replica_that_is_killed_under_load_takes_nobodys_view_with_it(
    browser: Browser, fleet: Fleet, victim: Replica
) -> None:
    survivor = fleet.replicas[1]
    of_victim, of_survivor = cookies_of(fleet, victim), cookies_of(fleet, survivor)
    load = Load(fleet, [next(of_victim), next(of_survivor)])
    with ExitStack() as open_tabs:
        viewers = [
            open_tabs.enter_context(viewing(browser, fleet, link, next(of_victim)))
            for link in VIEWS
        ]
        other = open_tabs.enter_context(viewing(browser, fleet, VIEWS[0], next(of_survivor)))
        for each in (*viewers, other):
            press(each, "participation", "mixed")
        before = [seen(each) for each in (*viewers, other)]
        had = [len(each.sockets) for each in viewers]
        open_tabs.enter_context(load)
        until(lambda: load.answers["200"] > 10)
        done = load.answers["200"]

        victim.kill()
        for each, times in zip(viewers, had, strict=True):
            each.connected_again(times)
        assert [seen(each) for each in (*viewers, other)] == before
        assert len(other.sockets) == 1
        for each in (*viewers, other):
            press(each, "activity_type", "infrastructure")
        narrowed = [seen(each) for each in viewers]
        assert narrowed[0].counted != before[0].counted
        for each, then in zip(viewers, narrowed, strict=True):
            each.page.reload()
            assert seen(each) == then
        until(lambda: load.answers["200"] > done + 20)
    # what was being sent when it died cannot be taken back; all else was answered by the other
    assert load.answers.pop("200") > done
    assert sum(load.answers.values()) <= 1, load.answers


def test_a_click_while_the_replica_is_away_is_done_or_not_done_but_never_half(
    browser: Browser, fleet: Fleet, victim: Replica
) -> None:
    with viewing(browser, fleet, VIEWS[0], next(cookies_of(fleet, victim))) as viewer:
        before = seen(viewer)
        victim.kill()
        press(viewer, "participation", "mixed", wait=False)
        viewer.connected_again(1)
        after = seen(viewer)
        pressed = len(after.link.get("participation", []))
        options = viewer.page.locator(".st-key-participation button[aria-pressed=true]")
        expect(options).to_have_count(pressed)
        if not pressed:
            assert (after.link, after.counted) == (before.link, before.counted)
            # a map that was painted for a click that is lost goes after a moment (ahead.js)
            until(lambda: seen(viewer) == before, within=5)
        # one more click, at most, and it is done
        if not pressed:
            press(viewer, "participation", "mixed")
        assert seen(viewer).link == before.link | {"participation": ["mixed"]}


def test_a_replica_that_comes_back_is_used_and_sessions_elsewhere_keep_their_files(
    browser: Browser, fleet: Fleet, victim: Replica
) -> None:
    with viewing(browser, fleet, VIEWS[1], next(cookies_of(fleet, victim))) as viewer:
        before = seen(viewer)
        victim.kill()
        viewer.connected_again(1)
        back(fleet, victim)
        assert _served(fleet, viewer.cookie) is victim
        # the session is in the other replica, and so are its files
        with viewer.page.expect_download() as started:
            viewer.page.get_by_role("button", name="Download these rows").click()
        assert Path(started.value.path()).read_bytes().startswith(b"\xef\xbb\xbf")
        asked = [each for each in fleet.answers() if "/media/" in each["path"]][-1]
        assert asked["replicas"] == f"{victim.name}, {fleet.replicas[1].name}"
        assert asked["statuses"] == "404, 200"
        viewer.page.reload()
        assert seen(viewer) == before


def press(viewer: Viewer, key: str, value: str, *, wait: bool = True) -> None:
    """Press an option of a filter, in the viewer's language."""
    say = language(viewer.link.get("lang", ["en"])[0])
    choose(viewer.page, say(f"option.{key}.{value}"))
    if wait:
        expect(viewer.page).to_have_url(re.compile(f"{key}=[^#]*{value}"))
        settled(viewer.page)

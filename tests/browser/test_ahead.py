"""A filter paints the map before its page has answered; the page's answer decides."""

from __future__ import annotations

import re
from collections.abc import Iterator

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from lib.server.map_first import COOKIE
from tests.browser.conftest import choose, painted_map, repainted, settled, stamp
from tests.browser.test_server import running

WATCH = """() => {
    window.seen = [];
    const { take } = placesMap.ahead, { show } = placesMap;
    placesMap.ahead.take = (said) => {
        const painted = take(said);
        window.seen.push(['page', said.stamp, painted]);
        return painted;
    };
    placesMap.show = (shown) => {
        window.seen.push([shown.clicks < 0 ? 'ahead' : 'shown', shown.stamp, true]);
        show(shown);
    };
}"""
PRESS = """words => {
    const found = [...document.querySelectorAll('button[aria-pressed]')]
        .find(each => each.innerText.startsWith(words));
    for (const kind of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click'])
        found.dispatchEvent(new PointerEvent(kind, {bubbles: true, isPrimary: true, button: 0}));
}"""
"""Press and release within the page: nothing waits between two of them."""


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with running("server.py") as address:
        yield address


@pytest.fixture
def tab(browser: Browser, served: str) -> Iterator[Page]:
    context = browser.new_context(base_url=served, viewport={"width": 1440, "height": 900})
    tab = context.new_page()
    tab.goto("/")
    painted_map(tab)
    settled(tab)
    yield tab
    context.close()


def of_the_api(served: str, **link: str) -> str:
    """The stamp of the map that the API gives for a link."""
    return str(httpx.get(f"{served}/api/map", params={"lang": "en", **link}).json()["stamp"])


def watched(tab: Page) -> Frame:
    frame = painted_map(tab)
    frame.evaluate(WATCH)
    return frame


def test_a_click_is_painted_without_the_pages_answer(tab: Page, served: str) -> None:
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate("() => { placesMap.recolour = () => undefined; }")
    choose(tab, "Grants")
    repainted(frame, before)
    assert stamp(frame) == of_the_api(served, activity_type="grant")


def test_the_page_says_the_same_and_nothing_is_painted_twice(tab: Page) -> None:
    frame = watched(tab)
    links = ("activity_type=grant$", "grant&participation=mixed$", r"\?participation=mixed$")
    for words, link in zip(("Grants", "Mixed", "Grants"), links, strict=True):
        # as long as a hand takes: the answer is there when it lets go
        tab.get_by_role("button", name=re.compile(f"^{words}")).first.click(delay=200)
        expect(tab).to_have_url(re.compile(link))
        settled(tab)
    said = frame.evaluate("window.seen")
    ahead = [each[1] for each in said if each[0] == "ahead"]
    pages = [each for each in said if each[0] == "page"]
    assert ahead, "the map was never ahead"
    for kind, at, painted in pages:
        assert kind == "page"
        assert painted != (at in ahead)
    assert stamp(frame) == pages[-1][1]


def test_another_number_is_painted_ahead_too(tab: Page, served: str) -> None:
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate("() => { placesMap.recolour = () => undefined; }")
    tab.get_by_role("combobox", name="Number to show").click()
    tab.get_by_role("option", name="Participants", exact=True).click()
    repainted(frame, before)
    assert stamp(frame) == of_the_api(served, indicator="participants")


def test_quick_clicks_end_where_the_page_ends(tab: Page, served: str) -> None:
    frame = watched(tab)
    for words in ("Grants", "Trainings", "Grants", "Mixed"):
        tab.evaluate(PRESS, words)
        tab.wait_for_timeout(30)
    expect(tab.get_by_text("2 of 351 activities")).to_be_visible()
    settled(tab)
    wanted = of_the_api(served, activity_type="training", participation="mixed")
    frame.wait_for_function("at => document.documentElement.dataset.painted === at", arg=wanted)


def test_the_page_can_wait_for_it(tab: Page) -> None:
    """Both that a click sends are known to be of one browser (lib/server/map_first.py)."""
    with tab.expect_request("**/api/map?*") as asked:
        choose(tab, "Grants")
    settled(tab)
    known = {each["name"]: each["value"] for each in tab.context.cookies()}
    assert f"{COOKIE}={known[COOKIE]}" in asked.value.all_headers()["cookie"]


@pytest.mark.parametrize("status", [429, 500, 404])
def test_where_the_api_refuses_the_page_paints(tab: Page, status: int, served: str) -> None:
    tab.context.route("**/api/map?*", lambda route: route.fulfill(status=status, body="no"))
    frame = watched(tab)
    before = stamp(frame)
    choose(tab, "Grants")
    repainted(frame, before)
    assert stamp(frame) == of_the_api(served, activity_type="grant")
    assert not [each for each in frame.evaluate("window.seen") if each[0] == "ahead"]


def test_what_the_page_never_confirms_does_not_stay(tab: Page) -> None:
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate("() => { placesMap.recolour = () => undefined; }")
    choose(tab, "Grants")
    repainted(frame, before)
    frame.wait_for_function("at => document.documentElement.dataset.painted === at", arg=before)


def test_what_the_page_contradicts_does_not_stay(tab: Page) -> None:
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate(
        """() => {
            // the answer to the click is lost, and the page says again what it said before
            let last;
            const { take } = placesMap.ahead;
            placesMap.ahead.take = (said) => take((last ||= {...said, stamp: window.before}));
        }"""
    )
    frame.evaluate("at => { window.before = at; }", before)
    choose(tab, "Grants")
    repainted(frame, before)
    at_once = "at => document.documentElement.dataset.painted === at"
    frame.wait_for_function(at_once, arg=before, timeout=6_000)


def test_a_press_that_is_taken_back_paints_nothing(tab: Page) -> None:
    frame = watched(tab)
    box = tab.get_by_role("button", name="Grants").first.bounding_box()
    assert box
    tab.mouse.move(box["x"] + 5, box["y"] + 5)
    tab.mouse.down()
    tab.mouse.move(box["x"] + 5, box["y"] + 300)
    tab.mouse.up()
    tab.wait_for_timeout(500)
    assert frame.evaluate("window.seen") == []


def test_who_rests_on_an_option_finds_its_map_there(tab: Page, served: str) -> None:
    asked: list[str] = []
    tab.context.on("request", lambda each: asked.append(each.url) if "/api/map" in each.url else 0)
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate("() => { placesMap.recolour = () => undefined; }")
    pill = tab.get_by_role("button", name="Grants").first
    with tab.expect_response("**/api/map?*"):
        pill.hover()
    # what is pointed at is not yet chosen
    assert stamp(frame) == before
    pill.click(delay=50)
    repainted(frame, before)
    assert stamp(frame) == of_the_api(served, activity_type="grant")
    settled(tab)
    # drawn anew under the same pointer, the option is not asked for once more
    tab.wait_for_timeout(300)
    assert len(asked) == 1


def test_who_passes_over_options_asks_nothing(tab: Page) -> None:
    asked: list[str] = []
    tab.context.on("request", lambda each: asked.append(each.url))
    top, bottom = (
        tab.get_by_role("button", name=words).first.bounding_box() for words in ("Grants", "Other")
    )
    assert top and bottom
    tab.mouse.move(top["x"] + 5, top["y"] + 5)
    tab.mouse.move(bottom["x"] + 5, bottom["y"] + 5, steps=3)
    tab.mouse.move(700, 5)
    tab.wait_for_timeout(300)
    assert not [each for each in asked if "/api/map" in each]


def test_a_key_is_painted_ahead_as_a_click_is(tab: Page, served: str) -> None:
    frame = painted_map(tab)
    before = stamp(frame)
    frame.evaluate("() => { placesMap.recolour = () => undefined; }")
    tab.get_by_role("button", name="Grants").first.focus()
    tab.keyboard.press("Enter")
    repainted(frame, before)
    assert stamp(frame) == of_the_api(served, activity_type="grant")


def test_nobody_elsewhere_may_steer_the_page(served: str) -> None:
    said = httpx.get(f"{served}/_stcore/host-config").json()
    assert said["allowedOrigins"] == []

"""The years of the map in a real browser: they play without the server, stop, and stand still."""

import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import fills, painted_map, repainted, settled, stamp

LOOKS = """() => JSON.stringify([...document.querySelectorAll('path.place, path.circle')]
    .map(path => path.getAttribute('fill') + path.getAttribute('d')))"""


def player(page: Page, link: str = "/?by_year=yes") -> Frame:
    """The map's frame with its years, once everything is there and at rest."""
    frames: list[str] = []
    page.on("websocket", lambda socket: _listen(socket, frames))
    page.frames_of_sockets = frames  # type: ignore[attr-defined]
    page.goto(link)
    frame = painted_map(page)
    frame.wait_for_selector("section.years")
    settled(page)
    return frame


def _listen(socket, frames: list[str]) -> None:  # type: ignore[no-untyped-def]
    socket.on("framesent", lambda _: frames.append("sent"))
    socket.on("framereceived", lambda _: frames.append("received"))


def year(frame: Frame) -> str:
    return frame.locator("output.year").inner_text()


def goes_on(frame: Frame, after: str) -> None:
    """Until another year is shown."""
    frame.wait_for_function("year => document.documentElement.dataset.year !== year", arg=after)


def test_without_the_switch_nothing_of_the_years_is_there(page: Page) -> None:
    page.goto("/")
    frame = painted_map(page)
    settled(page)
    assert frame.locator("section.years").count() == 0
    expect(page.locator(".legend")).to_be_visible()
    at = stamp(frame)
    page.get_by_text("Year by year").click()
    expect(page).to_have_url(re.compile("by_year=yes"))
    repainted(frame, at)
    expect(frame.get_by_role("button", name="Play")).to_be_visible()
    settled(page)
    page.get_by_text("Year by year").click()
    expect(page).not_to_have_url(re.compile("by_year"))
    expect(frame.locator("section.years")).to_have_count(0)
    expect(page.locator(".legend")).to_be_visible()


@pytest.mark.parametrize("link", ["/?by_year=yes", "/?by_year=yes&drawn=areas"])
def test_it_plays_without_a_word_to_the_server_and_stops(page: Page, link: str) -> None:
    frame = player(page, link)
    # the last answers of the page itself
    page.wait_for_timeout(1000)
    before = len(page.frames_of_sockets)  # type: ignore[attr-defined]
    looks = {frame.evaluate(LOOKS)}
    frame.get_by_role("button", name="Play").click()
    for _ in range(4):
        goes_on(frame, year(frame))
        looks.add(frame.evaluate(LOOKS))
    frame.get_by_role("button", name="Stop").click()
    stood = year(frame)
    assert re.fullmatch(r"\d{4}", stood)
    assert len(looks) >= 3
    page.wait_for_timeout(2000)
    assert year(frame) == stood
    assert len(page.frames_of_sockets) == before  # type: ignore[attr-defined]
    assert frame.locator(".years .said").inner_text() == "", "read aloud while it played"
    assert page.elsewhere == []


def test_escape_and_a_filter_stop_it_and_the_year_stays(page: Page) -> None:
    frame = player(page)
    play = frame.get_by_role("button", name="Play")
    play.click()
    goes_on(frame, year(frame))
    page.keyboard.press("Escape")
    expect(play).to_be_visible()
    play.click()
    goes_on(frame, year(frame))
    at = stamp(frame)
    page.get_by_role("button", name=re.compile("^Grants")).first.click()
    repainted(frame, at)
    expect(play).to_be_visible()
    assert re.fullmatch(r"\d{4}", year(frame))
    stood = year(frame)
    page.wait_for_timeout(2000)
    assert year(frame) == stood


def test_it_ends_at_the_last_year(page: Page) -> None:
    frame = player(page)
    slider = frame.get_by_role("slider", name="Year")
    last = int(slider.get_attribute("max"))
    slider.fill(str(last - 1))
    frame.get_by_role("button", name="Play").click()
    frame.wait_for_function("max => document.querySelector('input').value === max", arg=str(last))
    expect(frame.get_by_role("button", name="Play")).to_be_visible()


def test_the_slider_is_moved_by_keyboard_named_and_read_aloud(page: Page) -> None:
    frame = player(page)
    slider = frame.get_by_role("slider", name="Year")
    expect(slider).to_have_attribute("aria-valuetext", "All years")
    whole = fills(frame)
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    said = slider.get_attribute("aria-valuetext")
    assert re.fullmatch(r"\d{4}", said)
    assert frame.locator(".years .said[aria-live=polite]").inner_text() == said == year(frame)
    label = frame.locator("path[data-place=gracanice]").get_attribute("aria-label")
    assert label.startswith(f"Gračanica, {said}, ")
    page.keyboard.press("Home")
    assert year(frame) == "All years"
    assert fills(frame) == whole


def test_the_legend_is_that_of_what_is_shown(page: Page) -> None:
    frame = player(page)
    expect(page.locator("[data-testid=stMain] .legend")).to_have_count(0)
    shown = frame.locator(".years .legend:visible")
    expect(shown).to_have_count(1)
    expect(shown).to_contain_text("all years")
    height = frame.evaluate("innerHeight")
    frame.get_by_role("slider", name="Year").fill("5")
    expect(shown).to_contain_text("in one year")
    largest = float(shown.locator("i.circle").first.evaluate("each => each.offsetWidth"))
    assert largest > 10
    assert frame.evaluate("innerHeight") == height


def test_a_place_is_chosen_while_a_year_is_shown_and_the_year_stays(page: Page) -> None:
    frame = player(page, "/?by_year=yes&drawn=areas")
    frame.get_by_role("slider", name="Year").fill("9")
    shown, at = year(frame), stamp(frame)
    frame.locator("path[data-place=istog]").click()
    expect(page).to_have_url(re.compile("place=istog"))
    repainted(frame, at)
    assert year(frame) == shown
    expect(frame.locator("path[data-place=istog]")).to_have_attribute("aria-pressed", "true")


def test_where_less_motion_is_wanted_nothing_plays_and_the_slider_still_works(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    frame = player(page)
    assert frame.get_by_role("button", name="Play").count() == 0
    frame.get_by_role("slider", name="Year").fill("7")
    looks = frame.evaluate(LOOKS)
    page.wait_for_timeout(1500)
    assert frame.evaluate(LOOKS) == looks
    assert frame.evaluate("document.getAnimations().length") == 0


def test_playing_stops_when_less_motion_is_wanted(page: Page) -> None:
    frame = player(page)
    frame.get_by_role("button", name="Play").click()
    goes_on(frame, year(frame))
    page.emulate_media(reduced_motion="reduce")
    expect(frame.get_by_role("button")).to_have_count(2 + 16)  # zoom, places
    stood = year(frame)
    page.wait_for_timeout(2000)
    assert year(frame) == stood


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_the_player_fits_and_hides_nothing_of_the_map(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    frame = player(page)
    assert frame.evaluate("document.documentElement.scrollWidth <= innerWidth")
    box, below = (
        frame.evaluate(f"document.querySelector('{each}').getBoundingClientRect().toJSON()")
        for each in ("#map_div", "section.years")
    )
    assert box["bottom"] <= below["top"] + 1
    assert below["bottom"] <= frame.evaluate("innerHeight") + 1

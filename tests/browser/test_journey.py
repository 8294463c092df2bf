"""A whole visit by keyboard alone: open, filter, choose a municipality, read, take the file."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import ElementHandle, Page, expect

from lib.language import LANGUAGES, language
from tests.browser.conftest import painted_map, settled, still

LAPTOP, PHONE = (1440, 900), (390, 844)
JOURNEYS = [(code, size) for size in (LAPTOP, PHONE) for code in LANGUAGES]
MOST_STOPS = 120


def focused(page: Page) -> ElementHandle:
    """What has the focus, in the page or in the map's frame."""
    element = page.evaluate_handle("document.activeElement").as_element()
    assert element
    frame = element.content_frame()
    if frame:
        element = frame.evaluate_handle("document.activeElement").as_element()
        assert element
    return element


def tab_to(page: Page, selector: str, words: str = "", *, back: bool = False) -> ElementHandle:
    """Press Tab until an element of this kind, with these first words, has the focus."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        element = focused(page)
        if element.evaluate("(element, selector) => element.matches(selector)", selector) and (
            element.inner_text().startswith(words) if words else True
        ):
            return element
    raise AssertionError(f"no way by keyboard to {selector} {words}")


@pytest.mark.parametrize(("code", "size"), JOURNEYS)
def test_a_visit_by_keyboard_alone(page: Page, code: str, size: tuple[int, int]) -> None:
    say, phone = language(code), size == PHONE
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(f"/?lang={code}")
    frame = painted_map(page)
    settled(page)

    # filter
    if phone:
        tab_to(page, "[data-testid=stExpandSidebarButton], [data-testid=stExpandSidebarButton] *")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=say("filters"))).to_be_in_viewport()
        still(page)
    tab_to(page, ".st-key-activity_type button", say("option.activity_type.grant"), back=False)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("activity_type=grant"))
    settled(page)
    if phone:
        tab_to(page, "[data-testid=stSidebarCollapseButton] button", back=True)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name=say("filters"))).not_to_be_in_viewport()
        still(page)

    # choose a municipality
    place = tab_to(page, "path[data-place=gracanice]")
    name = str(place.get_attribute("aria-label"))
    assert re.search(r", \d+$", name), "named with its value"
    assert frame.locator("path.focus").count() == 1, "where the focus is, is seen"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=gracanice"))
    expect(frame.locator("path[data-place=gracanice]")).to_have_attribute("aria-pressed", "true")
    expect(frame.locator(".said.chosen[aria-live=polite]")).to_have_text(
        f"{say('place.ask')}: {name}"
    )
    settled(page)

    # read its numbers
    numbers = page.get_by_role("table").filter(has_text=say("place.indicator"))
    value = numbers.get_by_role("row").filter(has_text=say("indicator.grants")).first
    expect(value).to_contain_text(name.split(", ")[1])

    # take its rows away
    tab_to(page, ".st-key-download_place button")
    with page.expect_download() as started:
        page.keyboard.press("Enter")
    rows = list(
        csv.DictReader(io.StringIO(Path(started.value.path()).read_text(encoding="utf-8-sig")))
    )
    assert len(rows) == int(name.split(", ")[1])
    assert {row["activity_type"] for row in rows} == {"grant"}


def test_the_table_is_reached_before_the_map(page: Page) -> None:
    page.goto("/")
    painted_map(page)
    settled(page)
    link = tab_to(page, ".skip")
    assert link.bounding_box()["height"] >= 24, "a way around that has the focus is seen"
    page.keyboard.press("Enter")
    table = page.locator(".ranking")
    expect(table).to_be_focused()
    assert focused(page).get_attribute("aria-label") == "Activities"

"""Other ways to read: larger, spaced out, on a phone, without motion, over a slow line."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import painted_map, settled, still, styled

SPACED = """* {
    letter-spacing: 0.12em !important;
    line-height: 1.5 !important;
    word-spacing: 0.16em !important;
}
p { margin-bottom: 2em !important; }"""
"""The spacing that WCAG 2.2, 1.4.12, asks to be borne."""
CUT = """() => [...document.querySelectorAll(
    '[data-testid=stMainBlockContainer] :is(h1, h2, h3, p, li, th, td, dd, caption, label, button)'
)].filter(each => {
    const {overflowX, overflowY} = getComputedStyle(each);
    const clips = [overflowX, overflowY].some(way => way === 'hidden' || way === 'clip');
    const right = each.getBoundingClientRect().right;
    // the menu, the matrix and wide tables are swept sideways; some labels are for screen readers
    const swept = each.closest(
        '.st-key-menu, .matrix-frame, .plain-frame, .skip, '
        + '[data-testid=stTable], [data-testid=stWidgetLabel]'
    );
    return each.getClientRects().length && !swept && (
        right > innerWidth + 1
        || (clips && (each.scrollWidth > each.clientWidth + 2
                      || each.scrollHeight > each.clientHeight + 2))
    );
}).map(each => each.outerHTML.slice(0, 160))"""
ONE_WAY = "(each => each.scrollWidth <= each.clientWidth)(document.querySelector('.stMain'))"
MAP_FROM = 432
"""Pixels from the top at which the map begins on a phone, at the most: half a screen."""


@pytest.mark.parametrize("link", ["/?lang=sr_Cyrl", "/coverage", "/communities?lang=sq"])
def test_at_200_percent_nothing_is_cut_off(page: Page, link: str) -> None:
    page.set_viewport_size({"width": 720, "height": 450})
    page.goto(link)
    settled(page)
    assert page.evaluate(ONE_WAY)
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("link", ["/?place=gracanice", "/communities", "/methods?lang=sr_Latn"])
def test_words_may_be_spaced_out(page: Page, link: str) -> None:
    page.goto(link)
    page.wait_for_selector(".st-key-menu")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    styled(page)
    page.add_style_tag(content=SPACED)
    assert page.evaluate(ONE_WAY)
    assert page.evaluate(CUT) == []


@pytest.mark.parametrize("language", ["en", "sq", "sr_Latn", "sr_Cyrl"])
def test_on_a_phone_the_map_comes_first_in_every_language(page: Page, language: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"/?lang={language}")
    painted_map(page)
    settled(page)
    top = page.locator("iframe[title*=st_folium]").bounding_box()["y"]
    assert top < MAP_FROM
    assert page.evaluate(ONE_WAY)
    assert page.evaluate(CUT) == []
    switch = page.locator(".st-key-lang").bounding_box()
    assert switch["y"] + switch["height"] < page.locator("h1").bounding_box()["y"] + 1


def test_a_tap_chooses_a_language_and_a_municipality(browser, address: str) -> None:
    context = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto("/?drawn=areas")
    painted_map(page)
    settled(page)
    page.get_by_role("radio", name="Shqip").tap()
    expect(page.locator("html")).to_have_attribute("lang", "sq")
    settled(page)
    painted_map(page).locator("path[data-place=peje]").tap()
    page.wait_for_url("**place=peje**")
    context.close()


def test_a_drawer_that_is_shut_is_no_stop_for_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    settled(page)
    expect(page.get_by_test_id("stExpandSidebarButton")).to_be_visible()
    still(page)
    for _ in range(8):
        page.keyboard.press("Tab")
        assert not page.evaluate(
            "document.activeElement.closest('[data-testid=stSidebar]') !== null"
        )


def test_where_less_motion_is_wanted_nothing_moves(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto("/?drawn=circles")
    frame = painted_map(page)
    settled(page)
    frame.get_by_role("button", name="Zoom in").click()
    assert frame.locator(".leaflet-zoom-anim").count() == 0
    assert frame.evaluate("document.getAnimations().length") == 0

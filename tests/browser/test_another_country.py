"""The example of another country, as a browser shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from lib.ui.show import PAGES
from tests.browser.conftest import fills, painted_map, served, settled, styled
from tests.reader import FOLDERS

WIDTHS = {"laptop": (1440, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of the invented country's dashboard."""
    with served(DASHBOARD_DATA=str(FOLDERS["ellorin"])) as at:
        yield at


def test_its_map_is_painted_and_no_other_host_is_asked(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    colours = fills(frame)
    assert len(colours) == 10
    assert len(set(colours.values())) >= 3
    assert frame.locator("path.other").count() == 2
    assert page.elsewhere == []  # type: ignore[attr-defined]


def test_a_click_inside_the_hole_selects_the_province_that_lies_there(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    settled(page)
    frame.locator("path[data-place=kingsbridge]").click()
    expect(page).to_have_url(re.compile("place=kingsbridge"))
    expect(page.get_by_text(re.compile("in Kingsbridge / Tor Mirë / Kungsbro"))).to_be_visible()


def test_the_tab_and_the_menu_say_the_operators_words(page: Page) -> None:
    page.goto("/municipality?place=longwater")
    settled(page)
    expect(page).to_have_title("Province · Works in the provinces of Ellorin, an invented country")
    expect(page.get_by_role("link", name="Province", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("key", PAGES.values())
def test_every_page_fits_its_width_and_says_that_all_is_invented(
    page: Page, key: str, width: str
) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.goto("/" if key == "map" else f"/{key}?place=longwater")
    page.wait_for_selector("[data-testid=stApp][data-test-script-state=notRunning]")
    styled(page)
    expect(page.get_by_text("Ellorin is an invented country")).to_be_visible()
    main = page.locator("[data-testid=stMain]")
    assert main.evaluate("each => each.scrollWidth <= each.clientWidth")

"""What only a browser shows of the activities: typing a search, choosing a row, taking the file."""

import csv
import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

ROW = 35
"""Pixels of a row of the table, its head included."""
CELLS = "[data-testid=stDataFrame] tbody td[aria-colindex='1']"


def opened(page: Page, link: str = "") -> None:
    page.goto(f"/activities{link}")
    page.wait_for_selector("[data-testid=stDataFrame] canvas")
    settled(page)


def search(page: Page, text: str) -> None:
    field = page.get_by_label("Search", exact=True)
    field.fill(text)
    field.press("Enter")


def click_in_table(page: Page, x: float, row: int) -> None:
    """Click so far from the left, in a row of the table; 0 is its head."""
    page.locator("[data-testid=stDataFrame] .dvn-scroller").click(
        position={"x": x, "y": ROW * row + ROW / 2}
    )


def titles(page: Page) -> list[str]:
    """What the table tells a screen reader of its first column of words: a moment after it is
    drawn."""
    page.wait_for_selector(CELLS, state="attached")
    return page.locator(CELLS).all_inner_texts()


def test_a_search_narrows_counts_table_and_link_and_asks_no_other_host(page: Page) -> None:
    opened(page)
    expect(page.get_by_text("321 of 351 activities")).to_be_visible()
    before = titles(page)
    search(page, "Пећ")
    expect(page.get_by_text("40 of 351 activities")).to_be_visible()
    expect(page).to_have_url(re.compile(r"text=%D0%9F%D0%B5%D1%9B"))
    settled(page)
    page.wait_for_function(
        """([cells, before]) => {
            const now = [...document.querySelectorAll(cells)].map(each => each.innerText);
            return now.length && now.join() !== before.join();
        }""",
        arg=[CELLS, before],
    )
    page.get_by_role("link", name="Map", exact=True).click()
    expect(page.get_by_text("40 of 351 activities")).to_be_visible()
    assert page.elsewhere == []


def test_a_row_that_is_ticked_shows_its_source_and_stands_in_the_link(page: Page) -> None:
    opened(page, "?text=pec")
    click_in_table(page, 15, 1)
    expect(page).to_have_url(re.compile("activity=p"))
    source = page.locator(".activity a").first
    expect(source).to_have_attribute("href", re.compile("^https?://"))
    expect(source).to_have_attribute("rel", "noopener noreferrer")
    settled(page)
    title = page.locator(".activity h3").inner_text()
    assert title == titles(page)[0]
    click_in_table(page, 15, 3)
    expect(page.locator(".activity h3")).to_have_text(titles(page)[2])
    settled(page)
    click_in_table(page, 15, 3)
    expect(page).not_to_have_url(re.compile("activity="))
    expect(page.locator(".activity")).to_have_count(0)


def test_a_row_is_the_right_one_after_the_table_is_sorted(page: Page) -> None:
    opened(page, "?text=pec")
    first = titles(page)[0]
    click_in_table(page, 200, 0)
    page.wait_for_timeout(500)
    shown = titles(page)
    assert shown == sorted(shown)
    assert shown[0] != first
    click_in_table(page, 15, 1)
    expect(page.locator(".activity h3")).to_have_text(shown[0])
    settled(page)
    assert titles(page) == shown, "the reader's order was lost"


def test_an_activity_is_chosen_by_keyboard_and_by_link(page: Page) -> None:
    opened(page, "?activity=p397")
    expect(page.locator(".activity h3")).to_have_text(re.compile("^Twelve pig sheds"))
    field = page.get_by_label("Activity to look at")
    field.focus()
    page.keyboard.type("Memorandum on an adult")
    page.keyboard.press("Enter")
    expect(page.locator(".activity h3")).to_have_text(re.compile("^Memorandum on an adult"))
    expect(page).not_to_have_url(re.compile("activity=p397"))


def test_the_file_holds_exactly_the_rows_that_are_found(page: Page) -> None:
    opened(page, "?text=peja&activity_type=training")
    with page.expect_download() as started:
        page.get_by_role("button", name="Download these rows (CSV)").click()
    text = Path(started.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    expect(page.get_by_text(f"{len(rows)} of 351 activities")).to_be_visible()
    assert {row["activity_type"] for row in rows} == {"training"}
    assert sorted(row["title"] for row in rows) == sorted(titles(page))
    assert "peja" in started.value.suggested_filename


def test_the_table_offers_no_second_file_and_no_second_search(page: Page) -> None:
    opened(page)
    page.locator("[data-testid=stDataFrame]").hover()
    expect(page.get_by_label("Fullscreen: Activities")).to_be_visible()
    expect(page.get_by_label("Download as CSV: Activities")).to_be_hidden()
    expect(page.get_by_label("Search: Activities")).to_be_hidden()


@pytest.mark.parametrize("width", [390, 1440])
def test_nothing_is_wider_than_the_window(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    opened(page, "?text=pec&activity=p397")
    expect(page.locator(".activity")).to_be_visible()
    wide = page.evaluate(
        "[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".some(each => each.scrollWidth > each.clientWidth)"
    )
    assert not wide

"""What only a browser shows of the coverage page: painted, chosen by mouse and by keyboard."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled


def painted(page: Page, link: str = "") -> Locator:
    """The matrix, once it and both charts are painted."""
    page.goto(f"/coverage{link}")
    expect(page.locator(".matrix tbody tr")).to_have_count(16)
    expect(page.locator("[data-testid=stVegaLiteChart] canvas, .vega-embed svg")).to_have_count(2)
    settled(page)
    return page.locator(".matrix")


def cell(page: Page, place: str, column: str) -> Locator:
    return page.locator(f".matrix button[data-place='{place}'][data-column='{column}']")


def test_the_page_is_painted_and_no_other_host_is_asked(page: Page) -> None:
    matrix = painted(page)
    fills = matrix.locator("td.value").evaluate_all("all => all.map(each => each.style.background)")
    assert len(set(fills)) >= 3
    assert matrix.locator("td.none").count() > 0
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("cell", name="18,486")).to_be_visible()
    assert page.elsewhere == []


def test_a_cell_is_chosen_by_mouse_and_its_activities_are_listed(page: Page) -> None:
    painted(page)
    cell(page, "gracanice", "151").click()
    expect(page).to_have_url(re.compile("place=gracanice.*column=151"))
    said = page.get_by_text(
        re.compile(r"^\d+ activities under these filters: Gračanica / Graçanicë · ")
    )
    expect(said).to_be_visible()
    number = int(said.inner_text().split()[0])
    assert number == int(cell(page, "gracanice", "151").inner_text())
    expect(page.locator(".activities tbody tr")).to_have_count(number)
    assert page.locator(".activities a[href^=http]").count() == number
    settled(page)
    cell(page, "gracanice", "151").click()
    expect(page).not_to_have_url(re.compile("place=|column="))
    expect(page.locator(".activities")).to_have_count(0)


def test_a_cell_is_reached_and_chosen_by_keyboard_and_keeps_the_focus(page: Page) -> None:
    painted(page)
    stops = page.locator(".matrix button[tabindex='0']")
    expect(stops).to_have_count(1)
    stops.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown"):
        page.keyboard.press(key)
    at = page.evaluate("({...document.activeElement.dataset})")
    assert at["place"]
    assert at["column"]
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"place={at['place']}.*column={at['column']}"))
    expect(cell(page, at["place"], at["column"])).to_be_focused()
    expect(cell(page, at["place"], at["column"])).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".activities")).to_be_visible()


@pytest.mark.parametrize("gap", [0, 60, 200])
def test_of_two_quick_choices_the_last_stands(page: Page, gap: int) -> None:
    painted(page)
    page.evaluate(
        """gap => {
            const press = place => document.querySelector(
                `.matrix button[data-place=${place}][data-column='151']`).click();
            press('gracanice');
            setTimeout(() => press('istog'), gap);
        }""",
        gap,
    )
    expect(page).to_have_url(re.compile("place=istog.*column=151"))
    page.wait_for_timeout(1000)
    expect(page).to_have_url(re.compile("place=istog.*column=151"))
    expect(cell(page, "istog", "151")).to_have_attribute("aria-pressed", "true")


def test_rows_and_columns_are_ordered_as_asked(page: Page) -> None:
    painted(page, "?rows_by=most&columns_by=name")
    heads = page.locator(".matrix thead button").all_inner_texts()
    assert heads == sorted(heads)
    rows = page.locator(".matrix tbody th").all_inner_texts()
    assert rows[0] == "North Mitrovica"


WATCHED = """
window.widest = 0;
(function watch() {
  const main = document.querySelector("[data-testid=stMain]");
  window.widest = Math.max(window.widest, main ? main.scrollWidth : 0);
  requestAnimationFrame(watch);
})();
"""
"""The most that the page was ever wide, of all that was painted."""


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("across", ["sector_group", "programme"])
def test_nothing_is_cut_off_at_any_width(page: Page, width: int, across: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    painted(page, f"?across={across}&place=gracanice")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width


def test_the_matrix_never_makes_the_page_wider_than_a_phone_while_it_opens(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.add_init_script(WATCHED)
    painted(page, "?across=programme&place=gracanice")
    assert page.evaluate("widest") == 390

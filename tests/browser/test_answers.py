"""What only a browser shows of the link: quick answers are kept, a copy gives the same view."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, painted_map, repainted, settled, stamp, still


@pytest.mark.parametrize("gap", [0, 40, 80, 120, 160, 240])
def test_two_quick_answers_are_both_kept(page: Page, gap: int) -> None:
    page.goto("/")
    painted_map(page)
    settled(page)
    page.evaluate(
        """gap => {
            const press = words => [...document.querySelectorAll('button')]
                .find(button => button.innerText.startsWith(words)).click();
            press('Trainings');
            setTimeout(() => press('Mixed'), gap);
        }""",
        gap,
    )
    expect(page).to_have_url(re.compile("activity_type=training.*participation=mixed"))
    expect(page.get_by_text("2 of 351 activities")).to_be_visible()


@pytest.mark.parametrize("gap", [0, 60, 120, 240])
def test_an_answer_from_a_list_is_kept_when_another_follows_at_once(page: Page, gap: int) -> None:
    page.goto("/")
    painted_map(page)
    settled(page)
    page.get_by_text("More filters").click()
    donors = page.get_by_role("combobox", name="Donor")
    expect(donors).to_be_visible()
    still(page)
    donors.click()
    donors.fill("USAID")
    # the list has closed in on what was typed, and Enter takes its first
    expect(page.get_by_role("option", name="UNMIK")).to_have_count(0)
    expect(page.get_by_role("option", name=re.compile("· USAID$"))).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.evaluate(
        """gap => {
            const press = () => [...document.querySelectorAll('button')]
                .find(button => button.innerText.startsWith('Grants')).click();
            document.addEventListener('keydown', () => setTimeout(press, gap), true);
        }""",
        gap,
    )
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("activity_type=grant.*donor=USAID"))


def test_a_copied_link_gives_the_same_view_in_another_browser(page: Page, browser) -> None:
    page.goto("/?indicator=participants")
    frame = painted_map(page)
    before = stamp(frame)
    choose(page, "Mixed")
    repainted(frame, before)
    expect(page).to_have_url(re.compile("participation=mixed"))
    settled(page)
    other = browser.new_context().new_page()
    other.goto(page.url)
    again = painted_map(other)
    assert stamp(again) == stamp(frame)
    other.context.close()


def test_the_back_button_gives_the_view_before(page: Page) -> None:
    page.goto("/?participation=mixed")
    painted_map(page)
    page.goto("/?participation=single")
    painted_map(page)
    expect(page.get_by_text("20 of 351 activities")).to_be_visible()
    page.go_back()
    expect(page.get_by_text("28 of 351 activities")).to_be_visible()

"""What only a browser shows of two selections: kept, changed, painted by one scale, swapped."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, fills, painted_maps, repainted, settled, stamp

TWO = "/compare?compare=selections&drawn=areas"
PAIR = f"{TWO}&participation=single&other=%3Fparticipation%3Dmixed"


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def kinds(frame) -> dict[str, str]:
    """The class or the state of each municipality."""
    return frame.evaluate(
        "Object.fromEntries([...document.querySelectorAll('path.place')]"
        ".map(path => [path.dataset.place, path.getAttribute('aria-label').split(', ').pop()]))"
    )


def test_a_selection_is_kept_another_is_set_beside_it_and_both_are_swapped(page: Page) -> None:
    page.goto(TWO)
    settled(page)
    choose(page, "Mixed")
    expect(page).to_have_url(re.compile("participation=mixed"))
    settled(page)
    press(page, "Keep this selection")
    left, right = painted_maps(page, 2)
    assert fills(left) == fills(right)
    expect(page.get_by_text("Kept. Now change the filters")).to_be_visible()
    before, unchanged = stamp(right), kinds(left)
    choose(page, "Mixed")
    choose(page, "One community")
    expect(page).to_have_url(re.compile("participation=single.*other=%3Fparticipation%3Dmixed"))
    repainted(right, before)
    settled(page)
    assert kinds(left) == unchanged
    assert kinds(right) != unchanged
    before, shown = stamp(right), kinds(right)
    press(page, "Swap the two")
    expect(page).to_have_url(re.compile("participation=mixed.*other=%3Fparticipation%3Dsingle"))
    repainted(right, before)
    settled(page)
    assert (kinds(left), kinds(right)) == (shown, unchanged)
    assert page.elsewhere == []


@pytest.mark.parametrize("gap", [0, 60, 150])
@pytest.mark.parametrize(("link", "button"), [(TWO, "Keep this"), (PAIR, "Swap the")])
def test_a_filter_that_was_just_chosen_is_not_lost_to_a_button(
    page: Page, link: str, button: str, gap: int
) -> None:
    page.goto(link)
    settled(page)
    page.evaluate(
        """([words, gap]) => {
            const press = words => [...document.querySelectorAll('button')]
                .find(button => button.innerText.startsWith(words)).click();
            press('Grants');
            setTimeout(() => press(words), gap);
        }""",
        [button, gap],
    )
    other = "" if link == TWO else ".*participation%3Dsingle"
    expect(page).to_have_url(re.compile(f"other=%3F{other}"))
    # in the present selection, or in the kept one where the button came later
    expect(page).to_have_url(re.compile("activity_type(=|%3D)grant"))


def test_both_maps_are_coloured_by_one_scale(page: Page) -> None:
    page.goto(PAIR)
    left, right = painted_maps(page, 2)
    expect(page.locator(".legend")).to_have_count(1)
    colours: dict[str, set[str]] = {}
    for frame in (left, right):
        painted = fills(frame)
        for place, value in kinds(frame).items():
            colours.setdefault(value, set()).add(painted[place])
    assert len(colours) >= 4
    assert all(len(each) == 1 for each in colours.values()), "one value, two colours"


@pytest.mark.parametrize("side", [0, 1])
def test_a_click_on_either_map_selects_on_both_and_a_second_clears_it(
    page: Page, side: int
) -> None:
    page.goto(PAIR)
    frames = painted_maps(page, 2)
    place = [frame.locator("path[data-place=peje]") for frame in frames]
    place[side].click()
    expect(page).to_have_url(re.compile("place=peje"))
    for each in place:
        expect(each).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_text("Activities in Peja, which is selected on the maps")).to_be_visible()
    settled(page)
    place[1 - side].click()
    expect(page).not_to_have_url(re.compile("place="))
    for each in place:
        expect(each).to_have_attribute("aria-pressed", "false")


def test_the_files_of_both_are_told_apart(page: Page) -> None:
    page.goto(PAIR)
    painted_maps(page, 2)
    files = {}
    for button in ("Download these rows (CSV)", "Download the kept rows (CSV)"):
        with page.expect_download() as started:
            press(page, button)
        rows = Path(started.value.path()).read_text(encoding="utf-8-sig").splitlines()
        files[started.value.suggested_filename.rsplit("_", 1)[0]] = len(rows) - 1
    assert files == {
        "kosovo_activities_one-community-recorded": 20,
        "kosovo_activities-kept_mixed": 28,
    }


@pytest.mark.parametrize("width", [390, 1024])
def test_nothing_is_cut_off_at_any_width(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{PAIR}&indicator=grants_money")
    painted_maps(page, 2)
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width

"""What only a browser shows of the map: painted, clicked, recoloured, at any width."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, fills, painted_map, repainted, settled, stamp

WIDTHS = {"laptop": (1440, 900), "phone": (390, 844)}


def classes_shown(page: Page) -> list[str]:
    """The classes of the legend, without the words for what has no class."""
    return page.locator(".legend li:has(i[style])").all_inner_texts()


def test_the_map_is_painted_and_no_other_host_is_asked(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    colours = fills(frame)
    assert len(colours) == 16
    assert len(set(colours.values())) >= 3
    assert frame.locator("path.other").count() == 22
    settled(page)
    assert page.elsewhere == []


def test_the_other_page_asks_no_other_host_either(page: Page) -> None:
    page.goto("/methods")
    expect(page.get_by_role("heading", name="Indicators")).to_be_visible()
    assert page.elsewhere == []


def test_a_click_selects_a_municipality_and_a_second_clears_it(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    frame.locator("path[data-place=peje]").click()
    expect(page).to_have_url(re.compile("place=peje"))
    expect(
        page.get_by_text("37 activities in Peja / Pejë / Peć under these filters")
    ).to_be_visible()
    expect(frame.locator("path[data-place=peje]")).to_have_attribute("aria-pressed", "true")
    settled(page)
    frame.locator("path[data-place=peje]").click()
    expect(page).not_to_have_url(re.compile("place="))
    expect(frame.locator("path[data-place=peje]")).to_have_attribute("aria-pressed", "false")


@pytest.mark.parametrize(("clicks", "gap"), [(2, 0), (2, 60), (3, 60), (2, 200)])
def test_however_fast_the_map_is_clicked_the_link_says_what_is_selected(
    page: Page, clicks: int, gap: int
) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    settled(page)
    frame.evaluate(
        """([clicks, gap]) => {
            const place = document.querySelector('path[data-place=obiliq]');
            const click = () => place.dispatchEvent(new MouseEvent('click', {bubbles: true}));
            for (let n = 0; n < clicks; n += 1) setTimeout(click, n * gap);
        }""",
        [clicks, gap],
    )
    pressed = "true" if clicks % 2 else "false"
    expect(frame.locator("path[data-place=obiliq]")).to_have_attribute("aria-pressed", pressed)
    link = re.compile("place=obiliq")
    expect(page).to_have_url(link) if clicks % 2 else expect(page).not_to_have_url(link)
    page.wait_for_timeout(1500)
    expect(page).to_have_url(link) if clicks % 2 else expect(page).not_to_have_url(link)
    expect(frame.locator("path[data-place=obiliq]")).to_have_attribute("aria-pressed", pressed)


def test_a_municipality_is_selected_by_keyboard_and_named_with_its_value(page: Page) -> None:
    page.goto("/")
    frame = painted_map(page)
    place = frame.locator("path[data-place=gracanice]")
    expect(place).to_have_attribute("aria-label", "Gračanica, 39")
    place.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=gracanice"))
    settled(page)
    page.keyboard.press("Space")
    expect(page).not_to_have_url(re.compile("place="))


def test_only_what_can_be_chosen_is_a_stop_for_the_keyboard(page: Page) -> None:
    page.goto("/")
    frame = painted_map(page)
    stops = frame.locator("path[tabindex='0']")
    assert stops.count() == 16
    assert all(stops.evaluate_all("paths => paths.map(path => path.getAttribute('aria-label'))"))


def test_a_filter_recolours_without_moving_or_blanking_the_map(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    frame.get_by_role("button", name="Zoom in").click()
    frame.wait_for_function("!document.querySelector('.leaflet-zoom-anim')")
    before, colours, url = stamp(frame), fills(frame), frame.url
    where = frame.evaluate("[map_div.getZoom(), map_div.getCenter()]")
    frame.evaluate(
        """() => {
            window.blank = 0;
            const look = () => {
                if (document.querySelectorAll('path.place').length !== 16) window.blank += 1;
                requestAnimationFrame(look);
            };
            look();
        }"""
    )
    choose(page, "Grants")
    repainted(frame, before)
    settled(page)
    assert fills(frame) != colours
    assert frame.evaluate("[map_div.getZoom(), map_div.getCenter()]") == where
    assert (frame.url, frame.evaluate("window.blank")) == (url, 0), "the frame was drawn anew"


def test_classes_stay_while_filtering_unless_the_reader_asks_otherwise(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    settled(page)
    legend = classes_shown(page)
    before = stamp(frame)
    choose(page, "Grants")
    repainted(frame, before)
    settled(page)
    assert classes_shown(page) == legend
    page.goto("/?drawn=areas&activity_type=grant&refit=yes")
    painted_map(page)
    settled(page)
    assert classes_shown(page) != legend


def test_the_table_beside_the_map_says_the_same_as_the_map(page: Page) -> None:
    page.goto("/?indicator=grants_money")
    frame = painted_map(page)
    settled(page)
    said = {
        label.split(", ")[0]: label.split(", ", 1)[1]
        for label in frame.locator("path.place").evaluate_all(
            "paths => paths.map(path => path.getAttribute('aria-label'))"
        )
    }
    rows = page.locator(".ranking tbody tr")
    assert rows.count() == 16
    for row in rows.all():
        name, value = row.locator("th").inner_text(), row.locator("td").first.inner_text()
        assert said[name].startswith(value.strip()), name


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_cut_off_at_any_width(page: Page, width: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.goto("/?place=gracanice&evidence=published&evidence=illustrative")
    frame = painted_map(page)
    settled(page)
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    assert wide <= WIDTHS[width][0]
    assert frame.evaluate("innerHeight") <= frame.evaluate("innerWidth") * 1.15


def test_on_a_phone_the_map_comes_first_and_filters_are_in_a_drawer(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    settled(page)
    top = page.locator("iframe[title*=st_folium]").bounding_box()["y"]
    assert top < 844 / 2
    expect(page.get_by_role("heading", name="Filters")).not_to_be_in_viewport()
    frame.locator("path[data-place=istog]").click()
    expect(page).to_have_url(re.compile("place=istog"))
    page.get_by_test_id("stExpandSidebarButton").click()
    expect(page.get_by_role("heading", name="Filters")).to_be_in_viewport()

"""The map's shapes in a real browser: circles and tiles are chosen, named, and do not collide."""

import itertools
import re

import pytest
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import painted_map, repainted, settled, stamp

PARTNERS, ALL = 16, 38
SHAPES = ("areas", "circles", "tiles")
BOXES = """selector => [...document.querySelectorAll(selector)]
    .filter(each => getComputedStyle(each).visibility === 'visible')
    .map(each => { const {left, right, top, bottom} = each.getBoundingClientRect();
                   return {left, right, top, bottom, text: each.textContent}; })"""


def boxes(frame: Frame, selector: str) -> list[dict]:
    """What is visible, as boxes on the screen, once the style sheet is there and followed."""
    frame.wait_for_function(
        "getComputedStyle(document.querySelector('.name span')).display === 'inline-block'"
    )
    frame.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return frame.evaluate(BOXES, selector)


def collide(one: dict, other: dict) -> bool:
    apart = one["right"] <= other["left"] or other["right"] <= one["left"]
    return not (apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"])


def radii(frame: Frame) -> dict[str, float]:
    """The radius of each circle that is drawn, from its path."""
    paths = frame.evaluate(
        "[...document.querySelectorAll('path.circle')]"
        ".map(path => [path.dataset.circle, path.getAttribute('d')])"
    )
    found = {place: re.search(r"a([\d.]+),", path) for place, path in paths}
    return {place: float(match[1]) for place, match in found.items() if match}


def values(page: Page) -> dict[str, int]:
    """The table beside the map: the value of each municipality by name."""
    rows = page.locator(".ranking tbody tr")
    return {
        row.locator("th").inner_text(): int(row.locator("td").first.inner_text())
        for row in rows.all()
    }


def test_the_default_for_a_total_is_circles_whose_areas_are_the_values(page: Page) -> None:
    page.goto("/")
    frame = painted_map(page)
    settled(page)
    sizes, said = radii(frame), values(page)
    names = frame.evaluate(
        "Object.fromEntries([...document.querySelectorAll('path.place')]"
        ".map(path => [path.dataset.place, path.getAttribute('aria-label').split(', ')[0]]))"
    )
    assert len(sizes) == PARTNERS
    per_area = [said[names[place]] / size**2 for place, size in sizes.items()]
    # radii are sent to a tenth of a pixel
    assert max(per_area) / min(per_area) < 1.05
    assert page.elsewhere == []


def test_a_rate_is_areas_and_the_reader_may_choose_otherwise(page: Page) -> None:
    page.goto("/?indicator=participants_per_1000")
    frame = painted_map(page)
    assert frame.locator("path.circle").count() == 0
    before = stamp(frame)
    settled(page)
    page.get_by_role("radio", name="Circles").click()
    expect(page).to_have_url(re.compile("drawn=circles"))
    repainted(frame, before)
    assert radii(frame)
    settled(page)
    page.get_by_role("radio", name="As suits the number").click()
    expect(page).not_to_have_url(re.compile("drawn="))
    frame.wait_for_selector("path.circle", state="detached")


def test_a_click_on_a_circle_selects_and_a_second_clears(page: Page) -> None:
    page.goto("/?drawn=circles")
    frame = painted_map(page)
    circle = frame.locator("path[data-circle=gracanice]")
    circle.click()
    expect(page).to_have_url(re.compile("place=gracanice"))
    expect(frame.locator("path[data-place=gracanice]")).to_have_attribute("aria-pressed", "true")
    line = circle.get_attribute("stroke")
    settled(page)
    circle.click()
    expect(page).not_to_have_url(re.compile("place="))
    assert circle.get_attribute("stroke") != line


def test_a_circle_of_another_municipality_never_hides_one_wholly(page: Page) -> None:
    page.goto("/?drawn=circles&indicator=money")
    frame = painted_map(page)
    order = frame.evaluate(
        "[...document.querySelectorAll('path.circle')].map(path => path.dataset.circle)"
    )
    sizes = radii(frame)
    drawn = [sizes[place] for place in order if place in sizes]
    assert drawn == sorted(drawn, reverse=True), "a larger circle lies on a smaller one"


def test_what_has_no_number_keeps_its_look_below_the_circles(page: Page) -> None:
    page.goto("/?drawn=circles&indicator=grants_money")
    frame = painted_map(page)
    unknown = frame.locator("path[data-place=peje]")
    expect(unknown).to_have_attribute("fill", "url(#not-known)")
    expect(unknown).to_have_attribute("aria-label", re.compile("^Peja, Not known"))
    assert "peje" not in radii(frame)
    unknown.click()
    expect(page).to_have_url(re.compile("place=peje"))


def test_every_municipality_has_a_tile_of_one_size_and_partners_are_chosen(page: Page) -> None:
    page.goto("/?drawn=tiles")
    frame = painted_map(page)
    tiles = boxes(frame, "path.place, path.other")
    assert len(tiles) == ALL
    wide = [tile["right"] - tile["left"] for tile in tiles]
    assert max(wide) - min(wide) < 2.5
    # the line around a tile is part of its box
    inner = [{k: v + (2 if k in ("left", "top") else -2) for k, v in tile.items() if k != "text"}
             for tile in tiles]  # fmt: skip
    assert not any(collide(*pair) for pair in itertools.combinations(inner, 2))
    frame.locator("path[data-place=mitrovice-e-veriut]").click()
    expect(page).to_have_url(re.compile("place=mitrovice-e-veriut"))
    settled(page)
    frame.locator("path[data-place=kllokot]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("place=kllokot"))
    assert page.elsewhere == []


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_each_tile_holds_its_name_and_the_grid_is_in_view(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto("/?drawn=tiles")
    frame = painted_map(page)
    names = boxes(frame, ".name span")
    assert len(names) == ALL
    assert not any(collide(*pair) for pair in itertools.combinations(names, 2))
    tiles = boxes(frame, "path.place, path.other")
    for name in names:
        around = [tile for tile in tiles if collide(name, tile)]
        assert len(around) == 1, name["text"]
        assert around[0]["left"] <= name["left"] and name["right"] <= around[0]["right"]
    seen = frame.evaluate("[innerWidth, innerHeight]")
    for tile in tiles:
        assert tile["left"] >= 0 and tile["right"] <= seen[0]
        assert tile["top"] >= 0 and tile["bottom"] <= seen[1]


def test_a_name_too_long_for_its_tile_is_whole_for_screen_readers(page: Page) -> None:
    page.goto("/?drawn=tiles")
    frame = painted_map(page)
    label = frame.locator("path[data-place=mitrovice-e-veriut]").get_attribute("aria-label")
    assert label.startswith("North Mitrovica, 45")


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("zooms", [0, 2])
def test_names_do_not_overlap(page: Page, shape: str, width: int, zooms: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/?drawn={shape}")
    frame = painted_map(page)
    for _ in range(zooms):
        frame.get_by_role("button", name="Zoom in").click()
        frame.wait_for_function("!document.querySelector('.leaflet-zoom-anim')")
    names = boxes(frame, ".name span")
    assert len(names) >= 5
    assert not [
        (one["text"], other["text"])
        for one, other in itertools.combinations(names, 2)
        if collide(one, other)
    ]


def outlines(frame: Frame) -> list[list[float]]:
    """Every municipality's path, counted from its first point: the whole map may have moved."""
    drawn = frame.evaluate(
        "[...document.querySelectorAll('path.place')].map(path => path.getAttribute('d'))"
    )
    paths = [[float(number) for number in re.findall(r"-?[\d.]+", path)] for path in drawn]
    return [[number - path[at % 2] for at, number in enumerate(path)] for path in paths]


def alike(some: list[list[float]], others: list[list[float]]) -> bool:
    """The same outlines, but for the rounding to whole pixels."""
    return all(
        len(one) == len(other) and one == pytest.approx(other, abs=2)
        for one, other in zip(some, others, strict=True)
    )


def test_areas_are_themselves_again_after_tiles(page: Page) -> None:
    page.goto("/?drawn=areas")
    frame = painted_map(page)
    settled(page)
    before, at = outlines(frame), stamp(frame)
    page.get_by_role("radio", name="Tiles").click()
    repainted(frame, at)
    settled(page)
    assert not alike(outlines(frame), before)
    at = stamp(frame)
    page.get_by_role("radio", name="Areas").click()
    repainted(frame, at)
    assert alike(outlines(frame), before)

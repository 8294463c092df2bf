"""In a real browser, a world whose every text tries to run something shows text, and only that."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import IDLE
from tests.browser.test_server import running
from tests.hostile import TRICKS, hostile
from tests.world import World

HARMED = """() => window.harmed !== undefined
    || [...document.querySelectorAll('img, script, iframe, a')].some(each =>
        /\\/x$|\\bx\\.invalid\\/p|^javascript:/.test(each.src || each.href || ''))
    || document.querySelector('[onerror], .katex, s, strike') !== null"""
"""Whether anything of the tricks was done: run, fetched, made a link, or set as a formula."""
VIEWS = (
    "/?status=all&evidence=all&place=alder&lang=en",
    "/coverage?status=all&across=programme&place=alder",
    "/municipality?place=birch&status=all",
    "/compare?compared=alder&compared=birch&compared=cedar",
    "/compare?compare=selections&other=%3Factivity_type%3Dtraining&place=alder",
    "/communities?status=all",
    "/activities?activity=a1&status=all&text=%3Cimg%20src%3Dx%20onerror%3Dx%3E",
    "/methods",
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = hostile(World()).write(tmp_path_factory.mktemp("hostile"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(folder))
        with running("server.py", settings="requests_per_minute = 0") as served:
            yield served


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def _unharmed(tab: Page) -> None:
    tab.wait_for_selector(IDLE)
    assert [frame.url for frame in tab.frames if frame.evaluate(HARMED)] == []


@pytest.mark.parametrize("view", VIEWS)
def test_a_hostile_world_is_shown_as_it_is_written(tab: Page, address: str, view: str) -> None:
    tab.goto(address + view)
    expect(tab.locator("h1")).to_have_text(f"=1+1 Works in Quadria {TRICKS}")
    _unharmed(tab)


def test_the_map_says_a_hostile_name_as_it_is_written(tab: Page, address: str) -> None:
    tab.goto(address + "/?status=all&evidence=all")
    tab.wait_for_selector(IDLE)
    shape = tab.frame_locator("iframe").locator("path.leaflet-interactive").first
    shape.hover()
    said = tab.frame_locator("iframe").locator(".leaflet-tooltip").first
    expect(said).to_contain_text("[a](javascript:window.harmed=1)")
    _unharmed(tab)


def test_a_hostile_file_is_checked_and_its_cells_shown_as_they_are(
    tab: Page, address: str, tmp_path: Path
) -> None:
    trick = TRICKS.replace('"', "'").replace("|", "/")
    file = tmp_path / "b_**b**_[a](javascript:x).csv"
    rows = [f'"{trick}",grant,"{trick}{n}",10010' for n in range(3)]
    file.write_text("\n".join([f'"title","activity_type","{trick}","sector"', *rows]))
    tab.goto(address + "/check")
    tab.wait_for_selector(IDLE)
    tab.locator("input[type=file]").set_input_files(file)
    expect(tab.get_by_text(file.name).first).to_be_visible()
    expect(tab.get_by_text("[a](javascript:window.harmed=1)").first).to_be_visible()
    _unharmed(tab)

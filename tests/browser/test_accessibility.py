"""What axe-core finds in real Chromium: nothing serious on any page, in any language or theme.

What Streamlit itself brings and nobody can mend from outside is in docs/accessibility.md; here it
is left out by rule and element, never by rule alone.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Frame, Page

from lib.language import LANGUAGES
from tests.browser.conftest import IDLE, ROOT

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": RULES,
    "resultTypes": ["violations"],
    "rules": {"target-size": {"enabled": True}},
}
GRAVE = {"serious", "critical"}
LINKS = {
    "": "?place=gracanice",
    "municipality": "?place=gracanice",
    "compare": "?compared=istog&compared=zubin-potok",
    "activities": "?activity=p397",
}
"""What is asked of a page so that it shows all that it can."""
MORE = {
    "years and made-up rows": "/?by_year=yes&drawn=areas&evidence=published&evidence=illustrative",
    "tiles": "/?drawn=tiles&indicator=grants_money",
    "nothing found": "/?text=zzzz",
    "two selections": "/compare?compare=selections&participation=single"
    "&other=%3Fparticipation%3Dmixed",
    "a cell": "/coverage?place=gracanice&indicator=money",
}
"""Views that show what no page shows at first."""
BY_STREAMLIT: dict[str, tuple[str, ...]] = {}
"""By rule, the elements that are Streamlit's own and cannot be mended from outside."""

OTHERS = [code for code in LANGUAGES if code != "en"]
PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]
VIEWS = [*(f"/{key}{LINKS.get(key, '')}" for key in PAGES), *MORE.values()]
GROUNDS = ("light", "dark")
CASES = [
    # each view in English and in another language, one on light ground and the other on dark
    (link, language, GROUNDS[(number + other) % 2])
    for number, link in enumerate(VIEWS)
    for other, language in enumerate(("en", OTHERS[number % len(OTHERS)]))
]


@pytest.fixture(scope="module")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all: what the browser has, it does not fetch again."""
    context = browser.new_context(base_url=address, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def drawn(page: Page) -> None:
    """Until everything is there: filters where a page has them, maps painted, our style sheet."""
    page.wait_for_selector(IDLE)
    page.wait_for_selector(".st-key-menu", state="attached")
    page.wait_for_selector(IDLE)
    for frame in page.frames[1:]:
        frame.wait_for_selector("html[data-painted]", state="attached")
    page.wait_for_function(
        "getComputedStyle(document.querySelector('[data-testid=stCaptionContainer]')).opacity > .7"
    )


def found(frame: Frame) -> list[str]:
    """What is grave in a document: its rule, its element, and why."""
    violations = Axe().run(frame, options=OPTIONS).response["violations"]
    return [
        f"{each['id']}: {node['target'][-1]}: {node['failureSummary']}"
        for each in violations
        if each["impact"] in GRAVE
        for node in each["nodes"]
        if not any(known in node["html"] for known in BY_STREAMLIT.get(each["id"], ()))
    ]


def test_every_language_is_met_on_light_and_on_dark_ground() -> None:
    met = {(language, ground) for _, language, ground in CASES}
    assert met == {(language, ground) for language in LANGUAGES for ground in GROUNDS}


@pytest.mark.parametrize(("link", "language", "ground"), CASES)
def test_nothing_serious_is_found(tab: Page, link: str, language: str, ground: str) -> None:
    tab.emulate_media(color_scheme=ground)
    tab.goto(f"{link}{'&' if '?' in link else '?'}lang={language}")
    drawn(tab)
    scheme = "getComputedStyle(document.querySelector('[data-testid=stApp]')).colorScheme"
    assert tab.evaluate(scheme) == ground
    assert [each for frame in tab.frames for each in found(frame)] == []

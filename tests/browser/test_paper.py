"""Every page on paper: A4, nothing blank, and nothing of what is pressed."""

from __future__ import annotations

import io

import pypdf
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import IDLE, ROOT, painted_map, settled, styled

PAGES = ["", *sorted(path.stem for path in (ROOT / "pages").glob("*.py"))]
LINKS = {
    "": "?place=gracanice",
    "municipality": "?place=gracanice",
    "compare": "?compared=istog&compared=zubin-potok",
    "activities": "?activity=p397",
}
A4 = (595, 842)
"""Points."""
PRESSED = ("Filters", "Clear all filters", "Inclusive participation", "Download", "Expand sidebar")
"""Words of the drawer and of buttons."""
WORDS = {
    "": ("One municipality", "North Mitrovica", "Performance grants"),
    "activities": ("Twelve pig sheds", "https://progeu"),
    "methods": ("Columns of the exported file", "Sources"),
    "municipality": ("Neighbours", "Fushë Kosova"),
}


def printed(page: Page) -> list[str]:
    """The sheets of a page as text, once their size is what it should be."""
    styled(page)
    # parts whose script is still coming; styles are there before
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton]')")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages
    for sheet in sheets:
        assert (round(sheet.mediabox.width), round(sheet.mediabox.height)) == A4
    return [sheet.extract_text() for sheet in sheets]


@pytest.mark.parametrize("key", PAGES)
def test_a_page_prints_to_clean_a4(page: Page, key: str) -> None:
    page.goto(f"/{key}{LINKS.get(key, '')}")
    page.wait_for_selector(".st-key-menu")
    if key:
        page.wait_for_selector(IDLE)
    else:
        painted_map(page)
    expect(page.locator("[data-testid=stCaptionContainer]").last).to_be_visible()
    page.wait_for_selector(IDLE)
    sheets = printed(page)
    assert all(len(text.strip()) > 40 for text in sheets), "a sheet is blank"
    text = " ".join(sheets)
    assert not [words for words in PRESSED if words in text]
    assert not [words for words in WORDS.get(key, ()) if words not in text]


def test_the_map_is_on_paper_too(page: Page) -> None:
    page.goto("/")
    painted_map(page)
    settled(page)
    assert "Gračanica" in printed(page)[0]
    page.emulate_media(media="print", color_scheme="dark")
    expect(page.locator("iframe[title*=st_folium]")).to_be_visible()
    paper = "getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    page.wait_for_function(f"{paper} === 'rgb(255, 255, 255)'")
    heading = page.locator("[data-testid=stMain] h2").first
    ink = heading.evaluate("each => getComputedStyle(each).color")
    assert ink == "rgb(0, 0, 0)"

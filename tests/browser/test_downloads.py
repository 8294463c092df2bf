"""What only a browser shows of the files: the rows of the view, taken away."""

import csv
import io
import re
from pathlib import Path
from xml.etree import ElementTree

from playwright.sync_api import Page, expect

from tests.browser.conftest import choose, painted_map, settled


def downloaded(page: Page, button: str) -> tuple[str, bytes]:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    path = started.value.path()
    return started.value.suggested_filename, Path(path).read_bytes()


def test_the_newcomers_task_the_rows_of_mixed_activities_in_gracanica(page: Page) -> None:
    page.goto("/")
    painted_map(page)
    choose(page, "Mixed")
    expect(page).to_have_url(re.compile("participation=mixed"))
    settled(page)
    page.get_by_role("combobox", name="Municipality", exact=True).click()
    page.keyboard.type("Grača")
    page.get_by_role("option", name=re.compile("Gračanica")).first.click()
    expect(page).to_have_url(re.compile("municipality_ids=gracanice"))
    page.keyboard.press("Escape")
    settled(page)
    shown = int(re.search(r"(\d+) of 351", page.get_by_text("of 351 activities").inner_text())[1])
    name, content = downloaded(page, "Download these rows")
    assert re.fullmatch(r"kosovo_activities_mixed_gracanica_\d{4}-\d\d-\d\d\.csv", name)
    assert content.startswith(b"\xef\xbb\xbf"), "spreadsheets need the mark"
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == shown > 0
    for row in rows:
        assert row["participation"] == "mixed"
        assert "gracanice" in row["municipality_ids"].split(";")
        assert "Gračanica" in row["municipality_ids_name"]
        assert row["source"].startswith("http")
        assert row["evidence"] == "published"


def test_the_second_file_explains_the_first(page: Page) -> None:
    page.goto("/?donor=USAID")
    painted_map(page)
    _, rows = downloaded(page, "Download these rows")
    name, content = downloaded(page, "Columns and filters explained")
    assert "explanation" in name
    explained = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    columns = next(csv.reader(io.StringIO(rows.decode("utf-8-sig"))))
    assert [row["code"] for row in explained if row["part"] == "column"] and set(columns) == {
        row["code"] for row in explained if row["part"] == "column"
    }
    assert ("donor", "USAID") in {(row["code"], row["meaning"]) for row in explained}


FORMATS = {
    "Spreadsheet": (r"kosovo_activities_usaid_\d{4}-\d\d-\d\d\.xlsx", b"PK"),
    "For a GIS": (r"kosovo_activities_usaid_\d{4}-\d\d-\d\d\.gpkg", b"SQLite format 3"),
    "Activities at their": (r"kosovo_activities_usaid_\d{4}-\d\d-\d\d\.geojson", b'{"type"'),
    "Municipalities with": (r"kosovo_municipalities_usaid_\d{4}-\d\d-\d\d\.geojson", b'{"type"'),
}


def test_more_formats_are_one_click_away_and_the_view_stays(page: Page) -> None:
    page.goto("/?donor=USAID")
    painted_map(page)
    settled(page)
    page.get_by_role("button", name="More formats").click()
    for button, (called, start) in FORMATS.items():
        name, content = downloaded(page, button)
        assert re.fullmatch(called, name)
        assert content.startswith(start)


def test_a_picture_of_the_map_says_by_which_filters_it_was_made(page: Page) -> None:
    page.goto("/?donor=USAID&drawn=areas")
    painted_map(page)
    settled(page)
    page.get_by_role("button", name="More formats").click()
    name, content = downloaded(page, "Map (SVG)")
    assert re.fullmatch(r"kosovo_map_usaid_\d{4}-\d\d-\d\d\.svg", name)
    texts = [each.text for each in ElementTree.fromstring(content).iter() if each.text]
    assert any(text.startswith("Filters: ") and "Donor: USAID" in text for text in texts)
    assert "Gračanica" in texts
    name, content = downloaded(page, "Map (PNG)")
    assert name.endswith(".png")
    assert content.startswith(b"\x89PNG")

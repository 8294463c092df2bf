"""What only a browser shows of the page that checks a reader's own file: the whole way."""

import io
import re
from pathlib import Path

import openpyxl
from playwright.sync_api import Page, expect

from tests.browser.conftest import IDLE, painted_map


def messy() -> bytes:
    """A register of trainings as an office keeps it: a title, other words, slips."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Regjistri i trajnimeve 2016"])
    sheet.append([])
    sheet.append(["Nr.", "Titulli i trajnimit", "Komuna", "Data", "Pjesëmarrës", "Gra"])
    sheet.append([1, "Bletari", "Gracanicë", "25.03.2016", 24, 10])
    sheet.append([2, "Gjuhë", "Shtërpcë", "3.4.2016", 18, 20])
    sheet.append([3, "Punë me dru", "Istogg", "maj 2016", 15, None])
    sheet.append([4, "Turizëm", "Istogg", "2016", 12, 4])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def choose(page: Page, label: str, option: str) -> None:
    """Type into a list, and take what is found."""
    box = page.get_by_role("combobox", name=label).first
    box.click()
    box.fill(option)
    page.get_by_role("option", name=re.compile(option)).first.click()
    page.wait_for_selector(IDLE)


def test_a_messy_spreadsheet_becomes_the_readers_own_map_and_is_thrown_away(page: Page) -> None:
    page.goto("/check")
    page.wait_for_selector(IDLE)
    file = {"name": "trajnimet.xlsx", "mimeType": "application/zip", "buffer": messy()}
    page.locator("input[type=file]").set_input_files(file)
    expect(page.get_by_text("4 rows, 6 columns")).to_be_visible()
    choose(page, "Type", "Training")
    choose(page, "Purpose", "15220")
    choose(page, "Status", "Completed")
    page.get_by_role("button", name="It is Istog").click()
    expect(page.get_by_text("1 thing is wrong. 1 row is concerned.")).to_be_visible()

    with page.expect_download() as taken:
        page.get_by_role("button", name="with the problems marked").click()
    sheet = openpyxl.load_workbook(io.BytesIO(Path(taken.value.path()).read_bytes())).worksheets[0]
    assert [cell.comment is None for cell in sheet["F"]] == [True, True, False, True, True]

    page.get_by_role("button", name="Show 3 rows on every page").click()
    frame = painted_map(page)
    expect(page.get_by_text("3 of 3 activities").first).to_be_visible()
    expect(page.get_by_text("Preview: this is your own file").first).to_be_visible()
    assert frame.locator("path.place").count() > 0
    assert page.elsewhere == []

    # the same address in another tab shows what is published
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_text("of 351 activities").first).to_be_visible()
    other.close()

    page.get_by_role("button", name="Back to the published data").click()
    expect(page.get_by_text("of 351 activities").first).to_be_visible()
    expect(page.get_by_text("Preview: this is your own file")).to_have_count(0)

"""What only a browser shows of the report: its files as they are taken, and the link back."""

import io
from pathlib import Path

from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import settled


def taken(page: Page, button: str) -> tuple[str, bytes]:
    """The name and the bytes of a file."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def test_the_report_of_a_view_is_taken_in_both_forms_and_leads_back_to_it(page: Page) -> None:
    page.goto("/report?participation=mixed&evidence=all")
    settled(page)
    page.get_by_role("button", name="Make the report").click()
    expect(page.get_by_text("The report is ready")).to_be_visible()
    name, pdf = taken(page, "Report (PDF, A4)")
    assert "mixed" in name
    assert "with-illustrative-rows" in name
    first = PdfReader(io.BytesIO(pdf)).pages[0]
    links = [each.get_object()["/A"]["/URI"] for each in first["/Annots"]]
    back = next(each for each in links if "participation=mixed" in each)
    name, html = taken(page, "Report as a web page")
    assert name.endswith(".html")
    assert page.elsewhere == []

    page.goto(back)
    settled(page)
    shown = page.get_by_text("activities,").first.inner_text()
    assert shown.split(",")[0] in first.extract_text()
    expect(page.locator("[data-testid=stIFrame], iframe").first).to_be_visible()

    page.set_content(html.decode())
    expect(page.get_by_role("heading", name="Sources")).to_be_visible()
    expect(page.get_by_role("img").first).to_be_visible()

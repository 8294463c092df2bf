"""The whole visit through the proxy, below a path: pages, files, pictures, report, API."""

import io
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import choose, painted_map, repainted, settled, stamp
from tests.deploy.fleet import Fleet

VIEW = "donor=USAID&activity_type=grant"


@pytest.fixture
def tab(browser: Browser, fleet: Fleet) -> Iterator[Page]:
    """A reader's tab that remembers who was asked for anything."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.asked = []  # type: ignore[attr-defined]
    opened.on("request", lambda each: opened.asked.append(each.url))  # type: ignore[attr-defined]
    opened.on("websocket", lambda each: opened.asked.append(each.url))  # type: ignore[attr-defined]
    yield opened
    context.close()


def elsewhere(page: Page, fleet: Fleet) -> list[str]:
    """What was asked of another host, or outside the path."""
    ours = (fleet.address + "/", fleet.address.replace("http", "ws", 1) + "/", "data:", "blob:")
    return [url for url in page.asked if not url.startswith(ours)]  # type: ignore[attr-defined]


def taken(page: Page, button: str) -> bytes:
    with page.expect_download() as started:
        page.get_by_role("button", name=button).click()
    return Path(started.value.path()).read_bytes()


def test_a_visit_through_the_proxy_never_leaves_its_host_and_path(tab: Page, fleet: Fleet) -> None:
    tab.goto(f"{fleet.address}/?drawn=areas")
    frame = painted_map(tab)
    before = stamp(frame)
    choose(tab, "Mixed")
    expect(tab).to_have_url(re.compile(f"^{fleet.address}/.*participation=mixed"))
    repainted(frame, before)
    settled(tab)
    frame.locator("path[data-place=peje]").click()
    expect(tab).to_have_url(re.compile("place=peje"))
    settled(tab)
    assert taken(tab, "Download these rows").startswith(b"\xef\xbb\xbf")
    tab.get_by_role("link", name="Communities").first.click()
    expect(tab).to_have_url(re.compile(f"^{fleet.address}/communities.*participation=mixed"))
    expect(tab.get_by_role("heading", name="Who took part")).to_be_visible()
    assert elsewhere(tab, fleet) == []


def test_a_report_made_behind_the_proxy_leads_back_through_it(tab: Page, fleet: Fleet) -> None:
    tab.goto(f"{fleet.address}/report?participation=mixed")
    settled(tab)
    tab.get_by_role("button", name="Make the report").click()
    expect(tab.get_by_text("The report is ready")).to_be_visible()
    first = PdfReader(io.BytesIO(taken(tab, "Report (PDF, A4)"))).pages[0]
    links = [each.get_object()["/A"]["/URI"] for each in first["/Annots"]]
    back = next(each for each in links if "participation=mixed" in each)
    assert back.startswith(f"{fleet.address}/?")
    tab.goto(back)
    painted_map(tab)
    assert elsewhere(tab, fleet) == []


def test_a_picture_is_taken_through_the_proxy(tab: Page, fleet: Fleet) -> None:
    tab.goto(f"{fleet.address}/?{VIEW}")
    painted_map(tab)
    tab.get_by_role("button", name="More formats").click()
    assert taken(tab, "Map (PNG)").startswith(b"\x89PNG")
    assert elsewhere(tab, fleet) == []


def test_the_page_of_the_api_and_every_link_on_it_stay_below_the_path(
    tab: Page, fleet: Fleet
) -> None:
    tab.goto(f"{fleet.address}/api")
    assert urlsplit(tab.url).path == f"{fleet.base}/api/"
    links = tab.locator("a[href]").evaluate_all("all => all.map(each => each.href)")
    ours = {each.partition("#")[0] for each in links if each.startswith(fleet.host)}
    assert len(ours) > 5
    for each in ours:
        assert each.startswith(fleet.address)
        assert httpx.get(each, follow_redirects=True).status_code == 200, each


def test_a_program_follows_the_description_to_the_rows(fleet: Fleet) -> None:
    where = httpx.URL(f"{fleet.address}/api/openapi.json")
    described = httpx.get(where).json()
    server = where.join(described["servers"][0]["url"])
    for path in described["paths"]:
        answer = httpx.get(
            f"{str(server).rstrip('/')}{path}?{VIEW if 'activities' in path else ''}"
        )
        assert answer.status_code == 200, path


def test_both_replicas_give_the_same_file_under_the_same_tag(fleet: Fleet) -> None:
    path = f"{fleet.base}/api/activities.csv?{VIEW}"
    files = [httpx.get(f"http://{each.name}{path}") for each in fleet.replicas]
    assert files[0].content == files[1].content
    assert files[0].headers["etag"] == files[1].headers["etag"]
    again = httpx.get(fleet.host + path, headers={"If-None-Match": files[0].headers["etag"]})
    assert again.status_code == 304


def test_a_link_that_is_too_long_is_refused_by_the_dashboard_in_words(fleet: Fleet) -> None:
    answer = httpx.get(f"{fleet.address}/api/activities.csv?text={'a' * 9_000}")
    assert answer.status_code == 414
    assert answer.headers["content-type"].startswith("application/problem+json")


def test_readers_stay_with_their_replica_and_are_spread_over_both(fleet: Fleet) -> None:
    served = set()
    for _ in range(20):
        with httpx.Client() as reader:
            assert "set-cookie" in reader.get(f"{fleet.address}/").headers
            assert "set-cookie" not in reader.get(f"{fleet.address}/").headers
            first = fleet.serves(reader)
            assert fleet.serves(reader) is first
            served.add(first.port)
        if len(served) == 2:
            return
    raise AssertionError("one replica served everybody")


def test_the_proxy_compresses_and_keeps_what_never_changes(fleet: Fleet) -> None:
    page = httpx.get(f"{fleet.address}/")
    script = re.search(r"static/js/index\.[^\"]+\.js", page.text)
    assert script
    for _ in range(2):
        answer = httpx.get(f"{fleet.address}/{script[0]}")
        assert answer.headers["content-encoding"] == "gzip"
        assert "immutable" in answer.headers["cache-control"]
    assert fleet.answers()[-1]["cache"] == "HIT"
    assert page.headers["cache-control"] == "no-cache"


def test_the_log_of_the_proxy_says_nothing_of_who_asked_or_for_what(fleet: Fleet) -> None:
    hidden = {"User-Agent": "curious-browser", "Referer": "http://example.org/from"}
    httpx.get(f"{fleet.address}/api/activities.csv?{VIEW}&text=secretly", headers=hidden)
    text = (fleet.folder / "proxy.log").read_text("utf-8")
    for word in ("curious-browser", "example.org", "secretly", "USAID", '"127.0.0.1"'):
        assert word not in text
    assert fleet.answers()[-1]["path"] == f"{fleet.base}/api/activities.csv"

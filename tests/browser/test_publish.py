"""Publishing in a browser: behind a real proxy, by a real provider, and from nowhere else."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from lib.publish import main
from lib.publishing.archive import Archive, archive_of
from tests.browser.conftest import IDLE, ROOT, free_port
from tests.browser.test_server import running
from tests.provider import CLIENT, SECRET, provider
from tests.proxies import proxy

ANA, EVA = "ana@example.org", "eva@example.org"
SAYS_ANA = f"X-Forwarded-Email: {ANA}"
NOT_OPEN = "This page is not open."
SETTINGS = f'publishers = ["{ANA}"]\n'


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The shipped data as a first version, shown."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    assert main([str(tmp_path / "data"), "--data", str(tmp_path / "data")]) == 0
    archive = archive_of(tmp_path / "data")
    monkeypatch.setenv("DASHBOARD_DATA", str(archive.current))
    return archive


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    yield opened
    context.close()


def open_page(tab: Page, address: str) -> None:
    tab.goto(f"{address}/publish?lang=en")
    tab.wait_for_selector(IDLE)


def test_a_publisher_behind_a_trusted_proxy_publishes_and_nobody_else_is_let_in(
    tab: Page, archive: Archive, tmp_path: Path
) -> None:
    settings = SETTINGS + 'sign_in = "header"\ntrusted_proxies = ["127.0.0.1"]'
    new = tmp_path / "new.csv"
    lines = (archive.current / "activities.csv").read_text("utf-8").splitlines(keepends=True)
    new.write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    with running("server.py", settings=settings) as address:
        port = int(address.rpartition(":")[2])
        # whose word is not taken: nobody's, another's than the proxy's, another publisher's
        with proxy(port) as silent, proxy(port, SAYS_ANA, comes_from="127.0.0.2") as stranger:
            for each in (port, silent, stranger):
                open_page(tab, f"http://localhost:{each}")
                expect(tab.get_by_text(NOT_OPEN)).to_be_visible()
        with proxy(port, f"X-Forwarded-Email: {EVA}") as other:
            open_page(tab, f"http://localhost:{other}")
            expect(tab.get_by_text(NOT_OPEN)).to_be_visible()
        with proxy(port, SAYS_ANA) as trusted:
            _publish(tab, f"http://localhost:{trusted}", new, archive)
            _refuses_other_sites(trusted)


def _publish(tab: Page, address: str, new: Path, archive: Archive) -> None:
    open_page(tab, address)
    tab.locator("input[type=file]").set_input_files(new)
    expect(tab.get_by_text("1 activity is gone").first).to_be_visible()
    tab.get_by_role("button", name="Publish", exact=True).click()
    expect(tab.get_by_text("Published: version 0002-")).to_be_visible()
    assert archive.present.startswith("0002-")
    assert archive.history()[-1].who == ANA
    tab.goto(f"{address}/changes?lang=en")
    expect(tab.get_by_text("1 activity is gone").first).to_be_visible()
    expect(tab.get_by_text(ANA)).to_have_count(0)
    open_page(tab, address)
    tab.get_by_role("button", name="Show this version again").click()
    expect(tab.get_by_text("Shown again: version 0001-")).to_be_visible()
    assert archive.present.startswith("0001-")


def _refuses_other_sites(port: int) -> None:
    """Neither a session nor an upload, though the proxy says who the reader is."""
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://localhost:{port}/_stcore/stream", origin="http://evil.example")
    file = f"http://localhost:{port}/_stcore/upload_file/{'0' * 36}/{'1' * 36}"
    answer = httpx.put(file, files={"file": b"x"}, headers={"Origin": "http://evil.example"})
    assert answer.status_code == 403


def test_a_publisher_whom_a_provider_vouches_for_is_let_in_and_others_are_not(
    tab: Page, archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unverified = "Ana@example.org"
    settings = SETTINGS + 'sign_in = "oidc"'
    monkeypatch.setenv("HOME", str(tmp_path))
    with (
        provider(free_port(), {ANA: True, EVA: True, unverified: False}) as idp,
        running("server.py", settings=settings, beforehand=_secrets(tmp_path, idp.issuer)) as at,
    ):
        open_page(tab, at)
        expect(tab.get_by_text(NOT_OPEN)).to_be_visible()
        expect(tab.locator("input[type=file]")).to_have_count(0)
        for address in (EVA, unverified):
            _sign_in(tab, at, address)
            expect(tab.get_by_text(NOT_OPEN)).to_be_visible()
            tab.get_by_role("button", name="Sign out").click()
            tab.wait_for_url(re.compile(f"{at}/?$"))
        _sign_in(tab, at, ANA)
        expect(tab.get_by_text("You are signed in and may publish")).to_be_visible()
        expect(tab.locator("input[type=file]")).to_have_count(1)


def _secrets(home: Path, issuer: str):
    """Writes down, for a server at an address, how Streamlit's own login reaches the provider."""

    def write(address: str) -> None:
        (home / ".streamlit").mkdir(exist_ok=True)
        (home / ".streamlit" / "secrets.toml").write_text(
            f'[auth]\nredirect_uri = "{address}/oauth2callback"\ncookie_secret = "{"c" * 40}"\n'
            f'client_id = "{CLIENT}"\nclient_secret = "{SECRET}"\n'
            f'server_metadata_url = "{issuer}/.well-known/openid-configuration"\n',
            encoding="utf-8",
        )

    return write


def _sign_in(tab: Page, at: str, address: str) -> None:
    open_page(tab, at)
    tab.get_by_role("button", name="Sign in").click()
    tab.get_by_role("link", name=address, exact=True).click()
    # the provider sends readers back to the first page
    tab.wait_for_url(lambda url: urlsplit(url).netloc == urlsplit(at).netloc)
    tab.wait_for_selector(IDLE)
    open_page(tab, at)

"""A dashboard served for real, and Chromium to look at it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STARTS_WITHIN = 90
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
IDLE = "[data-testid=stApp][data-test-script-state=notRunning]"
STYLED = """() => [...document.styleSheets].some(
    sheet => [...sheet.cssRules].some(rule => rule.cssText.includes('@page')))"""
"""Only our own styles say what paper is like."""
expect.set_options(timeout=30_000)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """The address of a dashboard with the shipped data, on a port of its own."""
    with served() as at:
        yield at


@contextmanager
def served(**settings: str) -> Iterator[str]:
    """The address of a dashboard with these settings of its environment, while it is served."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    command += ["--server.port", str(port), "--server.address", "localhost"]
    command += ["--server.headless", "true"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **settings}
    with tempfile.TemporaryFile("w+") as said:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        try:
            wait_for_health(f"http://localhost:{port}/_stcore/health", server)
            yield f"http://localhost:{port}"
        except BaseException:
            said.seek(0)
            print(said.read())
            raise
        finally:
            server.terminate()
            server.wait(20)


def wait_for_health(address: str, server: subprocess.Popen) -> None:
    """Until the server answers; an error when it dies or does not answer in time."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                if answer.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the dashboard did not start")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    names = ("chromium", "chromium-browser", "google-chrome")
    program = next(filter(None, map(shutil.which, names)), None)
    assert program, "the browser tests need Chromium: make browser"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A reader's tab, 1440 by 900. Requests to any other host are refused and remembered."""
    context = browser.new_context(
        base_url=address, viewport={"width": 1440, "height": 900}, accept_downloads=True
    )
    tab = context.new_page()
    tab.elsewhere = []  # type: ignore[attr-defined]
    tab.set_default_timeout(60_000)

    def only_here(route, request) -> None:
        if request.url.startswith((address, "data:", "blob:")):
            route.continue_()
        else:
            tab.elsewhere.append(request.url)  # type: ignore[attr-defined]
            route.abort()

    context.route("**/*", only_here)
    yield tab
    context.close()


def styled(page: Page) -> None:
    """Until the dashboard's own styles are there: they may be a moment behind the words."""
    page.wait_for_function(STYLED)


def settled(page: Page) -> None:
    """Until the dashboard has answered everything that was asked."""
    page.wait_for_selector(IDLE)
    styled(page)
    # what is drawn last: the filters
    page.wait_for_selector(".st-key-more", state="attached")
    page.wait_for_selector(".st-key-activity_type button", state="attached")
    page.wait_for_selector(IDLE)


def still(page: Page) -> None:
    """Until nothing moves on the page: a list that opens beneath a moving box closes again."""
    page.wait_for_function(
        "() => document.getAnimations().every(each => each.playState !== 'running' "
        "|| each.effect.getComputedTiming().iterations === Infinity)"
    )


def choose(page: Page, option: str) -> None:
    """Press the first pill that begins with these words."""
    page.get_by_role("button", name=re.compile(f"^{option}")).first.click()


def painted_map(page: Page) -> Frame:
    """The frame of the map, once its municipalities have colours."""
    (frame,) = painted_maps(page, 1)
    return frame


def painted_maps(page: Page, number: int) -> list[Frame]:
    """The frames of so many maps, once their municipalities have colours."""
    settled(page)
    maps = page.locator("iframe[title*=st_folium]")
    expect(maps).to_have_count(number)
    frames = [each.content_frame() for each in maps.element_handles()]
    for frame in frames:
        frame.wait_for_selector("html[data-painted]", state="attached")
    return frames


def stamp(frame: Frame) -> str:
    """Changes whenever the map is painted differently."""
    return str(frame.evaluate("document.documentElement.dataset.painted"))


def repainted(frame: Frame, before: str) -> None:
    """Until the map is painted differently from before."""
    frame.wait_for_function(
        "before => document.documentElement.dataset.painted !== before", arg=before
    )


def fills(frame: Frame) -> dict[str, str]:
    """The colour of each municipality as it is painted."""
    return frame.evaluate(
        "Object.fromEntries([...document.querySelectorAll('path.place')]"
        ".map(path => [path.dataset.place, path.getAttribute('fill')]))"
    )

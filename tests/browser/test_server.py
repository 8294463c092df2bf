"""The server as it is run: pages under a strict policy, deep links, the API beside them."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx2 as httpx
import pandas as pd
import pytest
from playwright.sync_api import Browser, Page, expect
from playwright.sync_api import Response as Answered

from lib.api.files import BY_PATH
from lib.exports import activity_rows, as_csv
from lib.names import named
from lib.offered import offered
from lib.selection import parameters, read_link
from lib.store import Data, open_data
from tests.browser.conftest import IDLE, ROOT, free_port, painted_map, settled, wait_for_health

LANGUAGES = ("en", "sq", "sr_Latn", "sr_Cyrl")
VIEW = "donor=USAID&activity_type=grant"
REPORT = "addEventListener('securitypolicyviolation', e => window.refused.push(e.effectiveDirective"
BUDGET = 1_700_000
"""Bytes of a first visit, as they come over the line. See docs/accessibility.md."""
SENT = """performance.getEntriesByType("resource").map(each => [each.name, each.transferSize])
    .filter(([name]) => /[.](js|css)$/.test(name))"""
"""The scripts and styles of a frame, and how many bytes of each came from the server."""
REPORT = f"window.refused = []; {REPORT} + ' ' + e.blockedURI + ' ' + e.sourceFile))"


@contextlib.contextmanager
def running(
    program: str,
    base: str = "",
    *,
    settings: str = "",
    beforehand: Callable[[str], None] = lambda address: None,
) -> Iterator[str]:
    """The address of a server that was started for this, and which is told ``beforehand``."""
    port = free_port()
    beforehand(f"http://localhost:{port}{base}")
    command = [sys.executable, "-m", "streamlit", "run", program, "--server.headless", "true"]
    command += ["--server.port", str(port), "--server.address", "localhost"]
    command += ["--server.baseUrlPath", base] if base else []
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "FORWARDED_ALLOW_IPS": ""}
        environment["DASHBOARD_SERVER"] = str(Path(folder) / "server.toml")
        Path(environment["DASHBOARD_SERVER"]).write_text(settings, encoding="utf-8")
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=said)
        address = f"http://localhost:{port}{base}"
        try:
            wait_for_health(f"{address}/_stcore/health", server)
            yield address
        except BaseException:
            said.seek(0)
            print(said.read())
            raise
        finally:
            server.terminate()
            server.wait(20)


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    with running("server.py", settings="requests_per_minute = 0") as address:
        yield address


@pytest.fixture(scope="module")
def shipped() -> Data:
    return open_data(ROOT / "data")


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A reader's tab that remembers what the policy refused, and who was asked for anything."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.add_init_script(REPORT)
    opened = context.new_page()
    opened.set_default_timeout(60_000)
    opened.asked = []  # type: ignore[attr-defined]
    opened.on("request", lambda request: opened.asked.append(request.url))  # type: ignore[attr-defined]
    yield opened
    context.close()


def refused(page: Page) -> list[str]:
    return [each for frame in page.frames for each in frame.evaluate("window.refused || []")]


def elsewhere(page: Page, address: str) -> list[str]:
    ours = (address, address.replace("http", "ws", 1), "data:", "blob:")
    return [url for url in page.asked if not url.startswith(ours)]  # type: ignore[attr-defined]


def test_the_map_is_painted_and_clicked_under_the_policy(tab: Page, served: str) -> None:
    tab.goto(f"{served}/?drawn=areas")
    frame = painted_map(tab)
    frame.locator("path[data-place=peje]").click()
    expect(tab).to_have_url(re.compile("place=peje"))
    expect(frame.locator("path[data-place=peje]")).to_have_attribute("aria-pressed", "true")
    settled(tab)
    assert refused(tab) == []
    assert elsewhere(tab, served) == []


def test_everything_the_map_needs_is_named_when_the_page_begins_and_comes_packed(
    tab: Page, served: str
) -> None:
    answered: list[Answered] = []
    tab.on("response", lambda each: answered.append(each))  # noqa: PLW0108 a method of C fails
    begins = tab.goto(served)
    painted_map(tab)
    settled(tab)
    assert begins
    texts = [each for each in answered if re.search(r"\.(js|css)$", each.url)]
    assert {each.header_value("content-encoding") for each in texts} == {"gzip"}
    assert {"immutable" in str(each.header_value("cache-control")) for each in texts} == {True}
    named = begins.text()
    # the shapes and words of this data in this language are known only when the page has run
    late = [each.url for each in texts if Path(each.url).name not in named]
    assert [re.sub("[0-9a-f]{12}", "…", Path(url).name) for url in late] == ["…-map.js"]


def test_a_first_visit_is_small(tab: Page, served: str) -> None:
    line = tab.context.new_cdp_session(tab)
    line.send("Network.enable")
    taken: dict[str, float] = {"files": 0, "answers": 0}
    line.on("Network.loadingFinished", lambda each: _add(taken, "files", each["encodedDataLength"]))
    line.on(
        "Network.webSocketFrameReceived",
        lambda each: _add(taken, "answers", len(each["response"]["payloadData"]) * 3 / 4),
    )
    tab.goto(served)
    painted_map(tab)
    settled(tab)
    assert taken["files"] > 0 and taken["answers"] > 0
    assert sum(taken.values()) < BUDGET


def _add(taken: dict[str, float], what: str, bytes_: float) -> None:
    taken[what] += bytes_


def test_who_comes_again_fetches_no_script_again(tab: Page, served: str) -> None:
    tab.goto(served)
    painted_map(tab)
    settled(tab)
    tab.reload()
    painted_map(tab)
    settled(tab)
    sent = [each for frame in tab.frames for each in frame.evaluate(SENT)]
    assert any("map.js" in url for url, _ in sent)
    assert [url for url, size in sent if size] == []


def until(true: Callable[[], bool]) -> None:
    """Until something is true; an error when it never is."""
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.2)


PAGES = {
    "/coverage": "[data-testid=stVegaLiteChart] svg, [data-testid=stVegaLiteChart] canvas",
    "/municipality?place=gracanice": "h1",
    "/compare?compared=istog&compared=shterpce": "h1",
    "/communities": "h1",
    "/timeline": "h1",
    "/activities": "[data-testid=stDataFrame] canvas",
    "/changes": "h1",
    "/methods": "h1",
    "/publish": "h1",
}


@pytest.mark.parametrize("path", PAGES)
def test_no_page_asks_for_what_the_policy_refuses(tab: Page, served: str, path: str) -> None:
    tab.goto(served + path)
    tab.wait_for_selector(IDLE)
    tab.wait_for_selector(PAGES[path], state="attached")
    assert refused(tab) == []
    assert elsewhere(tab, served) == []


def test_the_policy_refuses_what_is_smuggled_in(tab: Page, served: str) -> None:
    tab.goto(served)
    tab.wait_for_selector(IDLE)
    tab.evaluate(
        """() => {
            const script = document.createElement('script');
            script.textContent = 'window.smuggled = true';
            document.body.append(script);
            const image = new Image();
            image.src = 'https://example.org/seen.png';
        }"""
    )
    tab.wait_for_function("window.refused.length > 1")
    assert not tab.evaluate("window.smuggled")
    assert {each.split()[0] for each in refused(tab)} == {"script-src-elem", "img-src"}


def test_the_page_of_the_api_needs_no_other_host_and_no_script(tab: Page, served: str) -> None:
    tab.goto(f"{served}/api?lang=sq")
    expect(tab.locator("h1")).to_be_visible()
    tab.locator("#donor details").first.click()
    expect(tab.get_by_text("USAID", exact=True).first).to_be_visible()
    assert tab.evaluate("getComputedStyle(document.body).maxWidth") != "none"
    assert refused(tab) == []
    assert elsewhere(tab, served) == []


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", BY_PATH)
def test_the_real_server_gives_every_file_in_every_language(
    served: str, path: str, lang: str
) -> None:
    answer = httpx.get(f"{served}/api{path}?{VIEW}&lang={lang}")
    assert answer.status_code == 200
    assert answer.headers["x-content-type-options"] == "nosniff"
    again = httpx.get(
        f"{served}/api{path}?{VIEW}&lang={lang}", headers={"If-None-Match": answer.headers["etag"]}
    )
    assert again.status_code == 304


def test_the_string_of_the_page_gives_the_file_of_the_page(served: str, shipped: Data) -> None:
    link = {"donor": ["USAID"], "activity_type": ["grant"]}
    selection = read_link(link, known=parameters(shipped), allowed=offered(shipped))
    rows = activity_rows(shipped, selection, named(shipped, "en"))
    answer = httpx.get(f"{served}/api/activities.csv?{VIEW}")
    assert len(rows) > 10
    assert answer.content == as_csv(rows)
    assert answer.headers["content-encoding"] == "gzip"


def test_the_example_for_python_works(served: str) -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    example = text.split("```python\n")[1].split("```")[0]
    found: dict[str, pd.DataFrame] = {}
    exec(example.replace("http://localhost:8501", served), found)
    assert set(found["grants"]["activity_type"]) == {"grant"}


@pytest.mark.parametrize("program", ["dashboard.py", "server.py"])
@pytest.mark.parametrize("base", ["", "/aid/map"])
def test_a_deep_link_is_the_first_thing_a_fresh_server_is_asked(
    tab: Page, program: str, base: str
) -> None:
    with running(program, base) as address:
        tab.goto(f"{address}/communities?{VIEW}")
        tab.wait_for_selector(IDLE)
        expect(tab.get_by_role("heading", name="Who took part")).to_be_visible()
        assert "donor=USAID" in tab.url
        tab.goto(f"{address}/?{VIEW}")
        painted_map(tab)
        if program == "server.py":
            assert refused(tab) == []
            assert httpx.get(f"{address}/api/ready").json()["status"] == "ready"
            rows = httpx.get(f"{address}/api/activities.csv?{VIEW}")
            assert rows.status_code == 200
            moved = httpx.get(f"{address}/api", follow_redirects=True)
            assert moved.headers["content-type"].startswith("text/html")


def test_a_server_with_settings_that_are_wrong_does_not_start_and_says_why() -> None:
    with pytest.raises(AssertionError), running("server.py", settings="metric = 'on'"):
        pass


def test_new_data_reaches_the_page_and_the_api_together_and_wrong_data_neither(
    tab: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    for file in (ROOT / "data").glob("*.*"):
        (folder / file.name).write_bytes(file.read_bytes())
    lines = (folder / "activities.csv").read_text("utf-8").splitlines(keepends=True)
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    with running("server.py") as address:
        tab.goto(f"{address}/methods")
        tab.wait_for_selector(IDLE)

        def ready() -> dict[str, object]:
            return dict(httpx.get(f"{address}/api/ready").json())

        def replaced(text: list[str]) -> None:
            (tmp_path / "new.csv").write_text("".join(text), encoding="utf-8")
            (tmp_path / "new.csv").replace(folder / "activities.csv")

        first = ready()
        replaced(lines[:1] + lines[2:])
        until(lambda: ready()["version"] != first["version"])
        tab.goto(address)
        expect(tab.get_by_text("320 of 350 activities")).to_be_visible()
        replaced(["nonsense\n"])
        until(lambda: bool(ready()["refused"]))
        tab.goto(address)
        expect(tab.get_by_text("The newest data has problems")).to_be_visible()
        expect(tab.get_by_text("320 of 350 activities")).to_be_visible()
        assert httpx.get(f"{address}/api/activities.csv").status_code == 200

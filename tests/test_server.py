"""What holds for every answer: headers, limits, logs without people, figures, settings."""

from __future__ import annotations

import json
import logging
import time
import tomllib
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lib.map_files import folders, of_every_map
from lib.problems import BadData
from lib.server import Front, logs, server
from lib.server.headers import FIXED, scripts_of
from lib.server.limits import CLICKS, Counter, asker
from lib.server.watch import route
from lib.settings import Settings, read_settings
from lib.versions import Versions
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
CSV = "/api/activities.csv"
FRONT = Front(Path(streamlit.__file__).parent / "static", folders(), of_every_map())
SHELL = FRONT.shell


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return Versions(World().write(tmp_path_factory.mktemp("server")))


def served(
    versions: Versions, *, base: str = "", asked_from: str = "203.0.113.7", **given: object
) -> TestClient:
    """A server as ``server.py`` makes it, with a stand-in for Streamlit's pages."""
    parts = server(versions, Settings.model_validate(given), base, FRONT)

    async def page(request: Request) -> Response:
        return HTMLResponse(SHELL)

    async def fails(request: Request) -> Response:
        raise RuntimeError("secret")

    async def frame(request: Request) -> Response:
        return PlainTextResponse("frame")

    pages = [Route(f"{base}/", page), Route(f"{base}/fails", fails)]
    pages.append(Route(f"{base}/component/a/index.html", frame))
    # Streamlit compresses, inside of what is ours
    inside = Middleware(GZipMiddleware, minimum_size=500)
    app = Starlette(routes=[*parts.routes, *pages], middleware=[*parts.middleware, inside])
    return TestClient(app, client=(asked_from, 1), raise_server_exceptions=False)


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, "dashboard.answers")
    return caplog


ANSWERS = {
    "/": 200,
    CSV: 200,
    f"{CSV}?donor=nobody": 400,
    "/api/nothing": 404,
    "/nothing": 404,
    "/api/": 200,
    "/api/health": 200,
    "/api/ready": 200,
    "/metrics": 404,
    "/fails": 500,
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_answer_protects_its_reader(versions: Versions, path: str) -> None:
    answer = served(versions).get(path)
    assert answer.status_code == ANSWERS[path]
    assert {key: answer.headers[key] for key in FIXED} == FIXED
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'self'" in policy
    assert "secret" not in answer.text


def test_only_the_frame_of_the_map_may_run_what_it_is_sent(versions: Versions) -> None:
    client = served(versions, base="/dashboard")
    page, frame, data = (
        client.get(f"/dashboard{path}").headers["content-security-policy"]
        for path in ("/", "/component/a/index.html", CSV)
    )
    assert "'unsafe-eval'" in frame
    assert "'unsafe-eval'" not in page and "script-src 'self' 'unsafe-inline'" not in page
    assert scripts_of(SHELL)[0] in page
    assert data == "default-src 'none'; frame-ancestors 'self'"
    assert all("http" not in policy for policy in (page, frame))


def test_a_site_that_is_configured_may_frame_the_dashboard(versions: Versions) -> None:
    policy = served(versions, framed_by=["https://example.org"]).get("/").headers
    assert policy["content-security-policy"].endswith("frame-ancestors 'self' https://example.org")


def test_the_page_of_the_api_is_found_without_its_last_slash(versions: Versions) -> None:
    for base in ("", "/dashboard"):
        client = served(versions, base=base)
        answer = client.get(f"{base}/api?lang=en")
        assert answer.status_code == 200
        assert answer.url.path == f"{base}/api/"
        assert answer.headers["content-type"].startswith("text/html")


def test_long_answers_are_compressed_and_keep_their_tag(versions: Versions) -> None:
    client = served(versions)
    packed = client.get(CSV, headers={"Accept-Encoding": "gzip"})
    plain = client.get(CSV, headers={"Accept-Encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert packed.content == plain.content
    assert packed.headers["etag"] == plain.headers["etag"]
    assert packed.headers["etag"].startswith("W/")
    assert "Accept-Encoding" in packed.headers["vary"]


def test_who_asks_too_often_is_told_when_to_come_back(versions: Versions) -> None:
    client = served(versions, requests_per_minute=3)
    statuses = [client.get(CSV).status_code for _ in range(3)]
    refused = client.get(CSV)
    assert statuses == [200, 200, 200]
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["retry-after"]) <= 120
    assert refused.headers["retry-after"] in refused.json()["detail"]
    # what says whether the server is well, and the pages, go on
    assert client.get("/api/health").status_code == client.get("/").status_code == 200
    assert client.get("/api/").status_code == client.get("/api/openapi.json").status_code == 429


def test_clicks_on_filters_do_not_use_up_the_files_of_an_address(versions: Versions) -> None:
    client = served(versions, requests_per_minute=2)
    maps = [client.get("/api/map").status_code for _ in range(2 * CLICKS + 1)]
    assert maps == [200] * 2 * CLICKS + [429]
    assert [client.get(CSV).status_code for _ in range(3)] == [200, 200, 429]


def test_who_has_waited_as_long_as_told_may_ask_again(monkeypatch: pytest.MonkeyPatch) -> None:
    counter = Counter(2)
    now = time.time()
    monkeypatch.setattr("time.time", lambda: now)
    assert [counter.seconds_to_wait("a") for _ in range(2)] == [0, 0]
    wait = counter.seconds_to_wait("a")
    assert wait > 0
    assert counter.seconds_to_wait("b") == 0
    monkeypatch.setattr("time.time", lambda: now + wait)
    assert counter.seconds_to_wait("a") == 0


def test_a_limit_of_none_is_none(versions: Versions) -> None:
    client = served(versions, requests_per_minute=0)
    assert {client.get("/api/openapi.json").status_code for _ in range(200)} == {200}


def test_nobody_is_believed_who_says_to_ask_for_another(versions: Versions) -> None:
    client = served(versions, requests_per_minute=1)
    told = [client.get(CSV, headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in range(2)]
    assert [each.status_code for each in told] == [200, 429]


def test_a_trusted_proxy_is_believed(versions: Versions) -> None:
    settings = {"requests_per_minute": 1, "trusted_proxies": ["203.0.113.0/24"]}
    client = served(versions, **settings)
    asked = [client.get(CSV, headers={"X-Forwarded-For": f"192.0.2.{n}"}) for n in (1, 2, 2)]
    assert [each.status_code for each in asked] == [200, 200, 429]
    # the reader may have written the first address; the proxy writes the last
    faked = client.get(CSV, headers={"X-Forwarded-For": "198.51.100.1, 192.0.2.2"})
    assert faked.status_code == 429


@pytest.mark.parametrize(
    ("host", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
    ],
)
def test_one_household_is_counted_once(host: str, counted: str) -> None:
    assert asker({"client": (host, 1)}) == counted


def test_a_link_that_is_too_long_is_refused(versions: Versions) -> None:
    client = served(versions, longest_query=100)
    assert client.get(f"{CSV}?text={'a' * 200}").status_code == 414
    assert client.get(f"{CSV}?text={'a' * 50}").status_code == 200


def test_other_sites_may_read_only_where_it_is_configured(versions: Versions) -> None:
    asks = {"Origin": "https://example.org"}
    closed = served(versions).get(CSV, headers=asks)
    assert "access-control-allow-origin" not in closed.headers
    client = served(versions, cors_origins=["https://example.org"])
    opened = client.get(CSV, headers=asks)
    assert opened.headers["access-control-allow-origin"] == "https://example.org"
    other = client.get(CSV, headers={"Origin": "https://example.com"})
    assert "access-control-allow-origin" not in other.headers
    assert "access-control-allow-origin" not in client.get("/", headers=asks).headers
    before = {**asks, "Access-Control-Request-Method": "POST"}
    assert client.options(CSV, headers=before).status_code == 400


def test_the_log_says_what_was_answered_and_not_to_whom(
    versions: Versions, log: pytest.LogCaptureFixture
) -> None:
    client = served(versions)
    client.get(f"{CSV}?text=moon", headers={"User-Agent": "somebody", "Cookie": "me=1"})
    record = next(each for each in log.records if each.name == "dashboard.answers")
    line = json.loads(logs.Lines().format(record))
    assert line.keys() == {*("time", "level", "event", "route", "method", "status", "ms", "bytes")}
    assert (line["route"], line["method"], line["status"]) == (CSV, "GET", 200)
    assert line["bytes"] > 0
    for private in ("moon", "203.0.113.7", "somebody", "me=1", "?"):
        assert private not in json.dumps(line)


def test_what_a_page_is_made_of_is_not_in_the_log_unless_it_fails(
    versions: Versions, log: pytest.LogCaptureFixture
) -> None:
    client = served(versions)
    client.get("/component/a/index.html")
    assert not [each for each in log.records if each.name == "dashboard.answers"]
    client.get("/component/none")
    assert [each.status for each in log.records if each.name == "dashboard.answers"] == [404]  # type: ignore[attr-defined]


def test_the_server_beneath_writes_down_nobody_either(monkeypatch: pytest.MonkeyPatch) -> None:
    access, own = logging.getLogger("uvicorn.access"), logging.getLogger(logs.NAME)
    monkeypatch.setattr(access, "disabled", False)
    for name in ("handlers", "propagate", "level"):
        monkeypatch.setattr(own, name, getattr(own, name))
    logs.start(answers=True)
    assert not access.isEnabledFor(logging.CRITICAL)


def test_a_failure_is_logged_with_its_traceback(
    versions: Versions, log: pytest.LogCaptureFixture
) -> None:
    served(versions).get("/fails")
    lines = [json.loads(logs.Lines().format(record)) for record in log.records
             if record.name == "dashboard.answers"]  # fmt: skip
    assert "RuntimeError" in lines[0]["traceback"]
    assert lines[-1]["status"] == 500


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("/", "page"),
        ("/coverage", "page"),
        ("/whatever/anybody/asks", "page"),
        ("/static/js/a.js", "/static/"),
        ("/_stcore/health", "/_stcore/"),
        ("/component/a/b", "/component/"),
        ("/media/f.csv", "/media/"),
        (CSV, CSV),
        ("/api/", "/api/"),
        ("/api/x.y", "/api/"),
        ("/metrics", "/metrics"),
    ],
)
def test_addresses_are_counted_as_few(path: str, counted: str) -> None:
    assert route(path) == counted


def test_the_figures_count_answers_and_name_the_data(versions: Versions) -> None:
    client = served(versions, metrics="open", base="/dashboard")
    for path in (CSV, CSV, f"{CSV}?x=y", "/"):
        client.get(f"/dashboard{path}")
    text = client.get("/dashboard/metrics").text
    assert f'dashboard_requests_total{{route="{CSV}",status="200"}} 2.0' in text
    assert f'dashboard_requests_total{{route="{CSV}",status="400"}} 1.0' in text
    assert 'dashboard_requests_total{route="page",status="200"} 1.0' in text
    assert f'dashboard_request_seconds_count{{route="{CSV}"}} 3.0' in text
    assert f'version="{versions.current().name}"' in text
    assert "dashboard_data_ready 1.0" in text
    assert "dashboard_data_refused 0.0" in text


@pytest.mark.parametrize(
    ("metrics", "asked_from", "headers", "status"),
    [
        ("off", "127.0.0.1", {}, 404),
        ("local", "127.0.0.1", {}, 200),
        ("local", "::1", {}, 200),
        ("local", "203.0.113.7", {}, 404),
        ("local", "127.0.0.1", {"X-Forwarded-For": "203.0.113.7"}, 404),
        ("local", "127.0.0.1", {"Forwarded": "for=203.0.113.7"}, 404),
        ("open", "203.0.113.7", {}, 200),
    ],
)
def test_figures_are_for_whom_they_are_configured(
    versions: Versions, metrics: str, asked_from: str, headers: dict[str, str], status: int
) -> None:
    client = served(versions, metrics=metrics, asked_from=asked_from)
    assert client.get("/metrics", headers=headers).status_code == status


def test_the_figures_say_when_there_is_no_data(world: World, tmp_path: Path) -> None:
    world.bytes["activities.csv"] = None
    text = served(Versions(world.write(tmp_path)), metrics="open").get("/metrics").text
    assert "dashboard_data_ready 0.0" in text
    assert "dashboard_data_refused 1.0" in text


def test_the_file_of_settings_that_is_shipped_says_every_default() -> None:
    text = (ROOT / "server.toml").read_text(encoding="utf-8")
    shipped = tomllib.loads(text)
    assert shipped.keys() == Settings.model_fields.keys()
    assert Settings.model_validate(shipped) == Settings()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("requests_per_minut = 5", "requests_per_minute"),
        ("requests_per_minute = -1", "requests_per_minute"),
        ('trusted_proxies = ["nonsense"]', "trusted_proxies"),
        ('cors_origins = ["example.org; script-src *"]', "cors_origins"),
        ('metrics = "on"', "metrics"),
        ("not toml", "server.toml"),
    ],
)
def test_settings_that_are_wrong_are_refused(
    text: str, found: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "server.toml").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_SERVER", str(tmp_path / "server.toml"))
    with pytest.raises(BadData, match=found):
        read_settings()


def test_a_file_of_settings_that_is_named_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_SERVER", str(tmp_path / "none.toml"))
    with pytest.raises(BadData, match="no such file"):
        read_settings()

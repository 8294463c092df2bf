"""What the proxy tells the dashboard, and whom it believes: the same file before an echo."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx2 as httpx
import pytest

from tests.browser.conftest import wait_for_health
from tests.deploy.fleet import Fleet, Replica, proxied

FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Real-IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9;proto=https",
}


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was asked, and says what it is told to."""

    protocol_version = "HTTP/1.1"
    has: tuple[str, ...] = ()

    def do_GET(self) -> None:
        heard = {key.lower(): value for key, value in self.headers.items()}
        body = json.dumps({"path": self.path, "headers": heard}).encode()
        missing = "/media/" in self.path and self.path not in self.has
        self.send_response(404 if missing else 200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


@contextmanager
def echoes(base: str, folder: Path, **set_by_operator: str) -> Iterator[Fleet]:
    """The proxy before two echoes; the second alone has a file."""
    kinds = [Echo, type("Second", (Echo,), {"has": (f"{base}/media/made.csv",)})]
    behind = [ThreadingHTTPServer(("127.0.0.1", 0), kind) for kind in kinds]
    for each in behind:
        threading.Thread(target=each.serve_forever, daemon=True).start()
    fleet = Fleet(base, folder)
    fleet.replicas = [Replica(each.server_address[1], base, folder) for each in behind]
    try:
        with proxied(fleet, **set_by_operator):
            assert fleet.proxy
            wait_for_health(f"{fleet.host}/proxy-health", fleet.proxy)
            yield fleet
    finally:
        for each in behind:
            each.shutdown()
            each.server_close()


@pytest.fixture(params=["/map", "", "/aid/map"])
def fleet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Fleet]:
    with echoes(request.param, tmp_path) as started:
        yield started


def heard(fleet: Fleet, path: str = "/", **headers: str) -> dict[str, str]:
    return dict(httpx.get(fleet.address + path, headers=headers).json()["headers"])


def test_what_a_reader_says_of_its_address_is_not_believed(fleet: Fleet) -> None:
    told = heard(fleet, **FORGED)
    assert told["x-forwarded-for"] == "127.0.0.1"
    assert told["x-forwarded-proto"] == "http"
    assert told["host"] == fleet.host.removeprefix("http://")
    assert not {"x-forwarded-host", "x-real-ip", "forwarded"} & set(told)


def test_what_speaks_https_before_the_proxy_is_believed_where_it_is_named(tmp_path: Path) -> None:
    with echoes("/map", tmp_path, DASHBOARD_FRONT="127.0.0.1/32") as fleet:
        # what stands left of the last address, the reader itself has said
        forged = FORGED | {"X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
        told = heard(fleet, **forged)
        assert told["x-forwarded-for"] == "203.0.113.9"
        assert told["x-forwarded-proto"] == "https"
        assert "forwarded" not in told


def test_paths_pass_as_they_are_and_what_is_for_operators_does_not(fleet: Fleet) -> None:
    for path in ("/", "/coverage?donor=USAID&text=Pe%C4%87", "/api/activities.csv?a=%2F"):
        assert httpx.get(fleet.address + path).json()["path"] == fleet.base + path
    for path in ("/metrics", "/_stcore/metrics"):
        assert httpx.get(fleet.address + path).status_code == 404


def test_nothing_is_served_outside_the_path(fleet: Fleet) -> None:
    if fleet.base:
        assert httpx.get(f"{fleet.host}/").status_code == 404
        assert httpx.get(f"{fleet.host}/other").status_code == 404
        moved = httpx.get(f"{fleet.address}?donor=USAID")
        assert moved.headers["location"] == f"{fleet.base}/?donor=USAID"


def test_a_large_upload_is_refused_before_it_reaches_the_dashboard(fleet: Fleet) -> None:
    assert httpx.post(f"{fleet.address}/", content=b"x" * 70_000).status_code == 413


def test_a_file_of_a_session_is_found_in_whichever_replica_made_it(fleet: Fleet) -> None:
    for reader in range(8):
        cookies = {"dashboard_replica": f"reader-{reader}"}
        assert httpx.get(f"{fleet.address}/media/made.csv", cookies=cookies).status_code == 200
        assert httpx.get(f"{fleet.address}/media/no.csv", cookies=cookies).status_code == 404


def test_the_cookie_is_for_this_path_alone_and_not_for_scripts(fleet: Fleet) -> None:
    cookie = httpx.get(f"{fleet.address}/").headers["set-cookie"]
    assert cookie.endswith(f"; Path={fleet.base}/; HttpOnly; SameSite=Lax")
    assert "set-cookie" not in httpx.get(f"{fleet.address}/api/totals").headers

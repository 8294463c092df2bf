"""What a browser loads before it shows a page: packed, kept for good, and named at once."""

from __future__ import annotations

import json
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.testclient import TestClient

from lib import map_files
from lib.server import Front
from lib.server.early import DRAWN_WITH, Early, scripts
from lib.server.packed import LASTING, Packed

STREAMLIT = Path(streamlit.__file__).parent / "static"
FRONT = Front(STREAMLIT, map_files.folders(), map_files.of_every_map())
PACKED = {"Accept-Encoding": "gzip"}
LISTED = json.loads((STREAMLIT / "manifest.json").read_text(encoding="utf-8"))
ENTRY = f"static/js/{Path(LISTED['index.html']['file']).name}"
BASES = ("", "/dashboard")
PAGE = "<html><head><title>a</title></head><body>é</body></html>"


def served(base: str = "", front: Front = FRONT) -> TestClient:
    """The two around a stand-in for Streamlit, which has its files and frames as they are."""

    async def page(request: Request) -> Response:
        status = 404 if "missing" in request.url.path else 200
        return HTMLResponse(PAGE, status, headers={"ETag": "of the page alone"})

    async def text(request: Request) -> Response:
        return PlainTextResponse("plain")

    plain = [Mount(f"{base}/static", StaticFiles(directory=front.folder / "static"))]
    pages = [f"{base}/{each}" for each in ("", "coverage", "missing", "api/", "component/a/x.html")]
    routes = [*plain, *(Route(each, page) for each in pages), Route(f"{base}/text", text)]
    around = [Middleware(each, base=base, front=front) for each in (Early, Packed)]
    return TestClient(Starlette(routes=routes, middleware=around), raise_server_exceptions=False)


@pytest.mark.parametrize("base", BASES)
def test_a_script_is_sent_packed_and_is_the_same(base: str) -> None:
    plain = served(base).get(f"{base}/{ENTRY}", headers={"Accept-Encoding": "identity"})
    answer = served(base).get(f"{base}/{ENTRY}", headers=PACKED)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == LASTING
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == plain.headers["content-type"]
    assert answer.content == plain.content
    assert int(answer.headers["content-length"]) < len(plain.content) / 2


def test_the_files_of_the_map_are_packed_and_kept_too() -> None:
    for file in FRONT.map_files:
        answer = served().get(f"/{file}", headers=PACKED)
        assert answer.status_code == 200, file
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["cache-control"] == LASTING


@pytest.mark.parametrize(
    ("headers", "status"),
    [({"Accept-Encoding": "identity"}, 200), ({**PACKED, "Range": "bytes=0-9"}, 206)],
    ids=["takes none that is packed", "asks for a part"],
)
def test_who_cannot_take_it_gets_what_streamlit_sends(headers: dict[str, str], status: int) -> None:
    answer = served().get(f"/{ENTRY}", headers=headers)
    assert answer.status_code == status
    assert "content-encoding" not in answer.headers


def test_a_head_is_left_to_streamlit() -> None:
    assert "content-encoding" not in served().head(f"/{ENTRY}", headers=PACKED).headers


@pytest.mark.parametrize(
    "path",
    [
        "/static/js/nothing.js",
        "/static/../manifest.json",
        "/static/%2e%2e/index.html",
        "/static/js/%2e%2e/%2e%2e/%2e%2e/__init__.py",
        "/static/js/%2e%2e/%2e%2e/%2e%2e/%2e%2e/x.js",
        "/static/js/a%00.js",
        "/static/js/",
        f"/{'static/js/' + 'a' * 5000}.js",
    ],
)
def test_nothing_outside_of_the_folders_is_reached(path: str) -> None:
    answer = served().get(path, headers=PACKED)
    assert answer.status_code == 404
    assert "content-encoding" not in answer.headers


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "static" / "js").mkdir(parents=True)
    (tmp_path / "secret.js").write_text("secret")
    (tmp_path / "static" / "js" / "a.js").symlink_to(tmp_path / "secret.js")
    (tmp_path / "manifest.json").write_text('{"index.html": {"file": "a.js"}}')
    answer = served(front=Front(tmp_path, {}, ())).get("/static/js/a.js", headers=PACKED)
    assert "secret" not in answer.text


def test_each_file_is_packed_once(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "manifest.json").write_text('{"index.html": {"file": "a.js"}}')
    file = tmp_path / "static" / "a.js"
    file.write_text("first")
    client = served(front=Front(tmp_path, {}, ()))
    assert client.get("/static/a.js", headers=PACKED).text == "first"
    file.write_text("second")
    assert client.get("/static/a.js", headers=PACKED).text == "first"


def test_a_picture_is_left_as_it_is() -> None:
    picture = next((STREAMLIT / "static" / "media").iterdir())
    answer = served().get(f"/static/media/{picture.name}", headers=PACKED)
    assert answer.content == picture.read_bytes()
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("base", BASES)
def test_a_page_names_what_it_needs_below_the_path_it_is_served_at(base: str) -> None:
    client = served(base)
    answer = client.get(f"{base}/coverage")
    named = re.findall(r'<link rel="(\w+)"(?: crossorigin)? href="\./([^"]+)">', answer.text)
    assert re.sub("<link [^>]+>", "", answer.text) == PAGE
    assert len(named) == answer.text.count("<link") == len(set(named))
    assert {kind for kind, _ in named} == {"modulepreload", "prefetch"}
    for _, file in named:
        assert client.get(f"{base}/{file}", headers=PACKED).status_code == 200, file


def test_a_page_is_whole_and_is_not_taken_for_what_it_was_before() -> None:
    answer = served().get("/coverage")
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert answer.text.endswith("</head><body>é</body></html>")
    assert "etag" not in answer.headers
    # a proxy refuses headers of more than four kilobytes where nobody has told it otherwise
    assert sum(len(name) + len(value) for name, value in answer.headers.items()) < 1_000


def test_a_page_that_comes_in_pieces_is_put_together() -> None:
    async def pieces(request: Request) -> Response:
        async def made() -> AsyncIterator[bytes]:
            for each in PAGE:
                yield each.encode()

        return StreamingResponse(made(), media_type="text/html")

    around = [Middleware(Early, base="", front=FRONT)]
    whole = TestClient(Starlette(routes=[Route("/", pieces)], middleware=around)).get("/").text
    assert whole == served().get("/").text


@pytest.mark.parametrize("path", ["/missing", "/api/", "/component/a/x.html", "/text", f"/{ENTRY}"])
def test_what_is_no_page_names_nothing(path: str) -> None:
    assert '<link rel="modulepreload"' not in served().get(path).text
    assert not served().head(path).content


@pytest.mark.parametrize("name", DRAWN_WITH)
def test_the_streamlit_that_is_pinned_has_it_by_this_name(name: str) -> None:
    assert f"../{name}" in LISTED


def test_what_the_page_of_streamlit_names_itself_is_not_named_again() -> None:
    shell = FRONT.shell
    assert scripts(STREAMLIT)
    assert [each for each in scripts(STREAMLIT) if Path(each).name in shell] == []


def test_a_streamlit_that_has_renamed_its_files_still_opens(tmp_path: Path) -> None:
    (tmp_path / "static").mkdir()
    (tmp_path / "manifest.json").write_text(
        '{"index.html": {"file": "a.js", "imports": ["b"]}, "b": {"file": "b.js"}}'
    )
    client = served(front=Front(tmp_path, {}, ()))
    assert client.get("/").text == PAGE


def test_the_files_of_the_map_are_named_after_what_they_hold() -> None:
    first, again = map_files.scripts("let a = 1"), map_files.scripts("let a = 2")
    assert first["leaflet"] == again["leaflet"]
    assert first["map"] != again["map"]
    text = (map_files.GENERATED / first["map"].split("/")[-1]).read_text(encoding="utf-8")
    assert text.startswith("let a = 1\n")
    assert "placesMap" in text

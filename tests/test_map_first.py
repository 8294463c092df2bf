"""What a page asks for waits for the map that the same browser asks for, and for no other."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from anyio import Event, create_task_group, fail_after
from anyio.lowlevel import checkpoint
from starlette.types import Message, Receive, Scope, Send
from streamlit.web.server.starlette.starlette_app_utils import generate_xsrf_token_string

from lib.server.map_first import COOKIE, READERS, MapFirst

pytestmark = pytest.mark.anyio
MAP, PAGE, CLICK = "/aid/api/map", "/aid/_stcore/stream", {"type": "websocket.receive"}
SOON = 5
OTHERS = {
    "no cookie": lambda token: "",
    "another browser": lambda token: cookie(os.urandom(16)),
    "another cookie": lambda token: f"other={token.hex()}",
    "what is no token": lambda token: f"{COOKIE}=2|zz|zz|1",
}


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


def cookie(token: bytes) -> str:
    """As Streamlit writes it: another text each time."""
    return f"{COOKIE}={generate_xsrf_token_string(token, 1)}"


def asks(path: str, said: str) -> Scope:
    kind = "websocket" if path == PAGE else "http"
    return {"type": kind, "path": path, "headers": [(b"cookie", said.encode("latin-1"))]}


class Inside:
    """What is served: it writes down what it gets and what it has answered, in their order."""

    def __init__(self) -> None:
        self.seen: list[str] = []
        self.begun, self.goes_on = Event(), Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            self.seen.append(f"page: {(await receive())['type']}")
            return
        self.begun.set()
        await self.goes_on.wait()
        self.seen.append("map")
        if "fails" in scope:
            raise RuntimeError


async def click() -> Message:
    return CLICK


async def nothing(_: Message) -> None: ...


async def both(map_said: str, page_said: str, **how: bool) -> list[str]:
    """A map is asked for, then the page is, and only then is the map answered."""
    inside = Inside()
    served = MapFirst(inside, "/aid")

    async def ask_map() -> None:
        try:
            await served(asks(MAP, map_said) | how, click, nothing)
        except RuntimeError:
            assert "fails" in how

    with fail_after(SOON):
        async with create_task_group() as tasks:
            tasks.start_soon(ask_map)
            await inside.begun.wait()
            tasks.start_soon(served, asks(PAGE, page_said), click, nothing)
            for _ in range(20):
                await checkpoint()
            if "never" not in how:
                inside.goes_on.set()
            else:
                while not inside.seen:
                    await checkpoint()
                inside.goes_on.set()
    return inside.seen


@pytest.mark.parametrize("how", [{}, {"fails": True}], ids=["answered", "failed"])
async def test_the_page_waits_for_the_map_of_its_browser(how: dict[str, bool]) -> None:
    token = os.urandom(16)
    assert cookie(token) != cookie(token)
    seen = await both(cookie(token), cookie(token), **how)
    assert seen == ["map", "page: websocket.receive"]


@pytest.mark.parametrize("other", OTHERS)
async def test_it_waits_for_nobody_elses(other: str) -> None:
    token = os.urandom(16)
    said: Callable[[bytes], str] = OTHERS[other]
    assert (await both(cookie(token), said(token)))[0] == "page: websocket.receive"
    assert (await both(said(token), cookie(token)))[0] == "page: websocket.receive"


async def test_a_map_that_takes_too_long_is_not_waited_for() -> None:
    token = os.urandom(16)
    seen = await both(cookie(token), cookie(token), never=True)
    assert seen == ["page: websocket.receive", "map"]


async def test_each_map_is_waited_for_once() -> None:
    inside, said = Inside(), cookie(os.urandom(16))
    served = MapFirst(inside, "/aid")
    inside.goes_on.set()
    with fail_after(SOON):
        await served(asks(MAP, said), click, nothing)
        for _ in range(2):
            await served(asks(PAGE, said), click, nothing)
    assert inside.seen == ["map", *["page: websocket.receive"] * 2]
    assert not served._asked


async def test_who_asks_for_maps_only_is_forgotten() -> None:
    inside = Inside()
    served = MapFirst(inside, "/aid")
    inside.goes_on.set()
    for _ in range(READERS + 10):
        await served(asks(MAP, cookie(os.urandom(16))), click, nothing)
    assert len(served._asked) == READERS

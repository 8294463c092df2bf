"""The dashboard and its data API in one server: ``streamlit run server.py``, or any ASGI server.

The server beneath believes what proxies on its own machine say of who asks; ``make run`` tells it
not to (``FORWARDED_ALLOW_IPS=``), since ``server.toml`` says which are trusted.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import streamlit as st
from anyio import create_task_group, to_thread

from lib.ahead import rehearse
from lib.map_files import folders, of_every_map
from lib.problems import BadData
from lib.server import Front, logs, remember_more, send_at_once, server
from lib.settings import read_settings
from lib.versions import versions

PAGES = Path(__file__).resolve().parent / "dashboard.py"

try:
    settings = read_settings()
except BadData as bad:
    sys.exit(str(bad))


@asynccontextmanager
async def opened_early(_: st.App) -> AsyncIterator[None]:
    """The data is opened while the server starts, so that the first reader need not wait."""
    send_at_once()
    async with create_task_group() as tasks:
        tasks.start_soon(to_thread.run_sync, _open)
        yield


def _open() -> None:
    # what is wrong is in the log, and said by the pages and the API
    with suppress(BadData):
        rehearse(versions().current().data)


remember_more()
logs.start(answers=settings.log == "json")
base = (st.get_option("server.baseUrlPath") or "").strip("/")
front = Front(Path(st.__file__).parent / "static", folders(), of_every_map())
parts = server(versions(), settings, base and f"/{base}", front)
app = st.App(PAGES, routes=parts.routes, middleware=parts.middleware, lifespan=opened_early)

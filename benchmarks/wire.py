"""A proxy on this machine that counts what passes between the browser and a server."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any, TypeVar

from benchmarks.apps import HOST

T = TypeVar("T")


CHUNK = 65_536


class Wire:
    """Passes bytes on and counts them: TCP payload, after the server's compression.

    ``counted`` holds bytes by kind of connection (``socket``: the WebSocket, ``http``: all
    others) and direction (``up``: from the browser, ``down``: to it).
    """

    def __init__(self, port: int, server_port: int) -> None:
        self.port, self._server_port = port, server_port
        self.counted: Counter[tuple[str, str]] = Counter()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self._listening = self._run(asyncio.start_server(self._connect, HOST, port))

    def close(self) -> None:
        """Stop, and let go of the connections that are open."""
        self._run(self._let_go())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _let_go(self) -> None:
        self._listening.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _connect(self, browser: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        try:
            server, on = await asyncio.open_connection(HOST, self._server_port)
        except OSError:
            # a server that died is no page that answers: the click will say so
            back.close()
            return
        first = await browser.read(CHUNK)
        # the first line of a connection's first request says what it is
        kind = "socket" if b"/_stcore/stream" in first.split(b"\r\n")[0] else "http"
        self.counted[kind, "up"] += len(first)
        on.write(first)
        with suppress(asyncio.CancelledError):
            await asyncio.gather(
                self._pass(browser, on, (kind, "up")), self._pass(server, back, (kind, "down"))
            )

    async def _pass(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, kind: tuple[str, str]
    ) -> None:
        with suppress(ConnectionError):
            while chunk := await source.read(CHUNK):
                self.counted[kind] += len(chunk)
                target.write(chunk)
                await target.drain()
        target.close()

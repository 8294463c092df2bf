"""A server of its own for each app, behind a proxy that counts."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.error import URLError

from benchmarks.apps import HOST, ROOT, App
from benchmarks.wire import Wire

START_SECONDS = 300


class Died(RuntimeError):
    """A server did not start, or did not stay."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is there: its process, since when, and the proxy before it."""

    process: subprocess.Popen
    since: float
    wire: Wire

    def memory(self) -> dict[str, int]:
        """Bytes of memory that the server holds now, and the most that it held."""
        return memory(self.process.pid)


def memory(process: int) -> dict[str, int]:
    """Bytes of memory that a process holds now (``now``), and the most that it held (``most``)."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace")
    named = {"now": "VmRSS", "most": "VmHWM"}
    found = {key: re.search(rf"{name}:\s+(\d+) kB", status) for key, name in named.items()}
    return {key: int(each[1]) * 1024 for key, each in found.items() if each}


@contextmanager
def serving(
    app: App, *, port: int, data: Path | None, more: dict[str, str] | None = None
) -> Iterator[Served]:
    """The app on this port, reached through the proxy on the next one."""
    _refuse_taken(port)
    environment = _environment(app, data) | (more or {})
    command = [part.format(port=port) for part in app.command]
    with tempfile.TemporaryFile("w+") as log:
        since = time.monotonic()
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for_health(server, f"http://{HOST}:{port}{app.health}", log)
            wire = Wire(port + 1, port)
            yield Served(server, since, wire)
            wire.close()
        finally:
            server.terminate()
            server.wait()


def _environment(app: App, data: Path | None) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key != "DASHBOARD_DATA"}
    paths = [*app.path, str(ROOT)]
    return (
        kept
        | {"PYTHONPATH": os.pathsep.join(paths)}
        | ({"DASHBOARD_DATA": str(data)} if data else {})
    )


def _refuse_taken(port: int) -> None:
    """Another's server on the port would answer in place of ours."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as taken:
            raise Died(f"port {port} is taken; choose others with --port") from taken


def _wait_for_health(server: subprocess.Popen, address: str, log: IO[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(address) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    log.seek(0)
    raise Died(log.read())

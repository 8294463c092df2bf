"""A Streamlit server of its own for each app, behind a proxy that counts."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from urllib.error import URLError

from benchmarks.apps import ROOT, App
from benchmarks.wire import HOST, Wire

START_SECONDS = 60


class Died(RuntimeError):
    """A server did not start, or did not stay."""


@contextmanager
def serving(app: App, *, port: int, data: Path | None) -> Iterator[Wire]:
    """The app on this port, reached through the proxy on the next one."""
    environment = {key: value for key, value in os.environ.items() if key != "DASHBOARD_DATA"}
    if data:
        environment["DASHBOARD_DATA"] = str(data)
    _refuse_taken(port)
    command = [sys.executable, "-m", "streamlit", "run", app.file]
    command += [f"--server.port={port}", f"--server.address={HOST}", "--server.headless=true"]
    with tempfile.TemporaryFile("w+") as log:
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            _wait_for_health(server, port, log)
            wire = Wire(port + 1, port)
            yield wire
            wire.close()
        finally:
            server.terminate()
            server.wait()


def _refuse_taken(port: int) -> None:
    """Another's server on the port would answer in place of ours."""
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((HOST, port))
        except OSError as taken:
            raise Died(f"port {port} is taken; choose others with --port") from taken


def _wait_for_health(server: subprocess.Popen, port: int, log: IO[str]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(f"http://{HOST}:{port}/_stcore/health") as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError):
            time.sleep(0.1)
    log.seek(0)
    raise Died(log.read())

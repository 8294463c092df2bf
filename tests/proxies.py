"""Real proxies for tests: what comes in goes on to a server, with a header put in.

``python -m tests.proxies PORT ADDRESS [HEADER]`` serves until it is ended, and says on which port.
"""

from __future__ import annotations

import asyncio
import contextlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AT_ONCE = 65_536


@contextlib.contextmanager
def proxy(to: int, header: str = "", *, comes_from: str = "127.0.0.1") -> Iterator[int]:
    """The port of a proxy to another port of this machine.

    Parameters
    ----------
    header
        A line that is put into the head of every request: ``X-Forwarded-Email: a@example.org``.
    comes_from
        The address by which the server sees the proxy.
    """
    command = [sys.executable, "-m", "tests.proxies", str(to), comes_from, header]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield int(process.stdout.readline())
        finally:
            process.kill()


async def serve(to: int, comes_from: str, header: str) -> None:
    """A proxy on a free port, until it is ended."""

    async def passed_on(asks: asyncio.StreamReader, hears: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.IncompleteReadError):
            head = await asks.readuntil(b"\r\n\r\n")
            server, on = await asyncio.open_connection("127.0.0.1", to, local_addr=(comes_from, 0))
            on.write(with_header(head, header))
            await asyncio.gather(copied(asks, on), copied(server, hears))

    server = await asyncio.start_server(passed_on, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


def with_header(head: bytes, header: str) -> bytes:
    """The head of a request with another line. One request a connection, or the next would be
    without it; but a connection that becomes another kind of one stays."""
    first, rest = head.split(b"\r\n", 1)
    lines = [line for line in rest.split(b"\r\n") if line]
    if not any(line.lower().startswith(b"upgrade:") for line in lines):
        lines = [line for line in lines if not line.lower().startswith(b"connection:")]
        lines.append(b"Connection: close")
    lines += [header.encode()] if header else []
    return b"\r\n".join([first, *lines, b"", b""])


async def copied(one: asyncio.StreamReader, other: asyncio.StreamWriter) -> None:
    """Until the one has no more to say."""
    with contextlib.suppress(OSError):
        while data := await one.read(AT_ONCE):
            other.write(data)
            await other.drain()
    other.close()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]), *sys.argv[2:4]))

"""Small answers are sent at once, and what repeats what was sent before is sent as a reference."""

from __future__ import annotations

import socket
from contextlib import suppress
from pathlib import Path
from typing import Any

from uvicorn.protocols.websockets import websockets_sansio_impl
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory as Deflate

OPEN_FILES = Path("/dev/fd")
"""Where Linux and macOS list what a process has open."""

REMEMBERED = 15
"""Bits: how far back compression looks for what it has sent already, 32 kB. That is the whole
answer before. uvicorn's 4 kB is a small part of one, and made each answer three times as long."""
MEMORY = 8
"""zlib's own: with 15 bits, 256 kB for each reader."""


def remember_more() -> None:
    """Let compression of every new WebSocket look back over the whole of the last answer.

    uvicorn has no setting for it: the class that it makes one of is replaced where it finds it.
    """
    vars(websockets_sansio_impl)["ServerPerMessageDeflateFactory"] = _far_sighted


def _far_sighted(**given: Any) -> Deflate:
    mine = {"server_max_window_bits": REMEMBERED, "compress_settings": {"memLevel": MEMORY}}
    return Deflate(**{**given, **mine})


def send_at_once() -> int:
    """Switch off Nagle's algorithm on every socket that this process listens on.

    With it, a small message waits until the browser has said that it has the one before, which
    takes it up to 40 ms. asyncio switches it off by itself, but only for sockets that are opened as
    TCP by name; Streamlit's is not. What a socket accepts inherits the setting.

    Returns
    -------
    int
        How many sockets listen.
    """
    found = 0
    for file in list(OPEN_FILES.iterdir()) if OPEN_FILES.is_dir() else ():
        # a file that is no socket, or closed by now
        with suppress(OSError):
            found += _sends_at_once(int(file.name))
    return found


def _sends_at_once(number: int) -> bool:
    opened = socket.socket(fileno=number)
    try:
        listens = bool(opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN))
        if listens and opened.family in (socket.AF_INET, socket.AF_INET6):
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return True
        return False
    finally:
        # it is not ours to close
        opened.detach()

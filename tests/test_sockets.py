"""Small answers are sent at once, and compression looks back over the whole of the last one."""

from __future__ import annotations

import os
import socket

from uvicorn.protocols.websockets import websockets_sansio_impl as uvicorns
from websockets.extensions.permessage_deflate import ServerPerMessageDeflateFactory

from lib.server import remember_more, send_at_once
from lib.server.sockets import REMEMBERED


def waits(each: socket.socket) -> bool:
    """Whether it holds back what is small."""
    return not each.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_a_listening_socket_accepts_sends_at_once() -> None:
    # opened as Streamlit does, without saying that it is TCP
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        assert waits(listening)
        assert send_at_once() >= 1
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert not waits(accepted)


def test_what_does_not_listen_or_is_no_network_is_left_as_it_is() -> None:
    ours, other = socket.socketpair()
    reading, writing = os.pipe()
    with ours, other, socket.socket(socket.AF_INET, socket.SOCK_STREAM) as silent:
        send_at_once()
        assert waits(silent)
        # all of them are still open
        ours.sendall(b"a")
        os.write(writing, b"b")
        assert (other.recv(1), os.read(reading, 1)) == (b"a", b"b")
    os.close(reading)
    os.close(writing)


def test_a_websocket_of_uvicorns_remembers_the_last_answer() -> None:
    name = "ServerPerMessageDeflateFactory"
    try:
        remember_more()
        made = vars(uvicorns)[name](server_max_window_bits=12, client_max_window_bits=12)
        agreed, extension = made.process_request_params([("client_max_window_bits", None)], [])
        assert extension.local_max_window_bits == REMEMBERED
        assert extension.remote_max_window_bits == 12
        assert ("client_max_window_bits", "12") in agreed
    finally:
        vars(uvicorns)[name] = ServerPerMessageDeflateFactory

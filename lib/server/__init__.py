"""What holds for every answer of the server, of pages and of the API alike."""

from lib.server.around import Server, server
from lib.server.front import Front
from lib.server.sockets import remember_more, send_at_once

__all__ = ["Front", "Server", "remember_more", "send_at_once", "server"]

"""What holds for every answer of the server, of pages and of the API alike."""

from lib.server.around import Server, server

__all__ = ["Server", "server"]

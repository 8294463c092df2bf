"""Scripts and styles of the pages, packed: a first visit is less than half the bytes."""

from __future__ import annotations

import gzip
from functools import lru_cache
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from anyio import to_thread
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.server.front import Front

TYPES = {".js": "text/javascript", ".css": "text/css"}
LASTING = "public, immutable, max-age=31536000"
FILES = 512
"""Streamlit has some 320 scripts and styles, four megabytes when packed; a visit asks for 120."""


@lru_cache(maxsize=FILES)
def packed(file: Path) -> bytes:
    """A file's bytes, packed once for all readers. Its name must change with what it holds."""
    return gzip.compress(file.read_bytes(), compresslevel=9, mtime=0)


class Packed:
    """Answers for scripts and styles, packed, to be kept for good, where a browser takes them so.

    Streamlit sends its own as they are, since to pack them anew for every reader costs more than
    it saves; those of components it packs anew, and says nothing of how long they may be kept. So
    each is packed once. Whoever asks for a part of a file, or takes none that is packed, is
    answered by Streamlit.

    Parameters
    ----------
    base
        The path below which everything is served.
    front
        The files. Their names change with what they hold.
    """

    def __init__(self, app: ASGIApp, base: str, front: Front) -> None:
        self.app = app
        folders = {"static": front.folder / "static", **front.map_folders}
        self.folders = {
            f"{base}/{address}/": StaticFiles(directory=folder)
            for address, folder in folders.items()
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        file = self._file(scope["path"]) if _takes(scope) else None
        if file is None:
            await self.app(scope, receive, send)
            return
        headers = {"Content-Encoding": "gzip", "Cache-Control": LASTING, "Vary": "Accept-Encoding"}
        body = await to_thread.run_sync(packed, file)
        answer = Response(body, headers=headers, media_type=TYPES[file.suffix])
        await answer(scope, receive, send)

    def _file(self, path: str) -> Path | None:
        """The file at an address, where it is a script or a style of these folders."""
        if PurePosixPath(path).suffix not in TYPES:
            return None
        for start, folder in self.folders.items():
            if path.startswith(start):
                return _within(folder, path.removeprefix(start))
        return None


def _within(folder: StaticFiles, path: str) -> Path | None:
    """The file of a folder, which lets nobody out."""
    try:
        found, stated = folder.lookup_path(path)
    except (OSError, ValueError):  # a name that no file can have
        return None
    return Path(found) if stated and S_ISREG(stated.st_mode) else None


def _takes(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    asked = Headers(scope=scope)
    return "gzip" in asked.get("Accept-Encoding", "") and "Range" not in asked

"""A file as an answer: made when it is asked for, and not again where the asker has it already."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from lib.api.asked import asked
from lib.api.files import File
from lib.api.problems import TooMuch
from lib.exports import file_name, query
from lib.language import LOCALES
from lib.names import named
from lib.parameters import LANGUAGE
from lib.pieces import number_of_rows
from lib.selection import Selection
from lib.settings import Settings
from lib.versions import Version, Versions

LIB = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Desk:
    """What every answer needs: the data, the settings, and room for the files being made."""

    versions: Versions
    settings: Settings
    room: CapacityLimiter


@dataclass(frozen=True, slots=True)
class Order:
    """One file of one version, as it was asked for."""

    file: File
    version: Version
    selection: Selection

    @property
    def tag(self) -> str:
        """The entity tag: another where anything in the file could be another. Weak, since
        the same file may be sent compressed."""
        today = date.today().isoformat() if self.file.dated else ""
        parts = (self.version.name, code(), self.file.path, query(self.selection), today)
        return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:20]}"'

    @property
    def headers(self) -> dict[str, str]:
        """All that is said of the file beside its bytes."""
        names = named(self.version.data, self.selection[LANGUAGE])
        what = names.say(f"file.{self.file.what}")
        name = file_name(names, self.selection, what, ending=self.file.ending)
        return {
            "ETag": self.tag,
            # may be kept, but must be asked about: new data is seen at once
            "Cache-Control": "public, no-cache",
            "Content-Disposition": f"attachment; filename*=utf-8''{quote(name, safe='')}",
            "Content-Language": self.selection[LANGUAGE].replace("_", "-"),
            "Link": '<openapi.json>; rel="describedby"',
        }

    def pieces(self, settings: Settings) -> Iterator[bytes]:
        """The file, piece by piece.

        Raises
        ------
        TooMuch
            Before the first piece, where it would hold more rows than it may.
        """
        data = self.version.data
        if self.file.counts_activities:
            most = settings.most_rows if self.file.streamed else settings.most_rows_whole
            rows = number_of_rows(data, self.selection)
            if rows > most:
                raise TooMuch(rows, most, self.selection[LANGUAGE])
        made: Iterable[bytes] = self.file.make(
            data, self.selection, named(data, self.selection[LANGUAGE])
        )
        yield from made


async def give(request: Request, file: File, desk: Desk) -> Response:
    """The file that a request asks for; or that the asker has it already."""
    # one step aside, not several: after each, a busy server has to find the time again
    room = desk.room if file.counts_activities else None
    return await to_thread.run_sync(_begun, request, file, desk, limiter=room)


def _begun(request: Request, file: File, desk: Desk) -> Response:
    order = _order(request, file, desk)
    if _has(request, order.tag):
        return Response(status_code=304, headers=order.headers)
    if request.method == "HEAD":
        answer = Response(headers=order.headers, media_type=file.mime)
        # how long it would be is not known without making it
        del answer.headers["Content-Length"]
        return answer
    pieces = order.pieces(desk.settings)
    # the first piece is made before the answer begins, so that a failure can still be said
    first = _next(pieces)
    if not file.streamed:
        return Response(first, headers=order.headers, media_type=file.mime)
    stream = _stream(first, pieces, desk.room)
    return StreamingResponse(stream, headers=order.headers, media_type=file.mime)


def _order(request: Request, file: File, desk: Desk) -> Order:
    version = desk.versions.current()
    pairs = request.query_params
    link = {key: pairs.getlist(key) for key in pairs}
    return Order(file, version, asked(version.data, link))


async def _stream(
    first: bytes, rest: Iterator[bytes], room: CapacityLimiter
) -> AsyncIterator[bytes]:
    piece = first
    while piece:
        yield piece
        piece = await to_thread.run_sync(_next, rest, limiter=room)


def _next(pieces: Iterator[bytes]) -> bytes:
    return next(pieces, b"")


def _has(request: Request, tag: str) -> bool:
    """Whether the asker already has what the tag stands for (RFC 9110, weak comparison)."""
    held = ",".join(request.headers.getlist("if-none-match"))
    tags = re.findall(r'(?:W/)?("[^"]*")', held)
    return held.strip() == "*" or tag.removeprefix("W/") in tags


@cache
def code() -> str:
    """A fingerprint of the program and its words: what they write changes with them."""
    whole = hashlib.sha256()
    for file in sorted((*LIB.rglob("*.py"), *LOCALES.rglob("*.po"))):
        whole.update(file.read_bytes())
    return whole.hexdigest()[:12]

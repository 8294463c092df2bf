"""What went wrong, in a form that programs read (RFC 9457, problem details)."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse

from lib.api.asked import Refused, Wrong
from lib.api.files import BY_PATH
from lib.language import DEFAULT, Language, language
from lib.problems import BadData, nearest
from lib.protection import told

MIME = "application/problem+json"
MOST_LISTED = 60
"""Of a longer list of what is allowed, only so many are said: the description has all."""
MOST_ECHOED = 100
"""Letters of what was found that are said again."""
WAIT = 30
"""Seconds after which data that could not be opened may be asked for again."""


class TooMuch(Exception):
    """More rows than may be asked for at once, and how many those would be."""

    def __init__(self, rows: int, most: int, lang: str) -> None:
        super().__init__(f"{rows} > {most}")
        self.rows, self.most, self.lang = rows, most, lang


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """An answer that says what is wrong. ``more``: members beside those of the standard."""
    said = {"title": HTTPStatus(status).phrase, "status": status, "detail": detail, **more}
    kept = {"Cache-Control": "no-store", **(headers or {})}
    return JSONResponse(said, status, kept, media_type=MIME)


def refused(request: Request, error: Exception) -> JSONResponse:
    """A query with something in it that is not known."""
    assert isinstance(error, Refused)
    say = language(error.lang)
    errors = [_said(each, say) for each in error.wrong]
    detail = " ".join(each["message"] for each in errors)
    return problem(400, detail, errors=errors)


def _said(wrong: Wrong, say: Language) -> dict[str, Any]:
    """A mistake, with what is allowed: names of things as they must stand in a link."""
    found = wrong.found[:MOST_ECHOED]
    message = say(wrong.words, parameter=wrong.parameter[:MOST_ECHOED], found=found)
    if wrong.nearest:
        message += " " + say("api.wrong.nearest", nearest=wrong.nearest)
    said: dict[str, Any] = {"parameter": wrong.parameter[:MOST_ECHOED], "found": found}
    if wrong.allowed:
        said["allowed"] = wrong.allowed[:MOST_LISTED]
        said["allowed_in_all"] = len(wrong.allowed)
    return {**said, "nearest": wrong.nearest or None, "message": message}


def too_much(request: Request, error: Exception) -> JSONResponse:
    """More rows than a file may hold: they can be narrowed."""
    assert isinstance(error, TooMuch)
    say = language(error.lang)
    numbers = {"rows": say.number(error.rows), "most": say.number(error.most)}
    return problem(422, say("api.wrong.rows", **numbers), rows=error.rows, most=error.most)


def no_data(request: Request, error: Exception) -> JSONResponse:
    """No version of the data has been right yet."""
    assert isinstance(error, BadData)
    problems = [told(each).sentence() for each in error.problems[:MOST_LISTED]]
    wait = {"Retry-After": str(WAIT)}
    return problem(503, language(DEFAULT)("api.wrong.data"), wait, problems=problems)


def http_problem(request: Request, error: Exception) -> JSONResponse:
    """An address or a method that there is not."""
    assert isinstance(error, HTTPException)
    say, headers = language(DEFAULT), dict(error.headers or {})
    if error.status_code != 404:
        words = say("api.wrong.method", method=request.method[:20])
        return problem(error.status_code, words, headers)
    known = sorted(BY_PATH)
    found = request.scope["path"].removeprefix(request.scope.get("root_path", ""))[:MOST_ECHOED]
    close = nearest(found, known) or None
    return problem(404, say("api.wrong.path", path=found), headers, allowed=known, nearest=close)


def failed(request: Request, error: Exception) -> JSONResponse:
    """What nobody foresaw: the log has it, the answer does not."""
    return problem(500, language(DEFAULT)("api.wrong.failed"))

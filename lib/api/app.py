"""The routes of the API: files, their description, its page, and whether the server is well."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from threading import Event
from typing import Any

from anyio import CapacityLimiter, to_thread
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from lib.api.answers import Desk, give
from lib.api.asked import Refused, asked
from lib.api.description import description
from lib.api.files import BY_PATH, File
from lib.api.page import page, policy
from lib.api.problems import (
    MOST_LISTED,
    TooMuch,
    failed,
    http_problem,
    no_data,
    problem,
    refused,
    too_much,
)
from lib.language import DEFAULT, Language, language
from lib.names import named
from lib.parameters import LANGUAGE
from lib.problems import BadData
from lib.protection import told
from lib.settings import Settings
from lib.versions import Version, Versions

Endpoint = Callable[[Request], Awaitable[Response]]
SERVED = Event()
"""Set where the API is served beside the pages: not by ``streamlit run dashboard.py``."""
DESCRIPTION, HEALTH, READY = "/openapi.json", "/health", "/ready"
HANDLERS: Mapping[Any, Any] = {
    HTTPException: http_problem,
    Refused: refused,
    TooMuch: too_much,
    BadData: no_data,
    Exception: failed,
}


def paths() -> tuple[str, ...]:
    """Every path of the API, below where it stands."""
    return ("/", DESCRIPTION, HEALTH, READY, *BY_PATH)


def api(versions: Versions, settings: Settings, *limited: Middleware) -> Starlette:
    """The API, to be mounted.

    Parameters
    ----------
    limited
        What stands before everything that costs time: not before health and readiness.
    """
    desk = Desk(versions, settings, CapacityLimiter(settings.most_at_once))
    routes = [
        *(_route(path, _giving(each, desk), *limited) for path, each in BY_PATH.items()),
        _route("/", _describing(desk, _as_page), *limited),
        _route(DESCRIPTION, _describing(desk, _as_json), *limited),
        _route(HEALTH, _alive),
        _route(READY, _readiness(versions)),
    ]
    SERVED.set()
    return Starlette(routes=routes, exception_handlers=HANDLERS)


def _route(path: str, endpoint: Endpoint, *middleware: Middleware) -> Route:
    return Route(path, endpoint, methods=["GET", "HEAD"], middleware=middleware)


def _giving(file: File, desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        return await give(request, file, desk)

    return endpoint


def _describing(desk: Desk, form: Callable[[dict[str, Any], Language], Response]) -> Endpoint:
    """The description of the API, in the language that is asked for."""

    def described(request: Request) -> Response:
        version, pairs = desk.versions.current(), request.query_params
        selection = asked(version.data, {key: pairs.getlist(key) for key in pairs})
        names = named(version.data, selection[LANGUAGE])
        return form(description(version, names, desk.settings), names.say)

    async def endpoint(request: Request) -> Response:
        return await to_thread.run_sync(described, request)

    return endpoint


def _as_json(described: dict[str, Any], say: Language) -> Response:
    return JSONResponse(described, headers={"Cache-Control": "no-cache"})


def _as_page(described: dict[str, Any], say: Language) -> Response:
    text = page(described, say)
    return HTMLResponse(text, headers={"Content-Security-Policy": policy(text)})


async def _alive(request: Request) -> Response:
    return JSONResponse({"status": "alive"}, headers={"Cache-Control": "no-store"})


def _readiness(versions: Versions) -> Endpoint:
    """Whether data can be shown, which version, and what is wrong with a newer one."""

    async def endpoint(request: Request) -> Response:
        if versions.opening:
            return problem(503, language(DEFAULT)("api.opening"), {"Retry-After": "5"})
        version: Version = await to_thread.run_sync(versions.current)
        said = {"status": "ready", "version": version.name, "date": version.day.isoformat()}
        said["engine"] = "away: a copy answers" if version.away else "reached"
        listed = [told(each).sentence() for each in version.refused[:MOST_LISTED]]
        refused = {"refused": listed, "refused_in_all": len(version.refused)}
        return JSONResponse(said | refused, headers={"Cache-Control": "no-store"})

    return endpoint

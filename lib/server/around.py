"""The API beside the pages, and what stands around both."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from anyio import to_thread
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from lib.api import api
from lib.server.early import Early
from lib.server.figures import Figures
from lib.server.front import Front
from lib.server.headers import Headers
from lib.server.limits import CLICKS, Counter, Limits
from lib.server.map_first import MapFirst
from lib.server.packed import Packed
from lib.server.signed import Signed
from lib.server.watch import Watch
from lib.settings import Settings
from lib.versions import Versions

FROM_ELSEWHERE = ["GET", "HEAD"]


@dataclass(frozen=True)
class Server:
    """Routes beside those of the pages, and what stands around all of them."""

    routes: list[BaseRoute]
    middleware: list[Middleware]


def server(versions: Versions, settings: Settings, base: str, front: Front) -> Server:
    """What to give to ``st.App``.

    Parameters
    ----------
    base
        The path below which everything is served: ``/dashboard``; "" for none.
    front
        Streamlit's files, and those of the map.
    """
    figures = Figures(versions, settings)
    trusted = [str(network) for network in settings.trusted_proxies]
    middleware = [
        Middleware(Signed, settings=settings),
        Middleware(ProxyHeadersMiddleware, trusted_hosts=trusted),
        Middleware(Headers, settings=settings, base=base, shell=front.shell),
        Middleware(Watch, figures=figures, base=base),
        Middleware(MapFirst, base=base),
        Middleware(Early, base=base, front=front),
        Middleware(Packed, base=base, front=front),
    ]
    routes = [
        Route(f"{base}/metrics", _reading(figures)),
        Route(f"{base}/api", _to_the_page),
        _api(versions, settings, base),
    ]
    return Server(routes, middleware)


def _api(versions: Versions, settings: Settings, base: str) -> Mount:
    """The API, with what stands before it alone."""
    counter = Counter(settings.requests_per_minute)
    maps = Counter(CLICKS * settings.requests_per_minute)
    limits = Middleware(Limits, settings=settings, counter=counter, of_maps=maps)
    origins = [*settings.cors_origins]
    cors = Middleware(CORSMiddleware, allow_origins=origins, allow_methods=FROM_ELSEWHERE)
    return Mount(
        f"{base}/api", api(versions, settings, limits), middleware=[cors] if origins else []
    )


def _reading(figures: Figures) -> Callable[[Request], Awaitable[Response]]:
    async def metrics(request: Request) -> Response:
        return await to_thread.run_sync(figures.answer, request)

    return metrics


async def _to_the_page(request: Request) -> Response:
    # relative, so that it holds behind any proxy
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"api/{query}")

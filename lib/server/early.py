"""What a page needs, named where it begins: a browser asks for all of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lib.server.front import Front

DRAWN_WITH = (
    "lib/src/components/elements/Html/Html.tsx",
    "lib/src/components/elements/PageLink/PageLink.tsx",
    "lib/src/components/widgets/BidiComponent/BidiComponent.tsx",
    "lib/src/components/widgets/Button/Button.tsx",
    "lib/src/components/widgets/ButtonGroup/ButtonGroup.tsx",
    "lib/src/components/widgets/Checkbox/Checkbox.tsx",
    "lib/src/components/widgets/CustomComponent/ComponentInstance.tsx",
    "lib/src/components/widgets/DownloadButton/DownloadButton.tsx",
    "lib/src/components/widgets/Multiselect/Multiselect.tsx",
    "lib/src/components/widgets/Selectbox/Selectbox.tsx",
    "lib/src/components/widgets/TextInput/TextInput.tsx",
    "node_modules/rehype-raw/index.js",
)
"""What every page is drawn with, by the names in Streamlit's own list of its scripts."""


def scripts(folder: Path) -> list[str]:
    """The scripts of `DRAWN_WITH` and those they import, below Streamlit's folder of files.

    Without those that Streamlit's page names itself. Where Streamlit has renamed one, it is left
    out, and a page opens as without this.
    """
    listed = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    wanted = _imported(listed, (f"../{each}" for each in DRAWN_WITH))
    named = _imported(listed, ["index.html"])
    return [listed[key]["file"] for key in wanted if key not in named]


def _imported(listed: Mapping[str, Any], keys: Iterable[str]) -> dict[str, None]:
    """These and all they import, in a fixed order."""
    found: dict[str, None] = {}
    waiting = [key for key in keys if key in listed]
    while waiting:
        key = waiting.pop()
        if key not in found:
            found[key] = None
            waiting.extend(listed[key].get("imports", ()))
    return found


class Early:
    """Names in every page what it will need.

    In the page itself, and not in a header: a proxy takes headers of four kilobytes at the most
    where nobody has told it otherwise.

    Parameters
    ----------
    base
        The path below which everything is served.
    front
        Streamlit's files, and those of the map: these are fetched when nothing is more urgent.
    """

    def __init__(self, app: ASGIApp, base: str, front: Front) -> None:
        self.app = app
        self.others = (f"{base}/component/", f"{base}/api")
        # relative, as those that Streamlit names itself: so they hold behind any proxy
        soon = (
            f'<link rel="modulepreload" crossorigin href="./{each}">'
            for each in scripts(front.folder)
        )
        later = (f'<link rel="prefetch" href="./{each}">' for each in front.map_files)
        self.links = "".join((*soon, *later)).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        page = scope["type"] == "http" and scope["method"] == "GET"
        if not page or scope["path"].startswith(self.others):
            await self.app(scope, receive, send)
            return
        await self.app(scope, receive, _Page(self.links, send).pass_on)


class _Page:
    """An answer that is passed on; where it is a page, with the links in its head."""

    def __init__(self, links: bytes, send: Send) -> None:
        self.links, self.send = links, send
        self.start: Message | None = None
        self.body = b""

    async def pass_on(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_page(message):
            self.start = message
        elif self.start is None:
            await self.send(message)
        else:
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self.start)

    async def _finish(self, start: Message) -> None:
        body = self.body.replace(b"</head>", self.links + b"</head>", 1)
        headers = MutableHeaders(scope=start)
        headers["Content-Length"] = str(len(body))
        # they are of the page without the links, which may change when it does not
        del headers["ETag"], headers["Last-Modified"]
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    packed = "Content-Encoding" in headers
    html = headers.get("Content-Type", "").startswith("text/html")
    return start["status"] == 200 and html and not packed

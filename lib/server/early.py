"""What a page needs, named in the answer that begins it: a browser asks for all of it at once."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.datastructures import MutableHeaders
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
    """Names on every page what it will need, in a header.

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
        soon = (
            f"<{base}/{each}>; rel=modulepreload; crossorigin" for each in scripts(front.folder)
        )
        later = (f"<{base}/{each}>; rel=prefetch" for each in front.map_files)
        self.link = ", ".join((*soon, *later))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def named(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = MutableHeaders(scope=message)
                page = headers.get("Content-Type", "").startswith("text/html")
                if self.link and page and not scope["path"].startswith(self.others):
                    headers["Link"] = self.link
            await send(message)

        await self.app(scope, receive, named if scope["type"] == "http" else send)

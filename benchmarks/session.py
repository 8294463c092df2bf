"""One reader without a browser: speaks Streamlit's own protocol as its page does.

What a browser keeps is kept here too: the state of every widget that is mounted, the address, and
which messages it has, so that the server need not send them again.
"""

from __future__ import annotations

import asyncio
import json
import re
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import httpx2
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import connect

STREAM = "/_stcore/stream"
STAMP = re.compile(r"stamp\W+([0-9a-f]{12})")
WORDS = re.compile(r"window\.placeWords=(.*);")
AHEAD = re.compile(r'"ahead":"([^"]*)"')
KEY = re.compile(r"\$\$ID-[0-9a-f]+-(\w+)")
RENDERS = 0.015
"""Seconds between the map's question and the page's: a browser first renders what was clicked
(docs/benchmarks.md, "release → sent")."""
RUNS_KEPT = 2
"""For how many runs a browser keeps a message that it might be spared."""


class Wrong(RuntimeError):
    """The server did not answer as it should have."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What followed from one change: seconds until the map's answer, which it has asked for by
    itself or which the page sends, and until the page's last message."""

    mapped: float
    finished: float
    stamp: str
    """Which map it is."""
    size: int
    """Bytes of the messages, before compression."""


@dataclass(slots=True)
class Session:
    """A reader of the dashboard at an address like ``http://127.0.0.1:8501/base``."""

    address: str
    widgets: dict[str, WidgetState] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    """By the key of a widget, what may be chosen."""
    _kept: dict[str, tuple[int, ForwardMsg]] = field(default_factory=dict)
    _query: str = ""
    _page: str = ""
    _run: int = 0
    _ahead: str = ""
    """The link of the map as the server said it last; "" where it is not to ask."""
    _filters: dict[str, list[str]] = field(default_factory=dict)
    """By filter, the values that its options stand for: as the map's script has them."""
    _scripts: list[str] = field(default_factory=list)
    _http: httpx2.AsyncClient | None = None
    _hidden: list[list[int]] = field(default_factory=list)
    _stack: AsyncExitStack = field(default_factory=AsyncExitStack)
    _socket: Any = None

    async def open(self, query: str = "") -> Answer:
        """Connect, and get the page."""
        self._query = query
        parts = urlsplit(self.address)
        self._http = await self._stack.enter_async_context(httpx2.AsyncClient(timeout=60))
        # a proxy before several servers tells a reader's browser which of them is theirs; and
        # Streamlit gives it a cookie
        for path in ("/", "/_stcore/health"):
            await self._http.get(f"{self.address}{path}")
        cookies = "; ".join(f"{name}={value}" for name, value in self._http.cookies.items())
        self._socket = await self._stack.enter_async_context(
            connect(
                f"ws://{parts.netloc}{parts.path.rstrip('/')}{STREAM}",
                origin=f"{parts.scheme}://{parts.netloc}",
                additional_headers={"Cookie": cookies} if cookies else None,
                subprotocols=["streamlit"],
                max_size=None,
                ping_interval=None,
                open_timeout=60,
            )
        )
        return await self._ask()

    async def close(self) -> None:
        """Leave, as a closed tab does."""
        await self._stack.aclose()

    async def choose(self, key: str, values: list[str]) -> Answer:
        """Give a widget these values, and get what follows."""
        widget = self.widgets[key]
        if widget.WhichOneof("value") == "string_array_value":
            widget.string_array_value.data[:] = values
        else:
            widget.string_value = values[0]
        began = time.perf_counter()
        early = asyncio.create_task(self._ask_ahead(key, values))
        await asyncio.sleep(RENDERS)
        rendered = time.perf_counter() - began
        answer = await self._ask()
        there, stamp = await early
        if stamp and stamp != answer.stamp:
            raise Wrong("the map that was painted ahead is not the page's")
        mapped, finished = answer.mapped + rendered, answer.finished + rendered
        mapped = min(mapped, there - began) if stamp else mapped
        return Answer(mapped, finished, answer.stamp, answer.size)

    async def _ask_ahead(self, key: str, values: list[str]) -> tuple[float, str]:
        """As the map in a browser does (ahead.js): when the answer was there, and its stamp; ""
        where the map does not ask about this."""
        known = self._filters.get(key)
        if not (self._ahead and known and self._http):
            return 0.0, ""
        query = parse_qs(self._ahead)
        query[key] = [known[self.options[key].index(value)] for value in values] or ["all"]
        address = f"{self.address}/api/map?{urlencode(query, doseq=True)}"
        got = await self._http.get(address)
        return time.perf_counter(), got.json()["stamp"] if got.status_code == 200 else ""

    def chosen(self, key: str) -> list[str]:
        """The values that a widget has now."""
        widget = self.widgets[key]
        if widget.WhichOneof("value") == "string_array_value":
            return list(widget.string_array_value.data)
        return [widget.string_value]

    async def _ask(self) -> Answer:
        began = time.perf_counter()
        await self._socket.send(self._request().SerializeToString())
        self._run += 1
        mapped, stamp, size = 0.0, "", 0
        while True:
            sent = await self._socket.recv()
            size += len(sent)
            message = self._known(ForwardMsg.FromString(sent))
            found = _stamp(message)
            if found:
                stamp, mapped = found, mapped or time.perf_counter() - began
            self._take(message)
            if message.WhichOneof("type") == "script_finished":
                # a run that was stopped for a newer one is not the answer
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                break
        if not stamp:
            raise Wrong("an answer without a map")
        self._forget()
        if self._scripts and not self._filters:
            await self._learn()
        return Answer(mapped, time.perf_counter() - began, stamp, size)

    async def _learn(self) -> None:
        """What the map's script says of the filters."""
        assert self._http
        frame = f"{self.address}/component/streamlit_folium.st_folium/"
        for script in self._scripts:
            found = WORDS.search((await self._http.get(urljoin(frame, script))).text)
            if found:
                self._filters = json.loads(found[1])["ahead"]["filters"]

    def _request(self) -> BackMsg:
        request = BackMsg()
        state = request.rerun_script
        state.query_string, state.page_script_hash = self._query, self._page
        state.widget_states.SetInParent()
        state.widget_states.widgets.extend(self.widgets.values())
        state.cached_message_hashes.extend(self._kept)
        about = state.context_info
        about.timezone, about.timezone_offset, about.locale = "UTC", 0, "en"
        about.url, about.is_embedded, about.color_scheme = f"{self.address}/", False, "light"
        return request

    def _known(self, message: ForwardMsg) -> ForwardMsg:
        """The message itself, or the kept one that it refers to."""
        if message.WhichOneof("type") == "ref_hash":
            if message.ref_hash not in self._kept:
                raise Wrong("a reference to a message that was never sent")
            kept = ForwardMsg()
            kept.CopyFrom(self._kept[message.ref_hash][1])
            self._kept[message.ref_hash] = (self._run, kept)
            kept.metadata.CopyFrom(message.metadata)
            return kept
        if message.metadata.cacheable:
            self._kept[message.hash] = (self._run, message)
        return message

    def _forget(self) -> None:
        for name, (run, _) in list(self._kept.items()):
            if self._run - run > RUNS_KEPT:
                del self._kept[name]

    def _take(self, message: ForwardMsg) -> None:
        """What a message changes of what the browser sends next."""
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._page = message.new_session.page_script_hash
            self._hidden.clear()
        elif kind == "page_info_changed":
            self._query = message.page_info_changed.query_string
        elif kind == "delta":
            self._place(message, list(message.metadata.delta_path))

    def _read_map(self, args: dict[str, Any]) -> None:
        """What a map is told beside its colours."""
        self._scripts = args["js_links"]
        found = AHEAD.search(args["feature_group"] or "")
        self._ahead = json.loads(f'"{found[1]}"') if found else ""

    def _place(self, message: ForwardMsg, path: list[int]) -> None:
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            # what is in a closed popover is not mounted: the browser does not speak of it
            if delta.add_block.HasField("popover"):
                self._hidden.append(path)
        elif delta.new_element.WhichOneof("type") == "component_instance":
            self._read_map(json.loads(delta.new_element.component_instance.json_args))
        elif not any(path[: len(each)] == each for each in self._hidden):
            self._mount(delta.new_element)

    def _mount(self, element: Element) -> None:
        kind = element.WhichOneof("type")
        if kind not in MOUNTED:
            return
        widget = getattr(element, kind)
        named = KEY.match(widget.id)
        if named is None:
            return
        if hasattr(widget, "options"):
            self.options[named[1]] = [getattr(each, "content", each) for each in widget.options]
        if widget.set_value or named[1] not in self.widgets:
            self.widgets[named[1]] = _state(kind, widget)
        self.widgets[named[1]].id = widget.id


MOUNTED = ("button_group", "multiselect", "selectbox", "checkbox", "text_input")
"""The widgets of the first page that a browser tells the state of."""


def _state(kind: str, widget: Any) -> WidgetState:
    """The value that the server gives a widget, or else its default."""
    state = WidgetState(id=widget.id)
    if kind == "checkbox":
        state.bool_value = widget.value if widget.set_value else widget.default
    elif kind == "text_input":
        state.string_value = widget.value if widget.set_value else widget.default
    elif kind == "selectbox":
        if widget.set_value and widget.HasField("raw_value"):
            state.string_value = widget.raw_value
        elif not widget.set_value and widget.HasField("default"):
            state.string_value = widget.options[widget.default]
    else:
        names = [getattr(each, "content", each) for each in widget.options]
        given = widget.raw_values if widget.set_value else [names[at] for at in widget.default]
        state.string_array_value.data[:] = given
    return state


def _stamp(message: ForwardMsg) -> str:
    """Which map a message carries; "" where it carries none."""
    if message.WhichOneof("type") != "delta":
        return ""
    element = message.delta.new_element
    if element.WhichOneof("type") != "component_instance":
        return ""
    found = STAMP.search(element.component_instance.json_args)
    return found[1] if found else ""

"""The dashboard with a watch on it: how long each part of a run takes.

Nothing of it is in the product.

``python -m benchmarks.traced run server.py …`` is ``streamlit run server.py …`` with functions of
the layers wrapped from outside. Each run of the first page writes one line of JSON to the file that
``DASHBOARD_SPANS`` names: seconds by part, before the map was handed over and after. What one part
calls of another is taken out of its time, so the parts of a run add up to the run.
"""

from __future__ import annotations

import functools
import importlib
import json
import os
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

FIRST, LAST, MAP = "open_page", "ask_filters", "st_folium"
WATCHED = {
    "query": ("lib.selection.ask",),
    "drawing": ("lib.ui.mapped.shown_places", "lib.ui.mapped._base_map", "lib.ui.mapped.st_folium"),
    "link and selection": ("lib.ui.open_page",),
    "pause for the browser": ("lib.ui.mapped.time.sleep",),
    "the rest of the page": ("lib.ui.ask_filters",),
}
"""By part, the functions that make it. What is in none is the page's own and Streamlit's."""
_run = threading.local()


def _begin() -> None:
    _run.parts = {"before": defaultdict(float), "after": defaultdict(float)}
    _run.half, _run.inside, _run.began = "before", 0.0, time.perf_counter()


def _end(file: Path) -> None:
    done = {**_run.parts, "all": time.perf_counter() - _run.began, "until_map": _run.until_map}
    _run.parts = None
    with file.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(done) + "\n")


def watched(part: str, work: Callable[..., Any], file: Path) -> Callable[..., Any]:
    """The same function, whose own time is added to a part of the run that it is called in."""

    @functools.wraps(work)
    def timed(*given: Any, **named: Any) -> Any:
        if work.__name__ == FIRST:
            _begin()
        if getattr(_run, "parts", None) is None:
            return work(*given, **named)
        outside, _run.inside, began = _run.inside, 0.0, time.perf_counter()
        try:
            return work(*given, **named)
        finally:
            took = time.perf_counter() - began
            _run.parts[_run.half][part] += took - _run.inside
            _run.inside = outside + took
            if work.__name__ == MAP:
                _run.half, _run.until_map = "after", time.perf_counter() - _run.began
            if work.__name__ == LAST:
                _end(file)

    return timed


def watch(file: Path) -> None:
    """Wrap every watched function where its module's users find it."""
    mapped = importlib.import_module("lib.ui.mapped")
    # the module's own view of time: everybody else's stays as it is
    mapped.time = SimpleNamespace(sleep=time.sleep)
    for part, functions in WATCHED.items():
        for name in functions:
            path, function = name.rsplit(".", 1)
            place = mapped.time if path.endswith(".time") else importlib.import_module(path)
            original = getattr(place, function)
            wrapped = watched(part, original, file)
            setattr(place, function, wrapped)
            _elsewhere(original, wrapped, function)


def _elsewhere(original: object, wrapped: object, name: str) -> None:
    """Modules that took the function's name for themselves."""
    for module in ("lib.counts", "lib.summaries", "lib.coverage", "lib.communities"):
        place = importlib.import_module(module)
        if getattr(place, name, None) is original:
            setattr(place, name, wrapped)


def watch_once_loaded(file: Path) -> None:
    """As `watch`, once the first page has been asked for. Before there is a server, nothing that
    declares a component may be imported: its files would not be served."""
    while "lib.ui" not in sys.modules:
        time.sleep(0.05)
    # waits for whoever is importing it
    importlib.import_module("lib.ui")
    watch(file)


if __name__ == "__main__":
    from streamlit.web.cli import main

    file = Path(os.environ["DASHBOARD_SPANS"])
    threading.Thread(target=watch_once_loaded, args=(file,), daemon=True).start()
    main(prog_name="streamlit")

"""Where each millisecond of a filter click goes, from one run: browser, wire, rerun, repaint.

The browser's part is what the sampler saw, the server's what `benchmarks.traced` wrote, and what is
neither is the way between them: Streamlit's own dispatch, protobuf, WebSocket and loopback. Beside
it, variants of the same answer without parts of that way:

* ``api``: the browser asks this server's own data API and paints by itself: no rerun at all.
* ``bare``: a toggle and a text: a rerun with nothing in it.
"""

from __future__ import annotations

import json
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page

from benchmarks.apps import BARE, DASH, FILTER, MAP, OURS
from benchmarks.clicks import Change, Visitor
from benchmarks.numbers import spread
from benchmarks.rounds import browsing
from benchmarks.servers import serving

TRACED = replace(OURS, command=(OURS.command[0], "-m", "benchmarks.traced", *OURS.command[3:]))
TYPES = ("infrastructure", "grant", "training", "workshop")
PAINTED = (("begun → painted", "begun", "painted"), ("release → painted", "", "painted"))
"""How both ways end."""
ASKED_FROM_THE_PAGE = """
async ([query, frame]) => {
  const page = document.querySelector(frame).contentDocument;
  const shapes = [...page.querySelectorAll("path.place")];
  const began = performance.now();
  const answer = await (await fetch("/api/municipalities.csv?" + query)).text();
  const arrived = performance.now();
  const rows = answer.split("\\n").slice(1);
  const colour = (row) => (row.length % 2 ? "#41b6c4" : "#c7e9b4");
  shapes.forEach((shape, place) => (shape.style.fill = colour(rows[place % rows.length])));
  await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  const done = performance.now();
  return { arrived: arrived - began, painted: done - began, bytes: answer.length };
}
"""
"""The variant: the filter's answer from the data API, and the shapes filled in the browser. What it
paints is not the map's classes, but as many shapes, by as many values."""


def measure(*, clicks: int, warm_up: int, port: int, chromium: str, data: Path | None) -> dict:
    """Medians of every step in milliseconds, of this dashboard, of Dash and of the bare toggle."""
    with tempfile.TemporaryDirectory() as folder, browsing(chromium) as browser:
        file = Path(folder) / "spans.jsonl"
        more = {"DASHBOARD_SPANS": str(file)}
        with serving(TRACED, port=port, data=data, more=more) as served:
            visitor = Visitor(browser, TRACED, served)
            changes = _changes(visitor, clicks, warm_up)
            time.sleep(1)
            lines = file.read_text(encoding="utf-8").splitlines()
            runs = [json.loads(line) for line in lines][-clicks:]
            asked = _asked(visitor.page, clicks)
        found = {"steps": _steps(changes, runs), "api": asked}
        for place, app in enumerate(each for each in (DASH, BARE) if each.needs.exists()):
            with serving(app, port=port + 2 + 2 * place, data=data) as served:
                found[app.name] = _browser(_changes(Visitor(browser, app, served), clicks, warm_up))
    return found


def _changes(visitor: Visitor, clicks: int, warm_up: int) -> list[Change]:
    return [visitor.do(FILTER) for _ in range(warm_up + clicks)][warm_up:]


def _asked(page: Page, times: int) -> dict[str, Any]:
    """What the data API and a paint in the browser take, without Streamlit between them."""
    found = []
    for number in range(1, times + 1):
        some = [kind for place, kind in enumerate(TYPES) if number >> place & 1]
        query = "&".join(f"activity_type={kind}" for kind in some)
        found.append(page.evaluate(ASKED_FROM_THE_PAGE, [query, MAP]))
        time.sleep(0.2)
    return {key: spread(each[key] for each in found) for key in ("arrived", "painted", "bytes")}


def _ahead(changes: list[Change]) -> dict[str, float]:
    """The steps of a map that asks by itself. It asks when the pointer goes down: the first step
    may be less than nothing."""
    early = [each for each in changes if each.answered is not None and each.begun <= each.carried]
    steps = (
        ("release → the map asks", "", "asked"),
        ("asks → answer arrives", "asked", "answered"),
        ("arrives → begun", "answered", "begun"),
    )
    return {**_between(early, *steps, *PAINTED), "share": len(early) / len(changes)}


def _browser(changes: list[Change]) -> dict[str, float]:
    """The steps that the browser sees, of an answer that a message carries."""
    steps = (
        ("release → sent", "", "sent"),
        ("sent → answer arrives", "sent", "carried"),
        ("arrives → begun", "carried", "begun"),
    )
    return _between(changes, *steps, *PAINTED)


def _between(changes: list[Change], *steps: tuple[str, str, str]) -> dict[str, float]:
    """The medians of steps: each its name, and from when to when; "": from the release."""
    took = {
        name: [getattr(each, to) - (getattr(each, since) if since else 0) for each in changes]
        for name, since, to in steps
    }
    return {name: median(times) for name, times in took.items() if times}


def _steps(changes: list[Change], runs: list[dict[str, Any]]) -> dict[str, Any]:
    """The browser's steps, and within the server's: the parts of the run before the map."""
    parts = sorted({part for run in runs for half in ("before", "after") for part in run[half]})
    rerun = median(1000 * run["until_map"] for run in runs)
    browser = _browser(changes)
    return {
        "ahead": _ahead(changes),
        "browser": browser,
        "rerun until the map": rerun,
        "wire and Streamlit": browser["sent → answer arrives"] - rerun,
        "before": {
            part: median(1000 * run["before"].get(part, 0) for run in runs) for part in parts
        },
        "after": {part: median(1000 * run["after"].get(part, 0) for run in runs) for part in parts},
        "rerun": median(1000 * run["all"] for run in runs),
    }

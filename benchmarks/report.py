"""The measured changes as tables that can be read, and pasted into a README."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from statistics import median, quantiles

from benchmarks.apps import APPS, BARE, OURS
from benchmarks.clicks import Change

Changes = dict[str, list[Change]]
"""By name of the app, its changes."""

MOST_TIMES_BARE = 1.5
MOST_BYTES = 10_000


def p95(numbers: Iterable[float]) -> float:
    """The value that 95 of 100 do not exceed."""
    return quantiles(numbers, n=20, method="inclusive")[-1]


def comparison(changes: Changes) -> str:
    """One row an app: until painted, what it sent, and what was blank."""
    bare = median(each.painted for each in changes[BARE.name])
    heads = ["", "painted, median", "p95", "times bare", "wire, median", "p95"]
    heads += ["of it HTTP", "payload, median", "blank", "map reloaded"]
    rows = [_compared(app.name, changes[app.name], bare) for app in APPS if app.name in changes]
    return _table(heads, rows)


def _compared(name: str, made: list[Change], bare: float) -> list[str]:
    painted, wire = [each.painted for each in made], [each.wire_bytes for each in made]
    http = [each.wire["http", "up"] + each.wire["http", "down"] for each in made]
    middle = median(painted)
    blank = sum(each.blank > 0 for each in made)
    reloaded = sum(each.reloaded for each in made)
    return [
        name,
        f"{middle:.0f} ms",
        f"{p95(painted):.0f} ms",
        f"{middle / bare:.2f}",
        _kilobytes(median(wire)),
        _kilobytes(p95(wire)),
        _kilobytes(median(http)),
        _kilobytes(median(each.payload for each in made)),
        f"{blank} of {len(made)}",
        f"{reloaded} of {len(made)}",
    ]


STEPS: dict[str, Callable[[Change], float]] = {
    "release → sent": lambda each: each.sent,
    "sent → change arrives": lambda each: each.carried - each.sent,
    "arrives → begun": lambda each: each.begun - each.carried,
    "begun → painted": lambda each: each.painted - each.begun,
    "sent → rerun over": lambda each: each.finished - each.sent,
}
"""Where the time of a change goes: browser, server and wire, browser."""


def breakdown(changes: Changes) -> str:
    """One row an app: the median of each step of a change."""
    rows = [
        [app.name, *(f"{median(map(step, changes[app.name])):.0f} ms" for step in STEPS.values())]
        for app in APPS
        if app.name in changes
    ]
    return _table(["", *STEPS], rows)


def verdict(changes: Changes) -> str:
    """What this dashboard promises, beside what was measured."""
    ours, bare = changes[OURS.name], changes[BARE.name]
    times = median(each.painted for each in ours) / median(each.painted for each in bare)
    size = median(each.wire_bytes for each in ours)
    blank = sum(each.blank for each in ours)
    lines = {
        f"painted in {times:.2f} times the bare toggle (at most {MOST_TIMES_BARE})": (
            times <= MOST_TIMES_BARE
        ),
        f"{_kilobytes(size)} a change (at most {_kilobytes(MOST_BYTES)})": size <= MOST_BYTES,
        f"{blank} blank frames (none)": not blank,
    }
    return "\n".join(f"- {'reached' if good else 'MISSED'}: {line}" for line, good in lines.items())


def _kilobytes(size: float) -> str:
    return f"{size / 1000:.1f} kB"


def _table(heads: list[str], rows: list[list[str]]) -> str:
    """A table in Markdown, its columns aligned."""
    widths = [max(len(cell) for cell in column) for column in zip(heads, *rows, strict=True)]
    lines = [heads, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    )

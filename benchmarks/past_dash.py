"""What it would take to be ahead of Dash: what is left of each action, and how it could go."""

from __future__ import annotations

from typing import Any

from benchmarks.apps import ACTIONS, BARE, DASH, FILTER, HAND, INDICATOR, OPEN, OURS, PLACE
from benchmarks.judged import middle
from benchmarks.numbers import milliseconds, table

WAYS = {
    FILTER: "Done, for a pointer that does not rest: the map asks the server by itself, and is "
    "answered before its page.",
    HAND: "Done: the map asks while the pointer rests or presses.",
    OPEN: "A map in the page as the server sends it, before any script of Streamlit's. Not done: "
    "it would be drawn twice, and handed over.",
    PLACE: "The municipality's numbers from the data API, painted by a script as the map is. Not "
    "done: two programs would write one table of words.",
    INDICATOR: "As a filter; what is left is the list that closes, which Streamlit renders.",
}
"""By action."""
HEAD = """## The way past Dash

The shipped data. *Left* is what this dashboard takes longer than Dash; *Streamlit's own* is what a
bare toggle takes: no page of Streamlit that waits for its rerun can be below it.
"""


def section(found: dict[str, Any]) -> str:
    """A line for each action; nothing where Dash was not measured."""
    apps = next(iter(found.values()))
    if DASH.name not in apps:
        return ""
    rows = []
    for action, way in WAYS.items():
        ours, dash, bare = (middle(apps[each.name], action) for each in (OURS, DASH, BARE))
        left = milliseconds(ours - dash) if ours > dash else "ahead"
        rows.append(
            [ACTIONS[action], milliseconds(ours), milliseconds(dash), left, milliseconds(bare), way]
        )
    heads = ["", OURS.name, DASH.name, "left", "Streamlit's own", "what it takes"]
    return f"{HEAD}\n{table(heads, rows)}\n"

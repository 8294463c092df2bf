"""A small table in, an Altair chart out. Streamlit draws it; no other host is needed."""

from __future__ import annotations

import math
from typing import Any, Literal

import altair as alt
import pandas as pd

Align = Literal["left", "center", "right"]
Kind = Literal["log", "linear"]
WIDTH, HEIGHT = 360, 300
"""Pixels that a chart is laid out for; it may be drawn wider."""
LETTER, LINE = 6.5, 14
"""How wide a letter is and how high a line, in pixels."""
SIDES: dict[str, tuple[Align, int, int]] = {
    "right": ("left", 8, 0),
    "left": ("right", -8, 0),
    "top": ("center", 0, -11),
    "bottom": ("center", 0, 12),
    "above right": ("left", 5, -11),
    "above left": ("right", -5, -11),
    "below right": ("left", 5, 12),
    "below left": ("right", -5, 12),
    "higher": ("center", 0, -24),
    "higher right": ("left", 5, -24),
    "higher left": ("right", -5, -24),
    "highest": ("center", 0, -37),
}
"""Where a name can stand beside its point: which end is at the point, and how far away."""
WHERE = ("align", "dx", "dy")
MARK, NAMES = "#1d5f96", "#3a4250"


def scatter(
    points: pd.DataFrame, *, x: str, y: str, log: bool = False
) -> alt.LayerChart | alt.FacetChart:
    """Named points.

    Parameters
    ----------
    points
        ``name``; ``x`` and ``y`` (numbers); ``words``: what to say of a point under the mouse.
    x, y
        The titles of the axes.
    log
        Whether x rises by multiples: for values of very different sizes.
    """
    kind: Kind = "log" if log else "linear"
    ranges = _range(points["x"], log=log), _range(points["y"])
    sides = [SIDES[side] for side in _sides(points, *ranges, log=log)]
    placed = points.assign(
        **dict(zip(("align", "dx", "dy"), zip(*sides, strict=True), strict=True))
    )
    wide, high = alt.Scale(type=kind, domain=ranges[0]), alt.Scale(domain=ranges[1])
    across = alt.X("x:Q", title=x, scale=wide, axis=alt.Axis(tickCount=4, format="~s", grid=False))
    up = alt.Y("y:Q", title=None, scale=high, axis=alt.Axis(tickCount=5, format="~s"))
    base = alt.Chart(placed, title=alt.Title(y, anchor="start", fontSize=12)).encode(across, up)
    marks = base.mark_circle(size=70, color=MARK, opacity=0.85).encode(
        tooltip=alt.Tooltip("words:N", title=" ")
    )
    # one layer for all names: each says for itself on which side it stands
    where: dict[str, Any] = {part: alt.ExprRef(f"datum.{part}") for part in WHERE}
    named = base.mark_text(fontSize=11, color=NAMES, **where).encode(text="name:N")
    return alt.layer(marks, named).properties(height=HEIGHT)


def _range(values: pd.Series, *, log: bool = False) -> list[float]:
    """Where an axis begins and ends, with room around the points: a little below zero, or, where
    it rises by multiples, below the least."""
    most = float(values.max()) or 1.0
    return [float(values.min()) / 1.5, most * 1.5] if log else [most * -0.06, most * 1.08]


def _sides(points: pd.DataFrame, wide: list[float], high: list[float], *, log: bool) -> list[str]:
    """For each name the first side on which it covers no point and no name before it, and stays
    inside; where there is none, that on which it covers the fewest."""
    left = _pixels(points["x"], wide, WIDTH, log=log)
    top = [HEIGHT - each for each in _pixels(points["y"], high, HEIGHT)]
    taken = [(x - 4, x + 4, y - 4, y + 4) for x, y in zip(left, top, strict=True)]
    taken += [(WIDTH, math.inf, 0, HEIGHT), (-math.inf, 0, 0, HEIGHT), (0, WIDTH, HEIGHT, math.inf)]
    sides = []
    for name, x, y in zip(points["name"], left, top, strict=True):
        boxes = {side: _box(side, x, y, LETTER * len(name)) for side in SIDES}
        covers = {side: sum(_cross(box, b) for b in taken) for side, box in boxes.items()}
        sides.append(min(covers, key=covers.__getitem__))
        taken.append(boxes[sides[-1]])
    return sides


def _pixels(values: pd.Series, ends: list[float], size: int, *, log: bool = False) -> list[float]:
    """Where values stand on an axis."""
    scaled = [math.log(each) if log else each for each in (*ends, *values)]
    start, end = scaled[:2]
    return [(each - start) / (end - start) * size for each in scaled[2:]]


Box = tuple[float, float, float, float]


def _box(side: str, x: float, y: float, wide: float) -> Box:
    """The room that a name takes: left, right, top, bottom."""
    align, dx, dy = SIDES[side]
    start = x + dx - {"left": 0, "right": wide, "center": wide / 2}[align]
    return start, start + wide, y + dy - LINE / 2, y + dy + LINE / 2


def _cross(one: Box, other: Box) -> bool:
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]

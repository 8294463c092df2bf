"""Lines, boxes, shapes and texts at pixels, as one Altair chart.

Texts are rows of data, never parts of an expression; the styles are ours.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import altair as alt
import shapely

from lib.pictures.lettering import plain, wrapped

INK, SOFT, RULE, BAR = "#1a1f27", "#4b5260", "#c3c8cf", "#5b9bd0"
PAPER, PALE, TEXTURE = "#ffffff", "#e9ebee", "#9aa1ab"
LINE = 1.3
"""How high a line of text is, as a part of its size."""
HATCH, DOTS = 6, 6
"""Pixels between the lines of a hatching, and between dots."""
ORDER = ("geoshape", "rect", "rule", "circle", "halo", "text")
"""What is drawn first, and what over it."""

Style = tuple[tuple[str, Any], ...]


@dataclass
class Canvas:
    """A drawing of a width in pixels that grows downwards. ``y`` is where it has come to."""

    width: float
    y: float = 0
    layers: dict[tuple[str, Style], list[dict[str, Any]]] = field(default_factory=dict)

    def _add(self, mark: str, row: dict[str, Any], **style: Any) -> None:
        self.layers.setdefault((mark, tuple(style.items())), []).append(row)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: float = 12,
        bold: bool = False,
        align: str = "left",
        colour: str = INK,
        angle: int = 0,
        halo: bool = False,
    ) -> None:
        """One line of text, around the height y."""
        style = {"fontSize": size, "align": align, "angle": angle, "baseline": "middle"}
        style["fontWeight"] = "bold" if bold else "normal"
        row = {"x": x, "y": y, "text": plain(words)}
        if halo:
            behind = {"stroke": PAPER, "strokeWidth": 3, "strokeJoin": "round"}
            self._add("halo", row, **style, color=PAPER, **behind)
        self._add("text", row, **style, color=colour)

    def paragraph(
        self, words: str, *, x: float = 0, width: float = 0, size: float = 12, **how: Any
    ) -> None:
        """A text in as many lines as it takes, below what is there."""
        room, bold = width or self.width - x, how.get("bold", False)
        for line in wrapped(words, room, size, bold=bold):
            self.text(x, self.y + size * LINE / 2, line, size=size, **how)
            self.y += size * LINE

    def box(
        self, x: float, y: float, wide: float, high: float, *, fill: str, edge: str = ""
    ) -> None:
        row = {"x": x, "y": y, "x2": x + wide, "y2": y + high}
        self._add("rect", row, fill=fill, stroke=edge or fill, strokeWidth=1 if edge else 0)

    def line(
        self, x: float, y: float, x2: float, y2: float, *, colour: str = RULE, wide: float = 1
    ) -> None:
        row = {"x": x, "y": y, "x2": x2, "y2": y2}
        self._add("rule", row, color=colour, strokeWidth=wide)

    def dot(self, x: float, y: float, *, colour: str, size: float = 5) -> None:
        self._add("circle", {"x": x, "y": y}, color=colour, size=size, opacity=1)

    def circle(self, x: float, y: float, radius: float, *, fill: str) -> None:
        """A circle that lets a little of what is under it through; none without a size."""
        if radius > 0:
            # Vega's size of a mark is its area
            style = {"fill": fill, "stroke": PAPER, "strokeWidth": 1, "fillOpacity": 0.85}
            area = round(math.pi * radius**2, 1)
            self._add("circle", {"x": x, "y": y}, size=area, opacity=1, **style)

    def shape(self, shape: shapely.Geometry, *, fill: str, edge: str, wide: float = 1) -> None:
        """A polygon in pixels."""
        row = {"type": "Feature", "geometry": shapely.geometry.mapping(shape)}
        self._add("geoshape", row, fill=fill, stroke=edge, strokeWidth=wide)

    def hatch(self, shape: shapely.Geometry) -> None:
        """Slanting lines inside a shape."""
        west, north, east, south = shape.bounds
        starts = range(int(west - (south - north)) // HATCH * HATCH, int(east), HATCH)
        lines = shapely.linestrings([[(x, south), (x + south - north, north)] for x in starts])
        for piece in shapely.get_parts(shapely.intersection(lines, shape)):
            if piece.geom_type == "LineString" and not piece.is_empty:
                (x, y), (x2, y2) = piece.coords[0], piece.coords[-1]
                self.line(round(x, 1), round(y, 1), round(x2, 1), round(y2, 1), colour=TEXTURE)

    def dots(self, shape: shapely.Geometry) -> None:
        """Dots inside a shape."""
        west, north, east, south = shape.bounds
        across = range(int(west) + DOTS // 2, int(east) + 1, DOTS)
        down = range(int(north) + DOTS // 2, int(south) + 1, DOTS)
        for x, y in ((x, y) for y in down for x in across if shape.contains(shapely.Point(x, y))):
            self.dot(x, y, colour=TEXTURE)

    def chart(self) -> alt.LayerChart | alt.FacetChart:
        """All of it, as high as it has grown."""
        ordered = sorted(self.layers.items(), key=lambda each: ORDER.index(each[0][0]))
        drawn = [_layer(mark, dict(style), rows) for (mark, style), rows in ordered]
        drawn = drawn or [_layer("rule", {}, [])]
        return alt.layer(*drawn).properties(width=self.width, height=max(self.y, 1))


def _layer(mark: str, style: dict[str, Any], rows: list[dict[str, Any]]) -> alt.Chart:
    """Marks of one style."""
    base = alt.Chart(alt.InlineData(values=rows))
    kind = "text" if mark == "halo" else mark
    marked: alt.Chart = getattr(base, f"mark_{kind}")(clip=False, aria=False, **style)
    if mark == "geoshape":
        # pixels as they are
        return marked.project(type="identity", scale=1, translate=[0, 0])
    channels: dict[str, Any] = {
        "x": alt.X("x:Q", scale=None, axis=None),
        "y": alt.Y("y:Q", scale=None, axis=None),
    }
    if mark in ("rect", "rule"):
        channels |= {"x2": alt.X2("x2"), "y2": alt.Y2("y2")}
    if kind == "text":
        channels["text"] = alt.Text("text:N")
    return marked.encode(**channels)

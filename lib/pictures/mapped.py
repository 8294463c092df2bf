"""The map, drawn as the reader sees it: as areas, circles or tiles, each with name and number."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import geopandas as gpd
import pandas as pd

from lib.indicators import BY_KEY
from lib.maps import CIRCLE, ink
from lib.names import Names
from lib.painted import Scale
from lib.pictures import keys
from lib.pictures.canvas import INK, LINE, Canvas
from lib.pictures.drawing import Drawing
from lib.pictures.grounds import as_they_lie, as_tiles
from lib.pictures.lettering import shortened, width_of, wrapped
from lib.pictures.placing import Label, place
from lib.selection import Selection
from lib.shading import of_map
from lib.shapes import CIRCLES, TILES, shape_of
from lib.summaries import VALUE, by_place
from lib.values import number_in_short

WIDTH, SIZE, NEAR = 700, 12, 8
"""Pixels: the width of the drawing, letters, and how far from its place a name needs no line."""


def drawn(names: Names, selection: Selection, width: int = WIDTH) -> Drawing:
    """The chosen indicator on a map, below its legend. Letters are of one size at any width."""
    say, indicator = names.say, BY_KEY[selection["indicator"]]
    table = by_place(names.data, selection, indicator)
    classes = of_map(names.data, selection, table)
    scale = Scale(shape_of(selection["drawn"], indicator), classes)
    partners = table[names.data.places["partner"]]
    other = say("map.notPartner") if len(partners) < len(table) else ""
    title, legend = say(f"indicator.{indicator.key}"), Canvas(width)
    found = keys.entries(names, selection, scale, partners, other)
    keys.draw(legend, f"{title} ({say(f'kind.{indicator.kind}')})", found)
    words = {code: (names.places[code], "") for code in table.index}
    words |= {
        str(code): (names.places[str(code)], number_in_short(say, indicator, row))
        for code, row in partners.iterrows()
    }
    canvas = Canvas(width)
    chosen = selection["place"]
    _map(canvas, names.data.places, partners, scale=scale, words=words, chosen=chosen)
    chart = alt.vconcat(legend.chart(), canvas.chart())
    return Drawing(title, chart, width, keys.notes(names, selection, partners))


def _map(
    canvas: Canvas,
    places: gpd.GeoDataFrame,
    partners: pd.DataFrame,
    *,
    scale: Scale,
    words: Mapping[str, tuple[str, str]],
    chosen: str,
) -> None:
    """The shapes, the chosen one outlined, and what stands on or beside them."""
    shapes = (as_tiles if scale.shape == TILES else as_they_lie)(places, canvas.width)
    canvas.y = max(shape.bounds[3] for shape in shapes) + 1
    looks = {str(code): keys.look(scale, row) for code, row in partners.iterrows()}
    # those that are no partners first: the edges of the partners are drawn over theirs
    for code in [*shapes.index.difference(partners.index), *partners.index]:
        keys.fill(canvas, shapes[code], looks.get(code, keys.OTHER))
    if chosen in shapes.index:
        canvas.shape(shapes[chosen], fill="none", edge=INK, wide=2)
    if scale.shape == TILES:
        for code, shape in shapes.items():
            _tile(canvas, shape.bounds, words[str(code)], looks.get(str(code), keys.OTHER))
        return
    known = partners["state"] == VALUE
    sizes = {
        str(code): keys.GROWN * float(scale.kind(row)) if known[code] else 0.0
        for code, row in partners.iterrows()
        if scale.shape == CIRCLES
    }
    _labels(canvas, words, shapes[partners.index], sizes)


def _tile(
    canvas: Canvas, box: tuple[float, float, float, float], words: tuple[str, str], look: str
) -> None:
    """A name and a number inside a tile."""
    name, number = words
    west, north, east, south = box
    shaded = look.startswith("#")
    colour, halo = (ink(look), False) if shaded else (INK, look != keys.OTHER)
    lines = [*shortened(wrapped(name, east - west - 4, SIZE - 2), 2), *filter(None, [number])]
    for down, line in enumerate(lines):
        y = (north + south) / 2 + (down - (len(lines) - 1) / 2) * SIZE * LINE
        bold = bool(number) and down == len(lines) - 1
        size = SIZE if bold else SIZE - 2
        x, align = (west + east) / 2, "center"
        canvas.text(x, y, line, size=size, bold=bold, align=align, colour=colour, halo=halo)


def _labels(
    canvas: Canvas,
    words: Mapping[str, tuple[str, str]],
    shapes: gpd.GeoSeries,
    sizes: Mapping[str, float],
) -> None:
    """Circles, names and numbers, those of the largest municipalities first; a line leads to its
    place from a name that stands aside."""
    codes = shapes.area.sort_values(ascending=False, kind="stable").index
    inside = shapes.representative_point()
    labels = [
        Label(inside[c].x, inside[c].y, _wide(words[c]), 2 * SIZE + 6, sizes.get(c, 0))
        for c in codes
    ]
    for code, label, (x, y) in zip(
        codes, labels, place(labels, canvas.width, canvas.y), strict=True
    ):
        canvas.circle(label.x, label.y, label.around, fill=CIRCLE)
        end = label.nearest(x, y)
        if max(abs(end[0] - label.x), abs(end[1] - label.y)) > label.around + NEAR:
            canvas.line(label.x, label.y, *end, colour=INK)
            canvas.dot(label.x, label.y, colour=INK, size=12)
        name, number = words[code]
        canvas.text(x, y - SIZE / 2 - 1, name, size=SIZE, bold=True, align="center", halo=True)
        canvas.text(x, y + SIZE / 2 + 1, number, size=SIZE, align="center", halo=True)


def _wide(lines: tuple[str, str]) -> float:
    return max(width_of(line, SIZE, bold=True) for line in lines) + 4

"""The coverage matrix, drawn: municipalities by what the columns are, each cell in its colour."""

from __future__ import annotations

import pandas as pd
import shapely

from lib.coverage import matrix
from lib.grid import classes_of, columns_of, rows_of
from lib.indicators import BY_KEY, Indicator
from lib.maps import ink
from lib.names import Names
from lib.painted import Scale
from lib.pictures import keys
from lib.pictures.canvas import INK, LINE, Canvas
from lib.pictures.drawing import Drawing
from lib.pictures.lettering import shortened, width_of, wrapped
from lib.selection import Selection
from lib.shapes import AREAS
from lib.values import number_in_short

WIDTH, NAMES, NARROW, WIDE, HIGH, SIZE = 760, 150, 42, 90, 26, 11
"""Pixels: the least width, the column of names, a cell at least and at most, a row, letters."""
UPRIGHT, LINES = 190, 2
"""Pixels that the name of a column may be long, and in how many lines."""


def drawn(names: Names, selection: Selection) -> Drawing:
    """The chosen indicator by municipality and column."""
    say, indicator, across = names.say, BY_KEY[selection["indicator"]], selection["across"]
    cells = matrix(names.data, selection, indicator, across)
    columns, places = columns_of(names, selection, cells), rows_of(names, selection, cells)
    wide = min(max((WIDTH - NAMES) / max(len(columns), 1), NARROW), WIDE)
    canvas = Canvas(max(WIDTH, NAMES + wide * len(columns)))
    scale = Scale(AREAS, classes_of(names, selection, cells))
    title = say(f"indicator.{indicator.key}")
    found = keys.entries(names, selection, scale, cells)
    keys.draw(canvas, f"{title} ({say(f'kind.{indicator.kind}')})", found)
    _heads(canvas, [names.option(across, column) for column in columns], wide)
    for place in places:
        row = [_look(names, indicator, cells.loc[(place, c)], scale) for c in columns]
        _row(canvas, names.places[place], row, wide)
    heading = say("picture.matrix.title", indicator=title, across=say(f"across.{across}"))
    notes = (*keys.notes(names, selection, cells), *_left_out(names, cells, columns))
    return Drawing(heading, canvas.chart(), canvas.width, notes)


def _left_out(names: Names, cells: pd.DataFrame, columns: list[str]) -> tuple[str, ...]:
    """That there are more columns than are drawn, where there are."""
    every = cells.index.get_level_values("column").nunique()
    if every == len(columns):
        return ()
    return (names.say("matrix.first", n=len(columns), all=names.say.number(every)),)


def _heads(canvas: Canvas, heads: list[str], wide: float) -> None:
    """The names of the columns, upright."""
    lines = [shortened(wrapped(head, UPRIGHT, SIZE), LINES) for head in heads]
    long = max((width_of(line, SIZE) for each in lines for line in each), default=0)
    for n, each in enumerate(lines):
        middle = NAMES + (n + 0.5) * wide
        for down, line in enumerate(each):
            x = middle + (down - (len(each) - 1) / 2) * SIZE * LINE
            canvas.text(x, canvas.y + long, line, size=SIZE, angle=270)
    canvas.y += long + 6


def _look(names: Names, indicator: Indicator, cell: pd.Series, scale: Scale) -> tuple[str, str]:
    """The look of a cell, and what it says."""
    return keys.look(scale, cell), number_in_short(names.say, indicator, cell)


def _row(canvas: Canvas, name: str, cells: list[tuple[str, str]], wide: float) -> None:
    """A municipality's cells."""
    lines = shortened(wrapped(name, NAMES - 8, SIZE), LINES)
    for down, line in enumerate(lines):
        y = canvas.y + HIGH / 2 + (down - (len(lines) - 1) / 2) * SIZE * 1.1
        canvas.text(NAMES - 8, y, line, size=SIZE, align="right")
    for n, (look, words) in enumerate(cells):
        x, y = NAMES + n * wide, canvas.y
        keys.fill(canvas, shapely.box(x, y, x + wide, y + HIGH), look, wide=0.5)
        shaded = look.startswith("#")
        colour = ink(look) if shaded else INK
        middle = {"size": SIZE, "align": "center", "colour": colour, "halo": not shaded}
        canvas.text(x + wide / 2, y + HIGH / 2, words, **middle)  # type: ignore[arg-type]
    canvas.y += HIGH

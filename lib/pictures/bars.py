"""A table with bars, drawn: the same rows, words and lengths as on the page."""

from __future__ import annotations

from lib.bars import Bars, Cell
from lib.pictures.canvas import BAR, INK, LINE, RULE, SOFT, Canvas
from lib.pictures.drawing import Drawing
from lib.pictures.lettering import width_of, wrapped

WIDTH, GAP = 760, 14
"""Pixels: the width of the drawing, and between columns."""
MOST_OF_NAMES = 0.32
"""The part of the width that names may take."""
SIZE, THICK, AROUND = 12, 5, 5
"""Pixels: letters, a bar, and the room above and below a row."""


def drawn(bars: Bars) -> Drawing:
    """The table as a drawing."""
    canvas = Canvas(WIDTH)
    columns = _columns(bars)
    _row(canvas, columns, [(head, None) for head in bars.heads], bold=True)
    canvas.line(0, canvas.y, WIDTH, canvas.y, colour=SOFT)
    for name, cells in bars.rows:
        _row(canvas, columns, [(name, None), *cells])
        canvas.line(0, canvas.y, WIDTH, canvas.y, colour=RULE, wide=0.5)
    return Drawing(bars.caption, canvas.chart(), WIDTH, bars.notes)


def _columns(bars: Bars) -> list[tuple[float, float]]:
    """Where each column begins and how wide it is; that of the names as wide as they need."""
    called = [bars.heads[0], *(name for name, _ in bars.rows)]
    longest = max(width_of(name, SIZE, bold=True) for name in called) + GAP
    first = min(longest, WIDTH * MOST_OF_NAMES)
    count = len(bars.heads) - 1
    rest = (WIDTH - first) / max(count, 1)
    return [(0, first - GAP), *((first + rest * n, rest - GAP) for n in range(count))]


def _row(
    canvas: Canvas, columns: list[tuple[float, float]], cells: list[Cell], *, bold: bool = False
) -> None:
    """A line of the table, as high as its longest cell."""
    top, bottom = canvas.y + AROUND, canvas.y
    barred = any(share is not None for _, share in cells)
    for (x, wide), (words, share) in zip(columns, cells, strict=True):
        y = top
        for line in wrapped(words, wide, SIZE, bold=bold):
            canvas.text(x, y + SIZE * LINE / 2, line, size=SIZE, bold=bold, colour=INK)
            y += SIZE * LINE
        if share:
            canvas.box(x, y + 1, max(1, share * wide), THICK, fill=BAR)
        bottom = max(bottom, y + (THICK + 1 if barred else 0))
    canvas.y = bottom + AROUND

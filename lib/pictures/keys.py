"""The legend of a picture: what colours mean, and what stands where there is no number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import shapely

from lib.indicators import BY_KEY
from lib.maps import CIRCLE
from lib.names import Names
from lib.painted import Scale
from lib.pictures.canvas import LINE, PALE, PAPER, SOFT, Canvas
from lib.pictures.lettering import width_of
from lib.selection import Selection
from lib.shapes import CIRCLES
from lib.summaries import FEW, NONE, UNKNOWN, VALUE
from lib.values import figure, ranges_in_words

SWATCH, HIGH, SIZE = 22, 14, 12
"""Pixels: how wide and high a swatch is, and the letters beside it."""
OTHER = "other"
"""The look of what is not told apart: no partner."""
QUIET = "quiet"
"""The look of the ground below a circle."""
GROWN = 1.4
"""Circles for a picture are so much larger than on a page: as much as its map."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A look, and what it means: the colour of a class, or a state."""

    look: str
    words: str
    radius: float = 0
    """Pixels: of a circle, when it stands for one."""

    @property
    def room(self) -> tuple[float, float]:
        """Pixels that its look takes."""
        return (2 * self.radius, 2 * self.radius) if self.radius else (SWATCH, HIGH)


def entries(
    names: Names, selection: Selection, scale: Scale, shown: pd.DataFrame, other: str = ""
) -> list[Entry]:
    """Every look that is in a picture.

    Parameters
    ----------
    shown
        With ``state``: only states that are among them are explained.
    """
    say, indicator = names.say, BY_KEY[selection["indicator"]]
    if scale.shape == CIRCLES:
        sized = [(figure(say, indicator, value), GROWN * size) for value, size in scale.legend]
        found = [Entry(CIRCLE, words, size) for words, size in sized]
    else:
        ranges = ranges_in_words(say, indicator, scale.classes)
        found = [Entry(c, w) for c, w in zip(scale.colours, ranges, strict=True)]
    states = [state for state in (NONE, UNKNOWN, FEW) if (shown["state"] == state).any()]
    found += [Entry(state, say(f"state.{state}")) for state in states]
    return [*found, *([Entry(OTHER, other)] if other else ())]


def look(scale: Scale, row: pd.Series) -> str:
    """What a municipality or a cell looks like, by its row of a table."""
    if row["state"] != VALUE:
        return str(row["state"])
    if scale.shape == CIRCLES:
        return QUIET
    return scale.colours[scale.classes.of(row["value"])]


def notes(names: Names, selection: Selection, shown: pd.DataFrame) -> tuple[str, ...]:
    """What the number means, and the sign before rough figures where there are such."""
    say = names.say
    rough = ((shown["rough"] > 0) & (shown["state"] == VALUE)).any()
    said = (say("picture.about"),) if rough else ()
    return (say(f"indicator.{selection['indicator']}.definition"), *said)


def fill(canvas: Canvas, shape: shapely.Geometry, look: str, *, wide: float = 1) -> None:
    """A shape in one of the looks: states are told apart by texture, not by colour alone."""
    if look == OTHER:
        canvas.shape(shape, fill="#f4f5f6", edge="#d5d9de", wide=wide)
    elif look == QUIET:
        canvas.shape(shape, fill="#eceff2", edge=SOFT, wide=wide)
    elif look == NONE:
        canvas.shape(shape, fill=PAPER, edge=SOFT, wide=wide)
    elif look in (UNKNOWN, FEW):
        canvas.shape(shape, fill=PALE, edge=SOFT, wide=wide)
        (canvas.hatch if look == UNKNOWN else canvas.dots)(shape)
    else:
        canvas.shape(shape, fill=look, edge=SOFT, wide=wide)


def draw(canvas: Canvas, title: str, found: Sequence[Entry]) -> None:
    """The legend, in as many lines as it takes; circles in a line of their own."""
    canvas.paragraph(title, size=SIZE, bold=True)
    canvas.y += 4
    for circles in (True, False):
        entries = [entry for entry in found if bool(entry.radius) == circles]
        _lines(canvas, entries, max((entry.room[1] for entry in entries), default=0))
    canvas.y += 6


def _lines(canvas: Canvas, found: Sequence[Entry], high: float) -> None:
    """Entries beside each other, and below where there is no more room."""
    x = 0.0
    for entry in found:
        wide = entry.room[0]
        taken = wide + 6 + width_of(entry.words, SIZE) + 18
        if x and x + taken > canvas.width:
            x, canvas.y = 0.0, canvas.y + max(high, SIZE * LINE) + 6
        middle = canvas.y + high / 2
        if entry.radius:
            canvas.circle(x + wide / 2, middle, entry.radius, fill=entry.look)
        else:
            top = middle - HIGH / 2
            fill(canvas, shapely.box(x, top, x + wide, top + HIGH), entry.look)
        canvas.text(x + wide + 6, middle, entry.words, size=SIZE)
        x += taken
    canvas.y += high + 6 if found else 0

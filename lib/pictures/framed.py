"""A picture with everything around it that it needs to be read alone, as SVG or PNG."""

from __future__ import annotations

from datetime import date

import altair as alt

from lib.counts import overview
from lib.exports import filter_words, marked, query
from lib.names import Names
from lib.pictures.canvas import INK, RULE, SOFT, Canvas
from lib.pictures.drawing import AnyChart, Drawing
from lib.pictures.lettering import FONTS, plain
from lib.said import how_much, what_emptied
from lib.selection import Selection
from lib.vega import drawn

WARNING = "#8a3b00"
MARGIN, APART = 24, 14
CONFIG = {
    "font": FONTS,
    "background": "white",
    "padding": MARGIN,
    "view": {"stroke": None},
    "concat": {"spacing": APART},
    "axis": {"labelColor": SOFT, "titleColor": INK, "gridColor": RULE},
}


def framed(drawing: Drawing, names: Names, selection: Selection) -> alt.ConcatChart:
    """A drawing below what it is and by which filters, above where it comes from and its date."""
    counted = overview(names.data, selection)
    head = _head(drawing, names, selection, how_much(names, counted))
    chart = drawing.chart if counted.shown else _nothing(drawing, names, selection)
    parts = (head, chart, _foot(drawing, names, selection))
    return alt.concat(*parts, columns=1, align="none").properties(description=plain(drawing.title))


def _head(drawing: Drawing, names: Names, selection: Selection, how_many: str) -> AnyChart:
    """What this is, whether anything in it is made up, how much it shows, and of what."""
    say, canvas = names.say, Canvas(drawing.width)
    canvas.paragraph(say.of(names.data.config.title), size=13, colour=SOFT)
    canvas.paragraph(drawing.title, size=19, bold=True)
    canvas.y += 4
    if warning := marked(names, selection, "long"):
        canvas.paragraph(warning, size=12, bold=True, colour=WARNING)
        canvas.y += 4
    canvas.paragraph(how_many)
    filters = [
        say("picture.filter", name=say(f"filter.{key}"), words=words)
        for key, words in filter_words(selection, names)
    ]
    said = say("picture.filters", filters=" · ".join(filters)) if filters else say("picture.all")
    canvas.paragraph(said, colour=SOFT)
    return canvas.chart()


def _foot(drawing: Drawing, names: Names, selection: Selection) -> AnyChart:
    """What must be said of it, its sources, when it was made, and the link of its view."""
    say, canvas, boundaries = names.say, Canvas(drawing.width), names.data.config.boundaries
    canvas.line(0, 0, drawing.width, 0, colour=SOFT)
    canvas.y = 6
    view, owed = query(selection), say.sentences(boundaries.credit, boundaries.status_note)
    lines = (
        *drawing.notes,
        say("picture.evidence"),
        owed and f"{say('picture.source')} {owed}",
        say("picture.made", date=say.partial_date(date.today().isoformat())),
        say("picture.view", query=f"?{view}") if view else "",
    )
    for words in lines:
        canvas.paragraph(words, size=10, colour=SOFT)
        canvas.y += 2
    return canvas.chart()


def _nothing(drawing: Drawing, names: Names, selection: Selection) -> AnyChart:
    """Instead of a drawing without anything in it: what left nothing."""
    canvas = Canvas(drawing.width, 10)
    canvas.paragraph(what_emptied(names, selection), size=14)
    canvas.y += 10
    return canvas.chart()


def as_svg(chart: AnyChart) -> bytes:
    """A chart as SVG in UTF-8, with texts as text.

    Raises
    ------
    ValueError
        The chart cannot be drawn, or asks for data or an image from elsewhere.
    """
    return drawn(chart.to_dict(), CONFIG, "svg")


def as_png(chart: AnyChart) -> bytes:
    """A chart as PNG, `lib.vega.SCALE` pixels for each of the drawing's; raises as `as_svg`."""
    return drawn(chart.to_dict(), CONFIG, "png")

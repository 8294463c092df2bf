"""Need against effort, drawn: the scatters of the coverage page, side by side."""

from __future__ import annotations

import altair as alt
import pandas as pd

from lib.charts import HEIGHT, WIDTH, scatter
from lib.coverage import need
from lib.indicators import BY_KEY
from lib.names import Names
from lib.pictures.canvas import Canvas
from lib.pictures.drawing import AnyChart, Drawing
from lib.pictures.lettering import plain
from lib.said import not_drawn
from lib.selection import Selection

AGAINST = {"population": True, "non_majority": False}
"""What effort is set against, and whether it differs by multiples."""
AXES = 50
"""Pixels that the axes of a scatter take beside it."""


def drawn(names: Names, selection: Selection) -> Drawing:
    """Effort by inhabitants against population and against non-majority population."""
    say, effort = names.say, BY_KEY[selection["effort"]]
    table = need(names.data, selection, effort)
    title = say(f"indicator.{effort.key}")
    called = pd.Series({place: plain(names.places[place]) for place in table.index})
    # what stands left of an axis would stand left of the title
    charts: list[AnyChart] = [Canvas(1, HEIGHT).chart()]
    for key, log in AGAINST.items():
        points = table.assign(x=table[key], y=table["value"], name=called, words=called)
        points = points.dropna(subset=["x", "y"])[["x", "y", "name", "words"]]
        if len(points):
            drawn = scatter(points, x=say(f"need.{key}"), y=title, log=log)
            charts.append(drawn.properties(width=WIDTH, height=HEIGHT))
    notes = (*not_drawn(names, table), say(f"indicator.{effort.key}.definition"))
    heading = f"{say('need.title')}: {title}"
    return Drawing(heading, alt.hconcat(*charts), 2 * (WIDTH + AXES), notes)

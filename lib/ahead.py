"""The map of a selection by itself: for its page, or for a browser that asks earlier."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from lib.exports import marked
from lib.indicators import BY_KEY, Indicator
from lib.language import Language
from lib.names import Names
from lib.painted import Scale, shown_places
from lib.selection import Selection
from lib.shading import of_map
from lib.shapes import shape_of
from lib.summaries import by_place
from lib.values import in_words


def repainted(names: Names, selection: Selection) -> dict[str, Any]:
    """What a browser paints of a selection, without its years.

    Returns
    -------
    dict
        As `lib.painted.shown_places`: the same as the page of the map sends for the selection, to
        the last letter, and so with the same ``stamp``.
    """
    data, indicator = names.data, BY_KEY[selection["indicator"]]
    table = by_place(data, selection, indicator)
    scale = Scale(shape_of(selection["drawn"], indicator), of_map(data, selection, table))
    words = partial(about, names.say, indicator, marked(names, selection))
    return shown_places(table[data.places["partner"]], scale, words, selection["place"])


def about(say: Language, indicator: Indicator, mark: str, row: Mapping[str, Any]) -> str:
    """What the map says of a municipality under its name, which the browser has: its value, and
    how much is behind it.

    Parameters
    ----------
    mark
        What must be said beside everything shown; "" for nothing.
    row
        Of `lib.summaries.by_place`.
    """
    lines = [in_words(say, indicator, row)]
    if indicator.counts_figures and row["rows"]:
        lines.append(say("map.stated", known=row["known"], rows=row["rows"]))
    if mark:
        lines.append(mark)
    return "\n".join(lines)

"""The map of a selection by itself: for its page, or for a browser that asks earlier."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from typing import Any

from lib.exports import marked
from lib.indicators import BY_KEY, Indicator
from lib.language import Language
from lib.names import Names, named
from lib.offered import offered
from lib.painted import Scale, shown_places
from lib.parameters import FILTERS
from lib.selection import Selection, parameters, read_link
from lib.shading import of_map
from lib.shapes import shape_of
from lib.store import Data
from lib.summaries import by_place
from lib.values import in_words

GIVEN_SECONDS = 2.0
MOST_GIVEN = 256


class Given:
    """Which maps were given by themselves a moment ago, by their stamps: to whoever asked."""

    def __init__(self, seconds: float = GIVEN_SECONDS) -> None:
        self._seconds = seconds
        self._given: dict[str, float] = {}

    def note(self, stamp: str) -> None:
        """It is given now; what was given first is forgotten where there is too much."""
        kept = {**self._given, stamp: time.monotonic()}
        self._given = dict([*kept.items()][-MOST_GIVEN:])

    def __contains__(self, stamp: str) -> bool:
        return time.monotonic() - self._given.get(stamp, -self._seconds) < self._seconds


given = Given()


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


def rehearse(data: Data) -> None:
    """Paint the map as the first clicks will, for nobody: to write a statement for the engine takes
    longer than to answer it, and the first reader to click would wait."""
    lang = data.config.languages[0]
    known, allowed = parameters(data, lang), offered(data)
    for each in (each for each in FILTERS if each.short):
        values = data.values.get(each.key, ())
        for number in (1, 2, 4):
            link = {each.key: list(values[:number])}
            repainted(named(data, lang), read_link(link, known=known, allowed=allowed))


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

"""The pictures that can be taken away: one record each, and the pages that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import altair as alt

from lib import (
    people_bars,
    period_bars,
    picture_bars,
    picture_map,
    picture_matrix,
    picture_need,
    place_bars,
)
from lib.bars import Bars
from lib.drawing import Drawing
from lib.framed import framed
from lib.names import Names
from lib.selection import Selection


@dataclass(frozen=True, slots=True)
class Picture:
    """A map or chart of a view. Its words: ``picture.<key>``."""

    key: str
    make: Callable[[Names, Selection], Drawing]
    pages: tuple[str, ...]
    """Keys of the pages that show the same."""
    asks: str = ""
    """The parameter without which there is nothing to draw: a municipality."""
    least: int = 1
    """How many values of it there must be."""

    def applies(self, selection: Selection) -> bool:
        """Whether the reader has chosen what it is about."""
        if not self.asks:
            return True
        chosen = selection[self.asks]
        return bool(chosen) and (isinstance(chosen, str) or len(chosen) >= self.least)

    def chart(self, names: Names, selection: Selection) -> alt.ConcatChart:
        """The picture with title, filters, legend, source and date, for `lib.framed.as_svg`."""
        return framed(self.make(names, selection), names, selection)


def _bars(table: Callable[[Names, Selection], Bars]) -> Callable[[Names, Selection], Drawing]:
    """The drawing of a table with bars."""
    return lambda names, selection: picture_bars.drawn(table(names, selection))


def _of_place(
    table: Callable[[Names, Selection, str], Bars],
) -> Callable[[Names, Selection], Drawing]:
    """The drawing of a table about the chosen municipality, which its title names."""

    def named(names: Names, selection: Selection) -> Bars:
        bars, name = table(names, selection, selection["place"]), names.places[selection["place"]]
        title = names.say("picture.of_place", place=name, title=bars.caption)
        return bars if name in bars.caption else replace(bars, caption=title)

    return _bars(named)


def _compared(names: Names, selection: Selection) -> Bars:
    bars = place_bars.compared(names, selection, selection["compared"])
    places = names.say.list(bars.heads[1:])
    title = names.say("picture.compared.title", places=places)
    return replace(bars, caption=title, notes=(bars.caption,))


PLACE = "municipality"
PICTURES = (
    Picture("map", picture_map.drawn, ("map",)),
    Picture("ranking", _bars(place_bars.ranking), ("map",)),
    Picture("matrix", picture_matrix.drawn, ("coverage",)),
    Picture("need", picture_need.drawn, ("coverage",)),
    Picture("participation", _bars(people_bars.participation), ("communities",)),
    Picture("sex_and_age", _bars(people_bars.sex_and_age), ("communities",)),
    Picture("communities", _bars(people_bars.communities), ("communities",)),
    Picture("representation", _bars(people_bars.representation), ("communities",)),
    Picture("years", _bars(period_bars.periods), ("timeline",)),
    Picture("compared", _bars(_compared), ("compare",), "compared", 2),
    Picture("profile", _of_place(place_bars.profile), (PLACE,), "place"),
    Picture("place_sectors", _of_place(place_bars.sectors), (PLACE,), "place"),
    Picture("place_communities", _of_place(people_bars.communities), (PLACE,), "place"),
    Picture("place_years", _of_place(period_bars.periods), (PLACE,), "place"),
)
BY_KEY = {picture.key: picture for picture in PICTURES}

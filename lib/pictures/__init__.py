"""The pictures that can be taken away: one record each, and the pages that they belong to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import altair as alt

from lib.bars import Bars, people, periods, places
from lib.indicators import COMMUNITIES, POPULATION
from lib.names import Names
from lib.pictures import bars, mapped, matrix, need
from lib.pictures.drawing import Drawing
from lib.pictures.framed import framed
from lib.selection import Selection
from lib.store import Data


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
    needs: str = ""
    """What the data must know, or there is nothing to draw (`lib.indicators`)."""

    def applies(self, data: Data, selection: Selection) -> bool:
        """Whether the data knows, and the reader has chosen, what it is about."""
        if self.needs and self.needs not in data.has:
            return False
        if not self.asks:
            return True
        chosen = selection[self.asks]
        return bool(chosen) and (isinstance(chosen, str) or len(chosen) >= self.least)

    def chart(self, names: Names, selection: Selection) -> alt.ConcatChart:
        """The picture with title, filters, legend, source and date, for `framed.as_svg`."""
        return framed(self.make(names, selection), names, selection)


def _bars(table: Callable[[Names, Selection], Bars]) -> Callable[[Names, Selection], Drawing]:
    """The drawing of a table with bars."""
    return lambda names, selection: bars.drawn(table(names, selection))


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
    table = places.compared(names, selection, selection["compared"])
    title = names.say("picture.compared.title", places=names.say.list(table.heads[1:]))
    return replace(table, caption=title, notes=(table.caption,))


PLACE = "municipality"
PICTURES = (
    Picture("map", mapped.drawn, ("map",)),
    Picture("ranking", _bars(places.ranking), ("map",)),
    Picture("matrix", matrix.drawn, ("coverage",)),
    Picture("need", need.drawn, ("coverage",), needs=POPULATION),
    Picture("participation", _bars(people.participation), ("communities",), needs=COMMUNITIES),
    Picture("sex_and_age", _bars(people.sex_and_age), ("communities",)),
    Picture("communities", _bars(people.communities), ("communities",), needs=COMMUNITIES),
    Picture("representation", _bars(people.representation), ("communities",), needs=COMMUNITIES),
    Picture("years", _bars(periods.periods), ("timeline", "communities")),
    Picture("compared", _bars(_compared), ("compare",), "compared", 2),
    Picture("profile", _of_place(places.profile), (PLACE,), "place"),
    Picture("place_sectors", _of_place(places.sectors), (PLACE,), "place"),
    Picture("place_communities", _of_place(people.communities), (PLACE,), "place"),
    Picture("place_years", _of_place(periods.periods), (PLACE,), "place"),
)
BY_KEY = {picture.key: picture for picture in PICTURES}

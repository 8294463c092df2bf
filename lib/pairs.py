"""Pairs of selections to begin with, made of what the data holds: one for each natural filter.

The words of a pair: ``pair.<key>``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lib.schema import NONE
from lib.selection import Selection
from lib.store import Data

Values = Mapping[str, Any]
"""What to change of a selection, by the key of the filter."""
Two = tuple[Values, Values]


@dataclass(frozen=True, slots=True)
class Ready:
    """Two selections that a reader may want to compare; none where the data has no two."""

    key: str
    make: Callable[[Data], Two | None]

    def of(self, data: Data, selection: Selection) -> tuple[Selection, Selection] | None:
        """Both, under the other filters of a selection."""
        made = self.make(data)
        return made and (selection.with_values(**made[0]), selection.with_values(**made[1]))


def _first_two(key: str, data: Data, values: Iterable[str]) -> Two | None:
    """The first two of these values that the data holds; what is not stated is no such value."""
    known = [value for value in values if value in data.held.get(key, ()) and value != NONE]
    return ({key: (known[0],)}, {key: (known[1],)}) if len(known) > 1 else None


def _most_held(key: str) -> Callable[[Data], Two | None]:
    # `held` counts from most to fewest
    return lambda data: _first_two(key, data, data.held.get(key, ()))


def _halves(data: Data) -> Two | None:
    """All years up to the middle one, and all after it."""
    if len(data.years) < 2:
        return None
    middle = data.years[(len(data.years) - 1) // 2]
    first = {"since": "", "until": str(middle)}
    return first, {"since": str(middle + 1), "until": ""}


PAIRS = (
    Ready("programme", lambda data: _first_two("programme", data, data.config.featured_programmes)),
    Ready("participation", lambda data: _first_two("participation", data, ("mixed", "single"))),
    Ready("activity_type", _most_held("activity_type")),
    Ready("donor", _most_held("donor")),
    Ready("years", _halves),
)

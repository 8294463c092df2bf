"""What sets two versions apart: the rows, cell by cell, and the indicators that move."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from lib.compare import COUNTED, over_all, overall
from lib.indicators import BY_KEY, INDICATORS
from lib.selection import Selection, parameters, read_link
from lib.store import Data
from lib.summaries import NONE, VALUE, by_place_each

NOTHING = {"value": np.nan, "state": NONE, "rough": 0}
"""An indicator of a municipality that a version does not have."""
PEOPLE = "figures_of_people"
"""Stands for the columns of people in the place of a cell that is not told."""
NOISE = 1e-9
"""Of a value: sums of the same numbers in another order differ by this."""


@dataclass(frozen=True)
class Rows:
    """How the rows of one table become those of another.

    ``added`` and ``removed`` are whole rows by id. ``changed`` has one row for each cell that
    differs: ``id``, ``column``, ``before``, ``after``. Cells are texts; a column that a table
    does not have is empty in it.
    """

    added: pd.DataFrame
    removed: pd.DataFrame
    changed: pd.DataFrame

    @property
    def counts(self) -> dict[str, int]:
        """How many rows are added, changed and removed."""
        changed = int(self.changed["id"].nunique())
        return {"added": len(self.added), "changed": changed, "removed": len(self.removed)}


@dataclass(frozen=True)
class Move:
    """An indicator whose value is another one: of a municipality, or over all (``place`` "").

    ``before`` and ``after`` are as `lib.values.in_words` takes them.
    """

    indicator: str
    place: str
    before: Mapping[str, Any]
    after: Mapping[str, Any]

    @property
    def size(self) -> float:
        """By how much, in the indicator's own unit. What was not counted or spent is zero; what
        cannot be set against anything has moved by nothing that could be said."""
        before, after = (self._counted(each) for each in (self.before, self.after))
        return 0.0 if np.isnan(after - before) else abs(after - before)

    @property
    def part(self) -> float:
        """By how much of the larger of the two, 0 to 1."""
        most = max(abs(self._counted(each)) for each in (self.before, self.after))
        return self.size / most if most > 0 else 0.0

    def _counted(self, side: Mapping[str, Any]) -> float:
        nothing = side["state"] == NONE and BY_KEY[self.indicator].kind in COUNTED
        return 0.0 if nothing else float(side["value"])


@dataclass(frozen=True)
class Difference:
    """All that sets two versions apart.

    ``rows.changed`` may hold more about each cell. ``files`` are the other files that differ.
    ``untold`` are activities whose figures of people differ and are not told. For ``unmoved``,
    municipalities and "" (over all), indicators of people are not told, whether they move or not
    (`lib.publishing.readers`).
    """

    rows: Rows
    moves: tuple[Move, ...]
    files: tuple[str, ...] = ()
    untold: tuple[str, ...] = ()
    unmoved: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Whether both are alike in all that is told."""
        return not (any(self.rows.counts.values()) or self.moves or self.files)


def rows_between(old: pd.DataFrame, new: pd.DataFrame) -> Rows:
    """How one table becomes another. Both have texts, by a unique id."""
    columns = list(dict.fromkeys([*new.columns, *old.columns]))
    old, new = (each.reindex(columns=columns, fill_value="") for each in (old, new))
    both = new.index.intersection(old.index, sort=False)
    before, after = old.loc[both].to_numpy(object), new.loc[both].to_numpy(object)
    row, column = np.nonzero(before != after)
    changed = pd.DataFrame(
        {
            "id": both.to_numpy(object)[row],
            "column": np.array(columns, dtype=object)[column],
            "before": before[row, column],
            "after": after[row, column],
        },
        dtype=object,
    )
    added, removed = ~new.index.isin(both), ~old.index.isin(both)
    return Rows(new.loc[added], old.loc[removed], changed)


def applied(old: pd.DataFrame, rows: Rows) -> pd.DataFrame:
    """The table that a difference makes of another: what it added stands last."""
    columns = list(dict.fromkeys([*rows.added.columns, *old.columns]))
    kept = old.reindex(columns=columns, fill_value="").drop(index=rows.removed.index)
    for cell in rows.changed.itertuples():
        kept.loc[cell.id, cell.column] = cell.after
    return pd.concat([kept, rows.added]) if len(rows.added) else kept


def moves(old: Data, new: Data) -> tuple[Move, ...]:
    """The indicators that move in the view that readers see first, the most moved ones first; of
    each, first over all, and then the municipalities by how much it moves there."""
    found = [*_over_all(old, new), *_by_place(old, new)]
    most = {each.key: 0.0 for each in INDICATORS}
    for move in found:
        most[move.indicator] = max(most[move.indicator], move.part)
    order = list(most)
    return tuple(
        sorted(
            found,
            key=lambda m: (-most[m.indicator], order.index(m.indicator), m.place != "", -m.size),
        )
    )


def default_view(data: Data) -> Selection:
    """What a link without parameters shows."""
    return read_link({}, known=parameters(data), allowed={})


def _over_all(old: Data, new: Data) -> list[Move]:
    before, after = (overall(data, default_view(data)) for data in (old, new))
    both = [each.key for each in over_all(new) if each in over_all(old)]
    return _moved("", {key: (before.loc[key], after.loc[key]) for key in both})


def _by_place(old: Data, new: Data) -> list[Move]:
    both = tuple(each for each in new.indicators if each in old.indicators)
    tables = [by_place_each(data, default_view(data), both) for data in (old, new)]
    places = dict.fromkeys([*new.partners.index, *old.partners.index])
    found: list[Move] = []
    for place in places:
        sides = {each.key: tuple(_at(table[each.key], place) for table in tables) for each in both}
        found += _moved(place, sides)
    return found


def _at(table: pd.DataFrame, place: str) -> Mapping[str, Any]:
    return table.loc[place] if place in table.index else NOTHING


def _moved(place: str, sides: Mapping[str, tuple[Any, ...]]) -> list[Move]:
    kept = ("value", "state", "rough")
    found = [
        Move(key, place, {k: before[k] for k in kept}, {k: after[k] for k in kept})
        for key, (before, after) in sides.items()
    ]
    return [move for move in found if _differs(move)]


def _differs(move: Move) -> bool:
    before, after = move.before, move.after
    if before["state"] != after["state"]:
        return True
    if before["state"] != VALUE:
        return False
    most = max(abs(before["value"]), abs(after["value"]))
    return bool(abs(before["value"] - after["value"]) > NOISE * most)

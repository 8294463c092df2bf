"""The difference of two versions as every reader may see it: it gives back no withheld count.

Both versions are opened with the strictest threshold of the two and of the present one, so an
older one that withheld less shows no more than it would today. Of an activity with anything
withheld in either version, figures of people are not compared: the one that is told could give
back the one that is not. Nor are sums that such an activity is part of, over all and in its
municipalities, whether or not it changed itself: several differences add up to one across
versions, and that one would be its own. Of activities that are only in one version no figures of
people are told.

What is left is what each version shows of itself. Who has kept older figures of their own, or
finds an activity again under another id, may know more: that is not protected.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

import ibis.expr.types as ir
import pandas as pd

from lib.indicators import INDICATORS, Indicator
from lib.protection import SMALL, TEXTS, WITHHELD
from lib.publishing.difference import (
    PEOPLE,
    Difference,
    Move,
    Rows,
    default_view,
    moves,
    rows_between,
)
from lib.publishing.held import other_files
from lib.schema import SEPARATOR
from lib.selection import Selection, ask, narrow
from lib.store import Data, open_data

MOST = 32
"""Pairs of versions whose difference is kept in memory."""


@functools.lru_cache(maxsize=MOST)
def for_readers(before: Path, after: Path, small_count: int) -> Difference:
    """What sets two versions apart, made once for each pair.

    Parameters
    ----------
    before, after
        Folders of versions, which never change.
    small_count
        The threshold of the version that is shown.

    Raises
    ------
    BadData
        One of them is not right by what is asked of data today.
    """
    both = [open_data(folder, small_count=small_count) for folder in (before, after)]
    strictest = max(data.config.small_count for data in both)
    both = [
        data if data.config.small_count == strictest else open_data(folder, small_count=strictest)
        for data, folder in zip(both, (before, after), strict=True)
    ]
    return replace(between(*both), files=other_files(before, after))


def between(before: Data, after: Data) -> Difference:
    """What sets two versions apart that withhold the same.

    ``rows.added`` and ``rows.removed`` are typed rows, as `lib.store.Data` holds them.
    """
    rows = rows_between(_as_text(before), _as_text(after))
    withheld = _withheld(before) | _withheld(after)
    of_people = _columns_of_people(before) | _columns_of_people(after)
    held_back = rows.changed["id"].isin(withheld) & rows.changed["column"].isin(of_people)
    untold = tuple(dict.fromkeys(rows.changed.loc[held_back, "id"]))
    counted = sorted(withheld & (_in_view(before) | _in_view(after)))
    places = _places(before, counted) | _places(after, counted)
    told = Rows(
        _typed(after).loc[rows.added.index],
        _typed(before).loc[rows.removed.index],
        _about(pd.concat([rows.changed[~held_back], _not_told(untold)]), before, after),
    )
    seen = tuple(m for m in moves(before, after) if not _gives_back(m, places))
    return Difference(told, seen, (), untold, tuple(sorted(places)))


def _not_told(activities: tuple[str, ...]) -> pd.DataFrame:
    """A cell of each, that says nothing of what is in it."""
    nothing = {"column": PEOPLE, "before": "", "after": ""}
    cells = [{"id": each, **nothing} for each in activities]
    return pd.DataFrame(cells, columns=["id", *nothing], dtype=object)


def _about(cells: pd.DataFrame, before: Data, after: Data) -> pd.DataFrame:
    """The cells with the ``title`` of each activity, and the ``evidence`` that it is marked by:
    in either version."""
    old, new = _typed(before)["evidence"], _typed(after)["evidence"]
    marked = old.where(old.ne("published"), new.reindex(old.index))
    titles = cells["id"].map(_typed(after)["title"])
    return cells.assign(title=titles, evidence=cells["id"].map(marked))


def counts_people(indicator: Indicator) -> bool:
    """Whether an indicator is made of counts of people that could be withheld."""
    return indicator.unit == "people" or indicator.bottom == "people_recorded"


def _gives_back(move: Move, places: set[str]) -> bool:
    of_people = {each.key for each in INDICATORS if counts_people(each)}
    return move.indicator in of_people and move.place in places


def _typed(data: Data) -> pd.DataFrame:
    return data.all_rows().set_index("id", drop=False)


def _as_text(data: Data) -> pd.DataFrame:
    """The activities as they are shown, every cell a text; "" for what is withheld too."""
    table = _typed(data)[[column.name for column in data.columns]]
    numbers = {c.name: table[c.name].map(_number) for c in data.columns if c.measures}
    return table.assign(**numbers).astype(object)


def _number(value: float) -> str:
    return "" if pd.isna(value) else format(value, ".15g")


def _withheld(data: Data) -> set[str]:
    """The activities of which anything is withheld."""
    rows = data.all_rows()
    return set(rows.loc[rows[SMALL].ne("") | rows[WITHHELD].ne(""), "id"])


def _columns_of_people(data: Data) -> set[str]:
    counts = {c.name for c in data.columns if c.unit == "people" or c.name == "beneficiaries"}
    return {*counts, *TEXTS}


def _in_view(data: Data) -> set[str]:
    """The activities that the sums of `moves` are made of: no other can be worked out of them."""
    return set(ask(data, _ids_in_view, default_view(data))["id"])


def _ids_in_view(data: Data, selection: Selection) -> ir.Table:
    return narrow(data, selection).select("id")


def _places(data: Data, activities: list[str]) -> set[str]:
    """The municipalities of these activities; and "", over all, where there are any."""
    cells = _typed(data).reindex(activities)["municipality_ids"].dropna()
    return {place for cell in cells for place in ("", *cell.split(SEPARATOR))}

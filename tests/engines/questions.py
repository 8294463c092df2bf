"""Every question of `lib`, and selections to ask it with: the same for every engine."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import pandas as pd

from lib import (
    communities,
    compare,
    counts,
    coverage,
    described,
    exports,
    listed,
    options,
    pieces,
    profile,
    summaries,
    timeline,
    totals,
)
from lib.indicators import BY_KEY, INDICATORS
from lib.names import Names
from lib.offered import offered
from lib.parameters import ACROSS, FILTERS
from lib.parts import Part
from lib.report.sources import _addresses
from lib.schema import NONE
from lib.selection import Selection, ask, parameters, read_link
from lib.store import Data

Question = Callable[[Data, Selection, Names], Any]


def _first_place(data: Data) -> str:
    return str(data.partners.index[0])


def _described(data: Data, selection: Selection, names: Names) -> list[Any]:
    ids = listed.newest(data, selection).index[:3]
    return [asdict(described.describe(names, each)) for each in ids]


def _cell(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    column = data.values["sector_group"][0]
    part = Part(_first_place(data), "sector_group", column)
    return exports.activity_rows(data, selection, names, part)


def _sex_and_age(data: Data, selection: Selection, names: Names) -> dict[str, Any]:
    return {key: asdict(part) for key, part in communities.by_sex_and_age(data, selection).items()}


def _matrix(across: str, data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    return coverage.matrix(data, selection, BY_KEY["money"], across).sort_index()


QUESTIONS: dict[str, Question] = {
    "indicators": lambda d, s, n: summaries.by_place_each(d, s, INDICATORS),
    "counts": lambda d, s, n: asdict(counts.overview(d, s)),
    "options": lambda d, s, n: options.option_counts(d, s),
    "gaps": lambda d, s, n: asdict(coverage.gaps(d, s)),
    "need": lambda d, s, n: coverage.need(d, s, INDICATORS[-1]),
    "communities": lambda d, s, n: communities.by_community(d, s),
    "communities of one": lambda d, s, n: communities.by_community(d, s, _first_place(d)),
    "participation": lambda d, s, n: communities.by_participation(d, s),
    "sex and age": _sex_and_age,
    "counted": lambda d, s, n: communities.activities_counted(d, s),
    "years": lambda d, s, n: timeline.by_period(d, s),
    "quarters of one": lambda d, s, n: timeline.by_period(d, s, _first_place(d), "quarter"),
    "overall": lambda d, s, n: compare.overall(d, s),
    "in both": lambda d, s, n: compare.in_both(d, s, s.with_values(activity_type=("grant",))),
    "profile": lambda d, s, n: profile.beside_the_others(d, s, _first_place(d)),
    "options of one": lambda d, s, n: profile.options_of(d, s, _first_place(d), "donor"),
    "list": lambda d, s, n: listed.newest(d, s),
    "described": _described,
    "export": exports.activity_rows,
    "export of a cell": _cell,
    "streamed": lambda d, s, n: b"".join(pieces.csv_pieces(d, s, n)),
    "sources": lambda d, s, n: ask(d, _addresses, s).sort_values("source", ignore_index=True),
    "totals": lambda d, s, n: totals.reconciliation(d),
    "held": lambda d, s, n: [d.held, d.values, d.sizes, d.years, len(d.ids), list(d.ids), d.ids[0]],
    **{
        f"matrix by {across}": functools.partial(_matrix, across)
        for across in ACROSS
    },
}  # fmt: skip


def selections(data: Data) -> list[Selection]:
    """One for each filter and bound, some for several, and a search that finds nothing."""
    links: list[dict[str, list[str]]] = [{}, {"status": ["all"], "evidence": ["all"]}]
    links += [{each.key: list(data.values[each.key][:2]), "status": ["all"]} for each in FILTERS]
    links += [
        {each.key: [NONE], "status": ["all"]} for each in FILTERS if NONE in data.values[each.key]
    ]
    links += [
        {"since": [str(data.years[1])], "status": ["all"]},
        {"until": [str(data.years[-2])], "evidence": ["all"]},
        {"least_share": ["10"], "majority": ["municipality"], "status": ["all"]},
        {"text": ["a w"], "status": ["all"]},
        {"text": ["100% 'nothing' \\ :x %(y)s $1"]},
        {"text": ["e"], "donor": list(data.values["donor"][:3]), "evidence": ["all"],
         "since": [str(data.years[0])], "municipality_ids": [_first_place(data)]},
    ]  # fmt: skip
    known = parameters(data)
    return [read_link(each, known=known, allowed=offered(data)) for each in links]


def same(one: Any, other: Any) -> None:
    """Equal to the unit, with the same types; sums of money to the last digit that a float has."""
    if isinstance(one, pd.DataFrame):
        pd.testing.assert_frame_equal(
            one, other, rtol=1e-12, check_names=False, check_index_type=False
        )
    elif isinstance(one, dict):
        assert set(one) == set(other)
        for key, value in one.items():
            same(value, other[key])
    elif isinstance(one, list | tuple):
        assert len(one) == len(other)
        for each, its in zip(one, other, strict=True):
            same(each, its)
    elif isinstance(one, float):
        assert abs(one - other) <= abs(one) * 1e-12
    else:
        assert one == other

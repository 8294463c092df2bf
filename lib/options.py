"""How many activities stand behind each option of a filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.parameters import FILTERS
from lib.relations import values_of
from lib.schema import NONE
from lib.selection import Selection, ask, conditions
from lib.store import Data

COUNTED = tuple(each for each in FILTERS if not each.rare)
"""The filters whose options are counted anew for each selection."""
SHORT = tuple(each.key for each in COUNTED if each.short)
"""Those of them whose options are few."""


def option_counts(data: Data, selection: Selection) -> dict[str, dict[str, int]]:
    """How many activities each option of a filter holds, under all the other filters.

    Not of the filters with the longest lists: beside their options stands how many of all
    activities they hold (`lib.store.Data.held`).
    """
    counts = ask(data, _listed_counts, selection)
    found = {
        key: dict(zip(part["value"], part["n"], strict=True)) for key, part in counts.groupby("key")
    }
    found |= _short_counts(ask(data, _crossed, selection))
    return {each.key: found.get(each.key, {}) for each in COUNTED}


def _listed_counts(data: Data, selection: Selection) -> ir.Table:
    listed = [each.key for each in COUNTED if not each.short]
    return ibis.union(
        *(
            values_of(_under_others(data, selection, {key}), data.engine.tables, key)
            for key in listed
        )
    )


def _under_others(data: Data, selection: Selection, own: Container[str]) -> ir.Table:
    """The activities that fulfil every filter but these."""
    tests = [test for key, test in conditions(data, selection).items() if key not in own]
    return data.activities.filter(*tests) if tests else data.activities


def _crossed(data: Data, selection: Selection) -> ir.Table:
    """How many activities are in each crossing of the options of the short filters, and which of
    those filters they fulfil (``key?``). As few options as those have cannot have many."""
    tests = conditions(data, selection)
    own = {f"{key}?": tests[key] if key in tests else ibis.literal(True) for key in SHORT}
    rows = _under_others(data, selection, SHORT)
    return rows.select(*SHORT, **own).group_by([*SHORT, *own]).agg(n=_.count())


def _short_counts(crossed: pd.DataFrame) -> dict[str, dict[str, int]]:
    """By filter, what its options hold under the others: where at most its own is not fulfilled."""
    found: dict[str, Counter[str]] = {key: Counter() for key in SHORT}
    columns = (crossed[each].tolist() for each in crossed)
    for *cells, n in zip(*columns, strict=True):
        values, fulfilled = cells[: len(SHORT)], cells[len(SHORT) :]
        for key, value, own in zip(SHORT, values, fulfilled, strict=True):
            if sum(fulfilled) - own == len(SHORT) - 1:
                found[key][value or NONE] += int(n)
    return {key: dict(counted) for key, counted in found.items()}

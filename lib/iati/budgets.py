"""Budgets that were revised: which of the original ones a revision stands for."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from lxml.etree import _Element as Element

from lib.iati.codes import UNSTATED
from lib.iati.found import code_of, first
from lib.iati.when import day_of

REVISED = "2"
_LAST = "9999-12-31"
Time = tuple[str, str]


def replaced(budgets: Iterable[Element]) -> set[Element]:
    """The original budgets whose time is, in part or whole, that of a revised one.

    A budget that does not say its time may be of any. Where one ends on the day on which another
    begins, they follow each other.
    """
    times = [(each, _time(each)) for each in budgets]
    revised = sorted(time for each, time in times if _is_revised(each))
    # an activity may hold very many: no two are held against each other one by one
    starts = [start for start, _ in revised]
    until = list(accumulate((end for _, end in revised), max))
    first_days = set(starts)
    return {
        each
        for each, (start, end) in times
        if not _is_revised(each)
        and (
            start in first_days
            or ((before := bisect_left(starts, end)) and until[before - 1] > start)
        )
    }


def _is_revised(budget: Element) -> bool:
    return code_of(budget, "type") == REVISED


def _time(budget: Element) -> Time:
    """The first and the last day of a budget."""
    edges = [first(budget, f"period-{edge}") for edge in ("start", "end")]
    start, end = ("" if each is None else day_of(each) for each in edges)
    start, end = start or UNSTATED, end or _LAST
    return min(start, end), max(start, end)

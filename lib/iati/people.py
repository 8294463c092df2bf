"""Counts of people: results of indicators that are said to be such counts, and of nothing else."""

from __future__ import annotations

import re

from lxml.etree import _Element as Element

from lib.iati.codes import BENEFICIARIES, COMMUNITY, DIMENSIONS, PEOPLE, VOCABULARY
from lib.iati.found import Found, code_of, first, of_name
from lib.schema import participants_column

INDICATORS = (PEOPLE, BENEFICIARIES)
_BY_DIMENSION = {dimension: column for column, dimension in DIMENSIONS.items()}
_COUNT = re.compile("[0-9]+")
Times = dict[str, tuple[str, str]]
"""The time that the counts of each indicator are of that are taken, where any are."""


def results(found: Found, elements: list[Element]) -> None:
    """The counts of people of an activity. Results of others count what they like: no figure
    is taken for people who took part, unless the indicator is of our own vocabulary."""
    times: Times = {}
    for result in elements:
        for indicator in of_name(result, "indicator"):
            column = _column(indicator)
            if not column:
                found.lost(indicator, "result")
                continue
            for period in of_name(indicator, "period"):
                time = _time(period)
                for actual in of_name(period, "actual"):
                    _count(found, actual, column, times, time)


def _column(indicator: Element) -> str:
    for each in of_name(indicator, "reference"):
        own = code_of(each, "indicator-uri") == f"{VOCABULARY}people"
        if own and code_of(each) in INDICATORS:
            return code_of(each)
    return ""


def _time(period: Element) -> tuple[str, str]:
    start, end = (first(period, f"period-{edge}") for edge in ("start", "end"))
    return code_of(start, "iso-date"), code_of(end, "iso-date")


def _count(
    found: Found, actual: Element, indicator: str, times: Times, time: tuple[str, str]
) -> None:
    """One count. The first stands; counts of other times are neither added to it nor taken for
    parts of it."""
    dimensions, value = of_name(actual, "dimension"), code_of(actual, "value")
    column = _of_dimensions(found, dimensions) if dimensions else indicator
    if why := _columnless(found, dimensions, indicator, column) or _uncounted(value):
        found.lost(actual, why)
    elif column in found.cells:
        found.lost(actual, "another_taken", taken=found.cells[column])
    elif times.setdefault(indicator, time) != time:
        found.lost(actual, "other_period")
    else:
        found.take(actual, column, value)


def _columnless(found: Found, dimensions: list[Element], indicator: str, column: str) -> str:
    """Why there is no column for a count; "" where there is one. Parts are of those who took
    part only: women among others are not women who took part."""
    if dimensions and indicator != PEOPLE:
        return "no_column"
    return "" if column in found.known.columns else "code"


def _uncounted(value: str) -> str:
    """Why a value is no count; "" where it is one."""
    if not value:
        return "no_value"
    return "" if _COUNT.fullmatch(value) else "number"


def _of_dimensions(found: Found, dimensions: list[Element]) -> str:
    """The column of those of one community, sex or age; "" for none, as of women of one age."""
    name, value = (code_of(dimensions[0], attribute) for attribute in ("name", "value"))
    if len(dimensions) > 1:
        return ""
    if name == COMMUNITY:
        # "total" would be a column too
        return participants_column(value) if value in found.known.config.community_codes else ""
    return _BY_DIMENSION.get((name, value), "")

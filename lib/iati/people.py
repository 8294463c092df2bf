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


def results(found: Found, elements: list[Element]) -> None:
    """The counts of people of an activity. Results of others count what they like: no figure
    is taken for people who took part, unless the indicator is of our own vocabulary."""
    for result in elements:
        for indicator in of_name(result, "indicator"):
            column = _column(indicator)
            if not column:
                found.lost(indicator, "result")
                continue
            for period in of_name(indicator, "period"):
                for actual in of_name(period, "actual"):
                    _count(found, actual, column)


def _column(indicator: Element) -> str:
    for each in of_name(indicator, "reference"):
        own = code_of(each, "indicator-uri") == f"{VOCABULARY}people"
        if own and code_of(each) in INDICATORS:
            return code_of(each)
    return ""


def _count(found: Found, actual: Element, column: str) -> None:
    """One count: of all, or of those of one community, sex or age."""
    dimension = first(actual, "dimension")
    if dimension is not None:
        column = _of_dimension(code_of(dimension, "name"), code_of(dimension, "value"))
    value = code_of(actual, "value")
    if column not in found.known.columns or len(of_name(actual, "dimension")) > 1:
        found.lost(actual, "code")
    elif value and not _COUNT.fullmatch(value):
        found.lost(actual, "number")
    elif value:
        found.take(actual, column, value)


def _of_dimension(name: str, value: str) -> str:
    if name == COMMUNITY:
        return participants_column(value)
    return _BY_DIMENSION.get((name, value), "")

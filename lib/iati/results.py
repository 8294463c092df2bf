"""Counts of people as results: of all, and by community, sex and age."""

from __future__ import annotations

from lxml.etree import _Element as Element

from lib.iati.building import add, narrate, narrative
from lib.iati.codes import BENEFICIARIES, COMMUNITY, DIMENSIONS, PEOPLE, VOCABULARY
from lib.names import Names
from lib.protection import SMALL, WITHHELD
from lib.schema import SEPARATOR, participants_column

OUTPUT, UNIT = "1", "1"


def add_results(
    activity: Element, row: dict[str, str], period: tuple[str, str], names: Names, lang: str
) -> None:
    """One result with the people who took part, one with those who benefit, as far as stated.

    A count that is withheld stands as an ``actual`` without a value, with a comment that says why.
    """
    parts = {
        participants_column(code): (COMMUNITY, code) for code in names.data.config.community_codes
    }
    parts |= DIMENSIONS
    why = withheld(row, names)
    for column, dimensions in ((PEOPLE, parts), (BENEFICIARIES, {})):
        columns = [each for each in (column, *dimensions) if row[each] or each in why]
        if not columns:
            continue
        label, meaning = names.column(column)
        result = add(activity, "result", type=OUTPUT, aggregation_status="true")
        narrate(result, "title", label, lang)
        indicator = add(result, "indicator", measure=UNIT, ascending="true")
        narrate(indicator, "title", label, lang)
        narrate(indicator, "description", meaning, lang)
        uri = f"{VOCABULARY}people"
        add(indicator, "reference", vocabulary="99", code=column, indicator_uri=uri)
        during = add(indicator, "period")
        for tag, day in zip(("period-start", "period-end"), period, strict=True):
            add(during, tag, iso_date=day)
        for each in columns:
            _add_count(during, row[each], dimensions.get(each), why.get(each, ""), lang)


def _add_count(
    period: Element, value: str, dimension: tuple[str, str] | None, why: str, lang: str
) -> None:
    actual = add(period, "actual", **({"value": value} if value else {}))
    if dimension:
        add(actual, "dimension", name=dimension[0], value=dimension[1])
    if why:
        narrative(add(actual, "comment"), why, lang)


def withheld(row: dict[str, str], names: Names) -> dict[str, str]:
    """What is withheld of an activity, and in which words: that it is fewer than some number, or
    that it would give such a number back."""
    return {
        column: names.option(kind, column)
        for kind in (SMALL, WITHHELD)
        for column in filter(None, row[kind].split(SEPARATOR))
    }

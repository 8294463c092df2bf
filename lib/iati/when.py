"""Start and end of an activity: the actual one before the planned one."""

from __future__ import annotations

import re
from datetime import date

from lxml.etree import _Element as Element

from lib.iati.codes import DATE_TYPES, STATED
from lib.iati.found import Found, code_of, plain

_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})([TZ+-].*)?")


def dates(found: Found, elements: list[Element]) -> None:
    """Start and end, each a day; what is no date is left out."""
    by_type: dict[str, Element] = {}
    for each in elements:
        kind, day = DATE_TYPES.get(code_of(each, "type").lower(), ""), day_of(each)
        if not kind or not day:
            found.lost(each, "no_date")
        elif kind in by_type:
            found.lost(each, "another_taken", taken=day_of(by_type[kind]))
        else:
            by_type[kind] = each
    for column, types in (("start", "21"), ("end", "43")):
        stated = [by_type[kind] for kind in types if kind in by_type]
        for number, each in enumerate(stated):
            if number:
                found.lost(each, "another_taken", taken=day_of(stated[0]))
            else:
                found.take(each, column, day_of(each))


def day_of(element: Element) -> str:
    """A day; or, in files of ours, a month or a year as it was stated."""
    stated = element.get(STATED)
    if stated is not None:
        return str(stated)
    match = _DAY.fullmatch(code_of(element, "iso-date") or plain(element))
    day = match[1] if match else ""
    return day if day and _is_day(day) else ""


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True

"""Dates as people write them: 25.03.2016, 3/25/2016, mart 2016, 2016-03-25 00:00."""

from __future__ import annotations

import functools
import re
from datetime import date

import pandas as pd
from babel import Locale

from lib.language import LANGUAGES
from lib.spelling import fold

CENTURY = 2000
"""What two digits of a year are counted from."""
_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ][\d:.]+Z?)?")
_THREE = re.compile(r"(\d{1,2})\s*([./-])\s*(\d{1,2})\s*\2\s*(\d{4}|\d{2})\.?")
_SLASHED = re.compile(r"(\d{4})([./])(\d{1,2})\2(\d{1,2})\.?")
_MONTH = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{4})\.?")
_YEAR = re.compile(r"(\d{4})\.?")
_NAMED = re.compile(r"(?:(\d{1,2})(?:st|nd|rd|th)?[.\s-]*)?([^\W\d_]+)\.?[\s,.-]*(\d{4})\.?")
_NAMED_US = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")


@functools.cache
def months() -> dict[str, int]:
    """The months by their names, long and short, in every language there are words in."""
    found: dict[str, int] = {}
    for code in LANGUAGES:
        names = Locale.parse(code).months
        for where in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in names[where][width].items():
                    found.setdefault(fold(name).strip("."), number)
    return found


def written(cell: str, day_first: bool | None) -> str:
    """A date as the data files have it (``2016-03-25``, ``2016-03``, ``2016``); a cell that is
    none, or could be two, as it is."""
    text = cell.strip()
    if found := _ISO.fullmatch(text):
        return _joined(cell, *found.groups())
    if found := _SLASHED.fullmatch(text):
        return _joined(cell, found[1], found[3], found[4])
    if found := _THREE.fullmatch(text):
        return _three(cell, found, day_first)
    if found := _MONTH.fullmatch(text):
        return _joined(cell, found[2], found[1])
    if found := _YEAR.fullmatch(text):
        return found[1]
    return _named(cell, text)


def _three(cell: str, found: re.Match[str], day_first: bool | None) -> str:
    first, second = int(found[1]), int(found[3])
    year = found[4] if len(found[4]) == 4 else str(CENTURY + int(found[4]))
    # with points, the day is first wherever dates are written so
    day_first = True if found[2] == "." or first > 12 else False if second > 12 else day_first
    if day_first is None and first != second:
        return cell
    day, month = (first, second) if day_first else (second, first)
    return _joined(cell, year, str(month), str(day))


def _named(cell: str, text: str) -> str:
    if found := _NAMED_US.fullmatch(text):
        month, day, year = months().get(fold(found[1])), found[2], found[3]
    elif found := _NAMED.fullmatch(text):
        day, month, year = found[1], months().get(fold(found[2])), found[3]
    else:
        return cell
    return _joined(cell, year, str(month), day) if month else cell


def _joined(cell: str, year: str, month: str, day: str | None = None) -> str:
    """The parts with two digits each, where there is such a date."""
    try:
        date(int(year), int(month), int(day or 1))
    except ValueError:
        return cell
    return "-".join([year, f"{int(month):02}", *([f"{int(day):02}"] if day else [])])


def day_first_of(cells: pd.Series) -> tuple[bool | None, bool]:
    """Whether the day stands first, by the cells that tell (None where they do not agree or none
    tells); and whether there are cells for which it must be known."""
    told, asked = set(), False
    for cell in cells:
        found = _THREE.fullmatch(cell.strip())
        if found and found[2] != ".":
            first, second = int(found[1]), int(found[3])
            if first > 12 or second > 12:
                told.add(first > 12)
            elif first != second:
                asked = True
    return (told.pop() if len(told) == 1 else None), asked

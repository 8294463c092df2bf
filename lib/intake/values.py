"""What codes are called by people: names in every language, and the nearest to what is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from lib.intake.known import plain, synonyms
from lib.names import Names
from lib.schema import SEPARATOR, Column
from lib.store import Data

NEAR = 75
"""From 0 to 100: how alike a value must be to a known one to be proposed (Indel similarity)."""
BETWEEN = re.compile(r"[;,/|\n]")
"""What stands between several values of one cell."""
MOST, LONGEST = 100, 100
"""Values of one cell that are told apart, and letters of one to which a nearest is looked for."""


@dataclass(frozen=True)
class Values:
    """The codes of one column by everything that they are called."""

    codes: frozenset[str]
    by_name: Mapping[str, str]

    def code(self, text: str) -> str:
        """The code that a text names; "" where it is none, or could be several."""
        return text if text in self.codes else self.by_name.get(plain(text), "")

    def nearest(self, text: str) -> str:
        """The code of the known name that is spelled most like a text; "" where none is near."""
        if len(text) > LONGEST:
            return ""
        names = [name for name, code in self.by_name.items() if code]
        best = process.extractOne(plain(text), names, scorer=fuzz.ratio, score_cutoff=NEAR)
        return self.by_name[best[0]] if best else ""


def values_of(column: Column, data: Data) -> Values:
    """Made once for this version of the data."""
    return data.remember(("intake_values", column.name), lambda: _values(column, data))


def _values(column: Column, data: Data) -> Values:
    found: dict[str, set[str]] = {}

    def call(code: str, *names: str) -> None:
        for name in names:
            if plain(name):
                found.setdefault(plain(name), set()).add(code)

    for code in column.allowed:
        call(code, code, code.replace("_", " "))
    for spoken in data.config.languages:
        names = Names(data, data.config.language(spoken))
        for code in column.allowed:
            call(code, names.option(column.name, code))
    for code, words in synonyms()["values"].get(column.name, {}).items():
        if code in column.allowed:
            call(code, *words)
    # a name that two are called by is nobody's: the reader must say which
    single = {name: codes.pop() if len(codes) == 1 else "" for name, codes in found.items()}
    if column.registry == "municipalities":
        _add_other_names(single, data)
    return Values(frozenset(column.allowed), single)


def _add_other_names(names: dict[str, str], data: Data) -> None:
    """Names that are not official come last: they take nobody's official name."""
    others = data.places.get("other_names")
    for place, text in () if others is None else others.dropna().items():
        for name in BETWEEN.split(str(text)):
            if plain(name):
                names.setdefault(plain(name), str(place))


def parts_of(cell: str) -> list[str]:
    """The several values of a cell; of very many, the rest is one."""
    return [part.strip() for part in BETWEEN.split(cell, maxsplit=MOST) if part.strip()]


def coded(cell: str, values: Values, accepted: Mapping[str, str], *, several: bool) -> str:
    """A cell with codes for names, as far as they are known.

    A cell of several names is cut where a sign stands between them, unless it is one name whole.
    What is accepted as "" is left out.
    """

    def one(text: str) -> str:
        return accepted[text] if text in accepted else values.code(text)

    if cell in accepted or one(cell) or not several:
        return one(cell) if cell in accepted else one(cell) or cell
    found = [one(part) if part in accepted else one(part) or part for part in parts_of(cell)]
    return SEPARATOR.join(dict.fromkeys(filter(None, found)))

"""Which of the dashboard's columns is each column of a reader's table?"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from babel.numbers import get_currency_symbol
from rapidfuzz import fuzz, process

from lib.hxl import column_of
from lib.intake.known import COORDINATES, heads, plain
from lib.intake.sheets import Sheet
from lib.names import Names
from lib.schema import participants_column
from lib.store import Data

ALIKE = 90
"""From 0 to 100: how alike a head must be to a known one to be taken for it (Indel similarity)."""
SHORTEST = 5
"""Letters of a head that may be taken for another one: short words are too easily alike."""
NEEDED = ("title", "activity_type", "sector", "municipality_ids", "status", "evidence")
"""What is asked for all rows where a table has no column of it, in the order of asking."""
ASIDE = re.compile(r"\b[A-Z]{3}\b|[^\w\s]")
"""What may be a currency in a head: three capital letters, or a sign."""


@dataclass(frozen=True)
class Plan:
    """How a reader's table is to be understood: what was recognised, and what the reader says.

    ``columns`` has the dashboard's column for each of the table's, "" for one that is left out.
    ``constants`` holds by column what is true of all rows. ``decimal`` is "." or ","; ``day_first``
    tells 3/4/2016 in April from 4 March; None where neither had to be said yet. ``accepted`` holds
    by column and what was found what the reader says it is.
    """

    columns: tuple[str, ...]
    constants: Mapping[str, str] = field(default_factory=dict)
    decimal: str | None = None
    day_first: bool | None = None
    accepted: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def missing(self) -> tuple[str, ...]:
        """Columns that must be asked for. A currency only beside an amount; coordinates say
        the municipality too."""
        have = set(self.columns)
        wanted = [*NEEDED, *(("currency",) if "amount" in have else ())]
        placed = {"municipality_ids"} if have.issuperset(COORDINATES) else set()
        return tuple(column for column in wanted if column not in have | placed)


def targets(data: Data) -> tuple[str, ...]:
    """Everything that a column of a reader's table may be."""
    return (*(column.name for column in data.columns), *COORDINATES)


def recognised(sheet: Sheet, data: Data) -> tuple[str, ...]:
    """The column for each head of a table, "" where none is known. Each column is taken once: by
    the head that says it most exactly, and else by the first."""
    known = {**_own_names(data), **heads(data.config.currency or "")}
    known = {head: column for head, column in known.items() if column in targets(data)}
    exact = [known.get(plain(head), "") for head in sheet.heads]
    alike = [
        column or _tagged(head, data) or _alike(head, known)
        for head, column in zip(sheet.heads, exact, strict=True)
    ]
    found = _once(exact)
    free = [
        "" if column in found or taken else column
        for column, taken in zip(alike, found, strict=True)
    ]
    return tuple(a or b for a, b in zip(found, _once(free), strict=True))


def _once(columns: list[str]) -> list[str]:
    return [column if column not in columns[:n] else "" for n, column in enumerate(columns)]


def _tagged(head: str, data: Data) -> str:
    """The column that a tag of HXL means, by its attributes; "" for no tag, or none of ours."""
    return column_of(head, data.columns, data.config.admin_level)[0]


def _alike(head: str, known: Mapping[str, str]) -> str:
    word = plain(head)
    if len(word) < SHORTEST or word.startswith("#"):
        return ""
    best = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[best[0]] if best else ""


def _own_names(data: Data) -> dict[str, str]:
    """What the dashboard calls its columns in its languages; and the name of a community alone,
    which counts its people."""

    def made() -> dict[str, str]:
        found: dict[str, str] = {}
        for code in data.config.languages:
            names = Names(data, data.config.language(code))
            for each in data.columns:
                found.setdefault(plain(names.column(each.name)[0]), each.name)
                found.setdefault(plain(each.name), each.name)
            for community in data.config.communities:
                column = participants_column(community.code)
                own = names.say.of(community.name)
                for head in (own, community.code):
                    found.setdefault(plain(head), column)
        return found

    return data.remember("intake_heads", made)


def stated_currency(sheet: Sheet, columns: tuple[str, ...], data: Data) -> str:
    """The currency that the head of the amounts names, by its code or sign; "" for none."""
    known = next(column.allowed for column in data.columns if column.name == "currency")
    signs = {said: code for code in known for said in (code, get_currency_symbol(code, "en"))}
    for head, column in zip(sheet.heads, columns, strict=True):
        if column == "amount":
            return next((signs[sign] for sign in ASIDE.findall(head) if sign in signs), "")
    return ""

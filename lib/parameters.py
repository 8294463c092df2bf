"""The parameters of a link: each reads itself from a query string, and some narrow the activities.

One name does all the work: a parameter's ``key`` is its column, its widget's key, its link
parameter and its label's key. Values in a link do not depend on the reader's language.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
from ibis import _

from lib.engine import placeholder
from lib.participation import MAJORITIES
from lib.schema import NONE
from lib.spelling import folded_words
from lib.store import SEVERAL, Data

ALL = "all"
"""Stands in a link for "no choice", where the default is a choice."""
LONGEST_SEARCH = 100
"""Letters of a search."""


@dataclass(frozen=True, slots=True)
class Choices:
    """A filter that keeps the activities with any of the chosen values. None chosen: all."""

    key: str
    default: tuple[str, ...] = ()
    short: bool = False
    """Few enough options to show them all at once."""
    rare: bool = False
    """A long list, in a box of its own; its counts are of all the data, so it never changes."""
    most: int | None = None
    """How many may be chosen; what a link holds beyond them is left out."""

    @property
    def several(self) -> bool:
        """Whether one activity may have several of the values."""
        return self.key in SEVERAL

    def read(self, raw: list[str], allowed: tuple[str, ...]) -> tuple[str, ...]:
        if raw == [ALL]:
            return ()
        return tuple(sorted(set(raw) & set(allowed)))[: self.most] or self.default

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value) or [ALL]

    def terms(self, chosen: tuple[str, ...]) -> dict[str, str]:
        """What the data holds for each chosen value, by placeholder."""
        held = ("" if value == NONE and not self.several else value for value in chosen)
        return {f"{self.key}_{i}": value for i, value in enumerate(held)}

    def test(self, data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
        """What an activity must fulfil, with a placeholder for each chosen value."""
        chosen = [placeholder(name) for name in self.terms(values[self.key])]
        if self.several:
            having = data.options.filter(_.key == self.key, _.value.isin(chosen))
            return _.row.isin(having.row)
        return _[self.key].isin(chosen)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value out of several; or none, where the default is ""."""

    key: str
    default: str = ""
    test: Callable[[Data, Mapping[str, Any]], ir.BooleanValue] | None = None
    """What an activity must fulfil, where the value narrows."""

    def read(self, raw: list[str], allowed: tuple[str, ...]) -> str:
        return raw[0] if raw and raw[0] in allowed else self.default

    def write(self, value: str) -> list[str]:
        return [value]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rising numbers, separated by commas in a link; a reader may type spaces or semicolons."""

    key: str
    default: tuple[float, ...] = ()

    def read(self, raw: list[str], allowed: tuple[str, ...]) -> tuple[float, ...]:
        try:
            numbers = {float(part) for part in re.split(r"[,;\s]+", ",".join(raw).strip(" ,;"))}
        except ValueError:
            return self.default
        good = all(0 <= number < 1e15 for number in numbers)
        return tuple(sorted(numbers)) if good else self.default

    def write(self, value: tuple[float, ...]) -> list[str]:
        return [",".join(repr(number).removesuffix(".0") for number in value)]


@dataclass(frozen=True, slots=True)
class Flag:
    """Yes or no."""

    key: str
    default: bool = False

    def read(self, raw: list[str], allowed: tuple[str, ...]) -> bool:
        return raw == ["yes"]

    def write(self, value: bool) -> list[str]:
        return ["yes"] if value else []


@dataclass(frozen=True, slots=True)
class Words:
    """A search: keeps the activities in which each of its words begins a word, in any spelling."""

    key: str
    default: str = ""

    def read(self, raw: list[str], allowed: tuple[str, ...]) -> str:
        """The first text, on one line and not too long; "" where it holds no letter or digit."""
        kept = "".join(letter if letter.isprintable() else " " for letter in "".join(raw[:1]))
        text = " ".join(kept.split())[:LONGEST_SEARCH].strip()
        return text if folded_words(text) else self.default

    def write(self, value: str) -> list[str]:
        return [value]

    def terms(self, text: str) -> dict[str, str]:
        """What stands in front of each word that is found, by placeholder."""
        words = dict.fromkeys(folded_words(text))
        return {f"{self.key}_{i}": f" {word}" for i, word in enumerate(words)}

    def test(self, data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
        """What an activity must fulfil, with a placeholder for each word."""
        wanted = [placeholder(name) for name in self.terms(values[self.key])]
        return functools.reduce(operator.and_, [_.search_text.contains(word) for word in wanted])


Parameter = Choices | Choice | Numbers | Flag | Words


def _not_before(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """Still going on in the first chosen year. Undated activities cannot be said to be."""
    return (_.last_year >= int(values["since"])).fill_null(False)


def _not_after(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """Begun by the last chosen year."""
    return (_.first_year <= int(values["until"])).fill_null(False)


def _enough_non_majority(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """At least this share of the participants counted by community are not of the majority."""
    people = _[f"non_majority_{values['majority']}"]
    enough = people * 100 >= int(values["least_share"]) * _.people_recorded
    return (enough & (_.people_recorded > 0)).fill_null(False)


SEARCH = Words("text")
FILTERS = (
    Choices("activity_type", short=True),
    Choices("participation", short=True),
    Choices("sector_group"),
    Choices("sector", rare=True),
    Choices("programme", rare=True),
    Choices("donor", rare=True),
    Choices("specific_objective", short=True),
    Choices("municipality_ids"),
    Choices("status", short=True),
    Choices("evidence", default=("published",), short=True),
)
BOUNDS = (
    Choice("since", test=_not_before),
    Choice("until", test=_not_after),
    Choice("least_share", test=_enough_non_majority),
)
"""Filters that bound a number: years, and the share of non-majority participants."""

COMPARED = Choices("compared", rare=True, most=4)
"""Municipalities side by side."""
YEAR = "year"
ACROSS = ("sector_group", "activity_type", "programme", YEAR)
"""What the columns of the matrix can be. The cell that is chosen: ``place`` and ``column``."""
ORDERS = ("name", "most")
"""How its rows and columns can be ordered."""
EFFORTS = ("participants_per_1000", "money_per_1000")
"""The indicators that need is set against."""
NARROWING = (SEARCH, *FILTERS, *BOUNDS)
"""Every way to narrow the activities, in the order of the page."""

SHOWN = (
    Choice("majority", MAJORITIES[0]),
    Choice("indicator"),
    Choice("place"),
    COMPARED,
    Choice("step", "year"),
    Choice("activity"),
    Choice("scheme", "natural"),
    Choice("classes", "5"),
    Numbers("breaks"),
    Flag("refit"),
    Choice("across", ACROSS[0]),
    Choice("column"),
    Choice("rows_by", ORDERS[0]),
    Choice("columns_by", ORDERS[1]),
    Choice("effort", EFFORTS[0]),
)
"""What is shown of the activities that are left, and how."""

LEAST_SHARES = ("10", "20", "30", "40", "50", "60", "70", "80", "90", "100")

"""The kinds of parameters: each reads itself from a query string, and writes itself into one.

A parameter that narrows says what an activity must fulfil, with placeholders for its values.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from lib.engine import placeholder
from lib.relations import SEVERAL
from lib.schema import NONE
from lib.spelling import folded_words, written
from lib.store import Data
from lib.word_bits import BEGINS, COMMON, sought

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

    def read(self, raw: list[str], allowed: Sequence[str]) -> tuple[str, ...]:
        if raw == [ALL]:
            return ()
        return tuple(sorted(set(raw) & set(allowed)))[: self.most] or self.default

    def write(self, value: tuple[str, ...]) -> list[str]:
        return list(value) or [ALL]

    def terms(self, data: Data, chosen: tuple[str, ...]) -> dict[str, str]:
        """What the data holds for each chosen value, by placeholder.

        The last one again up to a power of two: for each number of terms a statement is written,
        which takes longer than to answer it.
        """
        held = ["" if value == NONE and not self.several else value for value in chosen]
        held += held[-1:] * ((1 << (len(held) - 1).bit_length()) - len(held) if held else 0)
        return {f"{self.key}_{i}": value for i, value in enumerate(held)}

    def test(self, data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
        """What an activity must fulfil, with a placeholder for each chosen value."""
        chosen = [placeholder(name) for name in self.terms(data, values[self.key])]
        if self.several:
            having = data.cells(self.key).filter(_.value.isin(chosen))
            return _[self.key].isin(having[self.key])
        return _[self.key].isin(chosen)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value out of several; or none, where the default is ""."""

    key: str
    default: str = ""
    test: Callable[[Data, Mapping[str, Any]], ir.BooleanValue] | None = None
    """What an activity must fulfil, where the value narrows."""

    def read(self, raw: list[str], allowed: Sequence[str]) -> str:
        return raw[0] if raw and raw[0] in allowed else self.default

    def write(self, value: str) -> list[str]:
        return [value]


@dataclass(frozen=True, slots=True)
class Numbers:
    """Rising numbers, separated by commas in a link; a reader may type spaces or semicolons."""

    key: str
    default: tuple[float, ...] = ()

    def read(self, raw: list[str], allowed: Sequence[str]) -> tuple[float, ...]:
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

    def read(self, raw: list[str], allowed: Sequence[str]) -> bool:
        return raw == ["yes"]

    def write(self, value: bool) -> list[str]:
        return ["yes"] if value else []


@dataclass(frozen=True, slots=True)
class Words:
    """A search: keeps the activities in which each of its words begins a word, in any spelling."""

    key: str
    default: str = ""

    def read(self, raw: list[str], allowed: Sequence[str]) -> str:
        """The first text, on one line and not too long; "" where it holds no letter or digit."""
        kept = "".join(letter if letter.isprintable() else " " for letter in "".join(raw[:1]))
        text = " ".join(kept.split())[:LONGEST_SEARCH].strip()
        return text if folded_words(text) else self.default

    def write(self, value: str) -> list[str]:
        return [value]

    def terms(self, data: Data, text: str) -> dict[str, str]:
        """What each word that is found begins with, and the bits of it, by placeholder."""
        found: dict[str, str] = {}
        for i, (word, bits) in enumerate(_sought(data, text)):
            found[f"{self.key}_{i}"] = written([word])
            found |= {f"{self.key}_{i}_{column}": str(each) for column, each in bits.items()}
        return found

    def test(self, data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
        """What an activity must fulfil, with placeholders for each word and its bits."""
        words = enumerate(_sought(data, values[self.key]))
        return ibis.and_(*(self._held(f"{self.key}_{i}", bits) for i, (_word, bits) in words))

    def _held(self, name: str, columns: Iterable[str]) -> ir.BooleanValue:
        """Whether a word begins so: by the bits of these columns, else by the text."""
        bits = {c: ibis.literal(placeholder(f"{name}_{c}")).cast("int64") for c in columns}
        read = _.search_text.contains(placeholder(name))
        # in cases, whose order an engine keeps: in a plain "or" it would read every text
        common, begins = (
            reduce(operator.or_, (_[each] & bits[each] for each in some)) != 0
            if bits.keys() >= {*some}
            else None
            for some in (COMMON, BEGINS)
        )
        cases = [] if common is None else [(common, ibis.literal(True))]
        cases += [] if begins is None else [(begins, read)]
        return ibis.cases(*cases, else_=read if begins is None else False) if cases else read


def _sought(data: Data, text: str) -> list[tuple[str, dict[str, int]]]:
    """The different words of a search and the bits of each; in the order of their columns, so that
    few statements are needed."""
    words = dict.fromkeys(folded_words(text))
    found = [(word, sought(word, data.common_words)) for word in words]
    return sorted(found, key=lambda each: [*each[1]])


Parameter = Choices | Choice | Numbers | Flag | Words

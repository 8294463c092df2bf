"""What people call columns and values: ``synonyms.toml``, and the dashboard's own words."""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lib.language import LANGUAGES, language
from lib.spelling import fold, folded_words

FILE = Path(__file__).with_name("synonyms.toml")
CURRENCY = "{currency}"
"""Stands for the operator's currency in the names of a column."""
COORDINATES = ("latitude", "longitude")
"""What a table may hold beside the columns of activities: where each is, in degrees (WGS 84)."""
_ASIDE = re.compile(r"\([^)]*\)|\[[^\]]*\]")


@functools.cache
def synonyms() -> dict[str, Any]:
    """The file: ``columns`` and, by column, ``values``, each with lists of words; ``empty``."""
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def plain(text: str) -> str:
    """A head or a value as it is compared: without case, marks, script, brackets and signs; a
    tag of HXL with its attributes in order."""
    if text.strip().startswith("#"):
        tag, *attributes = re.sub(r"\s", "", text).lower().split("+")
        return "+".join([tag, *sorted(attributes)])
    words = folded_words(_ASIDE.sub(" ", text).replace("'", "")) or folded_words(text)
    return " ".join(words) or fold(text).strip()


@functools.cache
def heads(currency: str) -> dict[str, str]:
    """The column for each head that is known: the codes, the words of every language, others'.
    ``currency`` is the operator's; "" for none."""
    found: dict[str, str] = {}
    for column, words in columns_called(currency):
        key = "money" if column == f"amount_{currency.lower()}" else column
        said = [language(code)(f"column.{key}", currency=currency) for code in LANGUAGES]
        for word in (column, column.replace("_", " "), *said, *words):
            found.setdefault(plain(word), column)
    return found


def columns_called(currency: str) -> Iterator[tuple[str, list[str]]]:
    """Each column with what it is called; that of the operator's currency by all of its names."""
    known = synonyms()
    # a sign alone is no word of a head
    named = [each for each in known["values"]["currency"].get(currency, ()) if each.isalpha()]
    called = [currency.lower(), *named]
    for column, words in known["columns"].items():
        if CURRENCY not in column:
            yield column, words
        elif currency:
            own = [word.replace(CURRENCY, name) for word in words for name in called]
            yield column.replace(CURRENCY, currency.lower()), own


def is_known(head: str) -> bool:
    """Whether some column is called so."""
    return plain(head) in heads("") or head.strip().startswith("#")


@functools.cache
def means_nothing() -> frozenset[str]:
    """What is written where nothing is known, as spelling is compared."""
    return frozenset(fold(word) for word in synonyms()["empty"]["words"])

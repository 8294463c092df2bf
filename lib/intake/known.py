"""What people call columns and values: ``synonyms.toml``, and the dashboard's own words."""

from __future__ import annotations

import functools
import re
import tomllib
from pathlib import Path
from typing import Any

from lib.language import LANGUAGES, language
from lib.spelling import fold, folded_words

FILE = Path(__file__).with_name("synonyms.toml")
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
def heads() -> dict[str, str]:
    """The column for each head that is known: the codes, the words of every language, others'."""
    found: dict[str, str] = {}
    for column, words in synonyms()["columns"].items():
        labels = [language(code)(f"column.{column}") for code in LANGUAGES]
        for word in (column, column.replace("_", " "), *labels, *words):
            found.setdefault(plain(word), column)
    return found


def is_known(head: str) -> bool:
    """Whether some column is called so."""
    return plain(head) in heads() or head.strip().startswith("#")


@functools.cache
def means_nothing() -> frozenset[str]:
    """What is written where nothing is known, as spelling is compared."""
    return frozenset(fold(word) for word in synonyms()["empty"]["words"])

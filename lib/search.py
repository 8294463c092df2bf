"""The words that each activity is found by, however they are spelled."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.schema import SEPARATOR
from lib.spelling import folded_words, written
from lib.word_bits import MARKS, Numbers, marked, most_common

SEARCHED = (
    "id",
    "title",
    "programme",
    "donor",
    "implementer",
    "settlement",
    "published_figures",
    "note",
)
"""Columns of text that are searched, beside the names of municipalities, purpose and sector."""

_ADDRESS = re.compile(r"https?://\S+")
_ASIDE = re.compile(r"\([^)]*\)")

Spellings = dict[tuple[str, ...], tuple[str, ...]]
Names = dict[str, list[str]]
SEARCH_TEXT = "search_text"


Words = list[tuple[npt.NDArray[np.intp], list[list[str]]]]
"""By column: which of its different cells each activity has, and the words of each of those."""


def words_in(rows: pd.DataFrame, places: pd.DataFrame, sectors: pd.DataFrame) -> Words:
    """The words that each activity is found by. Most cells repeat, and each different one is read
    once.

    A municipality is found by all the forms of its name; and where a text mentions one of its
    official names, by the other ones too: whoever looks for it finds the same in any spelling.

    Parameters
    ----------
    rows
        The activities as text.
    places
        The municipalities by id, with their names: ``name_<language>``, ``other_names``.
    sectors
        Purpose codes (``code``) with their names.
    """
    names = _names(places)
    spellings = _spellings(places)
    named = sectors.set_index("code")[["name", "category_name"]].agg(" ".join, axis=1)
    of_texts = partial(_text, spellings=spellings)
    parts: list[tuple[pd.Series, Callable[[str], list[str]]]] = [
        *((rows[column], of_texts) for column in SEARCHED),
        (rows["municipality_ids"], partial(_all, names)),
        (rows["sector"], lambda code: folded_words(named.get(code, ""))),
    ]
    cells = ((pd.factorize(column), words) for column, words in parts)
    return [(which, [words(cell) for cell in different]) for (which, different), words in cells]


def common_in(words: Words) -> Numbers:
    """The most common of these words. One that an activity has in two columns counts twice: it is
    about what is read fastest, and never about what is found."""
    each = ((which, cells) for which, cells in words if len(which))
    return most_common(
        (dict.fromkeys(cell), int(activities))
        for which, cells in each
        for cell, activities in zip(cells, np.bincount(which), strict=True)
    )


def searchable(words: Words, common: Numbers) -> pd.DataFrame:
    """What each activity is found by, in its order: the `MARKS` of its words, and in `SEARCH_TEXT`
    those that are not common, as `lib.spelling.written` has them."""
    texts, marks = np.array("", dtype=object), np.array(0)
    for which, cells in words:
        rare = [written(word for word in cell if word not in common) for cell in cells]
        bits = [marked(cell, common) for cell in cells]
        texts = texts + np.array(rare, dtype=object)[which]
        marks = marks | np.array(bits, dtype=int).reshape(-1, len(MARKS))[which]
    return pd.DataFrame(marks, columns=[*MARKS]).assign(
        **{SEARCH_TEXT: pd.Series(texts, dtype="str")}
    )


def _all(names: Names, cell: str) -> list[str]:
    """The names of all the municipalities of a cell."""
    return [word for place in cell.split(SEPARATOR) for word in names.get(place, ())]


def _text(cell: str, spellings: Spellings) -> list[str]:
    """The words of a text, and the other spellings of the municipalities that it mentions."""
    words = folded_words(_ADDRESS.sub(" ", cell))
    return [*words, *_mentioned(words, spellings)]


def _mentioned(words: list[str], spellings: Spellings) -> list[str]:
    """Every form of the names in a text. The longest wins: a part of a name is another name."""
    found: list[str] = []
    longest = max(map(len, spellings), default=0)
    here = 0
    while here < len(words):
        lengths = range(min(longest, len(words) - here), 0, -1)
        name = next((n for n in lengths if tuple(words[here : here + n]) in spellings), 0)
        if name:
            found += spellings[tuple(words[here : here + name])]
        here += name or 1
    return found


def _official(places: pd.DataFrame) -> dict[str, list[tuple[str, ...]]]:
    """The official names of each municipality in all languages, as folded words."""
    columns = [column for column in places if str(column).startswith("name_")]
    forms = {
        str(place): [
            tuple(folded_words(str(name))) for name in row[columns] if isinstance(name, str)
        ]
        for place, row in places.iterrows()
    }
    return {
        place: [form for form in dict.fromkeys(found) if form] for place, found in forms.items()
    }


def _spellings(places: pd.DataFrame) -> Spellings:
    """By each official name, every word of the names of the municipalities called so."""
    spellings: Spellings = {}
    for forms in _official(places).values():
        words = tuple(dict.fromkeys(word for form in forms for word in form))
        for form in forms:
            spellings[form] = tuple(dict.fromkeys((*spellings.get(form, ()), *words)))
    return spellings


def _names(places: pd.DataFrame) -> Names:
    """By municipality, every form of its name, also the ones that are not official."""
    forms = {
        place: [word for form in found for word in form]
        for place, found in _official(places).items()
    }
    if "other_names" in places:
        for place, others in places["other_names"].dropna().items():
            # what stands in brackets is about the name
            forms[str(place)] += folded_words(_ASIDE.sub(" ", str(others)))
    return {place: list(dict.fromkeys(words)) for place, words in forms.items()}

"""The words of an activity as bits of a few whole numbers, so that a search reads few texts.

The most common words have a bit each: whether an activity has one of them is known without a look
at its text. All other words stand in the text, and share the bits of `BEGINS`, which say how they
begin: where such a bit is missing, the text holds none of what is looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from zlib import crc32

BITS = 63
"""Of a whole number that has a sign."""
COMMON = tuple(f"words_{number}" for number in range(4))
"""Columns of bits for the common words."""
MOST_COMMON = BITS * len(COMMON)
BEGINS = tuple(f"begins_{number}" for number in range(2))
"""Columns of bits for how all other words begin."""
MARKED_BY = 3
"""Letters that say how a word begins."""
MARKS = (*COMMON, *BEGINS)

Numbers = Mapping[str, int]
"""The number of each common word, from 0; in this order."""


def most_common(counted: Iterable[tuple[Iterable[str], int]]) -> Numbers:
    """The words that stand in the most activities, from the most on.

    ``counted``: words, and how many activities have them.
    """
    found: Counter[str] = Counter()
    for words, activities in counted:
        for word in words:
            found[word] += activities
    ranked = sorted(found, key=lambda word: (-found[word], word))
    return {word: number for number, word in enumerate(ranked[:MOST_COMMON])}


def marked(words: Iterable[str], numbers: Numbers) -> list[int]:
    """The bits of words: one whole number for each of `MARKS`."""
    found = dict.fromkeys(MARKS, 0)
    for word in words:
        if word in numbers:
            found |= _with(found, COMMON, numbers[word])
        elif len(word) >= MARKED_BY:
            found |= _with(found, BEGINS, _begun(word))
    return [*found.values()]


def sought(beginning: str, numbers: Numbers) -> dict[str, int]:
    """Of the columns that tell whether a word begins so: the bits of which any must be set.

    One of `COMMON` says that it does. Without one, a bit of `BEGINS` says that the text must be
    read; a beginning of fewer letters has none, and every text must be. Either has all its columns
    or none: for each set of columns a statement is written, which takes longer than to answer it.
    """
    found: dict[str, int] = {}
    for word, number in numbers.items():
        if word.startswith(beginning):
            found = dict.fromkeys(COMMON, 0) | found
            found |= _with(found, COMMON, number)
    if len(beginning) >= MARKED_BY:
        found |= dict.fromkeys(BEGINS, 0) | _with(found, BEGINS, _begun(beginning))
    return found


def _with(bits: Mapping[str, int], columns: tuple[str, ...], number: int) -> dict[str, int]:
    """The column of these that holds the bit of a number, with it."""
    column, bit = divmod(number, BITS)
    return {columns[column]: bits.get(columns[column], 0) | 1 << bit}


def _begun(word: str) -> int:
    return crc32(word[:MARKED_BY].encode()) % (BITS * len(BEGINS))

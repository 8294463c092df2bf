"""A search finds what a reading of every text finds, whichever words have a bit of their own."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.engine import Engine, statement
from lib.engine.embedded import Embedded
from lib.search import SEARCH_TEXT, words_in
from lib.selection import narrow
from lib.spelling import folded_words
from lib.store import Data
from lib.word_bits import (
    BEGINS,
    COMMON,
    MARKED_BY,
    MARKS,
    MOST_COMMON,
    Numbers,
    marked,
    most_common,
    sought,
)
from tests.by_hand import ACTIVITIES, found_by, kept, selected
from tests.kept import ids
from tests.pieces import beside, in_pieces
from tests.test_spelling import SHIPPED

FREE = {"status": ["all"], "evidence": ["all"]}


def words_of(data: Data) -> dict[str, set[str]]:
    """The words of every activity by its id, as they are read from its cells."""
    rows = data.all_rows()
    found: dict[str, set[str]] = {each: set() for each in rows["id"]}
    for which, cells in words_in(rows, data.places, data.sectors):
        for activity, cell in zip(rows["id"], which, strict=True):
            found[activity].update(cells[cell])
    return found


WORDS = words_of(SHIPPED)
BEGUN = sorted(
    {
        word[:length]
        for words in WORDS.values()
        for word in words
        for length in (1, MARKED_BY, MARKED_BY + 2)
    }
)
SHORT = {word for word in BEGUN if len(word) < MARKED_BY}


def read(*begun: str) -> list[str]:
    """The activities of which each of these begins a word."""
    return sorted(
        activity
        for activity, words in WORDS.items()
        if all(any(word.startswith(each) for word in words) for each in begun)
    )


def test_a_search_finds_what_a_reading_of_the_texts_finds() -> None:
    assert len(BEGUN) > 2_500
    assert len(SHORT) > 30
    for number, begun in enumerate(BEGUN):
        # two words at once in every other search
        both = (begun, BEGUN[number * 7919 % len(BEGUN)])[: 1 + number % 2]
        assert sorted(ids(SHIPPED, selected(SHIPPED, text=[" ".join(both)], **FREE))) == read(*both)


@pytest.mark.parametrize("size", [1, 5, 12])
def test_what_is_found_does_not_depend_on_the_first_activities(data: Data, size: int) -> None:
    schemas = beside(data).schemas
    cut = replace(data, engine=Engine(schemas, Embedded(schemas).fill(in_pieces(data, size))))
    every = {word for activity in ACTIVITIES for word in found_by(activity)}
    assert bool(every - set(cut.common_words)) == (size < 12)
    for begun in {word[:length] for word in every for length in (1, 2, 3, 9)}:
        selection = selected(cut, text=[begun], **FREE)
        assert ids(cut, selection) == kept(selection)


def test_every_bit_column_is_used_and_no_common_word_stands_in_a_text() -> None:
    held = SHIPPED._ask(SHIPPED.activities.select(*MARKS, SEARCH_TEXT))
    assert held[[*MARKS]].to_numpy().any(axis=0).all()
    assert len(SHIPPED.common_words) == MOST_COMMON
    written = {
        word.lower().strip()
        for text in held[SEARCH_TEXT]
        for word in re.findall(r"[A-Z][^\W_A-Z]*| [^\W_A-Z]+", text)
    }
    assert written
    assert not written & set(SHIPPED.common_words)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("kosovo", [*COMMON, *BEGINS, SEARCH_TEXT]),
        ("kosovo zebra", [*BEGINS, SEARCH_TEXT, *COMMON, *BEGINS, SEARCH_TEXT]),
        ("zebra kosovo", [*BEGINS, SEARCH_TEXT, *COMMON, *BEGINS, SEARCH_TEXT]),
        ("zebra", [*BEGINS, SEARCH_TEXT]),
        ("ko", [*COMMON, SEARCH_TEXT]),
        ("zz", [SEARCH_TEXT]),
    ],
)
def test_an_engine_is_told_to_look_at_the_bits_before_the_texts(
    text: str, columns: list[str]
) -> None:
    question = narrow(SHIPPED, selected(SHIPPED, text=[text]))
    asked = statement(question, SHIPPED.engine.backend).partition("WHERE")[2]
    looked = re.findall("|".join((*MARKS, SEARCH_TEXT)), re.sub(r"\$\w+", "", asked))
    assert looked == columns


WORD = st.sampled_from(["a", "ab", "abc", "abcd", "abd", "b", "bcd", "ć", "ćao", "12", "1234"])


@given(
    words=st.lists(WORD, max_size=6),
    common=st.lists(WORD, max_size=6, unique=True),
    begun=WORD,
)
def test_bits_say_what_the_words_say(words: list[str], common: list[str], begun: str) -> None:
    numbers: Numbers = {word: 60 + number for number, word in enumerate(common)}
    held = dict(zip(MARKS, marked(words, numbers), strict=True))
    assert all(0 <= bits < 1 << 63 for bits in held.values())
    asked = sought(begun, numbers)
    sure = any(held[column] & asked.get(column, 0) for column in COMMON)
    assert sure == any(word.startswith(begun) for word in words if word in numbers)
    left = any(word.startswith(begun) for word in words if word not in numbers)
    # a bit of how words begin never hides one; the shortest have none
    begins = [column for column in BEGINS if column in asked]
    assert bool(begins) == (len(begun) >= MARKED_BY)
    assert not (left and begins) or any(held[column] & asked[column] for column in begins)


def test_the_most_common_words_are_numbered_from_the_most_on() -> None:
    assert most_common([(["b", "a"], 2), (["a"], 1), (["c"], 2)]) == {"a": 0, "b": 1, "c": 2}
    many = [([f"w{number}"], number) for number in range(MOST_COMMON + 10)]
    assert [*most_common(many)] == [f"w{number}" for number in range(MOST_COMMON + 9, 9, -1)]


def test_a_common_word_is_folded_as_a_search_is() -> None:
    assert all(folded_words(word) == [word] for word in SHIPPED.common_words)

"""A word is the same in any spelling, another word is not; every name finds its place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib import counts
from lib.spelling import fold, folded_words, words_of, written
from lib.store import Data, open_data
from tests.by_hand import selected
from tests.kept import ids
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent


@given(text=st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_twice_is_folding_once_for_every_letter_there_is() -> None:
    letters = (chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000)
    assert not [letter for letter in letters if fold(fold(letter)) != fold(letter)]


@given(text=st.text())
def test_words_are_the_same_before_and_after_capitals_and_marks(text: str) -> None:
    assert folded_words(" ".join(folded_words(text))) == folded_words(text)
    assert all(word.isalnum() for word in words_of(text))


@pytest.mark.parametrize(
    "spellings",
    [
        "Peć pec PEĆ Пећ ПЕЋ pec\u0301",
        "Pejë peje PEJË pejë",
        "Đakovica Djakovica Dakovica Ђаковица ĐAKOVICA DJAKOVICA",
        "Gnjilane Гњилане GNJILANE gǌilane",
        "Štimlje Stimlje Штимље",
        "Džep Dzep Џеп ǅep",
        "Ćuprija Cuprija Ћуприја",
        "Łódź lodz ŁÓDŹ",
        "Straße strasse STRASSE",
    ],
)
def test_spellings_of_one_word_are_one(spellings: str) -> None:
    assert len(set(map(fold, spellings.split()))) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("q", "ć"), ("sh", "š"), ("x", "ks"), ("j", "i"), ("lj", "l"), ("в", "б")]
)
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(st.lists(st.text(max_size=8), max_size=6), st.text(min_size=1, max_size=4))
def test_a_text_holds_what_its_words_begin_with_and_nothing_else(
    texts: list[str], typed: str
) -> None:
    words = [word for text in texts for word in folded_words(text)]
    # also what there is to be found
    begun = [word[:length] for word in words for length in (1, 2)]
    for wanted in (*folded_words(typed), *begun):
        found = written([wanted]) in written(words)
        assert found == any(word.startswith(wanted) for word in words)


def test_every_letter_begins_a_word_in_a_way_of_its_own() -> None:
    letters = {word for sign in range(0x110000) for word in folded_words(chr(sign))}
    assert len({written([letter]) for letter in letters}) == len(letters)
    assert not letters & {written([letter]) for letter in letters}


def test_the_thirty_letters_of_cyrillic_give_those_of_latin() -> None:
    cyrillic = "абвгдђежзијклљмнњопрстћуфхцчџш"
    latin = [*"abvgdđežzijkl", "lj", "m", "n", "nj", *"oprstćufhcč", "dž", "š"]
    assert len(cyrillic) == 30
    assert list(map(fold, cyrillic)) == list(map(fold, latin))


@pytest.fixture
def named(world: World, tmp_path: Path) -> Data:
    """The small world whose first two places have names in other languages."""
    world.feature(1)["properties"] |= {
        "name_xx": "Šuma Velika",
        "name_yy": "Шума Велика",
        "other_names": "Đurđevo (older); Oldwood / Elder",
    }
    world.feature(2)["properties"] |= {"name_xx": "Šuma", "name_yy": "Brezë"}
    world.activities.loc["a7", "note"] = "Visitors from Suma Velika."
    world.activities.loc["a9", "note"] = "See https://example.org/breze and birches."
    return world.open(tmp_path)


@pytest.mark.parametrize("text", ["alder", "Šuma Velika", "suma velika", "ШУМА ВЕЛИКА"])
def test_a_municipality_is_found_by_all_its_names_and_where_it_is_mentioned(
    named: Data, text: str
) -> None:
    assert ids(named, selected(named, text=[text])) == ["a1", "a2", "a3", "a7"]


@pytest.mark.parametrize("text", ["djurdjevo", "ĐURĐEVO", "elder", "Oldwood"])
def test_other_names_find_a_municipality_and_nothing_that_is_said_of_them(
    named: Data, text: str
) -> None:
    assert ids(named, selected(named, text=[text])) == ["a1", "a2", "a3"]
    assert not ids(named, selected(named, text=["older"]))


def test_a_longer_name_is_not_taken_for_the_shorter_one_in_it(named: Data) -> None:
    assert ids(named, selected(named, text=["breze"])) == ["a3", "a4", "a5"]


SHIPPED = open_data(ROOT / "data")
NAMES = [str(column) for column in SHIPPED.places if str(column).startswith("name_")]
EVERY_NAME = [
    (place, SHIPPED.places.loc[place, column]) for place in SHIPPED.places.index for column in NAMES
]


@pytest.mark.parametrize(("place", "name"), EVERY_NAME)
def test_every_official_name_finds_all_the_activities_of_its_municipality(
    place: str, name: str
) -> None:
    free = {"status": ["all"], "evidence": ["all"]}
    there = ids(SHIPPED, selected(SHIPPED, **free).with_values(municipality_ids=(place,)))
    assert set(there) <= set(ids(SHIPPED, selected(SHIPPED, **free, text=[name])))


@pytest.mark.parametrize("place", ["peje", "gracanice", "istog", "vushtrri", "zubin-potok"])
def test_all_names_of_a_municipality_find_the_same(place: str) -> None:
    found_by_each = {
        counts.overview(SHIPPED, selected(SHIPPED, text=[SHIPPED.places.loc[place, name]])).shown
        for name in NAMES
    }
    assert len(found_by_each) == 1

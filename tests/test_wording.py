"""What an operator says instead of the tool's words: said everywhere, and checked before."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.catalogue import replaced, words_in
from lib.config import Dashboard, read_config
from lib.config.wording import blanks_of, place_words
from lib.language import LANGUAGES, language
from lib.problems import BadData, Problem
from scripts.build_reference import PAGE, page

DISTRICT = {"municipality": "district", "municipalities": "districts", "municipal": "district"}
STEMS = {
    "en": r"municip\w*",
    "sq": r"komun(?!itet|ikim)\w*",
    "sr_Latn": r"opštin\w*",
    "sr_Cyrl": r"општин\w*",
}
"""What every form of the tool's word for a place begins with."""


def problems(folder: Path, words: str) -> list[Problem]:
    """What is said to be wrong with these words."""
    (folder / "dashboard.toml").write_text(f'title = "W"\n{words}', encoding="utf-8")
    try:
        read_config(folder / "dashboard.toml")
    except BadData as bad:
        return bad.problems
    return []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Municipality", "District"),
        ("the municipality’s own", "the district’s own"),
        ("a municipality, two municipalities", "an oblast, two districts"),
        ("{municipality} of a Municipality", "{municipality} of an oblast"),
        ("intermunicipality", "intermunicipality"),
        ("", ""),
    ],
)
def test_whole_words_are_replaced_and_capitals_stay(text: str, said: str) -> None:
    known = {**DISTRICT, "a municipality": "an oblast"}
    assert replaced(text, known) == said


@given(st.text())
def test_without_words_of_its_own_nothing_changes(text: str) -> None:
    assert replaced(text, {}) == text


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_forms_of_the_word_for_a_place_are_those_that_phrases_have(code: str) -> None:
    say = language(code)
    found = {
        form.lower()
        for forms in say.forms.values()
        for text in forms
        for form in re.findall(rf"(?<!\w){STEMS[code]}", re.sub(r"\{[^}]*\}", "", text), re.I)
    }
    assert set(place_words(say)) == found


def test_a_dashboard_says_its_own_words_and_the_tool_keeps_its_own() -> None:
    own = Dashboard.model_validate(
        {"title": "W", "words": {"en": {"instead_of": DISTRICT, "phrases": {"none": "unsaid"}}}}
    )
    say = own.language("en")
    assert (say("menu.municipality"), say("none")) == ("District", "unsaid")
    assert language("en")("menu.municipality") == "Municipality"
    assert own.language("sq")("menu.municipality") == language("sq")("menu.municipality")
    assert not [
        key
        for key, forms in say.forms.items()
        if set(place_words(language())) & {*words_in(" ".join(forms))}
    ]


def test_a_phrase_that_counts_keeps_its_plural_forms() -> None:
    phrases = {"list.shared": ("alone", "among {n}")}
    own = Dashboard.model_validate({"title": "W", "words": {"en": {"phrases": phrases}}})
    assert own.language("en").count("list.shared", 1) == "alone"
    assert own.language("en").count("list.shared", 3) == "among 3"


# what is broken → the table, the key that is named, what is allowed, the nearest
REFUSED = {
    "a language without words": ('[words.fr.phrases]\nnone = "x"', "words.fr", "en, sq", ""),
    "an unknown table": ('[words.en.phrase]\nnone = "x"', "words.en.phrase", "phrases", "phrases"),
    "an unknown phrase": (
        '[words.en.phrases]\n"menu.mapp" = "x"',
        "words.en.phrases.menu.mapp",
        "key",
        "menu.map",
    ),
    "a word that no phrase has": (
        '[words.en.instead_of]\nmunicipalty = "x"',
        "words.en.instead_of.municipalty",
        "small letters",
        "municipality",
    ),
    "forms left out": (
        '[words.en.instead_of]\nmunicipality = "district"',
        "words.en.instead_of",
        "municipalities",
        "",
    ),
    "a blank that there is not": (
        '[words.en.phrases]\n"place.first" = "{m}"',
        "words.en.phrases.place.first",
        "{n}",
        "",
    ),
    "a blank that looks inside": (
        '[words.en.phrases]\n"place.first" = "{n.__class__}"',
        "words.en.phrases.place.first",
        "{n}",
        "",
    ),
    "a brace without its other": (
        '[words.en.phrases]\n"place.first" = "{n"',
        "words.en.phrases.place.first",
        "{n}",
        "",
    ),
    "too few plural forms": (
        '[words.sr_Latn.phrases]\n"list.shared" = ["a", "b"]',
        "words.sr_Latn.phrases.list.shared",
        "3 forms",
        "",
    ),
}


@pytest.mark.parametrize(("words", "key", "allowed", "close"), REFUSED.values(), ids=REFUSED)
def test_words_that_cannot_be_said_are_refused_where_they_stand(
    tmp_path: Path, words: str, key: str, allowed: str, close: str
) -> None:
    (problem,) = problems(tmp_path, words)
    assert (problem.file, problem.column) == ("dashboard.toml", key)
    assert problem.row in (2, 3)
    assert allowed in problem.allowed
    assert problem.nearest == close


def test_words_that_can_be_said_are_taken(tmp_path: Path) -> None:
    forms = "\n".join(f'"{form}" = "x"' for form in place_words(language("sq")))
    assert not problems(tmp_path, f"[words.sq.instead_of]\n{forms}")


@pytest.mark.parametrize(
    ("text", "blanks"),
    [
        ("{n} of {all}", {"n", "all"}),
        ("none", set()),
        ("{n!r}", None),
        ("{n:>9}", None),
        ("}", None),
    ],
)
def test_blanks_are_names_and_nothing_else(text: str, blanks: set[str] | None) -> None:
    assert blanks_of(text) == blanks


def test_the_guide_names_every_key_as_the_program_reads_it() -> None:
    """After a change of the model: ``make reference``."""
    assert PAGE.read_text(encoding="utf-8") == page()

"""Problems say where, what and what instead; the configuration refuses what it does not know."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.config import Dashboard, read_config
from lib.problems import BadData, Problem, nearest
from tests.world import CONFIG, World


def test_a_sentence_says_where_what_and_what_instead() -> None:
    problem = Problem("works.csv", 3, "status", "complete", "completed, ongoing", "completed")
    assert problem.sentence() == (
        "works.csv:3:status: found 'complete', allowed: completed, ongoing (nearest: completed)"
    )


def test_a_problem_of_a_whole_file_names_no_row() -> None:
    sentence = Problem("works.csv", 0, "", "no such file", "a file").sentence()
    assert sentence == "works.csv: found 'no such file', allowed: a file"


def test_bad_data_lists_its_problems_in_the_order_of_the_file() -> None:
    late, early = Problem("a.csv", 12, "x", "?", "!"), Problem("a.csv", 2, "y", "?", "!")
    bad = BadData([late, early])
    assert bad.problems == [early, late]
    assert str(bad).splitlines() == [early.sentence(), late.sentence()]


def test_a_problem_is_a_row_of_a_table() -> None:
    cells = Problem("works.csv", 3, "status", "complete", "completed").cells()
    assert list(cells) == ["file", "row", "column", "found", "allowed", "nearest"]


@pytest.mark.parametrize(
    ("found", "close"),
    [("brich", "birch"), ("BIRCH", "birch"), ("Dogwod", "dogwood"), ("xyzzy", ""), ("", "")],
)
def test_the_nearest_known_name_is_the_one_spelled_most_like_it(found: str, close: str) -> None:
    assert nearest(found, ["alder", "birch", "dogwood"]) == close


@given(st.text(), st.lists(st.text()))
def test_the_nearest_is_always_a_known_one_or_none(found: str, known: list[str]) -> None:
    assert nearest(found, known) in {"", *known}


@given(st.text(min_size=1))
def test_what_is_known_is_nearest_to_itself(known: str) -> None:
    assert nearest(known, ["alder", known]) == known


def read(text: str, folder: Path) -> Dashboard:
    (folder / "dashboard.toml").write_text(text, encoding="utf-8")
    return read_config(folder / "dashboard.toml")


def test_the_configuration_holds_what_the_file_says(tmp_path: Path) -> None:
    config = read(CONFIG, tmp_path)
    assert config.community_codes == ("north", "south", "river", "south_river")
    assert config.minorities == ("south", "river", "south_river")
    assert config.rates == {"EUR": {"2017": 1.1}}
    assert config.default_view.status == ("completed", "ongoing")


# what is broken → old text, new text, the key named, the nearest known key
UNKNOWN_KEYS = {
    "at the top": ("majority =", "majorty =", "majorty", "majority"),
    "in the boundaries": ("credit =", "credits =", "boundaries.credits", "credit"),
    "in the default view": ("indicator =", "indicater =", "default_view.indicater", "indicator"),
    "in a community": ("made_of =", "madeof =", "communities.3.madeof", "made_of"),
    "in an objective": ('"P1", name', '"P1", names', "objectives.0.names", "name"),
    "unlike any": ("file_name =", "zzz =", "zzz", ""),
}


@pytest.mark.parametrize(("old", "new", "key", "close"), UNKNOWN_KEYS.values(), ids=UNKNOWN_KEYS)
def test_an_unknown_key_is_refused_with_the_nearest_known(
    tmp_path: Path, old: str, new: str, key: str, close: str
) -> None:
    with pytest.raises(BadData) as bad:
        read(CONFIG.replace(old, new), tmp_path)
    (problem,) = [each for each in bad.value.problems if each.found == "unknown key"]
    assert (problem.file, problem.column, problem.nearest) == ("dashboard.toml", key, close)
    assert close in problem.allowed


# what is broken → old text, new text, the key named
WRONG_VALUES = {
    "a missing key": ('title = { en = "Works in Quadria" }', "", "title"),
    "a wrong type": ("recorded = 30", 'recorded = "few"', "minimum_recorded"),
    "too small a number": ("recorded = 30", "recorded = 0", "minimum_recorded"),
    "a file name with a slash": ('"quadria-works"', '"../quadria"', "file_name"),
    "a code that is no column name": ('code = "river"', 'code = "the river"', "communities.2.code"),
    "a rate that is no number": ("2017 = 1.1", '2017 = "high"', "rates.EUR.2017"),
    "a majority that is no community": ('majority = "north"', 'majority = "west"', "majority"),
    "a community that stands twice": ('code = "river"', 'code = "south"', "communities"),
    "an unknown indicator": ('indicator = "activities"', 'indicator = "activites"', "indicator"),
    "an unknown status": ('"ongoing"]', '"ongiong"]', "default_view.status"),
    "words in an unknown language": ('{ en = "Qu', '{ eng = "Qu', "country.eng"),
    "a text without words": ('{ en = "Quadria" }', '" "', "country"),
    "a currency that is no code": ('currency = "USD"', 'currency = "dollars"', "currency"),
    "a rate of no year": ("2017 = 1.1", "2O17 = 1.1", "rates.EUR.2O17"),
    "an unknown evidence": (
        'indicator = "act',
        'evidence = ["some"]\nindicator = "act',
        "evidence",
    ),
}


@pytest.mark.parametrize(("old", "new", "key"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_a_value_that_cannot_be_is_refused_where_it_stands(
    world: World, tmp_path: Path, old: str, new: str, key: str
) -> None:
    world.config = CONFIG.replace(old, new)
    problems = world.problems(tmp_path)
    assert any(each.file == "dashboard.toml" and key in each.column for each in problems)


@pytest.mark.parametrize("text", ["title = ", "[[", "title = 1\ntitle = 2", "\x00"])
def test_what_is_not_toml_is_one_problem(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadData) as bad:
        read(text, tmp_path)
    (problem,) = bad.value.problems
    assert (problem.file, problem.allowed) == ("dashboard.toml", "TOML in UTF-8")


def test_all_problems_of_the_configuration_are_said_at_once(tmp_path: Path) -> None:
    text = CONFIG.replace("majority =", "majorty =").replace("title =", "titel =", 1)
    with pytest.raises(BadData) as bad:
        read(text, tmp_path)
    said = {problem.column for problem in bad.value.problems}
    assert said == {"majorty", "titel", "title"}


def test_every_replacement_above_changes_the_file() -> None:
    for old, new, *_ in (*UNKNOWN_KEYS.values(), *WRONG_VALUES.values()):
        assert CONFIG.replace(old, new) != CONFIG
    tomllib.loads(CONFIG)

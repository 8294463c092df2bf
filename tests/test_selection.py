"""A selection is a link and a link is a selection; nonsense is the default; filters narrow."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.indicators import BY_KEY
from lib.kinds import LONGEST_SEARCH
from lib.parameters import (
    BOUNDS,
    FILTERS,
    LEAST_SHARES,
    SHOWN,
    Choices,
)
from lib.participation import MAJORITIES
from lib.selection import (
    allowed_values,
    everything,
    parameters,
    read_link,
)
from lib.store import Data
from tests.by_hand import kept, links, selected
from tests.kept import ids
from tests.world import World

# any text can be searched for: that has tests of its own
EVERY_KEY = [each.key for each in (*FILTERS, *BOUNDS, *SHOWN)]
ON_THE_PAGE = {
    "indicator": tuple(BY_KEY),
    "scheme": ("natural", "quantiles", "own"),
    "classes": ("3", "4", "5"),
}


@given(draw=st.data())
def test_link_to_selection_to_link_to_selection_is_the_same(
    data: Data, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, ON_THE_PAGE)
    first = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    again = read_link(first.link(), known=known, allowed=allowed)
    assert again == first
    assert again.link() == first.link()


def test_the_default_view_has_an_empty_link(data: Data) -> None:
    assert selected(data).link() == {}


def test_the_configuration_sets_the_defaults(data: Data) -> None:
    default = selected(data)
    assert default["status"] == ("completed", "ongoing")
    assert default["evidence"] == ("published",)
    assert default["indicator"] == "activities"
    assert default["majority"] == "country"


@given(draw=st.data())
@pytest.mark.parametrize("key", [key for key in EVERY_KEY if key != "other"])
def test_any_text_in_a_link_is_a_value_that_is_allowed_or_the_default(
    data: Data, key: str, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, ON_THE_PAGE)
    texts = draw.draw(st.lists(st.text()))
    value = read_link({key: texts}, known=known, allowed=allowed)[key]
    default = read_link({}, known=known, allowed=allowed)[key]
    fine = {*allowed.get(key, ()), *texts} if texts == ["all"] else set(allowed.get(key, ()))
    if key == "breaks":
        assert list(value) == sorted(set(value))
        assert all(number > 0 for number in value)
    else:
        assert value == default or set(value if isinstance(value, tuple) else [value]) <= fine


NONSENSE = [
    "",
    " ",
    "zzz",
    "all;",
    "-1",
    "nan",
    "inf",
    "1e400",
    "0x",
    "1,x",
    "'",
    "\x00",
    "⟦a⟧",
    "NO",
]


@pytest.mark.parametrize("key", EVERY_KEY)
@pytest.mark.parametrize("text", NONSENSE)
def test_nonsense_in_a_link_is_the_default(data: Data, key: str, text: str) -> None:
    default = selected(data)
    assert selected(data, **{key: [text]}) == default
    assert selected(data, **{key: [text, text]}) == default
    assert selected(data, **{key: []}) == default


def test_an_unknown_parameter_is_ignored(data: Data) -> None:
    assert selected(data, utm_source=["elsewhere"]) == selected(data)


def test_all_stands_for_no_choice_where_the_default_is_a_choice(data: Data) -> None:
    selection = selected(data, status=["all"], evidence=["all"])
    assert (selection["status"], selection["evidence"]) == ((), ())
    assert ids(data, selection) == [f"a{number}" for number in range(1, 13)]
    assert selection.link() == {"status": ["all"], "evidence": ["all"]}


def test_what_is_known_of_several_values_is_kept(data: Data) -> None:
    assert selected(data, donor=["zzz", "Sun Fund"])["donor"] == ("Sun Fund",)


@pytest.mark.parametrize("each", FILTERS, ids=lambda each: each.key)
def test_every_filter_narrows_to_what_has_the_value(data: Data, each: Choices) -> None:
    free = {"status": ["all"], "evidence": ["all"]}
    narrower = 0
    for value in data.values[each.key]:
        selection = selected(data, **{**free, each.key: [value]})
        assert ids(data, selection) == kept(selection), value
        narrower += len(kept(selection)) < 12
    assert narrower


@pytest.mark.parametrize("majority", MAJORITIES)
@pytest.mark.parametrize("key", [each.key for each in BOUNDS])
def test_every_bound_narrows_to_what_is_within(data: Data, key: str, majority: str) -> None:
    free = {"status": ["all"], "evidence": ["all"], "majority": [majority]}
    narrower = 0
    for value in allowed_values(data, {})[key]:
        selection = selected(data, **free, **{key: [value]})
        assert ids(data, selection) == kept(selection), value
        narrower += len(kept(selection)) < 11
    assert narrower


@given(draw=st.data())
def test_filters_together_keep_what_fulfils_each(data: Data, draw: st.DataObject) -> None:
    known, allowed = parameters(data), allowed_values(data, ON_THE_PAGE)
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    assert ids(data, selection) == kept(selection)


def test_undated_activities_are_left_out_by_either_bound(data: Data) -> None:
    assert "a4" in ids(data, selected(data))
    assert "a4" not in ids(data, selected(data, since=["2014"]))
    assert "a4" not in ids(data, selected(data, until=["2019"]))


def test_a_year_in_the_middle_of_an_activity_finds_it(data: Data) -> None:
    found = ids(data, selected(data, since=["2017"], until=["2017"]))
    assert found == ["a3", "a5", "a7"]


def test_unrecorded_is_never_enough_for_a_least_share(data: Data) -> None:
    assert LEAST_SHARES[0] == "10"
    found = ids(data, selected(data, least_share=["10"], majority=["municipality"]))
    assert found == ["a1", "a5"]


def test_nobody_is_never_enough_for_a_least_share(world: World, tmp_path: Path) -> None:
    world.activities.loc["a9", "participants_north"] = "0"
    data = world.open(tmp_path)
    assert "a9" not in ids(data, selected(data, least_share=["10"]))


HARMLESS = [
    "O'Brien & Sons",
    "'; DROP TABLE activities; --",
    'a "quoted" fund',
    "⟦donor_0⟧",
    "'⟦donor_1⟧'",
    "$donor_0",
    "Фонд 基金 🌊",
    "100% \\ {braces}",
]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.parametrize("column", ["donor", "programme"])
def test_a_chosen_text_is_a_value_and_never_a_statement(
    world: World, tmp_path: Path, column: str, text: str
) -> None:
    # a semicolon stands between donors
    text = text.replace(";", ",")
    world.activities.loc["a2", column] = text
    data = world.open(tmp_path)
    assert ids(data, selected(data, **{column: [text]})) == ["a2"]
    assert len(ids(data, selected(data))) == 9


@given(text=st.text())
def test_any_text_can_be_searched_for_and_comes_back_from_its_link(data: Data, text: str) -> None:
    selection = selected(data, text=[text])
    assert selected(data, **selection.link()) == selection
    assert len(selection["text"]) <= LONGEST_SEARCH
    assert set(ids(data, selection)) <= set(ids(data, selected(data)))


@pytest.mark.parametrize("text", ["", "  ", "%", "_", "'; --", "⟦⟧", "\x00", "🌊"])
def test_a_search_without_a_letter_or_a_digit_is_none(data: Data, text: str) -> None:
    assert selected(data, text=[text]) == selected(data)


def test_a_search_is_trimmed_and_on_one_line(data: Data) -> None:
    assert selected(data, text=["  moon \n\x00 fund\t"])["text"] == "moon fund"
    assert selected(data, text=["a " * 200])["text"] == ("a " * 50).strip()


@pytest.mark.parametrize("text", ["moon", "MOON fund", "fund moon", "m", "alder wells", "a7", "zz"])
def test_each_word_of_a_search_begins_a_word(data: Data, text: str) -> None:
    selection = selected(data, status=["all"], evidence=["all"], text=[text])
    assert ids(data, selection) == kept(selection)
    # the middle of a word is not looked at
    assert not ids(data, selection.with_values(text="oon"))


@pytest.mark.parametrize(
    ("text", "found"),
    [("100%", ["a1"]), ("1_0", []), ("50%", []), ("%", 9), ("x' or '1'='1", []), ("⟦text_0⟧", [])],
)
def test_a_search_is_a_value_and_never_a_pattern_or_a_statement(
    world: World, tmp_path: Path, text: str, found: list[str] | int
) -> None:
    world.activities.loc["a1", "note"] = "100% done"
    world.activities.loc["a2", "note"] = "150 done"
    kept_ids = ids(world.open(tmp_path), selected(world.open(tmp_path), text=[text]))
    assert (len(kept_ids) if isinstance(found, int) else kept_ids) == found


def test_everything_is_all_of_the_same_evidence_whatever_its_status(data: Data) -> None:
    selection = selected(data, donor=["Sun Fund"], since=["2016"], evidence=["illustrative"])
    assert everything(selection) == selected(data, evidence=["illustrative"], status=["all"])


def test_a_changed_selection_leaves_the_old_one_as_it_was(data: Data) -> None:
    old = selected(data)
    assert old.with_values(place="alder")["place"] == "alder"
    assert old == selected(data)


@given(st.sets(st.sampled_from("abcdefghijklmnopqrstuvw")))
def test_few_numbers_of_terms_are_asked_for_and_all_that_is_chosen(
    data: Data, chosen: set[str]
) -> None:
    terms = Choices("activity_type").terms(data, tuple(sorted(chosen)))
    assert set(terms.values()) == chosen
    assert len(terms) in {0, 1, 2, 4, 8, 16, 32}
    assert len(terms) < 2 * len(chosen) or not chosen

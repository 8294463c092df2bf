"""Codes have names, and values have words: with their unit, and with what stands for none."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from lib.classes import Classes
from lib.indicators import BY_KEY, INDICATORS, Indicator
from lib.language import Language
from lib.names import Names
from lib.parameters import FILTERS
from lib.schema import NONE
from lib.store import Data
from lib.summaries import FEW, UNKNOWN, VALUE
from lib.summaries import NONE as NO_ACTIVITY
from lib.values import DECIMALS, in_words, ranges_in_words
from tests.world import World


@pytest.mark.parametrize("key", [each.key for each in FILTERS])
def test_every_option_of_every_filter_has_a_name_of_its_own(
    data: Data, names: Names, key: str
) -> None:
    words = [names.option(key, value) for value in data.values[key]]
    assert all(word.strip() for word in words)
    assert len(set(words)) == len(words)


@pytest.mark.parametrize(
    ("column", "value", "name"),
    [
        ("municipality_ids", "birch", "Birch"),
        ("municipality_ids", NONE, "Not in one municipality"),
        ("sector", "10010", "Wells"),
        ("sector_group", "200", "Transport"),
        ("communities_named", "south", "Southerners"),
        ("specific_objective", "P2", "P2 Talk"),
        ("specific_objective", NONE, "Not stated"),
        ("activity_type", "grant", "Grants"),
        ("participation", "mixed", "Mixed"),
        ("donor", "Sun Fund", "Sun Fund"),
        ("sector", "99999", "99999"),
    ],
)
def test_a_code_has_the_name_that_the_data_or_the_language_gives(
    names: Names, column: str, value: str, name: str
) -> None:
    assert names.option(column, value) == name


def test_a_cell_of_several_codes_is_named_code_by_code(names: Names) -> None:
    assert names.cell("municipality_ids", "alder;birch") == "Alder;Birch"
    assert names.cell("municipality_ids", "") == ""
    assert names.cell("sector_group", float("nan")) == ""


def test_every_column_has_a_label_and_a_meaning(data: Data, names: Names) -> None:
    for column in data.columns:
        label, meaning = names.column(column.name)
        assert label.strip()
        assert meaning.strip()


def test_columns_of_communities_are_labelled_with_their_names(names: Names) -> None:
    assert names.column("participants_south_river")[0] == "Participants: South and river"
    assert names.column("participants_total")[0] == "Participants"


def test_places_have_their_name_in_the_language_where_the_data_has_one(
    world: World, tmp_path: Path, say: Language
) -> None:
    for number in range(1, 5):
        properties = world.feature(number)["properties"]
        properties["name_sq"] = f"{properties['name_en']}ë"
    data = world.open(tmp_path)
    other = Language("en")
    other.code = "sq"
    assert Names(data, say).places["birch"] == "Birch"
    assert Names(data, other).places["birch"] == "Birchë"


def row(value: float, state: str = VALUE) -> pd.Series:
    return pd.Series({"value": value, "state": state, "rough": 0})


def test_a_sum_with_a_rough_figure_in_it_says_so(say: Language) -> None:
    rough = row(1000).to_dict() | {"rough": 1}
    assert in_words(say, BY_KEY["grants_money"], pd.Series(rough)).startswith("about USD")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("activities", 3, "3"),
        ("grants_money", 1000, "USD 1,000"),
        ("grants_money_per_person", 0.444, "USD 0.44 per person"),
        ("participants", 1234, "1,234 people"),
        ("participants_per_1000", 12.345, "12.35 per 1,000 people"),
        ("mixed_share", 66.7, "67%"),
        ("representation", 1.125, "1.12"),
        ("participants", 0, "0 people"),
    ],
)
def test_a_value_is_written_with_its_unit(
    say: Language, key: str, value: float, words: str
) -> None:
    assert in_words(say, BY_KEY[key], row(value)).replace("\xa0", " ") == words


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
@pytest.mark.parametrize("state", [NO_ACTIVITY, UNKNOWN, FEW])
def test_what_is_not_a_value_is_never_written_as_a_number(
    say: Language, indicator: Indicator, state: str
) -> None:
    words = in_words(say, indicator, row(float("nan"), state))
    assert words == say(f"state.{state}")
    assert not any(character.isdigit() for character in words)


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_indicator_knows_how_exactly_it_is_written(
    say: Language, indicator: Indicator
) -> None:
    assert indicator.kind in DECIMALS
    assert "1" in in_words(say, indicator, row(1.0))


def test_a_class_of_one_value_is_written_once(say: Language) -> None:
    counts, shares = BY_KEY["activities"], BY_KEY["mixed_share"]
    assert ranges_in_words(say, counts, Classes((1, 7, 7.0), 1, True))[:2] == ["up to 1", "2 – 7"]
    assert ranges_in_words(say, shares, Classes((20, 55.5), 10)) == ["up to 20%", "over 20% to 56%"]

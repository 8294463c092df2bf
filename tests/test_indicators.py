"""Every indicator, counted by hand: numbers, and what stands where there is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.indicators import BY_KEY, INDICATORS, Indicator
from lib.language import Language
from lib.store import Data
from lib.summaries import (
    FEW,
    NONE,
    UNKNOWN,
    VALUE,
    by_place,
    by_place_each,
    non_majority_population,
)
from tests.by_hand import selected
from tests.world import World

# indicator → what alder, birch, cedar and dogwood have in the default view
COUNTED = {
    "activities": (3, 3, 2, 2),
    "grants": (1, 1, NONE, NONE),
    "grants_money": (1000, 220, NONE, NONE),
    "grants_money_per_person": (1, 0.44, NONE, NONE),
    "trainings": (2, 1, 1, NONE),
    # birch has only a share in a training; cedar's was held for nobody
    "trained": (20, UNKNOWN, 0, NONE),
    # nobody knows how many live in cedar
    "trained_per_1000": (20, UNKNOWN, UNKNOWN, NONE),
    "infrastructure": (NONE, 1, NONE, 1),
    # what is shared, or not known in dollars, is nobody's
    "money": (1000, 220, UNKNOWN, UNKNOWN),
    "money_per_1000": (1000, 440, UNKNOWN, UNKNOWN),
    "participants": (60, 40, 0, 50),
    "participants_per_1000": (60, 80, UNKNOWN, 25),
    "mixed_share": (200 / 3, 100, 0, 0),
    "non_majority_share": (25, 90, UNKNOWN, 0),
    "non_majority_share_own": (25, 10, UNKNOWN, 0),
    # nobody in dogwood is of another community: there is no share to divide by
    "representation": (25 / 20, 90 / 80, UNKNOWN, UNKNOWN),
    "representation_own": (25 / 20, 10 / 20, UNKNOWN, UNKNOWN),
}


def counted(data: Data, indicator: Indicator, **link: list[str]) -> list[float | str]:
    """The value of each municipality, or the state that stands in its place."""
    table = by_place(data, selected(data, **link), indicator)
    assert list(table.index) == ["alder", "birch", "cedar", "dogwood"]
    assert table["value"].notna().tolist() == table["state"].eq(VALUE).tolist()
    return [row.value if row.state == VALUE else row.state for row in table.itertuples()]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_indicator_is_what_can_be_counted_by_hand(data: Data, indicator: Indicator) -> None:
    for found, by_hand in zip(counted(data, indicator), COUNTED[indicator.key], strict=True):
        assert found == (by_hand if isinstance(by_hand, str) else pytest.approx(by_hand))


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_every_indicator_has_its_words(say: Language, indicator: Indicator) -> None:
    for key in (
        f"indicator.{indicator.key}",
        f"indicator.{indicator.key}.definition",
        f"kind.{indicator.kind}",
    ):
        assert say(key).strip()
    assert say(indicator.words, n="12").count("12") == 1


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_where_nothing_is_selected_every_indicator_is_none(
    data: Data, indicator: Indicator
) -> None:
    states = counted(data, indicator, since=["2019"], programme=["Beta"], status=["planned"])
    assert states == [NONE] * 4


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_several_indicators_at_once_are_what_each_is_alone(
    data: Data, indicator: Indicator
) -> None:
    together = by_place_each(data, selected(data), INDICATORS)[indicator.key]
    alone = by_place(data, selected(data), indicator)
    assert together.equals(alone)


def test_every_key_is_its_own() -> None:
    assert len(BY_KEY) == len(INDICATORS)
    assert set(COUNTED) == set(BY_KEY)


def test_a_shared_activity_counts_once_in_each_of_its_municipalities(data: Data) -> None:
    only = {"sector": ["10020"]}
    assert counted(data, BY_KEY["activities"], **only) == [1, 1, NONE, NONE]
    assert counted(data, BY_KEY["trainings"], **only) == [1, 1, NONE, NONE]


@pytest.mark.parametrize("key", ["trained", "participants", "trained_per_1000"])
def test_the_people_of_a_shared_activity_are_counted_in_none(data: Data, key: str) -> None:
    assert counted(data, BY_KEY[key], sector=["10020"]) == [UNKNOWN, UNKNOWN, NONE, NONE]


def test_the_money_of_a_shared_grant_is_counted_in_none(world: World, tmp_path: Path) -> None:
    world.activities.loc["a3", "activity_type"] = "grant"
    data = world.open(tmp_path)
    assert counted(data, BY_KEY["grants"]) == [2, 2, NONE, NONE]
    assert counted(data, BY_KEY["grants_money"]) == [1000, 220, NONE, NONE]


def test_an_amount_without_its_dollars_is_not_known(world: World, tmp_path: Path) -> None:
    world.activities.loc["a5", "amount_usd"] = ""
    data = world.open(tmp_path)
    assert counted(data, BY_KEY["grants_money"]) == [1000, UNKNOWN, NONE, NONE]


def test_what_is_behind_a_number_is_told(data: Data) -> None:
    table = by_place(data, selected(data), BY_KEY["trained"])
    assert table.loc["alder", ["rows", "known", "activities"]].tolist() == [2, 1, 3]
    assert table.loc["dogwood", ["rows", "known", "activities"]].tolist() == [0, 0, 2]


def test_too_few_people_are_no_basis_for_representation(world: World, tmp_path: Path) -> None:
    """29 recorded participants are few; 30 are enough."""
    world.activities.loc["a1", "participants_north"] = "19"
    (tmp_path / "few").mkdir()
    few = world.open(tmp_path / "few")
    assert counted(few, BY_KEY["representation"])[0] == FEW
    assert counted(few, BY_KEY["non_majority_share"])[0] == "few"
    world.activities.loc["a1", "participants_north"] = "20"
    (tmp_path / "enough").mkdir()
    enough = world.open(tmp_path / "enough")
    assert counted(enough, BY_KEY["representation"])[0] == pytest.approx((10 / 30) / 0.2)


def test_a_community_that_nobody_belongs_to_has_no_share_to_divide_by(
    world: World, tmp_path: Path
) -> None:
    """Ten southerners took part in dogwood, where only northerners live."""
    cells = ["participants_north", "participants_south"]
    world.activities.loc["a8", cells] = ["40", "10"]
    data = world.open(tmp_path)
    assert counted(data, BY_KEY["non_majority_share"])[3] == 20
    assert counted(data, BY_KEY["representation"])[3] == UNKNOWN


def test_few_people_where_the_population_is_unknown_are_few(data: Data) -> None:
    evidence = {"evidence": ["illustrative"]}
    assert counted(data, BY_KEY["representation"], **evidence) == [NONE, NONE, FEW, NONE]


@pytest.mark.parametrize("key", [each.key for each in INDICATORS if each.per])
def test_a_municipality_where_nobody_lives_has_no_rate(
    world: World, tmp_path: Path, key: str
) -> None:
    world.feature(1)["properties"]["population"] = 0
    assert counted(world.open(tmp_path), BY_KEY[key])[0] == UNKNOWN


@pytest.mark.parametrize(
    ("majority", "shares"), [("country", [0.2, 0.8, 0]), ("municipality", [0.2, 0.2, 0])]
)
def test_the_non_majority_share_of_the_population_is_of_those_counted(
    data: Data, majority: str, shares: list[float]
) -> None:
    found = non_majority_population(data, majority)
    assert found.dropna().tolist() == pytest.approx(shares)
    assert found.index[found.isna()].tolist() == ["cedar"]

"""What sets municipalities, or two selections, apart, said only where it can be known."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.compare import (
    Difference,
    comparable,
    furthest_apart,
    in_both,
    over_all,
    overall,
    places_furthest_apart,
    reached_by_one,
)
from lib.indicators import BY_KEY, INDICATORS
from lib.selection import allowed_values, parameters, read_link
from lib.store import Data
from lib.summaries import by_place
from tests.by_hand import kept, links, selected


def test_the_furthest_apart_are_found_with_how_many_times_as_much() -> None:
    values = pd.Series({"alder": 3.0, "birch": 12.0, "cedar": 4.0})
    assert furthest_apart("activities", values) == Difference("birch", "alder", 4.0)


@pytest.mark.parametrize("values", [[], [3.0], [3.0, None], [3.0, 3.0]])
def test_nothing_is_said_of_one_value_or_of_equal_ones(values: list[float | None]) -> None:
    assert furthest_apart("activities", pd.Series(values, dtype="float64")) is None


@pytest.mark.parametrize(("key", "low"), [("activities", 0.0), ("mixed_share", 20.0)])
def test_there_are_no_times_of_zero_nor_of_shares(key: str, low: float) -> None:
    found = furthest_apart(key, pd.Series({"alder": 40.0, "birch": low}))
    assert found == Difference("alder", "birch", None)


def by_place_of(data: Data, key: str, **link: list[str]) -> pd.DataFrame:
    return by_place(data, selected(data, **link), BY_KEY[key])


def test_two_selections_differ_most_where_the_step_is_greatest(data: Data) -> None:
    # grants: alder 1, birch 1; trainings: alder 2, birch 1, cedar 1
    grants = by_place_of(data, "activities", activity_type=["grant"])
    trainings = by_place_of(data, "activities", activity_type=["training"])
    assert places_furthest_apart(BY_KEY["activities"], grants, trainings) == ["alder", "cedar"]
    assert places_furthest_apart(BY_KEY["activities"], grants, grants) == []


def test_no_activity_is_zero_for_a_count_and_nothing_for_a_share(data: Data) -> None:
    nothing = by_place_of(data, "activities", text=["zzz"])
    assert comparable(BY_KEY["activities"], nothing).eq(0).all()
    assert comparable(BY_KEY["mixed_share"], nothing).isna().all()


def test_what_is_not_known_is_never_zero(data: Data) -> None:
    # the training in cedar states no amount
    money = by_place_of(data, "money", activity_type=["training"])
    assert money.loc["cedar", "state"] == "unknown"
    assert pd.isna(comparable(BY_KEY["money"], money)["cedar"])
    none = by_place_of(data, "money", activity_type=["dialogue"])
    assert places_furthest_apart(BY_KEY["money"], money, none) == []


def test_a_municipality_that_one_selection_alone_reaches_is_found(data: Data) -> None:
    grants = by_place_of(data, "activities", activity_type=["grant"])
    trainings = by_place_of(data, "activities", activity_type=["training"])
    assert reached_by_one(grants, trainings) == ([], ["cedar"])
    assert reached_by_one(trainings, grants) == (["cedar"], [])


@given(draw=st.data())
def test_what_both_hold_is_what_a_count_by_hand_finds_in_both(
    data: Data, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {"indicator": tuple(BY_KEY)})
    two = [
        read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed) for _ in range(2)
    ]
    by_hand = [set(kept(each)) for each in two]
    assert in_both(data, *two) == in_both(data, *reversed(two)) == len(by_hand[0] & by_hand[1])


def test_over_all_an_activity_of_several_places_counts_once_and_one_of_none_counts(
    data: Data,
) -> None:
    found = overall(data, selected(data, activity_type=["training", "dialogue"]))
    # a2, a3 (two places), a7 (nowhere) and a9, which counts nobody
    assert found.loc["activities", "value"] == 4
    assert found.loc["money", ["value", "known", "rows"]].tolist() == [5000, 1, 4]
    assert found.loc["participants", "value"] == 20 + 100 + 12 + 0


def test_over_nothing_every_number_is_none(data: Data) -> None:
    found = overall(data, selected(data, text=["zzz"]))
    assert list(found.index) == [each.key for each in over_all(data)]
    assert found["state"].eq("none").all()
    assert found["value"].isna().all()


def test_nothing_is_set_against_inhabitants_over_all(data: Data) -> None:
    assert {each.key for each in set(INDICATORS) - set(over_all(data))} == {
        each.key for each in INDICATORS if "population" in each.formula("amount_usd")
    }

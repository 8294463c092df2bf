"""Classes of a choropleth stay sane: with ties, one value, all equal, none."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.classes import COUNTS, OWN, SCHEMES, Classes, classify

# mapclassify says so when ties leave it fewer classes than asked for, which is what we want
pytestmark = pytest.mark.filterwarnings("ignore:Not enough unique values")

EVERY_SCHEME = [*SCHEMES, OWN]
OWN_BREAKS = (2.5, 10, 1000)

scheme = st.sampled_from(EVERY_SCHEME)
count = st.sampled_from([int(text) for text in COUNTS])
wholes = st.lists(st.integers(0, 10**6).map(float), min_size=1, max_size=40)
reals = st.lists(st.floats(0, 1e9, allow_subnormal=False), min_size=1, max_size=40)
few_different = st.lists(st.sampled_from([0.0, 1.0, 2.0, 2.5]), min_size=1, max_size=40)
values = wholes | reals | few_different
halves = st.integers(1, 40).map(lambda n: n / 2)
own = st.lists(halves | st.floats(0.001, 1e9), max_size=5).map(sorted)


@given(values, scheme, count, own)
def test_every_value_is_in_a_class_whose_range_holds_it(
    known: list[float], name: str, number: int, breaks: list[float]
) -> None:
    classes = classify(known, scheme=name, count=number, own=breaks)
    ranges = classes.ranges()
    for value in known:
        low, high = ranges[classes.of(value)]
        assert low <= value <= high


@given(values, scheme, count, own)
def test_bounds_strictly_rise_and_reach_the_greatest_value(
    known: list[float], name: str, number: int, breaks: list[float]
) -> None:
    classes = classify(known, scheme=name, count=number, own=breaks)
    assert all(low < high for low, high in pairwise(classes.bounds))
    assert classes.bounds[-1] >= max(known)
    assert classes.least == min(known)


@given(values, st.sampled_from(sorted(SCHEMES)), count)
def test_there_are_never_more_classes_than_asked_for_or_different_values(
    known: list[float], name: str, number: int
) -> None:
    classes = classify(known, scheme=name, count=number)
    # round breaks are free to take one more, or they would not be round
    assert len(classes) <= min(number + (name == "round"), len(set(known)))


@given(values, scheme, count, st.randoms())
def test_the_same_values_give_the_same_classes_in_any_order(
    known: list[float], name: str, number: int, chance: object
) -> None:
    shuffled = list(known)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first = classify(known, scheme=name, count=number, own=OWN_BREAKS)
    assert classify(shuffled, scheme=name, count=number, own=OWN_BREAKS) == first


@given(values, scheme, count)
def test_a_greater_value_is_never_in_a_lower_class(
    known: list[float], name: str, number: int
) -> None:
    classes = classify(known, scheme=name, count=number, own=OWN_BREAKS)
    found = [classes.of(value) for value in sorted(known)]
    assert found == sorted(found)


@pytest.mark.parametrize("name", EVERY_SCHEME)
@pytest.mark.parametrize("number", [int(text) for text in COUNTS])
class TestEveryScheme:
    def test_nothing_known_gives_no_classes(self, name: str, number: int) -> None:
        assert classify([], scheme=name, count=number) == Classes(())
        assert classify([math.nan, math.inf], scheme=name, count=number) == Classes(())

    def test_one_value_and_equal_values_give_one_class(self, name: str, number: int) -> None:
        for known in ([7.0], [7.0] * 9):
            classes = classify(known, scheme=name, count=number)
            assert (classes.bounds, classes.ranges()) == ((7.0,), [(7.0, 7.0)])

    def test_zero_alone_gives_one_class(self, name: str, number: int) -> None:
        assert classify([0.0, 0.0], scheme=name, count=number).ranges() == [(0.0, 0.0)]

    def test_missing_values_change_nothing(self, name: str, number: int) -> None:
        known = [1.0, 2.0, 5.0, 9.0, 40.0, 41.0, 300.0, 301.0, 999.0]
        expected = classify(known, scheme=name, count=number, own=OWN_BREAKS)
        with_gaps = [math.nan, *known, math.nan]
        assert classify(with_gaps, scheme=name, count=number, own=OWN_BREAKS) == expected

    def test_many_ties_leave_different_values_apart(self, name: str, number: int) -> None:
        classes = classify([0.0] * 14 + [1.0, 30.0], scheme=name, count=number)
        assert classes.of(0.0) < classes.of(30.0)


def test_classes_of_whole_numbers_start_at_the_next_one() -> None:
    classes = classify([1, 2, 3, 10, 11, 12], scheme="natural", count=2)
    assert classes.ranges() == [(1, 3), (4, 12)]


def test_classes_of_other_numbers_start_where_the_last_one_ends() -> None:
    classes = classify([0.5, 1.0, 9.0, 9.5], scheme="natural", count=2)
    assert classes.ranges() == [(0.5, 1.0), (1.0, 9.5)]


def test_own_breaks_are_kept_and_the_greatest_value_is_added() -> None:
    classes = classify([1.5, 4.0, 12.0], scheme=OWN, count=5, own=(2, 10))
    assert classes.bounds == (2, 10, 12)


def test_own_breaks_below_every_value_are_left_out() -> None:
    assert classify([5.5, 9.0], scheme=OWN, count=5, own=(1, 2, 7)).bounds == (7, 9)
    assert classify([5.5, 9.0], scheme=OWN, count=5, own=(1, 2)).bounds == (9,)


def test_own_breaks_between_whole_numbers_leave_no_gap() -> None:
    classes = classify([1, 3, 5], scheme=OWN, count=5, own=(2.5,))
    low, high = classes.ranges()[classes.of(3)]
    assert low <= 3 <= high


def test_without_own_breaks_there_are_natural_ones() -> None:
    known = [1.0, 2.0, 10.0, 11.0]
    natural = classify(known, scheme="natural", count=2)
    assert classify(known, scheme=OWN, count=2) == natural
    assert classify(known, scheme="no such scheme", count=2) == natural


def test_what_exceeds_the_classes_is_of_the_last_and_what_is_less_of_the_first() -> None:
    classes = classify([5.0, 6.0, 9.0, 10.0], scheme="natural", count=2)
    assert (classes.of(99.0), classes.of(0.0)) == (1, 0)

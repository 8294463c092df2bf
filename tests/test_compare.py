"""What sets municipalities apart, said only where it can be known."""

import pandas as pd
import pytest

from lib.compare import Difference, furthest_apart


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

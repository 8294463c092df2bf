"""Small counts of people are withheld, and nothing that is shown gives them back."""

import itertools
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.problems import Problem
from lib.protection import SEX_AND_AGE, SMALL, WITHHELD, protected, told
from lib.rounding import ROUND_TO, rounded
from lib.schema import SEPARATOR, participants_column
from lib.store import open_data
from tests.world import World, rows_of

THRESHOLD = 5
COMMUNITIES = ("north", "south", "river")
COLUMNS = [participants_column(code) for code in COMMUNITIES]
SHIPPED = open_data(Path(__file__).resolve().parent.parent / "data")


class Config:
    """What `protected` asks of a configuration."""

    community_codes = COMMUNITIES
    small_count = THRESHOLD


def activity(total: float | None, *counts: float | None, **cells: object) -> pd.DataFrame:
    """One activity: its participants, and how many are of each community."""
    row = dict(zip(COLUMNS, counts, strict=True))
    known = any(count for count in counts)
    usual = {
        "participants_total": total,
        "participants_women": None,
        "participants_youth": None,
        "beneficiaries": None,
        "beneficiaries_are": "people",
        "communities_named": "",
        "is_recorded": int(known),
        "people_recorded": sum(filter(None, counts)) if known else None,
        "non_majority_country": 1.0,
        "non_majority_municipality": 1.0,
        "published_figures": "",
        "note": "",
    }
    table = pd.DataFrame([{**usual, **row, **cells}])
    numbers = [*COLUMNS, "participants_total", *SEX_AND_AGE, "beneficiaries"]
    return table.astype(dict.fromkeys(numbers, "float64"))


def after(table: pd.DataFrame) -> pd.Series:
    return protected(table, Config).iloc[0]  # type: ignore[arg-type]


def test_a_small_count_goes_and_so_do_the_others_that_would_give_it_back() -> None:
    row = after(activity(40, 30, 7, 3))
    assert row[SMALL] == "participants_river"
    assert row[WITHHELD] == "participants_north;participants_south"
    assert row[COLUMNS].isna().all()
    assert row["participants_total"] == 40
    assert pd.isna(row["people_recorded"])


def test_counts_at_the_threshold_and_zeros_stay() -> None:
    row = after(activity(45, 40, 5, 0))
    assert list(row[COLUMNS]) == [40, 5, 0]
    assert row[SMALL] == row[WITHHELD] == ""


def test_a_total_that_is_nothing_but_small_counts_goes() -> None:
    row = after(activity(8, 4, 4, None))
    assert pd.isna(row["participants_total"])
    assert row[WITHHELD] == "participants_total"


def test_a_total_with_too_little_room_for_the_largest_small_count_goes() -> None:
    assert pd.isna(after(activity(6, 5, 1, None))["participants_total"])
    assert after(activity(9, 5, 1, None))["participants_total"] == 9


@pytest.mark.parametrize(
    ("women", "which"), [(3, SMALL), (37, WITHHELD), (20, ""), (0, ""), (40, "")]
)
def test_few_women_and_few_men_are_protected_alike(women: int, which: str) -> None:
    row = after(activity(40, None, None, None, participants_women=women))
    assert pd.isna(row["participants_women"]) == bool(which)
    assert not which or row[which] == "participants_women"


def test_the_people_who_benefit_do_not_give_a_total_back_that_went() -> None:
    row = after(activity(7, 3, 4, None, beneficiaries=7))
    assert pd.isna(row["participants_total"]) and pd.isna(row["beneficiaries"])
    assert "beneficiaries" in row[WITHHELD]
    assert after(activity(40, 30, 10, None, beneficiaries=40))["beneficiaries"] == 40


@pytest.mark.parametrize(
    ("people", "named", "goes"),
    [
        ((23, 20, None, None), "north;south", True),
        ((22, 20, 0, None), "north", True),
        ((25, 20, None, None), "north;south", False),
        ((23, 20, None, None), "north", False),
        ((20, 20, None, 0), "north", False),
    ],
)
def test_a_total_goes_whose_rest_is_a_small_count_of_one_community(
    people: tuple[float | None, ...], named: str, goes: bool
) -> None:
    row = after(activity(*people, communities_named=named))
    assert pd.isna(row["participants_total"]) == goes
    assert row[COLUMNS[0]] == 20


@pytest.mark.parametrize(
    ("column", "tells"),
    [("participants_south", False), ("note", False), ("beneficiaries", False), ("start", True)],
)
def test_what_is_wrong_is_told_to_anybody_without_a_count_that_may_be_small(
    column: str, tells: bool
) -> None:
    problem = told(Problem("activities.csv", 3, column, "3 (Ana)", "a number", "3"))
    assert ("Ana" in problem.sentence()) == tells
    assert (problem.row, problem.column, problem.allowed) == (3, column, "a number")


def test_texts_that_may_repeat_figures_go_with_them() -> None:
    texts = {"note": "three women", "published_figures": "40 people, 3 women"}
    row = after(activity(40, None, None, None, participants_women=3, **texts))
    assert (row["note"], row["published_figures"]) == ("", "")
    assert after(activity(40, None, None, None, **texts))["note"] == "three women"


def test_a_total_of_one_goes_with_the_one_young_person_in_it() -> None:
    row = after(activity(1, None, None, None, participants_youth=1))
    assert pd.isna(row["participants_total"]) and pd.isna(row["participants_youth"])


def test_a_small_total_goes_only_where_communities_are_recorded() -> None:
    assert pd.isna(after(activity(3, None, None, None, is_recorded=1))["participants_total"])
    assert after(activity(3, None, None, None))["participants_total"] == 3


def candidates(row: pd.Series) -> list[tuple[int, ...]]:
    """What an attacker who knows every rule can still believe the small counts to be.

    Written without a look at how it is done: try all, with others withheld from the threshold up
    and any number of people whose community is not stated.
    """
    small = [column for column in row[SMALL].split(SEPARATOR) if column in COLUMNS]
    others = [column for column in row[WITHHELD].split(SEPARATOR) if column in COLUMNS]
    seen = row[COLUMNS].fillna(0).sum()
    total = row["participants_total"]
    tries = itertools.product(range(1, THRESHOLD), repeat=len(small))
    if pd.isna(total):
        return list(tries)
    left = [(each, total - seen - sum(each)) for each in tries]
    least = THRESHOLD * len(others)
    # the strictest attacker believes that the communities make up the total, where they can
    exact = [each for each, rest in left if (rest >= least if others else rest == 0)]
    return exact or [each for each, rest in left if rest >= least]


counts = st.one_of(st.none(), st.integers(0, 14))


@given(st.lists(counts, min_size=3, max_size=3), st.one_of(st.none(), st.integers(0, 9)))
def test_no_small_count_can_be_computed_back(people: list[int | None], more: int | None) -> None:
    total = None if more is None else sum(filter(None, people)) + more
    row = after(activity(total, *people))
    small = [column for column in row[SMALL].split(SEPARATOR) if column in COLUMNS]
    truth = dict(zip(COLUMNS, people, strict=True))
    assert small == [c for c in COLUMNS if truth[c] and truth[c] < THRESHOLD]
    believed = candidates(row)
    for place, _ in enumerate(small):
        assert {each[place] for each in believed} == set(range(1, THRESHOLD))


@given(st.integers(0, 60), st.integers(0, 60))
def test_neither_women_nor_men_can_be_computed_back(women: int, men: int) -> None:
    row = after(activity(women + men, None, None, None, participants_women=women))
    small = any(0 < people < THRESHOLD for people in (women, men))
    assert pd.isna(row["participants_women"]) == small
    total = row["participants_total"]
    if not small or pd.isna(total):
        return
    # what one who knows the rules can still believe
    if row[SMALL]:
        assert total >= THRESHOLD - 1
    else:
        few = [men for men in range(1, THRESHOLD) if total - men >= THRESHOLD]
        assert few == list(range(1, THRESHOLD))


def test_no_count_below_the_threshold_is_left_in_the_shipped_data() -> None:
    columns = [participants_column(code) for code in SHIPPED.config.community_codes]
    left = rows_of(SHIPPED)[[*columns, *SEX_AND_AGE]]
    assert not ((left > 0) & (left < SHIPPED.config.small_count)).any().any()
    assert rows_of(SHIPPED)[SMALL].ne("").sum() > 0


def test_the_operator_sets_the_threshold(world: World, tmp_path: Path) -> None:
    assert rows_of(world.open(tmp_path))[SMALL].eq("").all()
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    rows = rows_of(world.open(tmp_path)).set_index("id")
    assert rows.loc["a5", SMALL] == "participants_north"
    assert rows.loc["a5", WITHHELD] == "participants_south"
    assert rows.loc["a5", "participation"] == "mixed"
    assert rows.loc["a1", "participants_south"] == 10


def test_inhabitants_are_rounded_where_a_small_count_is_withheld() -> None:
    counts = pd.Series({"north": 8623.0, "south": 131.0, "river": 3.0, "hill": 0.0, "lake": 5.0})
    shown = rounded(counts, THRESHOLD)
    assert list(shown.fillna(-1)) == [8620, 130, -1, 0, 10]
    assert rounded(counts.drop("river"), THRESHOLD).equals(counts.drop("river"))


@given(st.lists(st.integers(0, 60), min_size=2, max_size=5))
def test_no_small_count_of_inhabitants_can_be_computed_back(people: list[int]) -> None:
    """An attacker knows the sum and the rules; each small count can still be anything small."""
    counts = pd.Series(people, dtype="float64")
    shown = rounded(counts, THRESHOLD)
    small = [i for i, n in enumerate(people) if 0 < n < THRESHOLD]
    assert all(pd.isna(shown[i]) for i in small)
    visible = [shown[i] for i, n in enumerate(people) if n >= THRESHOLD and not pd.isna(shown[i])]
    if not small or not visible:
        assert not small or shown.fillna(0).eq(0).all()
        return
    half = max(base for base in ROUND_TO if all(v % base == 0 for v in visible)) / 2
    least = sum(max(v - half, THRESHOLD) for v in visible)
    most = sum(v + half - 1 for v in visible)
    for value in (1, THRESHOLD - 1):
        rest = sum(people) - value
        others = len(small) - 1
        assert least + others <= rest <= most + others * (THRESHOLD - 1)

"""Everything that can be wrong with the activities is said with its row, column and cure."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.cells import are_codes, first_day, is_code, is_date, matches
from lib.problems import Problem
from tests.world import World

NUMBER = "a number of 0 or more"
WHOLE = "a whole number of 0 or more"
DATE = "a date as YYYY, YYYY-MM or YYYY-MM-DD"
MORE = "no more people than participants_total"

# what is broken → activity, column, what stands there, what is allowed, the nearest known
# the header is row 1, so activity a1 is row 2
CELLS = {
    "an unknown municipality": ("a4", "municipality_ids", "brich", "alder, birch, cedar", "birch"),
    "one unknown of several": ("a3", "municipality_ids", "alder;dogwod", "dogwood", "dogwood"),
    "a municipality like none": ("a4", "municipality_ids", "zzzz", "alder, birch", ""),
    "a municipality by its name": ("a4", "municipality_ids", "Birch", "alder, birch", "birch"),
    "a separator without a code": ("a4", "municipality_ids", "birch;", "alder, birch", ""),
    "a municipality twice": ("a4", "municipality_ids", "birch;birch", "", ""),
    "a donor twice": ("a4", "donor", "Sun Fund;Sun Fund", "", ""),
    "a space after a separator": ("a4", "donor", "Moon Fund; Sun Fund", "", ""),
    "a negative amount": ("a1", "amount", "-1000", NUMBER, ""),
    "an amount in words": ("a1", "amount", "much", NUMBER, ""),
    "an amount with a comma": ("a1", "amount", "1,000", NUMBER, ""),
    "an amount that is not a number": ("a1", "amount", "NaN", NUMBER, ""),
    "an amount without end": ("a1", "amount_usd", "inf", NUMBER, ""),
    "an amount in other digits": ("a1", "amount", "١٢", NUMBER, ""),
    "negative people": ("a1", "participants_women", "-1", WHOLE, ""),
    "half a person": ("a1", "participants_women", "1.5", WHOLE, ""),
    "a thirteenth month": ("a1", "start", "2015-13", DATE, ""),
    "the thirtieth of February": ("a1", "start", "2015-02-30", DATE, ""),
    "a date in words": ("a1", "start", "last year", DATE, ""),
    "a date with slashes": ("a4", "end", "03/2015", DATE, ""),
    "a date with a time": ("a1", "end", "2015-03-01T10:00", DATE, ""),
    "an end before the start": ("a3", "end", "2016-04", "not before the start", ""),
    "an end in an earlier year": ("a3", "end", "2015", "not before the start", ""),
    "an unknown type": ("a1", "activity_type", "grants", "grant, training", "grant"),
    "a type in capitals": ("a1", "activity_type", "Grant", "grant, training", "grant"),
    "an unknown sector": ("a1", "sector", "10011", "10010, 10020, 20010", "10010"),
    "an unknown status": ("a1", "status", "complete", "completed, ongoing", "completed"),
    "an unknown objective": ("a1", "specific_objective", "P11", "P1, P2", "P1"),
    "an unknown community": ("a2", "communities_named", "nord", "north, south", "north"),
    "an unknown currency": ("a1", "currency", "US", "USD, EUR", "USD"),
    "an unknown evidence": ("a1", "evidence", "publshed", "published, illustr", "published"),
    "an unknown exactness": ("a1", "participants_exactness", "exactly", "exact, at_least", "exact"),
    "no title": ("a1", "title", "", "a value", ""),
    "a title of spaces": ("a1", "title", "  ", "a value", ""),
    "no type": ("a1", "activity_type", "", "a value", ""),
    "no currency for an amount": ("a1", "currency", "", "the currency of the amount", ""),
    "dollars without an amount": ("a2", "amount_usd", "5", "only beside an amount", ""),
    "a source that is no address": ("a1", "source", "the web", "an address that starts", ""),
    "no source of a published row": ("a1", "source", "", "the address of the source", ""),
}


@pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
def test_a_cell_that_is_wrong_is_named_with_its_cure(
    world: World, tmp_path: Path, case: tuple[str, ...]
) -> None:
    activity, column, found, allowed, near = case
    world.activities.loc[activity, column] = found
    (problem,) = world.problems(tmp_path)
    row = int(activity[1:]) + 1
    assert (problem.file, problem.row, problem.column) == ("activities.csv", row, column)
    # of several codes, only those that are wrong are named; never nothing
    assert problem.found in found
    assert bool(problem.found) == bool(found)
    assert problem.nearest == near
    assert allowed in problem.allowed


# what is broken → the counts of a1, who has 40 participants
COUNTS = {
    "one community": {"participants_north": "41"},
    "communities together": {"participants_north": "30", "participants_south": "11"},
    "women": {"participants_women": "41"},
    "youth": {"participants_youth": "41"},
}


@pytest.mark.parametrize("counts", COUNTS.values(), ids=COUNTS)
def test_counts_that_do_not_add_up_are_named(
    world: World, tmp_path: Path, counts: dict[str, str]
) -> None:
    world.activities.loc["a1", list(counts)] = list(counts.values())
    problem = Problem("activities.csv", 2, "participants_total", "40", MORE)
    assert world.problems(tmp_path) == [problem]


def test_counts_that_add_up_to_less_than_the_total_are_right(world: World, tmp_path: Path) -> None:
    world.activities.loc["a1", "participants_north"] = "1"
    assert world.problems(tmp_path) == []


def test_a_duplicate_id_is_named_in_both_rows(world: World, tmp_path: Path) -> None:
    world.activities.loc["a4", "id"] = "a2"
    problems = world.problems(tmp_path)
    assert [(each.row, each.column, each.found) for each in problems] == [
        (3, "id", "a2"),
        (5, "id", "a2"),
    ]


def test_a_missing_column_is_named(world: World, tmp_path: Path) -> None:
    world.activities = world.activities.drop(columns="municipality_ids")
    (problem,) = world.problems(tmp_path)
    assert (problem.row, problem.column) == (1, "municipality_ids")
    assert problem.found == "no such column"


@pytest.mark.parametrize(
    ("column", "close"), [("tittle", "title"), ("participants_rivers", "participants_river")]
)
def test_an_unknown_column_is_named_with_the_nearest_known(
    world: World, tmp_path: Path, column: str, close: str
) -> None:
    world.activities = world.activities.assign(**{column: ""})
    (problem,) = world.problems(tmp_path)
    assert (problem.row, problem.column, problem.nearest) == (1, column, close)


def test_a_column_that_stands_twice_is_named(world: World, tmp_path: Path) -> None:
    table = pd.concat([world.activities, world.activities["title"]], axis=1)
    world.bytes["activities.csv"] = table.to_csv(index=False).encode()
    assert [problem.row for problem in world.problems(tmp_path)] == [1]


def test_the_row_is_the_line_of_the_spreadsheet_even_after_an_empty_one(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a5", "status"] = "complete"
    head, first, *rest = world.contents("activities.csv").decode().splitlines()
    world.bytes["activities.csv"] = "\n".join([head, first, "", *rest]).encode()
    assert 7 in {problem.row for problem in world.problems(tmp_path)}


def test_a_file_with_a_byte_order_mark_and_windows_lines_is_right(
    world: World, tmp_path: Path
) -> None:
    text = world.contents("activities.csv").decode().replace("\n", "\r\n")
    world.bytes["activities.csv"] = text.encode("utf-8-sig")
    assert world.problems(tmp_path) == []


@pytest.mark.parametrize("cell", ["", "2015", "2015-03", "2015-03-31", "2016-02-29"])
def test_a_date_may_lack_its_day_or_its_month(cell: str) -> None:
    assert is_date(pd.Series([cell])).all()


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_a_date_and_its_own_first_day(day: object) -> None:
    assert first_day(pd.Series([str(day)])).dt.date.tolist() == [day]


@pytest.mark.parametrize("kind", ["number", "integer"])
@given(cells=st.lists(st.from_regex(r"[\d.\-+e, ]{0,6}", fullmatch=True)))
def test_what_is_accepted_as_a_number_can_be_read_as_one(kind: str, cells: list[str]) -> None:
    texts = pd.Series(cells, dtype=str)
    accepted = texts[matches(texts, kind) & texts.ne("")]
    numbers = pd.to_numeric(accepted, errors="coerce")
    assert numbers.notna().all()
    assert (numbers >= 0).all()


@given(st.lists(st.sampled_from(["", "a", "b", "c", "a;b", "b;c", ";"])))
def test_codes_are_right_when_each_of_them_is(cells: list[str]) -> None:
    texts = pd.Series(cells, dtype=str)
    right = [not cell or set(cell.split(";")) <= {"a", "b"} for cell in cells]
    assert are_codes(texts, ("a", "b")).tolist() == right
    assert is_code(texts, ("a", "b")).tolist() == [cell in ("", "a", "b") for cell in cells]

"""Opening the data: all of it, or every problem and nothing half drawn."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lib.counts import overview
from lib.problems import BadData, Problem
from lib.relations import CHOSEN_BY
from lib.selection import parameters, read_link
from lib.store import Data
from tests.world import TABLES, World, rows_of

EVERY_FILE = ("dashboard.toml", "municipalities.geojson", *TABLES)
MAY_BE_MISSING = ("sectors.csv", "totals.csv")


def test_the_small_world_opens(data: Data) -> None:
    assert len(rows_of(data)) == 12
    assert list(data.places.index) == ["alder", "birch", "cedar", "dogwood"]
    assert list(data.partners.index) == ["alder", "birch", "cedar"]


def test_years_run_from_the_first_dated_activity_to_the_last(data: Data) -> None:
    assert data.years == (2014, 2015, 2016, 2017, 2018, 2019)


def test_sizes_count_the_activities_by_evidence(data: Data) -> None:
    assert data.sizes == {"published": 11, "illustrative": 1}


@pytest.mark.parametrize("key", CHOSEN_BY)
def test_every_filter_has_values_to_choose(data: Data, key: str) -> None:
    assert data.values[key]
    assert len(set(data.values[key])) == len(data.values[key])


def test_options_come_from_most_to_fewest_activities(data: Data) -> None:
    assert data.values["activity_type"][:2] == ("grant", "training")
    assert data.values["programme"] == ("Alpha", "Beta", "none")
    assert data.values["donor"] == ("Moon Fund", "Sun Fund", "none")


@pytest.mark.parametrize("file", [f for f in EVERY_FILE if f not in MAY_BE_MISSING])
def test_a_missing_file_is_named(world: World, tmp_path: Path, file: str) -> None:
    world.bytes[file] = None
    (problem,) = world.problems(tmp_path)
    assert (problem.file, problem.row, problem.found) == (file, 0, "no such file")
    assert problem.allowed


@pytest.mark.parametrize("file", EVERY_FILE)
def test_a_file_that_is_not_utf8_is_named(world: World, tmp_path: Path, file: str) -> None:
    """A word with an umlaut, as an old spreadsheet would save it."""
    text = world.contents(file).decode()
    for word in ("Quadria", "Alder", "Builders", "Wells", "Grants"):
        text = text.replace(word, "Wör")
    world.bytes[file] = text.encode("latin-1")
    (problem,) = world.problems(tmp_path)
    assert problem.file == file
    assert "UTF-8" in problem.allowed


BROKEN = {
    "binary": lambda held: b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe",
    "nothing": lambda held: b"",
    "NUL": lambda held: b"\x00".join(held.rsplit(b"o", 1)),
    "an open quote": lambda held: held + b'"',
    "a comma too many in the first row": lambda held: with_more(held, rows=slice(1, 2)),
    "a comma too many in a later row": lambda held: with_more(held, rows=slice(2, 3)),
    "a comma too many in every row": lambda held: with_more(held, rows=slice(1, None)),
    "a row that ends too early": lambda held: held.rstrip().rpartition(b",")[0],
}


def with_more(held: bytes, rows: slice) -> bytes:
    """The file with one cell more in some rows (0 is the header)."""
    lines = held.splitlines()
    lines[rows] = [line + b",more" for line in lines[rows]]
    return b"\n".join(lines)


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
def test_a_file_that_is_not_csv_is_named(
    world: World, tmp_path: Path, file: str, broken: Callable[[bytes], bytes]
) -> None:
    world.bytes[file] = broken(world.contents(file))
    assert {problem.file for problem in world.problems(tmp_path)} == {file}


@pytest.mark.parametrize(
    ("file", "column"),
    [
        *(("sectors.csv", column) for column in ("code", "name", "category", "category_name")),
        *(("totals.csv", column) for column in ("programme", "total_id", "title", "amount")),
    ],
)
def test_a_column_missing_from_any_table_is_said(
    world: World, tmp_path: Path, file: str, column: str
) -> None:
    world.sectors = world.sectors.drop(columns=column, errors="ignore")
    world.totals = world.totals.drop(columns=column, errors="ignore")
    assert (file, column) in places_of(world.problems(tmp_path))


def places_of(problems: list[Problem]) -> set[tuple[str, str]]:
    return {(problem.file, problem.column) for problem in problems}


def test_a_sector_that_stands_twice_is_said(world: World, tmp_path: Path) -> None:
    world.sectors.loc[3] = world.sectors.loc[0]
    assert ("sectors.csv", "code") in places_of(world.problems(tmp_path))


def test_a_total_that_is_no_number_is_said(world: World, tmp_path: Path) -> None:
    world.totals.loc[0, "participants"] = "many"
    assert ("totals.csv", "participants") in places_of(world.problems(tmp_path))


def test_all_problems_of_a_file_are_said_at_once(world: World, tmp_path: Path) -> None:
    world.activities.loc["a1", "amount"] = "-1"
    world.activities.loc["a2", "start"] = "2015-13"
    world.activities.loc["a3", "municipality_ids"] = "alder;brich"
    world.activities.loc["a8", "participants_north"] = "51"
    world.activities = world.activities.drop(columns="status").assign(remark="")
    said = {(problem.row, problem.column) for problem in world.problems(tmp_path)}
    cells = {(2, "amount"), (3, "start"), (4, "municipality_ids")}
    assert said >= {*cells, (1, "status"), (1, "remark")}
    world.activities = world.activities.drop(columns="remark").assign(status="completed")
    said = {(problem.row, problem.column) for problem in world.problems(tmp_path)}
    assert said == {*cells, (9, "participants_total")}


def test_an_error_carries_a_sentence_for_each_problem(world: World, tmp_path: Path) -> None:
    world.activities.loc[["a1", "a2"], "status"] = "complete"
    with pytest.raises(BadData, match=r"activities.csv:2:status.*\n.*activities.csv:3:status"):
        world.open(tmp_path)


def test_a_register_without_activities_opens_and_shows_none(world: World, tmp_path: Path) -> None:
    world.activities = world.activities.head(0)
    data = world.open(tmp_path)
    shown = overview(data, read_link({}, known=parameters(data), allowed={}))
    assert (shown.shown, shown.all, shown.reached, data.years) == (0, 0, 0, ())


def test_what_is_remembered_is_made_once(data: Data) -> None:
    made: list[int] = []
    asked = [data.remember("a thing", lambda: made.append(1) or "kept") for _ in range(3)]
    assert (asked, made) == (["kept"] * 3, [1])

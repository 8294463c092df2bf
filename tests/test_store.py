"""Opening the data: all of it, or every problem and nothing half drawn."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.counts import overview
from lib.problems import BadData
from lib.selection import parameters, read_link
from lib.store import CHOSEN_BY, Data
from tests.world import TABLES, World

EVERY_FILE = ("dashboard.toml", "municipalities.geojson", *TABLES)


def test_the_small_world_opens(data: Data) -> None:
    assert len(data.rows) == 12
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


@pytest.mark.parametrize("file", EVERY_FILE)
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


NOT_CSV = {
    "binary": b"\x89PNG\r\n\x1a\n\x00\x00\xff\xfe",
    "nothing": b"",
    "a cell too many in a row": b"programme,total_id\nAlpha,t\nAlpha,t,3\n",
    "a cell too many in the first row": b"programme,total_id\nAlpha,t,3\nAlpha,t\n",
    "an open quote": b'programme,total_id\n"Alpha,t\n',
    "NUL": b"programme,total_id\nAl\x00pha,t\n",
}


@pytest.mark.parametrize("file", TABLES)
@pytest.mark.parametrize("held", NOT_CSV.values(), ids=NOT_CSV)
def test_a_file_that_is_not_csv_is_named(
    world: World, tmp_path: Path, file: str, held: bytes
) -> None:
    world.bytes[file] = held
    problems = world.problems(tmp_path)
    assert problems
    assert {problem.file for problem in problems} == {file}


@pytest.mark.parametrize("extra", ["first", "every"])
def test_a_row_with_a_comma_too_many_is_one_problem_and_no_traceback(
    world: World, tmp_path: Path, extra: str
) -> None:
    head, *lines = world.contents("activities.csv").decode().splitlines()
    many = 1 if extra == "first" else len(lines)
    lines[:many] = [f"{line},more" for line in lines[:many]]
    world.bytes["activities.csv"] = "\n".join([head, *lines]).encode()
    (problem, *_) = world.problems(tmp_path)
    assert (problem.file, "not CSV" in problem.found) == ("activities.csv", True)


def test_a_row_that_ends_too_early_is_said(world: World, tmp_path: Path) -> None:
    """Cells that are not there are a broken line, not "not stated"."""
    lines = world.contents("activities.csv").decode().splitlines()
    lines[5] = lines[5].removesuffix(",")
    world.bytes["activities.csv"] = "\n".join(lines).encode()
    assert world.problems(tmp_path)


@pytest.mark.parametrize("column", ["code", "name", "category", "category_name"])
def test_a_column_missing_from_the_sectors_is_said(
    world: World, tmp_path: Path, column: str
) -> None:
    world.sectors = world.sectors.drop(columns=column)
    (problem, *_) = world.problems(tmp_path)
    assert (problem.file, problem.column) == ("sectors.csv", column)


@pytest.mark.parametrize("column", ["programme", "total_id", "title", "participants", "amount"])
def test_a_column_missing_from_the_totals_is_said(
    world: World, tmp_path: Path, column: str
) -> None:
    world.totals = world.totals.drop(columns=column)
    (problem, *_) = world.problems(tmp_path)
    assert (problem.file, problem.column) == ("totals.csv", column)


def test_a_sector_that_stands_twice_is_said(world: World, tmp_path: Path) -> None:
    world.sectors.loc[3] = world.sectors.loc[0]
    (problem, *_) = world.problems(tmp_path)
    assert (problem.file, problem.column, problem.found) == ("sectors.csv", "code", "10010")


def test_a_total_that_is_no_number_is_said(world: World, tmp_path: Path) -> None:
    world.totals.loc[0, "participants"] = "many"
    (problem, *_) = world.problems(tmp_path)
    assert (problem.file, problem.row, problem.column) == ("totals.csv", 2, "participants")


def test_all_problems_of_a_file_are_said_at_once(world: World, tmp_path: Path) -> None:
    world.activities.loc["a1", "amount"] = "-1"
    world.activities.loc["a2", "start"] = "2015-13"
    world.activities.loc["a3", "municipality_ids"] = "alder;brich"
    world.activities.loc["a8", "participants_north"] = "51"
    world.activities = world.activities.drop(columns="note").assign(remark="")
    said = {(problem.row, problem.column) for problem in world.problems(tmp_path)}
    cells = {(2, "amount"), (3, "start"), (4, "municipality_ids")}
    assert said >= {*cells, (1, "note"), (1, "remark")}
    world.activities = world.activities.drop(columns="remark").assign(note="")
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

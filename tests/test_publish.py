"""Publishing: what is new is checked, set against what is shown, asked about, and published."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.indicators import BY_KEY
from lib.publish import main
from lib.publishing.archive import Archive, archive_of, files_of
from lib.publishing.difference import Move, applied, moves, rows_between
from lib.versions import Versions
from tests.world import World

Publish = Callable[..., int]
CELLS = st.sampled_from(["", "a", "b", "1"])
TABLES = st.dictionaries(st.sampled_from("vwxyz"), st.tuples(CELLS, CELLS, CELLS))
COLUMNS = st.permutations(["one", "two", "three", "four"]).map(lambda names: names[:3])


def table(rows: dict[str, tuple[str, ...]], columns: list[str]) -> pd.DataFrame:
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype(object)


def as_rows(of: pd.DataFrame, columns: list[str]) -> dict[str, dict[str, str]]:
    return of.reindex(columns=columns, fill_value="").to_dict("index")


@given(TABLES, COLUMNS, TABLES, COLUMNS)
def test_a_difference_makes_the_new_rows_of_the_old(
    old_rows: dict, old_columns: list[str], new_rows: dict, new_columns: list[str]
) -> None:
    old, new = table(old_rows, old_columns), table(new_rows, new_columns)
    rows = rows_between(old, new)
    columns = [*{*old_columns, *new_columns}]
    assert as_rows(applied(old, rows), columns) == as_rows(new, columns)
    assert (rows.changed["before"] != rows.changed["after"]).all()
    assert rows.counts["added"] == len(set(new_rows) - set(old_rows))
    back = rows_between(new, old)
    assert as_rows(applied(new, back), columns) == as_rows(old, columns)


def test_rows_that_are_alike_differ_in_nothing(world: World) -> None:
    assert not any(rows_between(world.activities, world.activities.iloc[::-1]).counts.values())


@pytest.fixture
def shown(world: World, tmp_path: Path) -> Archive:
    """Where the world's data will be published from."""
    (tmp_path / "quadria").mkdir()
    return archive_of(world.write(tmp_path / "quadria"))


@pytest.fixture
def publish(shown: Archive, tmp_path: Path) -> Publish:
    """The command, with the activities that are given."""

    def run(world: World | None, *options: str) -> int:
        path = tmp_path / "new.csv"
        if world:
            path.write_bytes(world.contents("activities.csv"))
        return main([*([str(path)] if world else []), "--data", str(shown.source), *options])

    return run


def test_what_is_new_is_shown_cell_by_cell_and_published_after_a_yes(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    world.activities.loc["a1", "amount_usd"] = "1500"
    world.activities = world.activities.drop("a3")
    world.activities.loc["a99"] = world.activities.loc["a4"].replace("a4", "a99")
    monkeypatch.setattr("builtins.input", lambda question: "y")
    assert publish(world) == 0
    said = capsys.readouterr().out
    assert "1 activity is new · 1 activity is changed · 1 activity is gone" in said
    assert "+ a99: Work 4" in said
    assert "- a3: Work 3" in said
    assert "~ a1: amount_usd: '1000' → '1500'" in said
    assert "  Alder: USD 1,000 → USD 1,500" in said
    assert Versions(shown.current).current().data.ids[-1] == "a99"
    assert [step.kind for step in shown.history()] == ["publish", "publish"]
    assert shown.history()[1].what == {"added": 1, "changed": 1, "removed": 1}


@pytest.mark.parametrize("answer", ["", "n", "no"])
def test_without_a_yes_nothing_is_published(
    world: World, shown: Archive, publish: Publish, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    world.activities.loc["a1", "title"] = "Another"
    monkeypatch.setattr("builtins.input", lambda question: answer)
    assert publish(world) == 1
    assert len(shown.versions) == 1, "only what is shown already"


def test_what_is_wrong_is_said_and_not_published(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.activities.loc["a1", "municipality_ids"] = "aldr"
    assert publish(world, "--yes") == 1
    assert "activities.csv:2:municipality_ids: found 'aldr'" in capsys.readouterr().out
    assert len(shown.versions) == 1


def test_nothing_is_logged_of_what_is_only_looked_at(
    world: World, publish: Publish, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        publish(world)
        publish(None, "--rollback", "1")
        world.activities.loc["a1", "municipality_ids"] = "secret"
        assert publish(world) == 1
    assert not [each for each in caplog.records if each.name.startswith("dashboard")]


def test_the_first_version_is_what_is_shown_and_the_folder_stays_as_it_is(
    world: World, shown: Archive, publish: Publish
) -> None:
    before = {name: file.read_bytes() for name, file in files_of(shown.source).items()}
    assert main([str(shown.source), "--data", str(shown.source)]) == 0
    first = Versions(shown.current).current()
    assert first.name == Versions(shown.source).current().name == shown.present[5:]
    assert first.day == Versions(shown.source).current().day
    world.activities.loc["a1", "title"] = "Another"
    assert publish(world, "--yes") == 0
    assert {n: f.read_bytes() for n, f in files_of(shown.source).items()} == before


def test_the_same_again_is_no_new_version(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    assert publish(world, "--yes") == 0
    assert "Nothing differs." in capsys.readouterr().out
    assert len(shown.versions) == 1


def test_a_file_of_the_folder_is_replaced_by_its_name(
    world: World, shown: Archive, publish: Publish, tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    world.config = world.config.replace("Works in Quadria", "Works elsewhere")
    (tmp_path / "dashboard.toml").write_bytes(world.contents("dashboard.toml"))
    command = [str(tmp_path / "dashboard.toml"), "--data", str(shown.source), "--yes"]
    assert main(command) == 0
    assert "Other files that differ: dashboard.toml." in capsys.readouterr().out
    assert Versions(shown.current).current().data.config.title["en"] == "Works elsewhere"
    (tmp_path / "notes.txt").touch()
    assert main([str(tmp_path / "notes.txt"), "--data", str(shown.source)]) == 1
    assert "notes.txt is not a file of the data" in capsys.readouterr().err


def test_the_activities_are_the_file_that_the_folder_says(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.config = f'activities = "works.csv"\n{world.config}'
    world.write(shown.source)
    (shown.source / "activities.csv").rename(shown.source / "works.csv")
    world.activities.loc["a1", "title"] = "Another"
    assert publish(world, "--yes") == 0
    said = capsys.readouterr().out
    assert "1 activity is changed" in said
    assert "Other files" not in said
    assert b"Another" in (shown.current / "works.csv").read_bytes()
    assert publish(None, "--rollback", "--yes") == 0
    assert shown.history()[-1].what == {"added": 0, "changed": 1, "removed": 0}


@pytest.mark.parametrize(
    "address",
    [
        "activities.parquet",
        "postgresql://db.example.org/aid?password=secret&table=public.works",
        "../quadria/activities.csv",
        ".",
    ],
)
def test_activities_that_no_version_would_hold_are_refused_from_the_beginning(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    world.activities.to_parquet(shown.source / "activities.parquet")
    world.config = f'activities = "{address}"\n{world.config}'
    world.write(shown.source)
    assert publish(world, "--yes") == 1
    refused = capsys.readouterr().err
    assert "Only activities in a CSV file of the folder itself can be published" in refused
    assert f"elsewhere: {address.partition('?')[0]}." in refused
    assert "secret" not in refused
    assert not shown.present


def test_back_in_one_step_and_forward_by_number(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.activities.loc["a1", "title"] = "Another"
    publish(world, "--yes", "--note", "corrected")
    first, second = shown.versions
    assert publish(None, "--rollback", "--yes") == 0
    assert shown.present == first
    assert publish(None, "--rollback", "--yes") == 1
    assert "There is no earlier version" in capsys.readouterr().err
    assert publish(None, "--rollback", "2", "--yes", "--by", "Ana") == 0
    assert shown.present == second
    assert publish(None, "--rollback", "7", "--yes") == 1
    assert publish(None, "--list") == 0
    listed = capsys.readouterr().out
    assert f"* {second}" in listed
    assert "corrected" in listed
    assert "Ana (" in listed


def test_a_version_that_was_changed_on_the_disk_is_not_shown_again(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.activities.loc["a1", "title"] = "Another"
    publish(world, "--yes")
    file = shown.folder(shown.versions[0]) / "activities.csv"
    text = file.read_text()
    file.unlink()
    file.write_text(text.replace("Work 1", "Work 0"))
    assert publish(None, "--rollback", "--yes") == 1
    assert "are not those that were published" in capsys.readouterr().err
    assert shown.present == shown.versions[1]


def test_the_log_says_whether_it_was_changed(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    publish(world, "--yes")
    assert publish(None, "--verify") == 0
    noted = capsys.readouterr().out.split()[-1]
    assert publish(None, "--verify", noted) == 0
    assert publish(None, "--verify", "0" * 64) == 1
    shown.log.write_text(shown.log.read_text().replace("command", "nothing"))
    assert publish(None, "--verify") == 1
    assert "changed at line 1" in capsys.readouterr().err


def test_counts_that_were_withheld_and_would_be_shown_are_pointed_out(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    world.write(shown.source)
    world.activities.loc["a5", ["participants_north", "participants_south"]] = ["6", "34"]
    assert publish(world, "--yes") == 0
    said = capsys.readouterr().out
    assert "1 activity will show counts of people that are withheld at present" in said
    assert "a5" in said


def test_the_way_back_to_a_lower_threshold_points_out_what_it_uncovers(
    world: World, shown: Archive, publish: Publish, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    stricter = shown.root.parent / "dashboard.toml"
    stricter.write_bytes(world.contents("dashboard.toml"))
    main([str(stricter), "--data", str(shown.source), "--yes"])
    assert "withheld at present" not in capsys.readouterr().out

    def answer(question: str) -> str:
        said = capsys.readouterr().out
        assert "1 activity will show counts of people that are withheld at present" in said
        assert "a5" in said
        return "n"

    monkeypatch.setattr("builtins.input", answer)
    assert publish(None, "--rollback") == 1
    assert shown.present == shown.versions[1]


def test_a_present_version_that_is_wrong_does_not_bar_the_way_back(
    world: World, shown: Archive, publish: Publish
) -> None:
    world.activities.loc["a1", "title"] = "Another"
    publish(world, "--yes")
    (shown.current / "activities.csv").unlink()
    assert publish(None, "--rollback", "--yes") == 0
    assert shown.present == shown.versions[0]


def test_a_title_cannot_move_the_terminal(
    world: World, publish: Publish, capsys: pytest.CaptureFixture[str]
) -> None:
    world.activities.loc["a4", ["id", "title"]] = ["a99", "\x1b[2J\u202egone"]
    assert publish(world, "--yes") == 0
    said = capsys.readouterr().out
    assert "+ a99: ?[2Jgone" in said


def test_a_file_that_is_not_there_is_said(publish: Publish, world: World) -> None:
    assert main(["/nowhere.csv"]) == 2
    assert publish(None) == 2


def test_indicators_that_move_stand_by_how_far_they_move(tmp_path: Path) -> None:
    opened = []
    for number in range(2):
        (tmp_path / str(number)).mkdir()
        world = World()
        if number:
            world.activities.loc["a1", "amount_usd"] = "8000"
            world.activities.loc["a5", "amount_usd"] = "230"
            world.activities.loc["a2", "participants_total"] = "21"
        opened.append(world.open(tmp_path / str(number)))
    found = moves(*opened)
    grants = [(m.place, m.size) for m in found if m.indicator == "grants_money"]
    assert grants == [("", 7010.0), ("alder", 7000.0), ("birch", 10.0)]
    order = list(dict.fromkeys(move.indicator for move in found))
    assert order.index("grants_money") < order.index("trained")
    assert "activities" not in order
    assert moves(opened[0], opened[0]) == ()


def test_what_was_not_spent_is_zero_and_what_is_not_known_is_not() -> None:
    def side(value: float, state: str) -> dict[str, object]:
        return {"value": value, "state": state, "rough": 0}

    some, none = side(40.0, "value"), side(np.nan, "none")
    assert Move("money", "", none, some).size == 40
    assert Move("money", "", none, some).part == 1
    assert Move("money", "", side(np.nan, "unknown"), some).size == 0
    assert Move("mixed_share", "", none, some).size == 0
    assert BY_KEY["mixed_share"].kind == "share"

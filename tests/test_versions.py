"""Changed data is taken up without a restart, whole; wrong data is refused, and the old stays."""

from __future__ import annotations

import logging
import shutil
import threading
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lib.language import language
from lib.origins import Origin
from lib.problems import BadData
from lib.store import Data, open_data
from lib.versions import Versions
from tests.reader import lines
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
SAY = language("en")


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are taken up in the moment that they change."""
    monkeypatch.setattr("lib.versions.REST", 0)


@pytest.fixture
def versions(world: World, tmp_path: Path) -> Versions:
    return Versions(world.write(tmp_path))


def title(version_of: Versions) -> str:
    return version_of.current().data.row("a1")["title"]


def test_the_same_files_are_opened_once(versions: Versions) -> None:
    assert versions.current() is versions.current()


def test_a_changed_file_is_another_version(
    versions: Versions, world: World, tmp_path: Path
) -> None:
    before = versions.current()
    world.activities.loc["a1", "title"] = "Another"
    world.write(tmp_path)
    after = versions.current()
    assert after.data.row("a1")["title"] == "Another"
    assert before.data.row("a1")["title"] == "Work 1"
    assert before.name != after.name


def test_a_version_is_named_for_what_the_files_hold_and_not_for_their_dates(
    world: World, tmp_path: Path
) -> None:
    folders = [tmp_path / "one", tmp_path / "two"]
    for folder in folders:
        folder.mkdir()
        world.write(folder)
    (folders[0] / "totals.csv").touch()
    assert len({Versions(folder).current().name for folder in folders}) == 1


def test_what_is_wrong_is_refused_and_the_last_good_version_stays(
    versions: Versions, world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    good = versions.current()
    world.activities.loc["a1", "municipality_ids"] = "aldr"
    with caplog.at_level(logging.ERROR, "dashboard.data"):
        world.write(tmp_path)
        kept = versions.current()
    assert kept.data is good.data
    assert kept.name == good.name
    assert [problem.nearest for problem in kept.refused] == ["alder"]
    assert "aldr" in caplog.records[0].problems[0]  # type: ignore[attr-defined]
    assert versions.current().refused == kept.refused
    assert len(caplog.records) == 1, "it is checked once, not by every reader"
    world.activities.loc["a1", "municipality_ids"] = "birch"
    world.write(tmp_path)
    assert versions.current().refused == ()
    assert versions.current().data is not good.data


def test_a_file_that_is_gone_is_refused_too(versions: Versions, tmp_path: Path) -> None:
    good = versions.current()
    (tmp_path / "municipalities.geojson").unlink()
    assert versions.current().data is good.data
    assert versions.current().refused[0].file == "municipalities.geojson"


def test_what_nobody_foresaw_is_refused_too(
    versions: Versions, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = versions.current()

    def fails(folder: Path, origin: Origin) -> Data:
        raise MemoryError("no room")

    monkeypatch.setattr("lib.versions.open_data", fails)
    (tmp_path / "totals.csv").touch()
    assert versions.current().data is good.data
    # what it says may hold anything of the data: the log has it
    assert versions.current().refused[0].found == "MemoryError"


def test_without_a_good_version_every_problem_is_said_each_time(
    world: World, tmp_path: Path
) -> None:
    good = world.contents("municipalities.geojson")
    world.bytes["municipalities.geojson"] = None
    broken = Versions(world.write(tmp_path))
    for _ in range(2):
        with pytest.raises(BadData, match=r"municipalities\.geojson"):
            broken.current()
    (tmp_path / "municipalities.geojson").write_bytes(good)
    assert broken.current().refused == ()


def test_files_that_change_while_they_are_read_are_not_mixed(
    versions: Versions, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = versions.current()

    def disturbed(folder: Path, origin: Origin) -> Data:
        opened = open_data(folder, origin)
        (tmp_path / "totals.csv").touch()
        return opened

    world.activities.loc["a1", "title"] = "Another"
    world.write(tmp_path)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr("lib.versions.open_data", disturbed)
        assert versions.current() is good
    assert title(versions) == "Another"


def test_files_must_rest_before_they_are_taken_up(
    versions: Versions, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.versions.REST", 3600)
    assert title(versions) == "Work 1", "the first version need not wait"
    world.activities.loc["a1", "title"] = "Another"
    world.write(tmp_path)
    assert title(versions) == "Work 1"
    monkeypatch.setattr("lib.versions.REST", 0)
    assert title(versions) == "Another"


def test_a_link_that_leads_elsewhere_changes_every_file_at_once(tmp_path: Path) -> None:
    for name in ("one", "two"):
        world = World()
        world.activities.loc["a1", "title"] = name
        (tmp_path / name).mkdir()
        world.write(tmp_path / name)
    link = tmp_path / "data"
    link.symlink_to("one")
    versions = Versions(link)
    assert title(versions) == "one"
    (tmp_path / "next").symlink_to("two")
    (tmp_path / "next").replace(link)
    assert title(versions) == "two"


def test_while_one_opens_what_is_new_the_others_go_on(
    versions: Versions, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = versions.current()
    opening, seen = threading.Event(), threading.Event()

    def slow(folder: Path, origin: Origin) -> Data:
        opening.set()
        assert seen.wait(30)
        return open_data(folder, origin)

    monkeypatch.setattr("lib.versions.open_data", slow)
    world.activities.loc["a1", "title"] = "Another"
    world.write(tmp_path)
    first = threading.Thread(target=versions.current)
    first.start()
    assert opening.wait(30)
    assert versions.current() is good
    seen.set()
    first.join()
    assert title(versions) == "Another"


def test_many_readers_at_the_start_open_it_once(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = []

    def counted(folder: Path, origin: Origin) -> Data:
        opened.append(folder)
        return open_data(folder, origin)

    monkeypatch.setattr("lib.versions.open_data", counted)
    readers = [threading.Thread(target=versions.current) for _ in range(8)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert len(opened) == 1


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped data that the pages show."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("sources"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    return folder


def test_a_page_keeps_the_good_data_and_says_of_when_it_is(shipped: Path) -> None:
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.warning
    text = (shipped / "activities.csv").read_text("utf-8")
    (shipped / "activities.csv").write_text(text.replace(",published,", ",guessed,"), "utf-8")
    app.run()
    assert not app.exception
    assert "321 of 351" in lines(app)[0]
    said = app.warning[0].value
    assert said.startswith(SAY("version.refused").split("{")[0])
    (shipped / "activities.csv").write_text(text, "utf-8")
    app.run()
    assert not app.warning

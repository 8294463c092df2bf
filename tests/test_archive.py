"""Versions of the data: whole or not at all, whatever kills the publisher; and a log that tells."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from lib.publishing import audit
from lib.publishing.archive import Archive, By, Refused, archive_of, files_of
from lib.publishing.steps import publish, roll_back

ROOT = Path(__file__).resolve().parent.parent
BY = By("ana@example.org", "command")
FIRST = {"activities.csv": "one", "totals.csv": "same", "sources/provenance.toml": "from here"}
SECOND = {**FIRST, "activities.csv": "two " * 50, "new.csv": "new"}


def written(folder: Path, files: dict[str, str]) -> dict[str, Path]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return files_of(folder)


def shown(archive: Archive) -> dict[str, str]:
    """What readers are shown, file by file."""
    return {name: file.read_text("utf-8") for name, file in files_of(archive.current).items()}


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    """An archive that shows its first version."""
    archive = archive_of(tmp_path / "data")
    files = written(tmp_path / "data", FIRST)
    publish(archive, files, fingerprint="one", base="", by=BY, what={})
    written(tmp_path / "second", SECOND)
    return archive


def publish_second(archive: Archive, base: str = "0001-one") -> str:
    files = files_of(archive.root.parent / "second")
    return publish(archive, files, fingerprint="two", base=base, by=BY, what={"added": 1})


def publisher(archive: Archive, *more: str, folder: str = "", name: str = "two") -> list[str]:
    """The command of a publisher in a process of its own."""
    source = folder or str(archive.root.parent / "second")
    command = [sys.executable, "-m", "tests.publisher", str(archive.root), source]
    return [*command, name, "0001-one", *more]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )


def is_tidy(archive: Archive) -> None:
    """The log is whole and says what is shown, every version is told of, nothing is left over."""
    assert audit.first_broken(archive.log) == 0
    history = archive.history()
    assert history[-1].after == archive.present
    assert {step.after for step in history} == set(archive.versions)
    kept = {path.name for path in archive.root.iterdir()}
    assert kept == {"audit.jsonl", "current", "lock", "versions"}


def test_a_folder_and_what_is_shown_of_it_have_one_archive(tmp_path: Path) -> None:
    roots = {
        archive_of(tmp_path / path).root for path in ("d", "d.published", "d.published/current")
    }
    assert roots == {tmp_path / "d.published"}


def test_what_is_published_is_shown_and_what_was_is_kept(archive: Archive) -> None:
    assert shown(archive) == FIRST
    assert publish_second(archive) == "0002-two"
    assert shown(archive) == SECOND
    assert archive.versions == ["0001-one", "0002-two"]
    assert {n: f.read_text() for n, f in files_of(archive.folder("0001-one")).items()} == FIRST
    is_tidy(archive)


def test_rolled_back_is_the_same_to_the_byte(archive: Archive) -> None:
    publish_second(archive)
    roll_back(archive, "0001-one", base="0002-two", by=BY, what={})
    assert shown(archive) == FIRST
    assert [step.kind for step in archive.history()] == ["publish", "publish", "rollback"]
    is_tidy(archive)


def test_what_two_versions_have_in_common_is_held_once_but_never_with_the_source(
    archive: Archive,
) -> None:
    publish_second(archive)
    one, two = (archive.folder(version) for version in archive.versions)
    assert (one / "totals.csv").samefile(two / "totals.csv")
    assert not (one / "totals.csv").samefile(archive.source / "totals.csv")
    assert not (one / "activities.csv").samefile(two / "activities.csv")
    assert not (two / "totals.csv").stat().st_mode & 0o222


def test_who_looked_at_an_older_version_is_refused(archive: Archive) -> None:
    publish_second(archive)
    for again in (lambda: publish_second(archive), lambda: roll_back_to(archive, "0001-one")):
        with pytest.raises(Refused, match="overtaken"):
            again()
    assert archive.versions == ["0001-one", "0002-two"]
    is_tidy(archive)


def roll_back_to(archive: Archive, version: str) -> None:
    roll_back(archive, version, base="0001-one", by=BY, what={})


@pytest.mark.parametrize(("to", "why"), [("0009-nine", "unknown"), ("0001-one", "present")])
def test_there_is_no_way_back_to_what_is_not_there(archive: Archive, to: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        roll_back_to(archive, to)
    is_tidy(archive)


def test_a_number_is_never_used_twice(archive: Archive) -> None:
    publish_second(archive)
    roll_back(archive, "0001-one", base="0002-two", by=BY, what={})
    assert publish_second(archive) == "0003-two"


def test_a_publisher_killed_at_any_step_leaves_the_old_or_the_new_and_the_next_one_tidies_up(
    archive: Archive,
) -> None:
    seen, alive = [], False
    for step in range(1, 500):
        base = archive.present
        folder = "second" if shown(archive) == FIRST else "data"
        wanted = SECOND if folder == "second" else FIRST
        before = shown(archive)
        command = publisher(archive, folder=str(archive.root.parent / folder))
        command[-1] = base
        alive = run([*command, "--die", str(step)]).returncode == 0
        assert shown(archive) in (before, wanted)
        seen.append(shown(archive) == wanted)
        # whoever comes next, even to be refused, tidies up
        with pytest.raises(Refused):
            roll_back(archive, archive.present, base=archive.present, by=BY, what={})
        is_tidy(archive)
        if alive:
            break
    assert alive
    assert len(seen) > 40
    assert not all(seen) and seen[-1]


def test_one_who_rolls_back_and_is_killed_leaves_the_one_version_or_the_other(
    archive: Archive,
) -> None:
    publish_second(archive)
    for step in range(1, 100):
        base = archive.present
        other = next(each for each in archive.versions if each != base)
        command = publisher(archive, folder="-", name=other)
        command[-1] = base
        alive = run([*command, "--die", str(step)]).returncode == 0
        assert shown(archive) in (FIRST, SECOND)
        with pytest.raises(Refused):
            roll_back(archive, archive.present, base=archive.present, by=BY, what={})
        is_tidy(archive)
        if alive:
            break
    assert alive
    assert step > 10


@pytest.mark.parametrize("room", [0, 2, 100, 1000])
def test_without_room_nothing_is_published_and_nothing_is_left(archive: Archive, room: int) -> None:
    """No file may grow beyond so many bytes: the data's or the log's."""
    before = archive.log.read_bytes()
    more = ("--room", str(room if room < 1000 else len(before) + 60))
    done = run(publisher(archive, *more))
    assert "File too large" in done.stdout
    assert shown(archive) == FIRST
    assert archive.log.read_bytes() == before
    is_tidy(archive)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A real file system of 64 kB, where this may be made."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(place)]
    if os.geteuid() or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no file system may be made here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("left", range(0, 40_000, 4096))
def test_on_a_disk_that_is_full_the_old_version_or_the_new_is_shown_whole(
    small_disk: Path, tmp_path: Path, left: int
) -> None:
    files = written(small_disk / "data", FIRST)
    archive = archive_of(small_disk / "data")
    publish(archive, files, fingerprint="one", base="", by=BY, what={})
    other = written(tmp_path / "second", {**SECOND, "activities.csv": "long" * 4000})
    about = os.statvfs(small_disk)
    filler = small_disk / "filler"
    filler.write_bytes(b"x" * max(0, about.f_bavail * about.f_frsize - left))
    try:
        publish(archive, other, fingerprint="two", base="0001-one", by=BY, what={})
        assert left > 16_000
    except OSError as error:
        assert error.errno == 28, "no space left"
        assert shown(archive) == FIRST
    filler.unlink()
    with pytest.raises(Refused, match="present"):
        roll_back(archive, archive.present, base=archive.present, by=BY, what={})
    assert len(shown(archive)) == 3 + (archive.present == "0002-two")
    is_tidy(archive)


def test_of_several_publishers_at_once_one_publishes_and_the_others_are_told(
    archive: Archive,
) -> None:
    folders = []
    for number in range(6):
        folders.append(archive.root.parent / f"by{number}")
        written(folders[-1], {**FIRST, "activities.csv": str(number) * 100_000})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    started = [
        subprocess.Popen(
            publisher(archive, folder=str(folder)),
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True,
        )
        for folder in folders
    ]  # fmt: skip
    said = [each.communicate()[0] for each in started]
    published = [
        folder for folder, each in zip(folders, started, strict=True) if not each.returncode
    ]
    assert len(published) == 1
    assert {each.strip() for each in said} <= {"", "Refused('busy')", "Refused('overtaken')"}
    assert sum(bool(each) for each in said) == 5
    assert shown(archive)["activities.csv"] == (published[0] / "activities.csv").read_text()
    assert archive.versions == ["0001-one", "0002-two"]
    is_tidy(archive)


def test_who_publishes_while_another_does_is_told_and_need_not_wait(archive: Archive) -> None:
    with (archive.root / "lock").open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(Refused, match="busy"):
            publish_second(archive)
    assert publish_second(archive) == "0002-two"


def test_every_line_of_the_log_is_bound_to_the_one_before(archive: Archive) -> None:
    publish_second(archive)
    lines = archive.log.read_text("utf-8").splitlines(keepends=True)
    assert audit.first_broken(archive.log) == 0
    changed = json.loads(lines[1]) | {"way": "nobody"}
    rewritten = changed | {"hash": audit.hash_of(changed)}
    wrongs = {
        2: [[*lines[:1], json.dumps(changed) + "\n", *lines[2:]], lines[:1] + lines[2:]],
        3: [[*lines[:1], json.dumps(rewritten) + "\n", *lines[2:]], lines[:2] + lines[1:]],
        1: [lines[1:], ["nonsense\n", *lines]],
    }
    for number, cases in wrongs.items():
        for case in cases:
            archive.log.write_text("".join(case), encoding="utf-8")
            assert audit.first_broken(archive.log) == number
            assert len(audit.read(archive.log)) == number - 1


def test_lines_cut_off_at_the_end_are_found_by_a_hash_that_was_noted(archive: Archive) -> None:
    last = audit.read(archive.log)[-1]["hash"]
    assert audit.first_broken(archive.log, last) == 0
    lines = archive.log.read_text("utf-8").splitlines(keepends=True)
    archive.log.write_text("".join(lines[:-1]), encoding="utf-8")
    assert audit.first_broken(archive.log) == 0
    assert audit.first_broken(archive.log, last) == len(lines)


def test_nobody_publishes_over_a_log_that_was_changed(archive: Archive) -> None:
    archive.log.write_text(archive.log.read_text().replace("ana@", "eva@"), encoding="utf-8")
    with pytest.raises(Refused, match="log"):
        publish_second(archive)
    assert shown(archive) == FIRST
    archive.log.rename(archive.root / "looked-into.jsonl")
    assert publish_second(archive) == "0002-two"
    assert [(s.kind, s.before, s.after) for s in archive.history()] == [
        ("found", "", "0001-one"),
        ("publish", "0001-one", "0002-two"),
    ]


def test_a_link_that_was_moved_by_hand_is_written_down(archive: Archive) -> None:
    publish_second(archive)
    archive.current.unlink()
    archive.current.symlink_to("versions/0001-one")
    assert publish_second(archive, "0001-one") == "0003-two"
    assert [step.kind for step in archive.history()] == ["publish", "publish", "found", "publish"]


def test_what_a_dead_writer_has_left_of_a_line_is_no_line(archive: Archive) -> None:
    with archive.log.open("ab") as log:
        log.write(b'{"line": 3, "ev')
    assert len(audit.read(archive.log)) == 2
    assert audit.first_broken(archive.log) == 0
    assert audit.mend(archive.log) == 15
    publish_second(archive)
    is_tidy(archive)

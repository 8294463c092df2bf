"""What would be published: files put together, checked, and set against the present version."""

from __future__ import annotations

import contextlib
import filecmp
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from lib.protection import SMALL, WITHHELD
from lib.publishing import steps
from lib.publishing.archive import Archive, By, Refused, files_of
from lib.publishing.difference import Difference, moves, rows_between
from lib.schema import SEPARATOR
from lib.store import Data
from lib.tables import read_rows
from lib.versions import Version, Versions

ACTIVITIES = "activities.csv"


@dataclass(frozen=True)
class Plan:
    """A version that is right, and has not been published yet."""

    archive: Archive
    base: str
    """The present version, that it was compared with; "" for none."""
    folder: Path
    """Its files, where nobody else writes."""
    version: Version
    present: Version | None

    @cached_property
    def difference(self) -> Difference:
        """What it changes, to the letter: for those who may see the files themselves."""
        if self.present is None:
            nothing = _table(self.folder).iloc[:0]
            return Difference(rows_between(nothing, _table(self.folder)), ())
        before = self.archive.folder(self.base)
        rows = rows_between(_table(before), _table(self.folder))
        moved = moves(self.present.data, self.version.data)
        return Difference(rows, moved, other_files(before, self.folder))

    @cached_property
    def uncovered(self) -> tuple[str, ...]:
        """Activities of which it shows counts that the present version withholds: who has kept
        the old figures can work out what was withheld."""
        return uncovered(self.present.data, self.version.data) if self.present else ()

    def publish(self, by: By) -> str:
        """Publish it; the name of the new version. Raises as `lib.publishing.steps.publish`."""
        if self.present is not None and self.present.name == self.version.name:
            raise Refused("same", version=self.base)
        return steps.publish(
            self.archive,
            files_of(self.folder),
            fingerprint=self.version.name,
            base=self.base,
            by=by,
            what=self.difference.rows.counts if self.present else {},
        )


@contextlib.contextmanager
def planned(archive: Archive, path: Path) -> Iterator[Plan]:
    """A plan of what would be published, while it is looked at.

    Parameters
    ----------
    path
        A whole folder of data; or one file, that replaces the file of its name in the present
        version, or else the activities.

    Raises
    ------
    Refused
        It is no file of a version; or nothing is published yet that one file could belong to.
    BadData
        With every problem of the data.
    """
    with tempfile.TemporaryDirectory(prefix="publishing-") as place:
        folder, base = Path(place), archive.present
        for name, file in _together(archive, base, path).items():
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy2(file, folder / name)
        version = Versions(folder).current()
        present = Versions(archive.folder(base)).current() if base else None
        yield Plan(archive, base, folder, version, present)


def begin(archive: Archive, by: By) -> str:
    """Make the first version out of the folder of the archive, where there is none; its name."""
    if not archive.present:
        with planned(archive, archive.source) as plan:
            plan.publish(by)
    return archive.present


def roll_back(archive: Archive, version: str, by: By) -> None:
    """Show a version that was published before.

    Raises
    ------
    BadData
        It is not right by what is asked of data today.
    Refused
        It is not what was published; or as `lib.publishing.steps.roll_back`.
    """
    base, what = archive.present, {}
    if archive.folder(version).is_dir():
        opened = Versions(archive.folder(version)).current()
        if opened.name != version.partition("-")[2]:
            raise Refused("changed", version=version)
        tables = (_table(archive.folder(each)) for each in (base, version))
        what = rows_between(*tables).counts
    steps.roll_back(archive, version, base=base, by=by, what=what)


def uncovered(before: Data, after: Data) -> tuple[str, ...]:
    """The activities of which a count that is withheld in the one is not in the other."""
    old, new = (_withheld(data) for data in (before, after))
    return tuple(each for each in new.index.intersection(old.index) if old[each] - new[each])


def _withheld(data: Data) -> pd.Series:
    """By activity, the columns of it that are withheld."""
    rows = data.all_rows().set_index("id")
    named = rows[SMALL].str.split(SEPARATOR) + rows[WITHHELD].str.split(SEPARATOR)
    return named.map(lambda names: set(names) - {""})


def _together(archive: Archive, base: str, path: Path) -> dict[str, Path]:
    """The files of a version by their names."""
    if path.is_dir():
        return files_of(path)
    held = files_of(archive.folder(base)) if base else {}
    name = path.name if path.name in held else ACTIVITIES
    if not held or (name == ACTIVITIES and path.suffix != ".csv"):
        raise Refused("file", file=path.name)
    return {**held, name: path}


def _table(folder: Path) -> pd.DataFrame:
    """The activities as they stand in the file, by id."""
    table, _ = read_rows(folder / ACTIVITIES)
    return table.set_index("id")


def other_files(before: Path, after: Path) -> tuple[str, ...]:
    """The files beside the activities that differ."""
    old, new = files_of(before), files_of(after)
    names = sorted({*old, *new} - {ACTIVITIES})
    both = (name for name in names if name in old and name in new)
    alike = {name for name in both if filecmp.cmp(old[name], new[name], shallow=False)}
    return tuple(name for name in names if name not in alike)

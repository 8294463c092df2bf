"""What would be published: files put together, checked, and set against the present version."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lib.publishing import steps
from lib.publishing.archive import Archive, By, Refused, files_of
from lib.publishing.back import uncovered
from lib.publishing.difference import Difference, moves, rows_between
from lib.publishing.held import activities_file, other_files, table_of
from lib.versions import Version, opened


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
            nothing = table_of(self.folder).iloc[:0]
            return Difference(rows_between(nothing, table_of(self.folder)), ())
        before = self.archive.folder(self.base)
        rows = rows_between(table_of(before), table_of(self.folder))
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
        It is no file of a version; or nothing is published yet that one file could belong to; or
        the activities are in no CSV file of the folder.
    BadData
        With every problem of the data.
    """
    with tempfile.TemporaryDirectory(prefix="publishing-") as place:
        folder, base = Path(place), archive.present
        for name, file in _together(archive, base, path).items():
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy2(file, folder / name)
        # said before anything is opened: it may be on an engine
        activities_file(folder)
        version = opened(folder)
        present = opened(archive.folder(base)) if base else None
        yield Plan(archive, base, folder, version, present)


def begin(archive: Archive, by: By) -> str:
    """Make the first version out of the folder of the archive, where there is none; its name."""
    if not archive.present:
        with planned(archive, archive.source) as plan:
            plan.publish(by)
    return archive.present


def _together(archive: Archive, base: str, path: Path) -> dict[str, Path]:
    """The files of a version by their names."""
    if path.is_dir():
        return files_of(path)
    if not base:
        raise Refused("file", file=path.name)
    held = files_of(archive.folder(base))
    if path.name in held:
        return {**held, path.name: path}
    if path.suffix != ".csv":
        raise Refused("file", file=path.name)
    return {**held, activities_file(archive.folder(base)): path}

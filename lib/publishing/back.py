"""The way back to a version that was published before, looked at before it is taken."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from lib.problems import BadData
from lib.protection import SMALL, WITHHELD
from lib.publishing import steps
from lib.publishing.archive import Archive, By, Refused
from lib.publishing.difference import rows_between
from lib.publishing.held import table_of
from lib.schema import SEPARATOR
from lib.store import Data
from lib.versions import opened


@dataclass(frozen=True)
class Back:
    """A step back that can be taken."""

    version: str
    base: str
    """The present version, that it was compared with."""
    what: Mapping[str, int] = field(default_factory=dict)
    """How many activities it adds, changes and takes away."""
    uncovered: tuple[str, ...] = ()
    """Activities of which it shows counts that the present version withholds."""

    def take(self, archive: Archive, by: By) -> None:
        """Show the version; raises as `lib.publishing.steps.roll_back`."""
        steps.roll_back(archive, self.version, base=self.base, by=by, what=self.what)


def way_back(archive: Archive, version: str) -> Back:
    """What it would mean to show a version again.

    Raises
    ------
    BadData
        It is not right by what is asked of data today.
    Refused
        There is none, or it is not what was published.
    """
    folder, base = archive.folder(version), archive.present
    if not folder.is_dir():
        raise Refused("unknown", version=version)
    older = opened(folder)
    if older.name != version.partition("-")[2]:
        raise Refused("changed", version=version)
    present = archive.folder(base)
    # of a present version that is wrong itself nothing can be said, and it must not bar the way
    with contextlib.suppress(BadData, Refused):
        what = rows_between(table_of(present), table_of(folder)).counts
        return Back(version, base, what, uncovered(opened(present).data, older.data))
    return Back(version, base)


def uncovered(before: Data, after: Data) -> tuple[str, ...]:
    """The activities of which a count that is withheld in the one is not in the other."""
    old, new = (_withheld(data) for data in (before, after))
    return tuple(each for each in new.index.intersection(old.index) if old[each] - new[each])


def _withheld(data: Data) -> pd.Series:
    """By activity, the columns of it that are withheld."""
    rows = data.all_rows().set_index("id")
    named = rows[SMALL].str.split(SEPARATOR) + rows[WITHHELD].str.split(SEPARATOR)
    return named.map(lambda names: set(names) - {""})

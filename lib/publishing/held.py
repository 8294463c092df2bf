"""What a folder of a version holds: its activities as they stand in the file, and other files."""

from __future__ import annotations

import filecmp
from pathlib import Path

import pandas as pd

from lib.address import Files, read_address
from lib.config import read_config
from lib.publishing.archive import Refused, files_of
from lib.tables import read_rows


def activities_file(folder: Path) -> str:
    """The name of the file of the activities, by the configuration of the folder.

    Raises
    ------
    Refused
        They are no CSV file beside the configuration: then a copy of the folder's files would not
        be a version of them, or could not be compared cell by cell.
    BadData
        The configuration is wrong.
    """
    if not (name := _beside(folder)):
        named, _, _ = _named(folder).partition("?")  # a password may follow
        raise Refused("elsewhere", activities=named)
    return name


def _named(folder: Path) -> str:
    return read_config(folder / "dashboard.toml").activities


def _beside(folder: Path) -> str:
    """The name of the CSV file in the folder; "" where the activities are anything else."""
    address = read_address(_named(folder), folder)
    if not isinstance(address, Files) or address.path.suffix != ".csv" or address.path.is_dir():
        return ""
    return address.name if address.path.parent.resolve() == folder.resolve() else ""


def table_of(folder: Path) -> pd.DataFrame:
    """The activities as they stand in the file, by id."""
    table, _ = read_rows(folder / activities_file(folder))
    return table.set_index("id")


def other_files(before: Path, after: Path) -> tuple[str, ...]:
    """The files beside the activities that differ."""
    old, new = files_of(before), files_of(after)
    activities = {_beside(before), _beside(after)}
    names = sorted({*old, *new} - activities)
    both = (name for name in names if name in old and name in new)
    alike = {name for name in both if filecmp.cmp(old[name], new[name], shallow=False)}
    return tuple(name for name in names if name not in alike)

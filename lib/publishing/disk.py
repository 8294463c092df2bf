"""Files put together as a folder of their own, and on the disk when that is said."""

from __future__ import annotations

import filecmp
import os
import shutil
import stat
from collections.abc import Mapping
from pathlib import Path


def stage(files: Mapping[str, Path], place: Path, base: Path | None) -> None:
    """A folder with these files, by their path in it.

    Parameters
    ----------
    base
        The version before: a file that it holds too is held once, under two names.
    """
    for name, file in files.items():
        staged = place / name
        staged.parent.mkdir(parents=True, exist_ok=True)
        if not (base and _linked(base / name, file, staged)):
            _copy(file, staged)
        settle(staged)
    for folder in {(place / name).parent for name in files} | {place}:
        settle(folder)
    settle(place.parent)


def settle(path: Path) -> None:
    """Until a file, or which files a folder holds, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _linked(held: Path, file: Path, place: Path) -> bool:
    """Whether what the version before holds is the same, and has got this name too."""
    if not held.is_file() or not filecmp.cmp(held, file, shallow=False):
        return False
    try:
        os.link(held, place)
    except OSError:
        return False
    return True


def _copy(file: Path, place: Path) -> None:
    """A copy that nobody writes into by mistake, of the same date."""
    shutil.copyfile(file, place)
    about = file.stat()
    os.utime(place, ns=(about.st_atime_ns, about.st_mtime_ns))
    place.chmod(stat.S_IMODE(about.st_mode) & 0o555)

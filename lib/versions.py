"""Which version of the data is shown: changed files are taken up without a restart, and whole.

All is read before anything is swapped, so nobody sees half of one version and half of another. A
version that is wrong is refused, and the last good one stays. Pages and the API ask here alike.
"""

from __future__ import annotations

import functools
import hashlib
import logging
import os
import threading
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from lib.language import phrase
from lib.problems import BadData, Problem
from lib.provenance import FILE as PROVENANCE
from lib.store import Data, open_data

FOLDER = "DASHBOARD_DATA"
"""The environment variable that names the folder of the data."""
REST = 1.0
"""Seconds for which changed files must have rested: several are seldom replaced in one moment."""
MOST_LOGGED = 100
"""Of more problems, the first are written down, and how many there are."""
TRIES = 3
"""How often files that change while they are read are read again at the start."""

State = tuple[tuple[Path, int, int, int], ...]
"""The files, and what changes when one of them does."""
_log = logging.getLogger("dashboard.data")
_finding = threading.Lock()


@dataclass(frozen=True)
class Preview:
    """A reader's own file in place of the published data."""

    file: str
    rows: int
    left_out: int
    """Rows in which something is wrong."""
    published: Version
    """What everybody else sees."""


@dataclass(frozen=True)
class Version:
    """One version of the data."""

    data: Data
    name: str
    """A fingerprint of what the files hold: the same on every machine."""
    day: date
    """The day on which its files were last changed (UTC)."""
    refused: tuple[Problem, ...] = ()
    """What is wrong with the newer version that it stands in for."""
    preview: Preview | None = None


class Versions:
    """The versions of one folder. To replace several files in one moment, let the folder be a
    link, and change where it leads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seen: State | None = None
        self._shown: Version | None = None
        self._problems: list[Problem] = []
        self._opening = threading.Lock()

    def current(self) -> Version:
        """The newest version that is right.

        Raises
        ------
        BadData
            With every problem, where no version has been right yet.
        """
        # one reader opens what is new; the others go on with what there is
        if self._is_new(self._state()) and self._opening.acquire(blocking=self._shown is None):
            try:
                self._take_up()
            finally:
                self._opening.release()
        if self._shown is None:
            raise BadData(self._problems)
        return self._shown

    @property
    def opening(self) -> bool:
        """Whether the first version is still being opened."""
        return self._shown is None and self._opening.locked()

    def _state(self) -> State:
        folder = self._folder.resolve()
        files = (file for file in (*folder.glob("*.*"), folder / PROVENANCE) if file.is_file())
        stats = [(file, file.stat()) for file in sorted(files)]
        return tuple((file, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for file, s in stats)

    def _is_new(self, state: State) -> bool:
        if self._shown is None or state == self._seen:
            return state != self._seen
        touched = max((changed for _, _, changed, _ in state), default=0)
        return time.time_ns() - touched >= REST * 1e9

    def _take_up(self) -> None:
        """Open what is new. Files that change meanwhile are left for the next time."""
        for _ in range(TRIES):
            state = self._state()
            if not self._is_new(state):
                return
            opened = self._opened(state)
            if state == self._state():
                self._seen = state
                break
            if self._shown is not None:
                return
        if isinstance(opened, Version):
            self._shown, self._problems = opened, []
            _log.info("opened", extra={"version": opened.name, "day": opened.day.isoformat()})
        else:
            self._refuse(opened)

    def _opened(self, state: State) -> Version | list[Problem]:
        folder = self._folder.resolve()
        try:
            days = [modified for _, modified, _, _ in state]
            last = datetime.fromtimestamp(max(days, default=0) / 1e9, UTC).date()
            return Version(open_data(folder), _fingerprint(folder, state), last)
        except BadData as bad:
            return bad.problems
        except Exception as error:  # whatever is wrong with what is new, what there is stays
            if self._shown is None:
                raise
            _log.exception("failed")
            allowed = phrase("problem.readable")
            return [Problem(folder.name, 0, "", f"{type(error).__name__}: {error}", allowed)]

    def _refuse(self, problems: list[Problem]) -> None:
        self._problems = problems
        if self._shown is not None:
            self._shown = replace(self._shown, refused=tuple(problems))
        said = [each.sentence() for each in problems[:MOST_LOGGED]]
        _log.error("refused", extra={"problems": said, "problems_in_all": len(problems)})


def _fingerprint(folder: Path, state: State) -> str:
    """Tells what the files hold apart, whatever their dates."""
    whole = hashlib.sha256()
    for file, *_ in state:
        whole.update(str(file.relative_to(folder)).encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    return whole.hexdigest()[:12]


def data_folder() -> Path:
    """Where the data is: the folder that the environment names, or the shipped one."""
    return Path(os.environ.get(FOLDER) or Path(__file__).resolve().parent.parent / "data")


def versions() -> Versions:
    """The versions of `data_folder`, the same for whoever asks."""
    with _finding:
        return _versions(data_folder())


@functools.lru_cache(maxsize=2)
def _versions(folder: Path) -> Versions:
    return Versions(folder)

"""Which version of the data is shown: changed files are taken up without a restart, and whole.

All is read before anything is swapped, so nobody sees half of one version and half of another. A
version that is wrong is refused, and the last good one stays. Pages and the API ask here alike.
"""

from __future__ import annotations

import functools
import logging
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from lib.engine.copies import keep_copy
from lib.language import phrase
from lib.problems import BadData, Problem
from lib.store import Data, open_data
from lib.watched import ACTIVITIES, State, Watched, day_of, name_of

FOLDER = "DASHBOARD_DATA"
"""The environment variable that names the folder of the data."""
REST = 1.0
"""Seconds for which changed files must have rested: several are seldom replaced in one moment."""
MOST_LOGGED = 100
"""Of more problems, the first are written down, and how many there are."""
TRIES = 3
"""How often files that change while they are read are read again at the start."""

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
    """A fingerprint of what it holds: of the same files the same on every machine."""
    day: date
    """The day on which its files were last changed, or its table was read (UTC)."""
    refused: tuple[Problem, ...] = ()
    """What is wrong with the newer version that it stands in for."""
    preview: Preview | None = None

    @property
    def away(self) -> bool:
        """Whether the engine that holds it cannot be reached, so that nothing newer is known."""
        return self.data.engine.away is not None


class Versions:
    """The versions of one folder. To replace several files in one moment, let the folder be a
    link, and change where it leads."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self._watched = Watched(folder, address)
        self._seen: State | None = None
        self._shown: Version | None = None
        self._problems: list[Problem] = []
        self._opening = threading.Lock()
        self._aside: list[threading.Thread] = []

    def current(self) -> Version:
        """The newest version that is right.

        Raises
        ------
        BadData
            With every problem, where no version has been right yet; or why none can be shown,
            where the engine is away and there is no copy.
        """
        # an engine is asked by nobody's reader, who would have to wait
        if self._shown is not None and self._watched.due():
            self._start(self._look)
        # one reader opens what is new; the others go on with what there is
        elif self._is_new(self._watched.state()):
            self._alone(self._take_up, wait=self._shown is None)
        if self._shown is None:
            raise BadData(self._problems)
        engine = self._shown.data.engine
        if engine.away and engine.copy is None:
            raise engine.away
        return self._shown

    def settled(self) -> Versions:
        """The same, when nothing goes on aside any more."""
        while running := [each for each in self._aside if each.is_alive()]:
            running[0].join()
        return self

    def _copy(self) -> None:
        """Keep what is shown beside the program, for when its engine is away."""
        assert self._shown
        data = self._shown.data
        try:
            keep_copy(data.engine, data.config.copy_of_rows)
        except Exception:  # a copy is for a bad day: today goes on without it
            _log.exception("not copied")

    def _start(self, work: Callable[[], None], alone: bool = True) -> None:
        """Work aside of all readers; where ``alone``, unless something is being opened."""
        self._aside = [each for each in self._aside if each.is_alive()]
        if not (alone and self._opening.locked()):
            run = functools.partial(self._alone, work) if alone else work
            self._aside.append(threading.Thread(target=run, daemon=True))
            self._aside[-1].start()

    def _alone(self, work: Callable[[], None], wait: bool = False) -> None:
        if self._opening.acquire(blocking=wait):
            try:
                work()
            finally:
                self._opening.release()

    def _look(self) -> None:
        """See whether the engine is there and what it holds; and take up what is new."""
        assert self._shown
        engine = self._shown.data.engine
        try:
            self._watched.look()
        except BadData as bad:
            _log.warning("away", extra={"problems": [str(bad)]})
            engine.look()
            return
        engine.look()
        if engine.away:
            # the activities are there and the version is not: it must be made again
            self._seen = None
        self._take_up()

    @property
    def opening(self) -> bool:
        """Whether the first version is still being opened."""
        return self._shown is None and self._opening.locked()

    def _is_new(self, state: State) -> bool:
        if self._shown is None or state == self._seen:
            return state != self._seen
        touched = max((changed for _, _, changed, _ in state[0]), default=0)
        return time.time_ns() - touched >= REST * 1e9

    def _take_up(self) -> None:
        """Open what is new. Files that change meanwhile are left for the next time."""
        for _ in range(TRIES):
            state = self._watched.state()
            if not self._is_new(state):
                return
            opened = self._opened(state)
            if state == self._watched.state():
                self._seen = state
                break
            if self._shown is not None:
                return
        if isinstance(opened, Version):
            self._shown, self._problems = opened, []
            if self._watched.remote:
                self._start(self._copy, alone=False)
            _log.info("opened", extra={"version": opened.name, "day": opened.day.isoformat()})
        else:
            self._refuse(opened)

    def _opened(self, state: State) -> Version | list[Problem]:
        try:
            return _version(self._watched, state)
        except BadData as bad:
            return bad.problems
        except Exception as error:  # whatever is wrong with what is new, what there is stays
            if self._shown is None:
                raise
            _log.exception("failed")
            allowed = phrase("problem.readable")
            return [Problem(self._watched.folder.name, 0, "", type(error).__name__, allowed)]

    def _refuse(self, problems: list[Problem]) -> None:
        self._problems = problems
        if self._shown is not None:
            self._shown = replace(self._shown, refused=tuple(problems))
        said = [each.sentence() for each in problems[:MOST_LOGGED]]
        _log.error("refused", extra={"problems": said, "problems_in_all": len(problems)})


def _version(watched: Watched, state: State) -> Version:
    """What is there in this state."""
    folder, origin = watched.folder, watched.origin()
    data = open_data(folder, origin)
    return Version(data, name_of(folder, state, origin), data.engine.since or day_of(state))


def opened(folder: Path) -> Version:
    """What is in a folder that nobody changes, without a line in the log: to look at what is not
    shown is no event, and its cells may be what nobody else is to see.

    Raises
    ------
    BadData
        With every problem.
    """
    watched = Watched(folder)
    return _version(watched, watched.state())


def data_folder() -> Path:
    """Where the data is: the folder that the environment names, or the shipped one."""
    return Path(os.environ.get(FOLDER) or Path(__file__).resolve().parent.parent / "data")


def versions() -> Versions:
    """The versions of `data_folder`, the same for whoever asks."""
    with _finding:
        return _versions(data_folder(), os.environ.get(ACTIVITIES, ""))


@functools.lru_cache(maxsize=2)
def _versions(folder: Path, address: str) -> Versions:
    return Versions(folder, address)

"""What the data is made of, and whether any of it has changed: the files of a folder, and the
activities, which may be elsewhere."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, date, datetime
from pathlib import Path

from lib.address import read_address
from lib.config import read_config
from lib.engine import Away
from lib.origins import Origin, origin_at
from lib.problems import BadData
from lib.provenance import FILE as PROVENANCE

ACTIVITIES = "DASHBOARD_ACTIVITIES"
"""The environment variable that says where the activities are."""
EVERY = 5.0
"""Seconds after which an engine is asked again whether the activities have changed."""
AT_MOST = 0.05
"""The part of the time that an engine may spend on that question."""

FileState = tuple[Path, int, int, int]
State = tuple[tuple[FileState, ...], str]
"""The files, and what changes when one of them does; and the same of the activities."""


class Watched:
    """A folder, and the place of its activities where an address names another."""

    def __init__(self, folder: Path, address: str = "") -> None:
        self._folder, self._address = folder, address
        self._placed: tuple[object, Origin | None] = (None, None)
        self._known: str | None = None
        self._looked, self._rest = 0.0, 0.0

    @property
    def folder(self) -> Path:
        return self._folder.resolve()

    def state(self) -> State:
        """What there is. Where the activities are elsewhere: when they were looked at last."""
        return self._files(), self._activities()

    def origin(self) -> Origin:
        """Where the activities are.

        Raises
        ------
        BadData
            Where the address, or the configuration that should name it, is wrong.
        """
        named = self.folder / "dashboard.toml"
        held = (self.folder, named.stat().st_mtime_ns if named.is_file() else 0)
        if self._placed[0] != held or self._placed[1] is None:
            self._placed = held, self._found(named)
        assert self._placed[1]
        return self._placed[1]

    def _found(self, config: Path) -> Origin:
        before = self._placed[1]
        if self._address:
            # the place stays the same, whatever else changes
            return before or origin_at(read_address(self._address, Path.cwd()))
        address = read_address(read_config(config).activities, self.folder)
        return origin_at(address)

    @property
    def remote(self) -> bool:
        """Whether the activities are on an engine that may be away."""
        return self._placed[1] is not None and self._placed[1].remote

    def due(self) -> bool:
        """Whether the activities are elsewhere, and were not looked at for a while."""
        return self.remote and time.monotonic() - self._looked >= max(EVERY, self._rest)

    def look(self) -> None:
        """Ask what there is now.

        Raises
        ------
        Away
            Where nobody answers.
        """
        begun = time.monotonic()
        try:
            self._known = self.origin().state()
        finally:
            self._looked = time.monotonic()
            self._rest = (self._looked - begun) / AT_MOST

    def _activities(self) -> str:
        try:
            origin = self.origin()
            if not origin.remote:
                return origin.state()
            if self._known is None and self.due():
                self.look()
        except Away:
            self._known = None
        except BadData as bad:
            return str(bad)
        return self._known or f"away since {self._looked}"

    def _files(self) -> tuple[FileState, ...]:
        folder = self.folder
        files = (file for file in (*folder.glob("*.*"), folder / PROVENANCE) if file.is_file())
        stats = [(file, file.stat()) for file in sorted(files)]
        return tuple((file, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for file, s in stats)


def name_of(folder: Path, state: State, origin: Origin) -> str:
    """Tells what there is apart, whatever the dates of files."""
    files, activities = state
    held = {str(file.relative_to(folder)): file for file, *_ in files}
    if not origin.remote:
        held |= {f"{number}": file for number, file in enumerate(origin.files(folder))}
    whole = hashlib.sha256()
    for name, file in held.items():
        whole.update(name.encode())
        whole.update(hashlib.sha256(file.read_bytes()).digest())
    if origin.remote:
        whole.update(activities.encode())
    return whole.hexdigest()[:12]


def changed(state: State) -> int:
    """When the files were last changed, in nanoseconds."""
    return max((modified for _, modified, _, _ in state[0]), default=0)


def day_of(state: State) -> date:
    """The day on which the files were last changed (UTC)."""
    return datetime.fromtimestamp(changed(state) / 1e9, UTC).date()

"""Steps from one version to another: a new one is published, or an older one shown again.

A step is written into the log, done, and written down as done. Whatever kills it in between, the
link leads to the old version or to the new one, and the next who publishes tidies up.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from lib.publishing import audit
from lib.publishing.archive import (
    DONE,
    FOUND,
    PUBLISH,
    ROLL_BACK,
    UNDONE,
    Archive,
    By,
    Refused,
)
from lib.publishing.disk import settle, stage


def publish(
    archive: Archive,
    files: Mapping[str, Path],
    *,
    fingerprint: str,
    base: str,
    by: By,
    what: Mapping[str, int],
) -> str:
    """Make a version of these files and show it.

    Parameters
    ----------
    files
        By their path in the version; they are copied.
    base
        The present version that these were compared with.
    what
        How many rows it adds, changes and removes: for the log.

    Returns
    -------
    str
        Its name.

    Raises
    ------
    Refused
        Somebody else is publishing or has published, or the log has been changed.
    OSError
        It cannot be written, for one since the disk is full. Nothing was published.
    """
    with _alone(archive, base):
        version = f"{_next(archive):04d}-{fingerprint}"
        stage(files, archive.staging, archive.folder(base) if base else None)
        line = _begin(archive, PUBLISH, version, by, what)
        archive.kept.mkdir(exist_ok=True)
        archive.staging.replace(archive.folder(version))
        settle(archive.kept)
        _show(archive, version)
        _end(archive, line)
    return version


def roll_back(
    archive: Archive, version: str, *, base: str, by: By, what: Mapping[str, int]
) -> None:
    """Show another of the versions that are kept; raises as `publish`."""
    with _alone(archive, base):
        if not archive.folder(version).is_dir():
            raise Refused("unknown", version=version)
        if version == base:
            raise Refused("present", version=version)
        line = _begin(archive, ROLL_BACK, version, by, what)
        _show(archive, version)
        _end(archive, line)


@contextlib.contextmanager
def _alone(archive: Archive, base: str) -> Iterator[None]:
    """While nobody else publishes; tidied up before, and where something fails."""
    archive.root.mkdir(exist_ok=True)
    handle = os.open(archive.root / "lock", os.O_RDWR | os.O_CREAT, 0o660)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("busy") from None
        _tidy(archive)
        if archive.present != base:
            raise Refused("overtaken", version=archive.present)
        try:
            yield
        except OSError:
            # where not even this can be written, the next who publishes does it
            with contextlib.suppress(OSError):
                _tidy(archive)
            raise
    finally:
        os.close(handle)


def _tidy(archive: Archive) -> None:
    """Take away what a step has left that did not come to its end, and write that down."""
    shutil.rmtree(archive.staging, ignore_errors=True)
    archive.new_link.unlink(missing_ok=True)
    audit.mend(archive.log)
    if broken := audit.first_broken(archive.log):
        raise Refused("log", line=broken, file=archive.log.name)
    lines = audit.read(archive.log)
    if lines and lines[-1]["event"] in (PUBLISH, ROLL_BACK):
        _settle_step(archive, lines[-1])
    steps = archive.history()
    if archive.present != (steps[-1].after if steps else ""):
        audit.append(archive.log, event=FOUND, after=archive.present, way="recovery")


def _settle_step(archive: Archive, begun: audit.Line) -> None:
    """Say how a step ended whose end is not in the log."""
    done = archive.present == begun["after"]
    if begun["event"] == PUBLISH and not done:
        shutil.rmtree(archive.folder(begun["after"]), ignore_errors=True)
    event = DONE if done else UNDONE
    audit.append(archive.log, event=event, of=begun["line"], way="recovery")


def _next(archive: Archive) -> int:
    """The number of a new version: none is ever used twice."""
    told = [str(line.get("after", "")) for line in audit.read(archive.log)]
    numbers = [each.partition("-")[0] for each in (*archive.versions, *told)]
    return max((int(each) for each in numbers if each.isdecimal()), default=0) + 1


def _begin(archive: Archive, event: str, after: str, by: By, what: Mapping[str, int]) -> audit.Line:
    told = {"who": by.who, "way": by.way, "note": by.note, "what": dict(what)}
    before = archive.present
    return audit.append(archive.log, event=event, before=before, after=after, **told)


def _show(archive: Archive, version: str) -> None:
    """Let the link lead to a version: for every reader in the same moment."""
    leads_to = archive.folder(version).relative_to(archive.root)
    archive.new_link.symlink_to(leads_to, target_is_directory=True)
    archive.new_link.replace(archive.current)
    settle(archive.root)


def _end(archive: Archive, begun: audit.Line) -> None:
    # it is shown already: what cannot be written down now is by the next who publishes
    with contextlib.suppress(OSError):
        audit.append(archive.log, event=DONE, of=begun["line"], way=begun["way"])

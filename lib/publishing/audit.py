"""The audit log: who did what and when, one line of JSON each, and each bound to the one before.

A line holds the hash of the line before it, and its own. So a line that is changed, taken out or
put in later does not fit, and is found; lines cut off at the end are found where the hash of the
last was noted elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Line = dict[str, Any]
BEGIN = "0" * 64
"""What the first line is bound to."""


def append(path: Path, **said: object) -> Line:
    """Write a line at the end, on the disk when this returns.

    Parameters
    ----------
    said
        What the line says, beside its number, the time (UTC), and the two hashes.

    Raises
    ------
    OSError
        It could not be written; then the log is as it was.
    """
    lines = read(path)
    last: Line = lines[-1] if lines else {"line": 0, "hash": BEGIN}
    when = datetime.now(UTC).isoformat(timespec="seconds")
    line = {"line": last["line"] + 1, "when": when, **said, "previous": last["hash"]}
    line["hash"] = hash_of(line)
    text = json.dumps(line, ensure_ascii=False) + "\n"
    _write(path, text.encode())
    return line


def _write(path: Path, added: bytes) -> None:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o640)
    try:
        before = os.fstat(handle).st_size
        try:
            while added:
                added = added[os.write(handle, added) :]
            os.fsync(handle)
        except OSError:
            os.ftruncate(handle, before)
            raise
    finally:
        os.close(handle)


def read(path: Path) -> list[Line]:
    """The lines, up to the first that does not fit. No log: no lines."""
    lines = _parsed(path)
    return lines[: next(_broken(lines), len(lines))]


def mend(path: Path) -> int:
    """Cut off what is left of a line that was being written when its writer died.

    Returns how many bytes these were.
    """
    if not path.is_file():
        return 0
    held = path.read_bytes()
    whole = held.rfind(b"\n") + 1
    if whole < len(held):
        os.truncate(path, whole)
    return len(held) - whole


def first_broken(path: Path, noted: str = "") -> int:
    """The first line that does not fit the one before it, counted from 1; 0 where all do.

    Parameters
    ----------
    noted
        A hash that was noted elsewhere. Where no line has it, the line after the last is broken:
        lines are gone.
    """
    lines = _parsed(path)
    for place in _broken(lines):
        return place + 1
    gone = noted and noted not in {line["hash"] for line in lines}
    return len(lines) + 1 if gone else 0


def _broken(lines: list[Line]) -> Iterator[int]:
    """The places of lines that do not fit the one before them, counted from 0."""
    before = BEGIN
    for place, line in enumerate(lines):
        bound = line.get("previous") == before and line.get("line") == place + 1
        if not bound or line.get("hash") != hash_of(line):
            yield place
        before = str(line.get("hash"))


def hash_of(line: Line) -> str:
    """The hash of a line without its own: SHA-256 of its JSON with sorted keys."""
    said = {key: value for key, value in line.items() if key != "hash"}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _parsed(path: Path) -> list[Line]:
    """The lines; an empty one for each that is no JSON. What follows the last end is no line."""
    try:
        held = path.read_bytes()
    except FileNotFoundError:
        return []
    return [_line(text) for text in held.split(b"\n")[:-1]]


def _line(text: bytes) -> Line:
    try:
        line = json.loads(text)
    except ValueError:
        return {}
    return line if isinstance(line, dict) else {}

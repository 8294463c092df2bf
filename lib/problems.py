"""What is wrong with a file: each problem says where, what was found, and what is allowed."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in one place.

    ``row`` is the line of a spreadsheet (the header is row 1), or the position of a
    feature in a GeoJSON file (the first is 1); 0 where the whole file is meant.
    ``found`` and ``allowed`` are written for the person who has to mend the file.
    """

    file: str
    row: int
    column: str
    found: str
    allowed: str
    nearest: str = ""

    def sentence(self) -> str:
        """The problem on one line, for a terminal or a log."""
        where = ":".join(filter(None, [self.file, str(self.row or ""), self.column]))
        hint = f" (nearest: {self.nearest})" if self.nearest else ""
        return f"{where}: found {self.found!r}, allowed: {self.allowed}{hint}"

    def cells(self) -> dict[str, str | int]:
        """The problem as one row of a table."""
        return asdict(self)


class BadData(ValueError):
    """The data cannot be shown. Carries every problem that was found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(problem.sentence() for problem in self.problems))


def all_or_problems(*readings: Callable[[], Any]) -> tuple[Any, ...]:
    """What each reading gives; or, when any fails, the problems of all of them together."""
    made, problems = [], []
    for reading in readings:
        try:
            made.append(reading())
        except BadData as bad:
            problems += bad.problems
    if problems:
        raise BadData(problems)
    return tuple(made)


def nearest(found: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """The known value spelled most like ``found``, or "" when none is close: ``cutoff`` is how
    close, from 0 to 1 (the same)."""
    by_folded = {value.casefold(): value for value in known}
    close = difflib.get_close_matches(found.casefold(), list(by_folded), n=1, cutoff=cutoff)
    return by_folded[close[0]] if close else ""

"""What became of each element of a file: taken into which column, or why not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lib.language import Phrase, language, phrase

WHYS = (
    *("no_column", "another_taken", "no_date", "no_status", "vocabulary", "code", "place"),
    *("shares", "countries", "currency", "number", "other_country", "role", "result", "address"),
    *("outside", "too_long", "broken", "too_many", "no_activity", "encoding", "characters"),
    *("version", "type_put_in", "namespace", "children", "no_value", "other_period"),
    "zero",
)
"""Why something was not taken, or not as it stands. Words: ``iati.why.<key>``."""
LONGEST = 120
"""Letters of what was found, as they are shown."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One element of a file, and what became of it."""

    activity: str
    """Its identifier as published; "" for what concerns the whole file."""
    path: str
    """``iati-activity/location/point``, in the names of the file."""
    found: str
    column: str = ""
    """The column that took it; "": it was not taken."""
    why: Phrase | str = ""
    """Why not, or why not as it stands."""

    @property
    def taken(self) -> bool:
        return bool(self.column)


@dataclass
class Account:
    """What became of everything in a file. Counts are of all; entries are listed as far as
    ``most``, of each kind by itself, so that a long file does not hide what is rare in it."""

    most: int = 1_000
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """How many: by path, column and key of the reason."""
    _entries: dict[tuple[str, str, str], list[Entry]] = field(default_factory=dict)

    def add(
        self, activity: str, path: str, found: str, column: str = "", why: str = "", **of: object
    ) -> None:
        """Write down one element; ``why`` is one of `WHYS`, with the fields of its words."""
        kind = (path, column, why)
        self.counts[kind] += 1
        listed = self._entries.setdefault(kind, [])
        if len(listed) < self.most:
            said: Phrase | str = phrase(f"iati.why.{why}", **of) if why else ""
            listed.append(Entry(activity, path, _short(found), column, said))

    def has_enough(self, path: str, column: str, why: str) -> bool:
        """Whether as many of a kind are listed as are to be."""
        return self.counts[path, column, why] >= self.most

    @property
    def entries(self) -> list[Entry]:
        """Those that are listed: what was not taken first, by path."""
        kinds = sorted(self._entries, key=lambda kind: (bool(kind[1]), kind))
        return [entry for kind in kinds for entry in self._entries[kind]]

    def left_out(self) -> Iterator[tuple[str, Phrase | str, int, str]]:
        """What was not taken: path, why, how many, and an example, from most to fewest."""
        for (path, column, why), n in self.counts.most_common():
            if not column:
                first = self._entries[path, column, why][0]
                yield path, first.why, n, first.found

    def lines(self) -> Iterator[str]:
        """The account for a terminal: how much was taken, and each thing that was not."""
        yield language()("iati.taken", n=self.taken)
        for path, why, n, found in self.left_out():
            yield f"{path}: {why} ({n}; {found!r})"

    @property
    def taken(self) -> int:
        """How many elements a column took."""
        return sum(n for (_, column, _), n in self.counts.items() if column)


def _short(found: str) -> str:
    text = " ".join(found[: 4 * LONGEST].split())
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"

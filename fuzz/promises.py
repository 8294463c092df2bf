"""What becomes of one case: refused with a message, accepted, or a promise is broken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

REFUSED, ACCEPTED, BROKEN = "refused", "accepted", "broken"


class Broken(AssertionError):
    """A promise was broken by a case."""


@dataclass
class Tally:
    """How many cases came to what, and the first ones that broke a promise."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)

    def tried(self, door: str, case: object, answer: Callable[[], str]) -> None:
        """Try a case: whatever is raised is a broken promise."""
        try:
            came_of_it = answer()
        except Exception as error:
            came_of_it = BROKEN
            said = f"{door}: {type(error).__name__}: {str(error)[:300]} from {case!r:.600}"
            self.broken.append(said)
        self.counts[door, came_of_it] += 1

    def lines(self) -> list[str]:
        """What to print; the last line is the number of broken promises."""
        doors = dict.fromkeys(door for door, _ in self.counts)
        rows = [
            f"{door}: {sum(n for (d, _), n in self.counts.items() if d == door)} tried, "
            + ", ".join(f"{self.counts[door, each]} {each}" for each in (REFUSED, ACCEPTED, BROKEN))
            for door in doors
        ]
        return [*self.broken[:20], *rows, f"broke a promise: {len(self.broken)}"]

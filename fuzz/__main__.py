"""``python -m fuzz [CASES] [SEED]``: the last line is how many cases broke a promise; so is the
exit status whether any did."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from fuzz.doors import OF_ALL, Door, doors
from fuzz.promises import Tally
from tests.world import World

CASES, SEED = 10_000, 1


def tried(cases: int, number: int, folder: Path) -> Tally:
    """So many cases at all doors, the same ones for the same seed."""
    tally = Tally()
    with doors(World().write(folder)) as open_doors:
        for name, door in open_doors.items():
            _try(tally, name, door, cases * OF_ALL[name] // sum(OF_ALL.values()), number)
    return tally


def _try(tally: Tally, name: str, door: Door, cases: int, number: int) -> None:
    @seed(number)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=door.cases)
    def each(case: object) -> None:
        tally.tried(name, case, lambda: door.answer(case))

    each()


def main(arguments: list[str]) -> int:
    """Try them, print what came of it, and give the exit status."""
    numbers = [int(each) for each in arguments]
    cases, number = (*numbers, *(CASES, SEED)[len(numbers) :])
    with tempfile.TemporaryDirectory() as folder:
        tally = tried(cases, number, Path(folder))
    print("\n".join(tally.lines()))
    return 1 if tally.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

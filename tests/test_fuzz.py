"""A fixed, quick share of make fuzz; what it ever found has a test of its own name."""

from pathlib import Path

from fuzz.__main__ import tried
from fuzz.promises import BROKEN, Tally


def test_a_fixed_share_of_generated_cases_breaks_no_promise(tmp_path: Path) -> None:
    tally = tried(200, 1, tmp_path)
    assert tally.broken == []
    assert sum(tally.counts.values()) == 200
    assert tally.lines()[-1] == "broke a promise: 0"


def test_a_broken_promise_is_counted_and_said() -> None:
    tally = Tally()
    tally.tried("files", b"x", lambda: str(1 // 0))
    assert tally.counts["files", BROKEN] == 1
    assert "ZeroDivisionError" in tally.lines()[0]
    assert tally.lines()[-1] == "broke a promise: 1"

"""What a reader may ask for in a link: the values of each parameter, and its defaults."""

from __future__ import annotations

from collections.abc import Sequence

from lib.classes import COUNTS, OWN, SCHEMES
from lib.parameters import EFFORTS
from lib.selection import allowed_values
from lib.shapes import DRAWN
from lib.store import Data
from lib.timeline import STEPS

MOST_CHANGES = 9_999
"""Lines of the log of versions that a link can name."""
SHOWN = {
    "drawn": DRAWN,
    "scheme": (*SCHEMES, OWN),
    "classes": COUNTS,
    "step": STEPS,
    "change": tuple(str(line) for line in range(1, MOST_CHANGES + 1)),
}


def offered(data: Data) -> dict[str, Sequence[str]]:
    """By parameter, the values that it may take; none of a parameter that holds what is typed."""
    own = {"indicator": tuple(each.key for each in data.indicators), "effort": efforts(data)}
    return data.remember("offered", lambda: allowed_values(data, {**SHOWN, **own}))


def efforts(data: Data) -> tuple[str, ...]:
    """The indicators that need is set against; none where nobody counts inhabitants."""
    known = {each.key for each in data.indicators}
    return tuple(key for key in EFFORTS if key in known)

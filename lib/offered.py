"""What a reader may ask for in a link: the values of each parameter, and its defaults."""

from __future__ import annotations

from lib.classes import COUNTS, OWN, SCHEMES
from lib.indicators import BY_KEY
from lib.selection import allowed_values
from lib.shapes import DRAWN
from lib.store import Data
from lib.timeline import STEPS

MOST_CHANGES = 9_999
"""Lines of the log of versions that a link can name."""
SHOWN = {
    "indicator": tuple(BY_KEY),
    "drawn": DRAWN,
    "scheme": (*SCHEMES, OWN),
    "classes": COUNTS,
    "step": STEPS,
    "change": tuple(str(line) for line in range(1, MOST_CHANGES + 1)),
}


def offered(data: Data) -> dict[str, tuple[str, ...]]:
    """By parameter, the values that it may take; none of a parameter that holds what is typed."""
    return data.remember("offered", lambda: allowed_values(data, SHOWN))

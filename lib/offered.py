"""What a reader may ask for in a link: the values of each parameter, and its defaults."""

from __future__ import annotations

from lib.classes import COUNTS, OWN, SCHEMES
from lib.indicators import BY_KEY
from lib.selection import allowed_values
from lib.shapes import DRAWN
from lib.store import Data
from lib.timeline import STEPS

SHOWN = {
    "indicator": tuple(BY_KEY),
    "drawn": DRAWN,
    "scheme": (*SCHEMES, OWN),
    "classes": COUNTS,
    "step": STEPS,
}


def offered(data: Data) -> dict[str, tuple[str, ...]]:
    """By parameter, the values that it may take; none of a parameter that holds what is typed."""
    return data.remember("offered", lambda: allowed_values(data, SHOWN))

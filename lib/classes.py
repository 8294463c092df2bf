"""The classes of a choropleth: where one colour ends and the next begins.

Breaks are the upper bounds of the classes, as mapclassify gives them. They are made from all
the data and stay while a reader filters, unless the reader asks otherwise; so they must be
sane for ties, for one value and for values that are all equal.
"""

from __future__ import annotations

import math
import warnings
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import mapclassify
import numpy as np

# the pure Python version is fast enough for the municipalities of a country
warnings.filterwarnings("ignore", message="Numba not installed", category=UserWarning)
# ties: fewer classes than asked for are what is wanted then
warnings.filterwarnings("ignore", message="Not enough unique values", category=UserWarning)

SCHEMES = {
    "natural": "FisherJenks",
    "quantiles": "Quantiles",
    "equal": "EqualInterval",
    "round": "PrettyBreaks",
}
"""How to find breaks, and mapclassify's name for it. `OWN` is the reader's own breaks."""

OWN = "own"
COUNTS = ("2", "3", "4", "5", "6", "7")
"""How many classes a reader may ask for."""


@dataclass(frozen=True, slots=True)
class Classes:
    """Rising upper bounds of classes, and the least value; no bounds where nothing is known."""

    bounds: tuple[float, ...]
    least: float = 0.0
    whole: bool = False
    """Whether values are whole numbers, so that classes may start at the next one."""

    def __len__(self) -> int:
        return len(self.bounds)

    def of(self, value: float) -> int:
        """The class of a value, from 0. What exceeds the last bound is of the last class."""
        return min(bisect_left(self.bounds, value), len(self.bounds) - 1)

    def covering(self, values: Iterable[float]) -> Classes:
        """The same classes, the last one widened to hold what is shown now: a legend must not
        say less than the map."""
        known = [value for value in values if math.isfinite(value)]
        if not known or not self.bounds:
            return self
        return replace(self, bounds=(*self.bounds[:-1], max(self.bounds[-1], *known)))

    def ranges(self) -> list[tuple[float, float]]:
        """The least and the greatest value of each class, as a legend gives them."""
        step = 1 if self.whole else 0
        lows = (self.least, *(bound + step for bound in self.bounds))
        return [(min(low, high), high) for low, high in zip(lows, self.bounds, strict=False)]


def classify(
    values: Iterable[float], *, scheme: str, count: int, own: Sequence[float] = ()
) -> Classes:
    """Classes for these values.

    Parameters
    ----------
    values
        The numbers to be told apart. Those that are missing, or not finite, are left out.
    scheme
        A key of `SCHEMES`, or `OWN`.
    count
        How many classes; fewer are made when there are fewer different values.
    own
        With `OWN`: the reader's upper bounds. The greatest value is added where it exceeds them.
    """
    known = np.array(sorted(v for v in values if v is not None and math.isfinite(v)))
    if not known.size:
        return Classes(())
    whole = bool(np.all(known == np.round(known)))
    different = np.unique(known)
    least, greatest = float(different[0]), float(different[-1])
    if scheme == OWN and own:
        bounds = [math.floor(bound) if whole else bound for bound in own]
        bounds = [*(bound for bound in bounds if least <= bound < greatest), greatest]
    elif different.size <= count:
        bounds = list(different)
    else:
        bounds = _breaks(known, SCHEMES.get(scheme, "FisherJenks"), count, whole=whole)
        if not any(least <= bound < greatest for bound in bounds):
            # round numbers can lie outside the values: different values still look different
            bounds = _breaks(known, "FisherJenks", count, whole=whole)
        bounds = [bound for bound in bounds if least <= bound < greatest] + [greatest]
    return Classes(tuple(dict.fromkeys(float(bound) for bound in bounds)), least, whole)


def _breaks(known: np.ndarray, name: str, count: int, *, whole: bool) -> list[float]:
    """The scheme's upper bounds; of whole numbers, the greatest whole number not above each."""
    bins = getattr(mapclassify, name)(known, k=count).bins
    return [float(math.floor(bound)) if whole else float(bound) for bound in bins]

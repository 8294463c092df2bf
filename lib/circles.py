"""Circles whose area stands for a number, and the round numbers of their legend."""

from __future__ import annotations

import math
from decimal import Decimal

GREATEST = 26.0
"""Pixels of the radius that the greatest value has."""
STEPS = (1, 4, 20)
"""What the greatest value is divided by for the circles of a legend."""


def radius(value: float, greatest: float) -> float:
    """Pixels of a circle's radius: its area is to the greatest area as its value to the greatest.

    The area of a circle is πr², so r = R √(value ÷ greatest). Without Flannery's correction
    (J. J. Flannery, The Canadian Cartographer 8, 1971), which makes large circles still larger
    because readers underrate them: the legend says what sizes mean. None, for nothing, is 0.
    """
    if not value > 0 or not greatest > 0:
        return 0.0
    return GREATEST * math.sqrt(value / greatest)


def round_values(greatest: float, *, whole: bool) -> list[float]:
    """The values of a legend's circles, from large to small: the greatest, about a quarter and
    about a twentieth of it, each rounded down to one digit; fewer where those are the same.

    Parameters
    ----------
    whole
        Whether values are whole numbers: then none is below 1.
    """
    if not greatest > 0 or not math.isfinite(greatest):
        return []
    rounded = (_one_digit(greatest / step) for step in STEPS)
    return list(dict.fromkeys(max(value, 1.0) if whole else value for value in rounded))


def _one_digit(value: float) -> float:
    """Rounded down to one digit that is not 0."""
    # as it is written: dividing by powers of ten would make 0.3 a little less
    digits, exponent = f"{Decimal(repr(value)):e}".split("e")
    return float(f"{digits[0]}e{exponent}")

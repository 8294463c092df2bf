"""Draws by chance that come out the same on every Python.

Only ``Random.random()`` is used, the one draw whose sequence Python promises to keep, and
whole-number weights, so that no machine rounds them otherwise.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate
from random import Random


def between(rng: Random, least: int, most: int) -> int:
    """A whole number from ``least`` to ``most``, each as likely as the other."""
    return least + int(rng.random() * (most - least + 1))


def pick(rng: Random, weights: Sequence[int]) -> int:
    """A position in ``weights``, each as likely as its weight."""
    reached = list(accumulate(weights))
    return bisect(reached, rng.random() * reached[-1])


def skew(rng: Random) -> int:
    """A weight that is mostly small and sometimes large, as life is."""
    once = rng.random()
    return 30 + int(140 * once * once)


def split(
    rng: Random,
    amount: int,
    *,
    weights: Sequence[int],
    least: Sequence[int],
    most: Sequence[int],
) -> list[int]:
    """``amount`` shared out whole, each part within its own bounds.

    Every part gets its ``least``; the rest is dealt out one by one, by weight, to the
    parts that are not full.

    Raises
    ------
    ValueError
        The bounds leave no way to share out exactly this amount.
    """
    if not sum(least) <= amount <= sum(most):
        raise ValueError(f"{amount} does not fit in parts of {sum(least)} to {sum(most)} in all")
    parts = list(least)
    for _ in range(amount - sum(parts)):
        room = [w * (part < top) for w, part, top in zip(weights, parts, most, strict=True)]
        parts[pick(rng, room)] += 1
    return parts

"""Where names stand on a map, so that none covers another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels."""
DISTANCES = (0, 16, 28, 42, 58, 76, 98)
DIRECTIONS = 16
"""How far from its point a name may stand, and in how many directions that is tried."""


@dataclass(frozen=True, slots=True)
class Label:
    """A text of a size in pixels that belongs to a point."""

    x: float
    y: float
    wide: float
    high: float
    around: float = 0
    """Pixels around the point that its mark takes, which the text must not cover."""

    def nearest(self, x: float, y: float) -> tuple[float, float]:
        """The edge of the text that is nearest to its point, with the text's middle at x, y."""
        left, top, right, bottom = self.at(x, y)
        return min(max(self.x, left), right), min(max(self.y, top), bottom)

    def at(self, x: float, y: float) -> Box:
        """The room it takes with its middle there."""
        return x - self.wide / 2, y - self.high / 2, x + self.wide / 2, y + self.high / 2


def place(labels: Sequence[Label], width: float, height: float) -> list[tuple[float, float]]:
    """The middle of each label: as near to its point as it can stand inside the drawing without
    covering a label before it, or another's point; where it cannot, where it covers least."""
    marks = [_mark(each) for each in labels]
    taken: list[Box] = []
    placed: list[tuple[float, float]] = []
    for number, label in enumerate(labels):
        # marks that cannot be covered, its own too; names before it; points of those behind it
        solid = [m for m, each in zip(marks, labels, strict=True) if each.around]
        others = [*taken, *solid, *marks[number + 1 :]]
        inside = _inside(label, width, height)
        spot = min(inside, key=lambda xy: _covered(label.at(*xy), others))
        placed.append(spot)
        taken.append(label.at(*spot))
    return placed


def _inside(label: Label, width: float, height: float) -> list[tuple[float, float]]:
    """Every middle that is tried, the nearest first, moved into the drawing."""
    found = []
    for far in DISTANCES:
        for turn in range(DIRECTIONS if far or label.around else 1):
            angle = 2 * math.pi * turn / DIRECTIONS
            # as far from the text's edge as from its middle: texts are wider than high
            aside = bool(far or label.around)
            x = label.x + math.cos(angle) * (label.around + far + label.wide / 2) * aside
            y = (
                label.y
                + math.sin(angle)
                * (label.around + far + label.high / 2 * bool(label.around))
                * aside
            )
            x = min(max(x, label.wide / 2), max(width - label.wide / 2, label.wide / 2))
            y = min(max(y, label.high / 2), max(height - label.high / 2, label.high / 2))
            found.append((x, y))
    return found


def _mark(label: Label) -> Box:
    """About the room that the mark of a label takes: at least a dot."""
    half = max(3.0, label.around * 0.85)
    return label.x - half, label.y - half, label.x + half, label.y + half


def _covered(box: Box, others: Iterable[Box]) -> float:
    """How many square pixels of others a box covers."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for other in others
    )

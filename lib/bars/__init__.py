"""Small tables with bars: what a page shows as a table, and a picture as a drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

Cell = tuple[str, float | None]
"""What a cell says, and the length of its bar from 0 to 1; None for no bar."""
Row = tuple[str, Sequence[Cell]]
"""A name, and the cells beside it."""


@dataclass(frozen=True, slots=True)
class Bars:
    """Named rows of cells in words. ``heads`` begins with the head of the names."""

    caption: str
    heads: list[str]
    rows: Sequence[Row]
    notes: tuple[str, ...] = ()
    """What must be said below it, or it would be misread."""


def part_of(value: float, most: float) -> float | None:
    """The length of a bar; None where there is no number, or nothing to measure it by."""
    return None if pd.isna(value) or not most > 0 else float(value / most)

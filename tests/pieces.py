"""The small world's register, made into tables some activities at a time."""

from __future__ import annotations

import pyarrow as pa

from lib.register import Beside
from lib.relations import Before
from lib.store import Data
from tests.world import World


def beside(data: Data) -> Beside:
    return Beside(data.places, data.sectors, data.config)


def in_pieces(data: Data, size: int) -> list[dict[str, pa.Table]]:
    """The tables of each piece of so many activities."""
    before, table = Before(), World().activities.reset_index(drop=True)
    return [
        beside(data).tables(table[first : first + size], stated=True, first=first, before=before)
        for first in range(0, len(table), size)
    ]

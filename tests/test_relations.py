"""The tables that an engine is asked about: the same however the register is cut into pieces."""

from __future__ import annotations

import pandas as pd
import pytest

from lib.register import Beside
from lib.relations import SEVERAL, cells_of
from lib.schema import NONE
from lib.store import Data
from tests.world import World


def pieces(data: Data, size: int) -> dict[str, pd.DataFrame]:
    """The tables of the world's register, read so many activities at a time."""
    beside, known = Beside(data.places, data.sectors, data.config), set[tuple[str, str]]()
    table = World().activities.reset_index(drop=True)
    made = [
        beside.tables(table[first : first + size], stated=True, first=first, known=known)
        for first in range(0, len(table), size)
    ]
    return {name: pd.concat(each[name].to_pandas() for each in made) for name in made[0]}


@pytest.mark.parametrize("size", [1, 5, 12])
def test_a_register_in_pieces_gives_the_tables_of_the_whole(data: Data, size: int) -> None:
    whole, cut = pieces(data, 1_000), pieces(data, size)
    for name, rows in whole.items():
        order = list(rows.columns)
        found = (each.sort_values(order).reset_index(drop=True) for each in (rows, cut[name]))
        pd.testing.assert_frame_equal(*found)


@pytest.mark.parametrize("key", SEVERAL)
def test_each_cell_is_told_once_with_each_of_its_values(data: Data, key: str) -> None:
    cells = pieces(data, 5)[cells_of(key)]
    assert not cells.duplicated([key, "value"]).any()
    told = {cell: set(values) for cell, values in cells.groupby(key)["value"]}
    held = pieces(data, 5)["activities"][key]
    assert told == {cell: set(cell.split(";")) if cell else {NONE} for cell in held}

"""The tables that an engine is asked about: the same however the register is cut into pieces."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.parameters import LEAST_SHARES
from lib.relations import COMMON_WORDS, SEVERAL, _percent, cells_of
from lib.schema import NONE
from lib.search import SEARCH_TEXT
from lib.store import Data
from lib.word_bits import MARKS
from tests.pieces import in_pieces

BY_THE_FIRST = [SEARCH_TEXT, *MARKS]
"""How words are held is decided by the first activities."""


def pieces(data: Data, size: int) -> dict[str, pd.DataFrame]:
    """The tables of the world's register, read so many activities at a time."""
    made = in_pieces(data, size)
    return {name: pd.concat(each[name].to_pandas() for each in made) for name in made[0]}


@pytest.mark.parametrize("size", [1, 5, 12])
def test_a_register_in_pieces_gives_the_tables_of_the_whole(data: Data, size: int) -> None:
    whole, cut = pieces(data, 1_000), pieces(data, size)
    for name in whole.keys() - {COMMON_WORDS}:
        both = [each[name].drop(columns=BY_THE_FIRST, errors="ignore") for each in (whole, cut)]
        order = list(both[0].columns)
        pd.testing.assert_frame_equal(
            *(each.sort_values(order).reset_index(drop=True) for each in both)
        )


@pytest.mark.parametrize("key", SEVERAL)
def test_each_cell_is_told_once_with_each_of_its_values(data: Data, key: str) -> None:
    cells = pieces(data, 5)[cells_of(key)]
    assert not cells.duplicated([key, "value"]).any()
    told = {cell: set(values) for cell, values in cells.groupby(key)["value"]}
    held = pieces(data, 5)["activities"][key]
    assert told == {cell: set(cell.split(";")) if cell else {NONE} for cell in held}


@given(
    recorded=st.none() | st.integers(0, 10**15),
    part=st.fractions(0, 1),
    least=st.sampled_from([int(share) for share in LEAST_SHARES]),
)
@example(recorded=3, part=Fraction(1, 3), least=30)
@example(recorded=10**15, part=Fraction(1, 10), least=10)
@example(recorded=10**15, part=Fraction(10**14 - 1, 10**15), least=10)
def test_a_share_is_at_least_so_many_percent_where_the_people_are(
    recorded: int | None, part: Fraction, least: int
) -> None:
    people = None if recorded is None else int(recorded * part)
    rows = pd.DataFrame({"people_recorded": [recorded], "people": [people]}, dtype="float64")
    enough = bool(recorded) and 100 * (people or 0) >= least * (recorded or 0)
    assert (_percent(rows, "people").iloc[0] >= least) == enough

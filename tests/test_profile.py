"""One municipality of the small world beside the others."""

import re

import pandas as pd
import pytest

from lib.outlines import WIDTH, drawing
from lib.profile import beside_the_others, neighbours, options_of
from lib.store import Data
from tests.by_hand import selected


def test_the_median_is_of_the_partners_that_have_a_value(data: Data) -> None:
    table = beside_the_others(data, selected(data), "alder")
    # alder 3, birch 3, cedar 2; dogwood is no partner
    assert table.loc["activities", ["value", "median", "others"]].tolist() == [3, 3, 3]
    # grants: alder 1000, birch 220, cedar has none published
    assert table.loc["grants_money", ["value", "median", "others"]].tolist() == [1000, 610, 2]


def test_there_is_no_median_of_one(data: Data) -> None:
    table = beside_the_others(data, selected(data, municipality_ids=["cedar"]), "cedar")
    assert table.loc["participants", "others"] <= 1
    assert pd.isna(table.loc["participants", "median"])


def test_sectors_are_those_of_the_municipality_under_the_filters(data: Data) -> None:
    assert options_of(data, selected(data), "birch", "sector_group") == {"100": 2, "200": 1}
    grants = selected(data, activity_type=["grant"])
    assert options_of(data, grants, "birch", "sector_group") == {"100": 1}


def test_neighbours_share_a_border(data: Data) -> None:
    assert neighbours(data.places, "birch") == ["alder", "cedar"]
    assert neighbours(data.places, "dogwood") == ["cedar"]


@pytest.mark.parametrize("place", ["alder", "birch", "cedar", "dogwood"])
def test_every_shape_lies_in_the_drawing_around_its_centre(data: Data, place: str) -> None:
    drawn = drawing(data.places)
    points = re.findall(r"([\d.-]+),([\d.-]+)", drawn.paths[place])
    across, down = zip(*[(float(x), float(y)) for x, y in points], strict=True)
    assert min(across) >= 0 and max(across) <= WIDTH
    assert min(down) >= 0 and max(down) <= drawn.height
    x, y = drawn.centres[place]
    assert min(across) < x < max(across) and min(down) < y < max(down)

"""How an indicator is drawn: which shape suits it, circles by area, tiles in their places."""

import math
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shapely.geometry import box

from lib.circles import GREATEST, radius, round_values
from lib.indicators import INDICATORS, TOTAL, Indicator
from lib.shapes import AREAS, CIRCLES, DRAWN, SUITED, TILES, shape_of
from lib.store import open_data
from lib.tiles import cells

ROOT = Path(__file__).resolve().parent.parent
POINTS = st.lists(
    st.tuples(st.integers(-400, 400), st.integers(-300, 300)), min_size=1, max_size=45, unique=True
)
AMOUNTS = st.floats(0.001, 1e12)


def squares(points: list[tuple[float, float]]) -> gpd.GeoDataFrame:
    """A small square around each point, in tenths of a degree."""
    shapes = [box(x / 10 - 0.01, y / 10 - 0.01, x / 10 + 0.01, y / 10 + 0.01) for x, y in points]
    index = [f"p{x}_{y}" for x, y in points]
    return gpd.GeoDataFrame(geometry=shapes, index=index, crs="EPSG:4326")


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_totals_are_circles_and_all_else_areas_unless_the_reader_chooses(
    indicator: Indicator,
) -> None:
    suits = CIRCLES if indicator.kind == TOTAL else AREAS
    assert shape_of(SUITED, indicator) == suits
    for drawn in (AREAS, CIRCLES, TILES):
        assert shape_of(drawn, indicator) == drawn
    assert set(DRAWN) == {SUITED, AREAS, CIRCLES, TILES}


@given(AMOUNTS, AMOUNTS)
def test_the_area_of_a_circle_is_proportional_to_its_value(one: float, other: float) -> None:
    greatest = max(one, other)
    areas = [math.pi * radius(value, greatest) ** 2 for value in (one, other)]
    assert areas[0] / areas[1] == pytest.approx(one / other)
    assert radius(greatest, greatest) == GREATEST


@pytest.mark.parametrize("nothing", [0, -1, math.nan])
def test_nothing_has_no_circle(nothing: float) -> None:
    assert radius(nothing, 10) == 0
    assert radius(10, nothing) == 0
    assert round_values(nothing, whole=False) == []


@pytest.mark.parametrize(
    ("greatest", "whole", "values"),
    [
        (40, True, [40, 10, 2]),
        (97, True, [90, 20, 4]),
        (1, True, [1]),
        (3, True, [3, 1]),
        (1_234_567, True, [1_000_000, 300_000, 60_000]),
        (0.3, False, [0.3, 0.07, 0.01]),
        (math.inf, False, []),
    ],
)
def test_the_circles_of_a_legend_have_round_values(
    greatest: float, whole: bool, values: list[float]
) -> None:
    assert round_values(greatest, whole=whole) == values


@given(AMOUNTS, st.booleans())
def test_no_circle_of_a_legend_is_larger_than_the_largest_on_the_map(
    greatest: float, whole: bool
) -> None:
    greatest = max(1.0, math.floor(greatest)) if whole else greatest
    values = round_values(greatest, whole=whole)
    assert 1 <= len(values) <= 3
    assert values == sorted(values, reverse=True)
    assert values[0] <= greatest < values[0] * 2
    assert all(value == int(value) for value in values) or not whole


@given(POINTS)
def test_each_place_has_a_tile_of_its_own_and_no_row_or_column_is_empty(
    points: list[tuple[float, float]],
) -> None:
    places = squares(points)
    found = cells(places)
    assert list(found.index) == list(places.index)
    assert not found.duplicated().any()
    for axis in ("column", "row"):
        assert set(found[axis]) == set(range(found[axis].max() + 1))


@given(POINTS)
def test_what_is_east_and_north_of_another_is_never_west_and_south_of_it(
    points: list[tuple[float, float]],
) -> None:
    found = cells(squares(points))
    seats = list(zip(points, found.itertuples(index=False), strict=True))
    for (x, y), one in seats:
        for (other_x, other_y), other in seats:
            if x >= other_x and y >= other_y:
                assert one.column >= other.column or one.row <= other.row
                assert (one.column - other.column) - (one.row - other.row) >= 0


@given(POINTS, st.randoms(use_true_random=False))
def test_the_order_of_the_file_moves_no_tile(points: list, random) -> None:  # type: ignore[no-untyped-def]
    mixed = random.sample(points, len(points))
    pd.testing.assert_frame_equal(
        cells(squares(points)).sort_index(), cells(squares(mixed)).sort_index()
    )


@pytest.mark.parametrize("count", [1, 2, 38, 500])
@pytest.mark.parametrize("wide", [1, 7, 500])
def test_any_number_of_places_finds_room(count: int, wide: int) -> None:
    found = cells(squares([(n % wide, n // wide / 2) for n in range(count)]))
    assert not found.duplicated().any()
    assert len(found) == count


def test_places_in_a_line_stay_in_a_line() -> None:
    found = cells(squares([(3, 0), (1, 0), (2, 0)]))
    assert found["row"].tolist() == [0, 0, 0]
    assert found["column"].tolist() == [2, 0, 1]


def test_the_municipalities_of_the_shipped_data_are_where_a_reader_looks_for_them() -> None:
    places = open_data(ROOT / "data").places
    found = cells(places)
    inside = places.geometry.representative_point()
    # the outermost stay near their edges, and east is to the right, north above
    assert found.loc[inside.x.idxmin(), "column"] <= 1
    assert found.loc[inside.x.idxmax(), "column"] >= found["column"].max() - 1
    assert found.loc[inside.y.idxmax(), "row"] == 0
    assert found.loc[inside.y.idxmin(), "row"] >= found["row"].max() - 1
    assert inside.x.corr(found["column"]) > 0.95
    assert inside.y.corr(found["row"]) < -0.95

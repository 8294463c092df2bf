"""What the browser is told to paint, in the small world: one scale for all years, nothing lost."""

import json

import pandas as pd
import pytest

from lib.circles import GREATEST
from lib.classes import Classes, classify
from lib.coverage import matrix
from lib.indicators import BY_KEY, INDICATORS
from lib.maps import boundaries_script, colours
from lib.painted import Scale, every_year, shown_places, shown_years
from lib.parameters import YEAR
from lib.shapes import AREAS, CIRCLES, TILES
from lib.store import Data
from lib.summaries import VALUE, by_place
from tests.by_hand import selected

YEARS = [str(year) for year in range(2014, 2020)]
SHAPES = (AREAS, CIRCLES, TILES)
CLASSES = Classes((2.0, 4.0), 1.0, whole=True)


def yearly(data: Data, key: str = "activities", **link: list[str]) -> pd.DataFrame:
    return every_year(data, matrix(data, selected(data, **link), BY_KEY[key], YEAR))


def said(row: object) -> str:
    return f"{row['state']} {row['value']}"  # type: ignore[index]


@pytest.mark.parametrize("shape", SHAPES)
def test_each_place_has_its_class_or_radius_or_state(data: Data, shape: str) -> None:
    table = by_place(data, selected(data), BY_KEY["activities"]).loc[data.partners.index]
    shown = shown_places(table, Scale(shape, CLASSES), said, "alder")
    assert shown["drawn"] == shape
    kinds = {place: kind for place, (kind, _) in shown["places"].items()}
    assert set(kinds) == set(data.partners.index)
    for place, row in table.iterrows():
        if row["state"] != VALUE:
            assert kinds[place] == row["state"]
        elif shape == CIRCLES:
            assert kinds[place] == pytest.approx(GREATEST * (row["value"] / 4) ** 0.5, abs=0.06)
        else:
            assert shown["colours"][kinds[place]] in colours(2)


def test_the_same_number_in_another_shape_is_painted_anew(data: Data) -> None:
    table = by_place(data, selected(data), BY_KEY["activities"])
    stamps = [shown_places(table, Scale(shape, CLASSES), said, "")["stamp"] for shape in SHAPES]
    assert len(set(stamps)) == len(SHAPES)


@pytest.mark.parametrize("shape", SHAPES)
def test_nothing_known_has_a_scale_too(shape: str) -> None:
    scale = Scale(shape, Classes(()))
    assert scale.legend == []
    assert scale.kind({"state": "unknown", "value": None}) == "unknown"


def test_the_circles_of_the_legend_are_those_of_the_map() -> None:
    scale = Scale(CIRCLES, Classes((40.0,), 1.0, whole=True))
    for value, size in scale.legend:
        assert scale.kind({"state": VALUE, "value": value}) == size


def test_an_activity_of_several_years_counts_in_each_and_an_undated_one_in_none(
    data: Data,
) -> None:
    cells = yearly(data, status=["all"])
    counted = cells["activities"].unstack("column").fillna(0).astype(int)
    assert list(counted.columns) == YEARS
    # a1 in 2015; a2 in 2016; a3 in 2016 and 2017
    assert counted.loc["alder"].tolist() == [0, 1, 2, 1, 0, 0]
    # a3; a5 in 2017; a6 in 2019; a12 ends in 2016; a4 has no date
    assert counted.loc["birch"].tolist() == [0, 0, 2, 2, 0, 1]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.key)
def test_the_small_table_says_the_same_as_the_large_one(data: Data, indicator, shape: str) -> None:  # type: ignore[no-untyped-def]
    cells = yearly(data, indicator.key)
    classes = classify(cells["value"].dropna(), scheme="natural", count=5)
    scale = Scale(shape, classes)
    sent = shown_years(cells, scale, said)
    assert sent["years"] == YEARS
    for (place, year), row in cells.iterrows():
        kind, words = sent["cells"][sent["places"][place][YEARS.index(year)]]
        assert (kind, words) == (scale.kind(row), said(row))
    assert len(sent["cells"]) == len({tuple(pair) for pair in sent["cells"]})
    json.dumps(sent)


def test_the_years_stay_while_a_filter_leaves_few_or_nothing(data: Data) -> None:
    for link in ({"activity_type": ["grant"]}, {"since": ["2019"], "until": ["2014"]}):
        cells = yearly(data, **link)
        assert list(cells.index.unique("column")) == YEARS
        assert set(cells.index.unique("place")) == set(data.partners.index)
    assert set(cells["state"]) == {"none"}


def test_every_shape_has_its_cell_in_the_grid(data: Data) -> None:
    names = dict.fromkeys(data.places.index, "</script>")
    script = boundaries_script(data.places, names)
    shapes = json.loads(script.removeprefix("window.placeBoundaries=").removesuffix(";"))
    seats = [
        (each["properties"]["column"], each["properties"]["row"]) for each in shapes["features"]
    ]
    assert seats == [(0, 0), (1, 0), (2, 0), (3, 0)]

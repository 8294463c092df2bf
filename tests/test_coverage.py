"""The matrix, its gaps and need against effort, counted by hand and against the map."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.charts import SIDES, scatter
from lib.coverage import Gaps, gaps, matrix, need
from lib.exports import activity_rows
from lib.indicators import BY_KEY, INDICATORS
from lib.maps import colours, ink
from lib.names import Names
from lib.parameters import ACROSS
from lib.parts import ALL, Part
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data, open_data
from lib.summaries import NONE, UNKNOWN, VALUE, by_place
from tests.by_hand import BY_ID, YEARS, kept, links, options, selected
from tests.world import World, rows_of

ROOT = Path(__file__).resolve().parent.parent
PARTNERS = ("alder", "birch", "cedar")
# the default view, by municipality and column: how many activities
BY_HAND = {
    "sector_group": {"alder 100": 3, "birch 100": 2, "birch 200": 1, "cedar 100": 2},
    "activity_type": {
        **{"alder grant": 1, "alder training": 2, "birch grant": 1, "birch training": 1},
        **{"birch infrastructure": 1, "cedar training": 1, "cedar workshop": 1},
    },
    "programme": {"alder Alpha": 3, "birch Alpha": 1, "birch Beta": 2, "cedar Alpha": 2},
    "year": {
        **{"alder 2015": 1, "alder 2016": 2, "alder 2017": 1},
        **{"birch 2016": 1, "birch 2017": 2, "birch none": 1, "cedar 2018": 2},
    },
}


@pytest.fixture(scope="module")
def shipped() -> Data:
    return open_data(ROOT / "data")


def filled(table: pd.DataFrame) -> dict[str, float]:
    """The cells that hold a number, written short."""
    return {f"{p} {c}": n for (p, c), n in table["value"].dropna().items()}


def columns_of(name: str, across: str) -> set[str]:
    """The columns that an activity of the small world stands in."""
    if across != "year":
        return options(BY_ID[name], across)
    first, last = YEARS.get(name, (0, -1))
    return {str(year) for year in range(first, last + 1)} or {"none"}


def row_by_row(selection: Selection, across: str) -> dict[str, int]:
    found = Counter(
        f"{place} {column}"
        for name in kept(selection)
        for place in BY_ID[name]["municipality_ids"].split(";")
        for column in columns_of(name, across)
        if place in PARTNERS
    )
    return dict(found)


@pytest.mark.parametrize("across", ACROSS)
def test_the_matrix_of_the_default_view_is_what_can_be_counted_in_the_head(
    data: Data, across: str
) -> None:
    table = matrix(data, selected(data), BY_KEY["activities"], across)
    assert filled(table) == BY_HAND[across]
    assert set(table.index.get_level_values("place")) == set(PARTNERS)
    assert set(table.loc[table["value"].isna(), "state"]) <= {NONE}


@settings(max_examples=50)
@given(draw=st.data())
@pytest.mark.parametrize("across", ACROSS)
def test_under_any_filters_the_matrix_is_the_count_row_by_row(
    data: Data, across: str, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    table = matrix(data, selection, BY_KEY["activities"], across)
    assert filled(table) == row_by_row(selection, across)


def test_every_year_between_the_first_and_the_last_is_a_column(data: Data) -> None:
    table = matrix(data, selected(data, status=["all"]), BY_KEY["activities"], "year")
    columns = table.loc["alder"].index.tolist()
    assert columns == ["2015", "2016", "2017", "2018", "2019", "none"]


def test_the_money_of_several_years_is_not_known_in_each_of_them(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a5", ["start", "end"]] = ["2016-02-03", "2017-06"]
    data = world.open(tmp_path)
    table = matrix(data, selected(data), BY_KEY["grants_money"], "year")
    assert table.loc[("alder", "2015"), "value"] == 1000
    assert table.loc["birch"].loc[["2016", "2017"], "state"].tolist() == [UNKNOWN, UNKNOWN]
    # a sector is one: there it is known
    by_sector = matrix(data, selected(data), BY_KEY["grants_money"], "sector_group")
    assert by_sector.loc[("birch", "100"), "value"] == 220


def test_money_and_people_of_a_shared_activity_stand_in_no_cell(data: Data) -> None:
    table = matrix(data, selected(data), BY_KEY["trained"], "activity_type")
    assert table.loc[("alder", "training"), ["value", "known", "rows"]].tolist() == [20, 1, 2]
    assert table.loc[("birch", "training"), "state"] == UNKNOWN


def test_a_rate_of_a_cell_is_by_the_people_of_its_municipality(data: Data) -> None:
    table = matrix(data, selected(data), BY_KEY["participants_per_1000"], "activity_type")
    assert filled(table) == {"alder grant": 40, "alder training": 20, "birch grant": 80}


def test_too_few_people_are_too_few_in_a_cell(data: Data) -> None:
    table = matrix(data, selected(data), BY_KEY["non_majority_share"], "activity_type")
    assert filled(table) == {"alder grant": 25, "birch grant": 90}
    every = matrix(
        data, selected(data, evidence=["all"]), BY_KEY["non_majority_share"], "activity_type"
    )
    assert every.loc[("cedar", "grant"), "state"] == "few"


@pytest.mark.parametrize("across", ACROSS)
def test_where_nothing_is_selected_the_matrix_has_no_columns(data: Data, across: str) -> None:
    nothing = selected(data, since=["2019"], programme=["Beta"], status=["planned"])
    assert matrix(data, nothing, BY_KEY["money"], across).empty


@pytest.mark.parametrize("indicator", [each for each in INDICATORS if not each.bottom])
@pytest.mark.parametrize("across", ["sector_group", "activity_type", "programme"])
def test_columns_that_no_activity_shares_add_up_to_the_map(
    shipped: Data, across: str, indicator
) -> None:
    selection = selected(shipped, evidence=["all"])
    table = matrix(shipped, selection, indicator, across)
    mapped = by_place(shipped, selection, indicator).loc[shipped.partners.index]
    assert table["rows"].groupby("place").sum().to_dict() == mapped["rows"].to_dict()
    assert table["known"].groupby("place").sum().to_dict() == mapped["known"].to_dict()
    sums = table["value"].groupby("place").sum(min_count=1)
    for place, row in mapped[mapped["state"] == VALUE].iterrows():
        assert sums[place] == pytest.approx(row["value"]), place


@pytest.mark.parametrize("across", ACROSS)
def test_a_cell_lists_as_many_activities_as_it_counts(
    data: Data, names: Names, across: str
) -> None:
    selection = selected(data)
    table = matrix(data, selection, BY_KEY["activities"], across)
    for (place, column), row in table.iterrows():
        part = Part(place, across, column)
        assert len(activity_rows(data, selection, names, part)) == row["activities"], part
    held = activity_rows(data, selection, names, Part("", across, column))
    partners = {row for row in held["municipality_ids"] if set(row.split(";")) & set(PARTNERS)}
    assert partners == set(held["municipality_ids"])


def test_a_cell_never_widens_what_the_filters_leave(data: Data, names: Names) -> None:
    selection = selected(data, activity_type=["grant"], since=["2017"])
    for part, ids in {
        Part("birch", "activity_type", "training"): [],
        Part("birch", "year", "2016"): [],
        Part("birch", "year", "2017"): ["a5"],
        Part("birch", "year", "none"): [],
        Part("birch"): ["a5"],
        ALL: ["a5"],
    }.items():
        assert activity_rows(data, selection, names, part)["id"].tolist() == ids, part


@pytest.mark.parametrize("text", ["'; DROP TABLE activities; --", "⟦place⟧", "$column", "none"])
def test_a_column_is_a_value_and_never_a_statement(
    world: World, tmp_path: Path, names: Names, text: str
) -> None:
    world.activities.loc["a2", "programme"] = text.replace("none", "")
    data = world.open(tmp_path)
    part = Part("alder", "programme", text)
    assert activity_rows(data, selected(data), names, part)["id"].tolist() == ["a2"]


def test_the_gaps_of_the_default_view(data: Data) -> None:
    # river people are recorded only together with southerners, which is recorded
    assert gaps(data, selected(data)) == Gaps((), (), ())


def test_what_has_nothing_under_the_filters_is_a_gap(data: Data) -> None:
    grants = gaps(data, selected(data, activity_type=["grant"]))
    assert grants == Gaps(("cedar",), ("200",), ("river",))
    nothing = gaps(data, selected(data, since=["2019"], programme=["Beta"], status=["planned"]))
    assert nothing == Gaps(PARTNERS, ("100", "200"), ("north", "south", "river"))


def test_a_sector_with_activities_outside_the_partners_only_is_a_gap(data: Data) -> None:
    assert gaps(data, selected(data, municipality_ids=["dogwood"])).sectors == ("200",)


def test_gaps_are_of_what_the_filters_choose(data: Data) -> None:
    chosen = selected(data, municipality_ids=["birch"], sector_group=["200"], programme=["Alpha"])
    assert gaps(data, chosen) == Gaps(("birch",), ("200",), ("north", "south", "river"))


def test_a_community_that_is_named_and_not_counted_is_recorded(data: Data) -> None:
    named = selected(data, activity_type=["training"], municipality_ids=["alder"])
    assert gaps(data, named).communities == ("river",)


def test_nobody_counted_is_not_recorded(world: World, tmp_path: Path) -> None:
    world.activities.loc["a9", ["participants_river", "participants_north"]] = ["0", "0"]
    data = world.open(tmp_path)
    only = selected(data, municipality_ids=["cedar"], activity_type=["training"])
    assert gaps(data, only).communities == ("north", "south", "river")


def test_need_is_of_the_partners_with_their_people(data: Data) -> None:
    table = need(data, selected(data), BY_KEY["participants_per_1000"])
    assert table.index.tolist() == list(PARTNERS)
    assert table["population"].tolist()[:2] == [1000, 500]
    assert table["non_majority"].tolist()[:2] == pytest.approx([20, 80])
    assert table["value"].tolist()[:2] == [60, 80]
    assert table.loc["cedar", ["population", "non_majority", "value"]].isna().all()


def points(*places: tuple[float, float]) -> pd.DataFrame:
    rows = [(f"Place {n}", x, y, "words") for n, (x, y) in enumerate(places)]
    return pd.DataFrame(rows, columns=["name", "x", "y", "words"])


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("places", [[(10, 0)], [(10, 5), (10, 5), (11, 5)], [(1, 1), (1e6, 1e6)]])
def test_a_scatter_names_every_point(places: list[tuple[float, float]], log: bool) -> None:
    drawn = scatter(points(*places), x="people", y="effort", log=log).to_dict()
    (rows,) = drawn["datasets"].values()
    assert [row["name"] for row in rows] == [f"Place {n}" for n in range(len(places))]
    assert {(row["align"], row["dx"], row["dy"]) for row in rows} <= set(SIDES.values())
    assert "http" not in str({k: v for k, v in drawn.items() if k != "$schema"})


def test_names_of_points_that_are_near_stand_on_different_sides() -> None:
    drawn = scatter(points((50, 50), (51, 50), (100, 100)), x="people", y="effort").to_dict()
    (rows,) = drawn["datasets"].values()
    assert rows[0]["align"] != rows[1]["align"]


@pytest.mark.parametrize("count", range(2, 8))
def test_the_letters_of_a_cell_stand_out_from_its_colour(count: int) -> None:
    for colour in colours(count):
        pair = sorted((light(colour), light(ink(colour))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5


def light(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_a_community_whose_only_count_is_withheld_is_no_gap(world: World, tmp_path: Path) -> None:
    alone = {"municipality_ids": ["cedar"], "evidence": ["illustrative"]}
    world.config = world.config.replace("small_count = 1", "small_count = 6")
    data = world.open(tmp_path)
    # a10 counts five river people, too few to show
    assert rows_of(data).set_index("id").loc["a10", "small_counts"]
    assert "river" not in gaps(data, selected(data, **alone)).communities

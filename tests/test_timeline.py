"""What began when, in the small world, counted in the head."""

from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lib.selection import allowed_values, parameters, read_link
from lib.store import Data
from lib.timeline import STEPS, UNDATED, by_period
from tests.by_hand import kept, links, selected
from tests.world import World


def test_an_activity_stands_in_the_year_in_which_it_began(data: Data) -> None:
    table = by_period(data, selected(data))
    # a8; a1; a2, a3; a5, a7; a9, a11; a4 is undated
    assert table["activities"].to_dict() == {
        **{"2014": 1, "2015": 1, "2016": 2, "2017": 2, "2018": 2},
        UNDATED: 1,
    }
    assert table.loc["2015", "people"] == 40
    assert table.loc["2015", "money"] == 1000
    assert table.loc["2016", ["people", "people_rows", "money", "money_rows"]].tolist() == [
        120,
        2,
        5000,
        1,
    ]


def test_what_no_activity_states_is_missing_and_a_stated_zero_is_zero(data: Data) -> None:
    table = by_period(data, selected(data))
    assert pd.isna(table.loc["2018", "money"])
    assert pd.isna(table.loc[UNDATED, "people"])
    only = by_period(data, selected(data, activity_type=["training"], since=["2018"]))
    assert only.loc["2018", "people"] == 0


def test_a_year_in_which_nothing_began_is_there(data: Data) -> None:
    table = by_period(data, selected(data, activity_type=["grant"], status=["all"]))
    assert table["activities"].to_dict() == {"2015": 1, "2016": 0, "2017": 1, "2018": 0, "2019": 1}
    assert pd.isna(table.loc["2016", "people"])


def test_a_start_known_to_the_year_has_no_quarter(data: Data) -> None:
    table = by_period(data, selected(data), step="quarter")["activities"]
    # a8 2014-01, a1 2015-03, a3 2016-05, a5 2017-02, a11 2018-01
    dated = table[table.index != UNDATED]
    assert dated[dated > 0].to_dict() == dict.fromkeys(
        ["2014-Q1", "2015-Q1", "2016-Q2", "2017-Q1", "2018-Q1"], 1
    )
    assert len(dated) == 17
    assert table[UNDATED] == 4


def test_people_and_money_of_shared_activities_belong_to_no_single_place(data: Data) -> None:
    table = by_period(data, selected(data), "alder")
    assert table.loc["2016", "activities"] == 2
    assert table.loc["2016", "people"] == 20
    assert pd.isna(table.loc["2016", "money"])


@given(draw=st.data(), step=st.sampled_from(STEPS))
def test_every_activity_stands_in_one_period(data: Data, draw: st.DataObject, step: str) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    table = by_period(data, selection, step=step)
    assert table["activities"].sum() == len(kept(selection))
    assert table.index.is_unique


def test_a_sum_that_holds_a_rough_figure_says_so(world: World, tmp_path: Path) -> None:
    world.activities.loc["a2", "participants_exactness"] = "at_least"
    data = world.open(tmp_path)
    table = by_period(data, selected(data))
    assert table.loc["2016", ["people_rough", "money_rough"]].tolist() == [1, 0]
    assert table.loc["2015", "people_rough"] == 0

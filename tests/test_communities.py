"""Who took part in the small world, counted in the head."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.communities import activities_counted, by_community, by_participation, by_sex_and_age
from lib.selection import allowed_values, parameters, read_link
from lib.store import Data
from tests.by_hand import kept, links, selected
from tests.world import World


def test_each_community_counts_where_it_is_counted_or_named(data: Data) -> None:
    table = by_community(data, selected(data, status=["all"]))
    # a1 30, a5 4, a8 50; named in a2 and a3
    assert tuple(table.loc["north", ["activities", "people"]]) == (5, 84)
    # a1 10, a5 36, a7 12; named in a3
    assert tuple(table.loc["south", ["activities", "people"]]) == (4, 58)
    assert tuple(table.loc["south_river", ["activities", "people"]]) == (1, 10)


def test_a_community_that_no_source_records_is_not_zero_people(data: Data) -> None:
    row = by_community(data, selected(data)).loc["river"]
    assert row["activities"] == 0
    assert pd.isna(row["people"]) and pd.isna(row["share"]) and pd.isna(row["representation"])


def test_representation_is_the_share_of_people_by_the_share_of_inhabitants(data: Data) -> None:
    row = by_community(data, selected(data), "birch").loc["south"]
    # a5: 36 of 40 people; 400 of 500 inhabitants
    assert row["share"] == pytest.approx(0.9)
    assert row["population_share"] == pytest.approx(0.8)
    assert row["representation"] == pytest.approx(1.125)
    assert activities_counted(data, selected(data), "birch") == 1


def test_people_of_a_shared_activity_belong_to_no_single_municipality(data: Data) -> None:
    table = by_community(data, selected(data), "alder")
    # a3 is shared with birch: it counts as an activity, by name only
    assert tuple(table.loc["south", ["activities", "people"]]) == (2, 10)


def test_no_share_of_fewer_people_than_the_least(data: Data) -> None:
    few = by_community(data, selected(data, municipality_ids=["cedar"], status=["all"]))
    assert few["people"].sum() == 10
    assert few["share"].isna().all() and few["representation"].isna().all()


def test_a_withheld_count_is_said_and_gives_no_representation(world: World, tmp_path) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    data = world.open(tmp_path)
    table = by_community(data, selected(data))
    assert table.loc["north", "withheld"] == 1
    assert table.loc["north", "people"] == 80
    assert pd.isna(table.loc["north", "representation"])


def test_participation_adds_up_to_the_activities_shown(data: Data) -> None:
    assert by_participation(data, selected(data, status=["all"])) == {
        "mixed": 3,
        "single": 4,
        "unrecorded": 4,
    }


def test_women_are_counted_beside_the_participants_of_the_same_activities(data: Data) -> None:
    parts = by_sex_and_age(data, selected(data))
    women = parts["participants_women"]
    assert (women.people, women.total, women.rows, women.withheld) == (15, 40, 1, 0)
    assert parts["participants_youth"].people is None


@given(draw=st.data())
def test_no_selection_counts_more_than_it_shows(data: Data, draw: st.DataObject) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    rows = kept(selection)
    assert sum(by_participation(data, selection).values()) == len(rows)
    assert (by_community(data, selection)["activities"] <= len(rows)).all()

"""Who took part: mixed, of one community, or not recorded; and whose majority is meant."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.participation import MAJORITIES, PARTICIPATION, own_majority
from lib.store import Data
from tests.by_hand import NON_MAJORITY
from tests.by_hand import PARTICIPATION as COUNTED
from tests.world import World, rows_of


@pytest.fixture(scope="module")
def rows(data: Data) -> pd.DataFrame:
    return rows_of(data).set_index("id")


@pytest.mark.parametrize(("activity", "participation"), COUNTED.items())
def test_participation_is_what_is_recorded(
    rows: pd.DataFrame, activity: str, participation: str
) -> None:
    assert rows.loc[activity, "participation"] == participation
    assert rows.loc[activity, "is_mixed"] == (participation == "mixed")
    assert rows.loc[activity, "is_recorded"] == (participation != "unrecorded")


def test_the_small_world_has_every_participation() -> None:
    assert set(COUNTED.values()) == set(PARTICIPATION)


# counts and names of communities → what they come to
RECORDS = {
    "two by count": ({"participants_north": "1", "participants_south": "1"}, "mixed"),
    "two by name": ({"communities_named": "north;river"}, "mixed"),
    "one by count and another by name": (
        {"participants_north": "1", "communities_named": "south"},
        "mixed",
    ),
    "the same by count and by name": (
        {"participants_north": "1", "communities_named": "north"},
        "single",
    ),
    "a group given together": ({"participants_south_river": "4"}, "single"),
    "nobody of a second community": (
        {"participants_north": "4", "participants_south": "0"},
        "single",
    ),
    "nobody of any": ({"participants_north": "0", "participants_south": "0"}, "unrecorded"),
    "nothing": ({}, "unrecorded"),
}


@pytest.mark.parametrize(("cells", "participation"), RECORDS.values(), ids=RECORDS)
def test_participation_follows_counts_and_names(
    world: World, tmp_path: Path, cells: dict[str, str], participation: str
) -> None:
    world.activities.loc["a4", list(cells)] = list(cells.values())
    rows = rows_of(world.open(tmp_path)).set_index("id")
    assert rows.loc["a4", "participation"] == participation


def test_people_recorded_are_those_counted_by_community(rows: pd.DataFrame) -> None:
    found = rows["people_recorded"].dropna().to_dict()
    assert found == {"a1": 40, "a5": 40, "a7": 12, "a8": 50, "a10": 5, "a11": 10}


@pytest.mark.parametrize("majority", MAJORITIES)
def test_non_majority_people_are_missing_where_the_majority_is_not_known(
    rows: pd.DataFrame, majority: str
) -> None:
    share = 100 * rows[f"non_majority_{majority}"] / rows["people_recorded"]
    assert share.dropna().to_dict() == NON_MAJORITY[majority]


def test_the_two_majorities_answer_differently_where_they_differ(rows: pd.DataFrame) -> None:
    """In birch most people are southerners: 36 of 40 participants are not of the north."""
    assert rows.loc["a5", "non_majority_country"] == 36
    assert rows.loc["a5", "non_majority_municipality"] == 4


MAJORITY_OF = {"p": "north", "q": "north", "r": "south", "s": ""}


@pytest.mark.parametrize(
    ("cell", "own"),
    [("p", "north"), ("p;q", "north"), ("p;r", ""), ("p;s", ""), ("s", ""), ("", "")],
)
def test_shared_activities_have_a_majority_only_where_their_municipalities_agree(
    cell: str, own: str
) -> None:
    assert own_majority(pd.Series([cell]), MAJORITY_OF).tolist() == [own]


@given(st.lists(st.sampled_from(sorted(MAJORITY_OF)), unique=True))
def test_the_order_of_the_municipalities_does_not_matter(places: list[str]) -> None:
    cells = pd.Series([";".join(places), ";".join(reversed(places))])
    assert own_majority(cells, MAJORITY_OF).nunique() == 1

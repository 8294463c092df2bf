"""Published totals stand beside what has a place; the remainder is the rest, exactly."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from lib.store import Data
from lib.totals import MEASURES, reconciliation
from tests.world import World


def figures(data: Data) -> pd.DataFrame:
    return reconciliation(data).set_index(["total_id", "measure"])


# total and measure → published, located, illustrative, remainder; None: no source states it
BY_HAND = {
    ("t-grants", "activities"): (3, 1, 1, 2),
    ("t-grants", "participants"): (100, 40, 5, 60),
    ("t-grants", "youth"): (10, None, None, 10),
    ("t-grants", "amount"): (2000, 1000, 300, 1000),
    ("t-talks", "activities"): (4, None, None, 4),
}


@pytest.mark.parametrize(("figure", "by_hand"), BY_HAND.items(), ids=map("-".join, BY_HAND))
def test_every_published_figure_stands_beside_what_has_a_place(
    data: Data, figure: tuple[str, str], by_hand: tuple[float | None, ...]
) -> None:
    columns = ["published", "located", "illustrative", "remainder"]
    found = figures(data).loc[figure, columns]
    assert [None if pd.isna(value) else value for value in found] == list(by_hand)


def test_only_published_figures_of_featured_programmes_are_shown(data: Data) -> None:
    """No envelope without an id, no other programme, no figure that is not stated."""
    assert set(figures(data).index) == set(BY_HAND)


def test_a_total_says_how_exact_it_is_and_who_says_so(data: Data) -> None:
    row = figures(data).loc[("t-grants", "activities")]
    assert (row["programme"], row["exactness"]) == ("Alpha", "at_least")
    assert row["source"] == "https://example.org/works"


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_of_a_total_can_be_reconciled(
    world: World, tmp_path: Path, measure: str
) -> None:
    world.totals.loc[0, measure] = "5000"
    found = figures(world.open(tmp_path)).loc[("t-grants", measure)]
    assert found["published"] == 5000
    assert found["remainder"] == 5000 - (0 if pd.isna(found["located"]) else found["located"])


def test_an_activity_that_is_nowhere_is_not_counted_as_having_a_place(
    world: World, tmp_path: Path
) -> None:
    """a7 was held in no municipality in particular: its place is not published."""
    world.activities.loc["a7", "counts_toward"] = "t-talks"
    found = figures(world.open(tmp_path)).loc[("t-talks", "activities")]
    assert pd.isna(found["located"]) or found["located"] == 0
    assert found["remainder"] == 4


def test_without_totals_there_is_nothing_to_reconcile(world: World, tmp_path: Path) -> None:
    world.totals = world.totals.head(0)
    assert reconciliation(world.open(tmp_path)).empty


def test_only_the_sum_that_lacks_a_withheld_count_is_incomplete(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a10", "participants_women"] = "2"
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    world.totals.loc[0, "women"] = "20"
    figures = reconciliation(world.open(tmp_path)).set_index(["total_id", "measure"])
    women = figures.loc[("t-grants", "women")]
    # a1 is published with 15 women; a10 is illustrative, and its two are withheld
    assert (women["located"], women["located_incomplete"]) == (15, False)
    assert women["illustrative_incomplete"]
    # beside the published figure the sum would narrow the count down
    assert pd.isna(women["illustrative"]) and women["remainder"] == 5
    assert not figures.loc[("t-grants", "activities"), "illustrative_incomplete"]


def test_a_published_total_does_not_give_a_withheld_count_back(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a3", ["counts_toward", "participants_women"]] = ["t-grants", "3"]
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    world.totals.loc[0, "women"] = "18"
    figures = reconciliation(world.open(tmp_path)).set_index(["total_id", "measure"])
    women = figures.loc[("t-grants", "women")]
    assert women["published"] == 18 and women["located_incomplete"]
    assert women[["located", "remainder"]].isna().all()

"""Ready pairs: two selections of each natural filter, from whatever the data holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.compare import in_both
from lib.counts import overview
from lib.pairs import PAIRS, Ready
from lib.store import Data, open_data
from tests.by_hand import kept, selected
from tests.world import World

SHIPPED = Path(__file__).resolve().parent.parent / "data"
BY_KEY = {each.key: each for each in PAIRS}


@pytest.fixture(scope="module")
def shipped() -> Data:
    return open_data(SHIPPED)


@pytest.mark.parametrize("each", PAIRS, ids=lambda each: each.key)
def test_each_ready_pair_has_activities_on_either_side(shipped: Data, each: Ready) -> None:
    two = each.of(shipped, selected(shipped))
    assert two is not None
    one, other = two
    assert overview(shipped, one).shown and overview(shipped, other).shown
    assert one.narrowing != other.narrowing


@pytest.mark.parametrize("each", PAIRS, ids=lambda each: each.key)
def test_a_pair_leaves_the_other_filters_as_they_are(data: Data, each: Ready) -> None:
    selection = selected(data, specific_objective=["P1"], status=["all"])
    for side in each.of(data, selection) or ():
        assert (side["specific_objective"], side["status"]) == (("P1",), ())


def test_pairs_are_made_of_what_the_data_holds(data: Data) -> None:
    # one featured programme only: there is nothing to set it against
    assert BY_KEY["programme"].of(data, selected(data)) is None
    one, other = BY_KEY["donor"].of(data, selected(data)) or ()
    assert (one["donor"], other["donor"]) == (("Moon Fund",), ("Sun Fund",))
    one, other = BY_KEY["activity_type"].of(data, selected(data)) or ()
    assert (one["activity_type"], other["activity_type"]) == (("grant",), ("training",))


def test_the_years_are_cut_in_the_middle_and_share_only_what_spans_both(data: Data) -> None:
    one, other = BY_KEY["years"].of(data, selected(data, since=["2018"])) or ()
    assert (one["since"], one["until"], other["since"], other["until"]) == ("", "2016", "2017", "")
    assert set(kept(one)) & set(kept(other)) == {"a3"}
    assert in_both(data, one, other) == 1


def test_a_dashboard_without_dates_has_no_halves(world: World, tmp_path: Path) -> None:
    world.activities[["start", "end"]] = ""
    assert BY_KEY["years"].of(world.open(tmp_path), selected(world.open(tmp_path))) is None

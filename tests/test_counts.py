"""How much is shown, and how much each option holds, against a count row by row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.counts import overview
from lib.options import COUNTED, option_counts
from lib.parameters import FILTERS
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data
from tests.by_hand import BY_ID, YEARS, held, kept, links, selected

PARTNERS = {"alder", "birch", "cedar"}


def counted(selection: Selection) -> dict[str, float]:
    """The overview of the small world, row by row."""
    shown = [BY_ID[name] for name in kept(selection)]
    places = [set(filter(None, row["municipality_ids"].split(";"))) for row in shown]
    evidence = selection["evidence"] or ("published", "illustrative")
    return {
        "shown": len(shown),
        "all": sum(row["evidence"] in evidence for row in BY_ID.values()),
        "reached": len(set().union(*places) & PARTNERS),
        "partners": 3,
        "undated": sum(row["id"] not in YEARS for row in shown),
        "without_amount": sum("amount" not in row for row in shown),
        "without_participants": sum("participants_total" not in row for row in shown),
        "illustrative": sum(row["evidence"] == "illustrative" for row in shown),
        "nowhere": group(shown, [not ids for ids in places]),
        "outside": group(shown, [bool(ids) and not ids & PARTNERS for ids in places]),
        "shared": group(shown, [len(ids) > 1 and bool(ids & PARTNERS) for ids in places]),
    }


def stated(figures: Iterable[str | None]) -> float | None:
    """The sum of what is stated; nothing where nothing is."""
    known = [float(figure) for figure in figures if figure is not None]
    return sum(known) if known else None


def group(rows: list[dict[str, str]], belongs: list[bool]) -> dict[str, float]:
    """How many rows belong, and their money and people."""
    those = [row for row, yes in zip(rows, belongs, strict=True) if yes]
    return {
        "n": len(those),
        "money": stated(row.get("amount_usd") for row in those),
        "people": stated(row.get("participants_total") for row in those),
    }


def test_the_default_view_is_what_can_be_counted_in_the_head(data: Data) -> None:
    assert asdict(overview(data, selected(data))) == {
        **{"shown": 9, "all": 11, "reached": 3, "partners": 3},
        **{"undated": 1, "without_amount": 5, "without_participants": 1, "illustrative": 0},
        "nowhere": {"n": 1, "money": None, "people": 12},
        "outside": {"n": 1, "money": None, "people": 50},
        "shared": {"n": 2, "money": 5000, "people": 110},
    }


@given(draw=st.data())
def test_the_overview_is_the_count_row_by_row(data: Data, draw: st.DataObject) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    assert asdict(overview(data, selection)) == counted(selection)


@given(draw=st.data())
def test_each_option_holds_the_count_row_by_row(data: Data, draw: st.DataObject) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    found = option_counts(data, selection)
    assert found == {each.key: held(selection, each.key) for each in COUNTED}


@pytest.mark.parametrize("key", [each.key for each in COUNTED])
def test_choosing_an_option_shows_as_many_as_it_said(data: Data, key: str) -> None:
    for value, number in option_counts(data, selected(data))[key].items():
        assert overview(data, selected(data, **{key: [value]})).shown == number


@pytest.mark.parametrize("key", [each.key for each in FILTERS])
def test_all_of_the_data_holds_each_value_as_counted_row_by_row(data: Data, key: str) -> None:
    everything = selected(data, status=["all"], evidence=["all"])
    assert data.held[key] == held(everything, key)
    for value, number in data.held[key].items():
        assert overview(data, everything.with_values(**{key: (value,)})).shown == number


def test_an_option_counts_under_all_other_filters_but_not_its_own(data: Data) -> None:
    counts = option_counts(data, selected(data, activity_type=["grant"]))
    assert counts["activity_type"]["training"] == 3
    assert counts["sector_group"] == {"100": 2}


def test_a_view_without_any_filter_counts_everything(data: Data) -> None:
    everything = selected(data, status=["all"], evidence=["all"])
    assert asdict(overview(data, everything)) == counted(everything)
    counts = option_counts(data, everything)
    assert counts["evidence"] == {"published": 11, "illustrative": 1}


def test_a_view_with_nothing_in_it_counts_nothing(data: Data) -> None:
    nothing = overview(data, selected(data, activity_type=["workshop"], programme=["Beta"]))
    assert (nothing.shown, nothing.reached, nothing.shared.money) == (0, 0, None)

"""A second selection in the link of the first: it reads and writes itself, and never raises."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lib.indicators import BY_KEY
from lib.kept import LONGEST
from lib.parameters import MAJORITY, NARROWING
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data
from tests.by_hand import kept as ids_by_hand
from tests.by_hand import links, selected

MIXED = {"participation": ["mixed"]}


def keeping(data: Data, text: str, **link: list[str]) -> Selection:
    return selected(data, other=[text], **link)


@given(draw=st.data())
def test_a_selection_kept_in_a_link_comes_back_as_it_was(data: Data, draw: st.DataObject) -> None:
    known, allowed = parameters(data), allowed_values(data, {"indicator": tuple(BY_KEY)})
    first = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    second = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    both = second.with_values(other=first.narrowing)
    again = read_link(both.link(), known=known, allowed=allowed)
    assert again == both
    assert again.kept is not None
    assert again.kept.narrowing == first.narrowing
    assert ids_by_hand(again.kept) == ids_by_hand(first)
    assert again.narrowing == second.narrowing


@given(text=st.text() | st.text().map("?".__add__))
@example("?")
@example("?participation")
@example("?=&&;%")
@example("?donor=%00%ff%ed%a0%80")
@example("?other=%3Fother%3D%253F")
def test_any_text_is_a_selection_or_none_and_its_link_says_the_same(data: Data, text: str) -> None:
    selection = keeping(data, text)
    assert selected(data, **selection.link()) == selection


@pytest.mark.parametrize(
    "text", ["", "zzz", "participation=mixed", "?zzz=1", "?indicator=grants", "?other=%3F", " ?"]
)
def test_what_names_no_filter_is_no_selection(data: Data, text: str) -> None:
    assert keeping(data, text) == selected(data)


def test_the_view_without_any_filter_can_be_kept(data: Data) -> None:
    selection = keeping(data, "?", **MIXED)
    assert selection.kept == selected(data)
    assert selection.link() == {**MIXED, "other": ["?"]}


def test_a_kept_selection_is_read_as_a_link_is(data: Data) -> None:
    selection = keeping(data, "?participation=mixed&participation=zzz&status=all&since=1066")
    assert selection.kept == selected(data, status=["all"], **MIXED)
    assert selection.link() == {"other": ["?participation=mixed&status=all"]}


def test_only_what_narrows_is_kept_and_never_a_selection_within(data: Data) -> None:
    assert {each.key for each in (*NARROWING, MAJORITY)} == set(selected(data).narrowing)
    inner = urlencode(
        {"participation": "single", "other": "?participation=mixed", "place": "alder"}
    )
    selection = keeping(data, f"?{inner}", place=["birch"])
    assert selection.link() == {"other": ["?participation=single"], "place": ["birch"]}
    assert selection.kept is not None
    assert (selection.kept["place"], selection.kept["other"]) == ("birch", None)


def test_whose_majority_belongs_to_what_is_kept(data: Data) -> None:
    text = "?least_share=10&majority=municipality"
    selection = keeping(data, text)
    assert selection.kept is not None
    assert ids_by_hand(selection.kept) == ["a1", "a5"]
    assert selection["majority"] == "country"


def test_what_is_too_long_for_a_link_is_not_read_and_not_offered(data: Data) -> None:
    assert keeping(data, f"?text={'a' * LONGEST}")["other"] is None
    assert keeping(data, "?text=" + "a" * (LONGEST - 6)).kept is not None
    long = selected(data).with_values(text="ш" * LONGEST)
    assert long.kept_fits and long.with_values(other=selected(data).narrowing).kept_fits
    assert not selected(data).with_values(other=long.narrowing).kept_fits

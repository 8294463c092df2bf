"""Questions of different shapes never mix, whoever asks, and however many ask at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import ibis
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from ibis import _

from lib.counts import overview
from lib.engine import Engine, placeholder
from lib.engine.embedded import embedded
from lib.options import option_counts
from lib.selection import Selection
from lib.store import Data
from tests.by_hand import kept, selected
from tests.world import World


@pytest.fixture(scope="module")
def engine() -> Engine:
    return embedded({"fruits": pd.DataFrame({"name": ["fig", "plum", "⟦name⟧"], "n": [1, 2, 3]})})


def named(engine: Engine, name: str) -> list[int]:
    """The numbers of what has a name; one shape, whatever the name."""
    fruits = engine.tables["fruits"]
    found = engine.ask(
        lambda: fruits.filter(_.name == placeholder("name")), shape="named", terms={"name": name}
    )
    return found["n"].tolist()


def test_the_text_that_is_bound_is_the_one_that_is_looked_for(engine: Engine) -> None:
    assert [named(engine, name) for name in ("fig", "plum", "fig", "pear")] == [[1], [2], [1], []]


def test_a_text_that_looks_like_a_placeholder_is_a_text(engine: Engine) -> None:
    assert named(engine, placeholder("name")) == [3]


@given(text=st.text())
def test_any_text_is_a_value_and_never_a_statement(engine: Engine, text: str) -> None:
    assert named(engine, text) == {"fig": [1], "plum": [2], "⟦name⟧": [3]}.get(text, [])


def test_a_question_is_written_once_for_each_shape(engine: Engine) -> None:
    written: list[str] = []

    def question() -> ibis.expr.types.Table:
        written.append("once")
        return engine.tables["fruits"].filter(_.name == placeholder("name"))

    for name in ("fig", "plum", "fig"):
        engine.ask(question, shape="counted", terms={"name": name})
    engine.ask(question, shape="another", terms={"name": "fig"})
    assert len(written) == 2


def test_one_reader_cannot_change_what_another_is_given(engine: Engine) -> None:
    fruits = engine.tables["fruits"]
    first = engine.ask(lambda: fruits, shape="all", terms={})
    first["n"] = 0
    assert engine.ask(lambda: fruits, shape="all", terms={})["n"].tolist() == [1, 2, 3]


def many(data: Data) -> list[Selection]:
    """Selections of many shapes, each shape with several values."""
    values = data.values
    links = [
        {"activity_type": [kind], "status": ["all"], "evidence": evidence, **more}
        for kind in values["activity_type"]
        for evidence in (["all"], ["published"], ["published", "illustrative"])
        for more in ({}, {"donor": ["Sun Fund"]}, {"donor": ["none"]}, {"since": ["2016"]})
    ]
    pairs = [{"municipality_ids": [a, b]} for a in ("alder", "none") for b in ("birch", "cedar")]
    shares = [
        {"least_share": [share], "majority": [majority]}
        for share in ("10", "50", "100")
        for majority in ("country", "municipality")
    ]
    return [selected(data, **link) for link in (*links, *pairs, *shares)]


def test_selections_of_different_shapes_never_mix(data: Data) -> None:
    for _again in range(2):
        for selection in many(data):
            assert overview(data, selection).shown == len(kept(selection))


def test_many_readers_at_once_are_given_what_each_asked_for(
    world: World, data: Data, tmp_path: Path
) -> None:
    """Nothing is written yet: eight readers ask for every shape side by side."""
    fresh = world.open(tmp_path)
    selections = many(fresh) * 3
    with ThreadPoolExecutor(8) as readers:
        shown = list(readers.map(lambda each: overview(fresh, each).shown, selections))
        counts = list(readers.map(lambda each: option_counts(fresh, each), selections))
    assert shown == [len(kept(each)) for each in selections]
    assert counts == [option_counts(data, each) for each in selections]

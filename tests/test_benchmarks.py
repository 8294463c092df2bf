"""The parts of the benchmarks that compute: percentiles, tables, generated rows, readers."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from streamlit.proto.MultiSelect_pb2 import MultiSelect
from streamlit.proto.Selectbox_pb2 import Selectbox

from benchmarks import document, judged, past_dash, session
from benchmarks.apps import ACTIONS, APPS, Action
from benchmarks.asked import opened, questions
from benchmarks.engine import COMBINATIONS
from benchmarks.generate import TABLES, shift, write_relations
from benchmarks.numbers import p95, spread, table
from benchmarks.rows import write_folder
from lib.schema import NONE
from lib.store import open_data

ROWS = 1_500


@example([209715.56109700582, 209715.56109700582])
@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=200))
def test_95_of_100_do_not_exceed_the_95th_percentile(numbers: list[float]) -> None:
    assert min(numbers) <= p95(numbers) <= max(numbers)
    # between two of few numbers it is drawn as on a line
    assert sum(each > p95(numbers) + 1e-6 for each in numbers) <= 0.05 * len(numbers) + 1


def test_nothing_measured_is_said_as_nothing() -> None:
    assert spread([]) is None
    assert spread([7.0]) == {"p50": 7.0, "p95": 7.0, "n": 1}


def test_a_tables_columns_are_aligned() -> None:
    lines = table(["", "b"], [["long name", "1"], ["x", "22"]]).splitlines()
    assert len({len(line) for line in lines}) == 1
    assert lines[2] == "| long name | 1  |"


def test_no_selection_comes_twice_while_switches_are_clicked() -> None:
    filters = Action(("a", "b", "c", "d"), gray=True)
    chosen: frozenset[str] = frozenset()
    seen = {chosen}
    for number in range(1, 16):
        chosen ^= {filters.target(number)}
        assert chosen not in seen
        seen.add(chosen)


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_app_has_all_actions(app) -> None:
    assert set(app.actions) == set(ACTIONS)


def test_generated_rows_are_the_same_each_time_and_as_many_as_asked(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        write_relations(folder, ROWS)
    for name in TABLES:
        one, two = (
            duckdb.sql(f"select * from '{folder}/{name}.parquet' order by all").df()
            for folder in folders
        )
        pd.testing.assert_frame_equal(one, two)
    rows = pd.read_parquet(folders[0] / "activities.parquet", columns=["row"])["row"]
    assert sorted(rows) == list(range(ROWS))


def test_a_generated_activity_happens_where_its_places_say(tmp_path: Path) -> None:
    write_relations(tmp_path, ROWS)
    activities = pd.read_parquet(tmp_path / "activities.parquet").set_index("row")
    cells = pd.read_parquet(tmp_path / "of_municipality_ids.parquet")
    by_cell = cells[cells["value"] != NONE].groupby("municipality_ids")["value"]
    held = activities["municipality_ids"]
    assert held.map(by_cell.size()).fillna(0).tolist() == activities["number_of_places"].tolist()
    partners = set(open_data(Path("data")).partners.index)
    among = by_cell.apply(lambda values: sum(each in partners for each in values))
    assert held.map(among).fillna(0).tolist() == activities["among_partners"].tolist()


def test_copies_happen_elsewhere_and_the_first_is_the_data_itself() -> None:
    assert shift(0, 626) == 0
    assert len({shift(copy, 626) for copy in range(1, 20)}) > 15


def test_the_dashboards_questions_of_as_many_rows_as_shipped_have_the_shipped_answers(
    tmp_path: Path,
) -> None:
    shipped = open_data(Path("data"))
    write_relations(tmp_path, len(shipped.all_rows()))
    data, selections = opened(tmp_path, COMBINATIONS)
    for selection in selections.values():
        theirs, ours = questions(data, selection), questions(shipped, selection)
        assert theirs["counts"]() == ours["counts"]()
        assert theirs["options"]() == ours["options"]()
        pd.testing.assert_frame_equal(theirs["map"](), ours["map"]())


def test_a_generated_folder_is_right_data(tmp_path: Path) -> None:
    assert len(open_data(write_folder(tmp_path / "data", ROWS)).all_rows()) == ROWS


def test_a_widgets_state_is_what_the_server_gives_it_or_its_default() -> None:
    box = Selectbox(id="$$ID-1a-place", options=["a", "b"], default=1)
    assert session._state("selectbox", box).string_value == "b"
    box = Selectbox(id="$$ID-1a-place", options=["a", "b"], set_value=True)
    assert session._state("selectbox", box).WhichOneof("value") is None
    several = MultiSelect(id="$$ID-1a-donor", options=["a", "b"], set_value=True, raw_values=["b"])
    assert list(session._state("multiselect", several).string_array_value.data) == ["b"]


def test_a_missed_promise_is_said() -> None:
    crowd = {"mapped": {"p95": 1500.0}, "errors": [], "different_maps": 0}
    crowd["memory"] = {"a_session": 1e6}
    lines = judged.of_viewers({"crowds": {"100": crowd}})
    assert [good for good, _ in lines] == [False, True, True, True]


def _visited(ours: float, usual: float) -> dict[str, object]:
    """What was seen of a visit over one line: first 30 ms more and less than said, then exactly."""
    of = {"this dashboard": ours, "usual": usual}
    seen = {
        name: [{"painted": took + more, "wire": 1500} for more in (30, -30, 0)]
        for name, took in of.items()
    }
    return {name: {"first": each, "again": each} for name, each in seen.items()}


def test_a_first_visit_that_is_later_than_the_usual_is_said() -> None:
    found = {"fast": _visited(900, 1000), "slow": _visited(3001, 3000)}
    assert [good for good, _ in judged.of_visits(found)] == [True, False]
    text = document.visits(found)
    assert "**missed**: first visit, slow: 3001 ms, the usual way 3000 (not later)" in text
    assert "900 ms / 927 ms" in text


def test_growth_that_is_more_than_linear_is_said() -> None:
    def answered(**took: float) -> dict[str, object]:
        answers = {
            name: {"map": {"p50": each}, "map, money": {"p50": each / 2}, "counts": {"p50": 9e9}}
            for name, each in took.items()
        }
        return {"engines": {"dashboard": {"answers": answers}}}

    found = {
        "10000000": answered(all=100, one=140, words=990),
        "100000000": answered(all=1000, one=1541),
        "1000000": answered(all=20, one=30, words=100),
    }
    (fast, slowest), (found_soon, search), *growth = judged.of_engine(found)
    assert fast and slowest.startswith("the slowest filter at 10,000,000 rows, one, map: 140 ms")
    assert not found_soon and search.endswith("rows, words, map: 990 ms (at most 150)")
    longer = "a map takes at the most"
    assert growth[0][0] and f": {longer} 9.9 times as long (words, map" in growth[0][1]
    assert not growth[1][0]
    assert f"10,000,000 to 100,000,000 rows: {longer} 11.0 times as long (one" in growth[1][1]


def test_the_way_past_dash_is_told_for_every_action() -> None:
    def app(painted: float) -> dict[str, object]:
        return {"changes": {action: [{"painted": painted}] for action in ACTIONS}}

    found = {"626": {"this dashboard": app(46), "Dash": app(50), "bare toggle": app(47)}}
    assert set(past_dash.WAYS) == set(ACTIONS)
    assert past_dash.section(found).count("| ahead") == len(ACTIONS)
    found["626"]["Dash"] = app(40)
    assert past_dash.section(found).count("| 6 ms") == len(ACTIONS)
    del found["626"]["Dash"]
    assert past_dash.section(found) == ""

"""The link is the state: filters stand in it, it opens what it says, nonsense is the default."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from lib.parameters import BOUNDS, FILTERS, SHOWN
from lib.ui.state import CARRIED, SETTLES
from tests.reader import ROOT, counted, lines, opened


def test_a_filter_narrows_and_stands_in_the_link() -> None:
    app = opened()
    app.get_by_key("participation").set_value(["mixed"]).run()
    assert counted(app).startswith("**28 of 351")
    assert app.query_params["participation"] in ("mixed", ["mixed"])
    assert lines(opened(participation="mixed"))[1] == lines(app)[1]


def test_a_filter_back_at_its_default_leaves_the_link() -> None:
    app = opened(participation="mixed")
    app.get_by_key("participation").set_value([]).run()
    assert app.query_params == {}
    assert counted(app).startswith("**321 of 351")


def test_clearing_all_filters_keeps_what_is_shown() -> None:
    app = opened(donor="USAID", since="2014", least_share="50", indicator="grants", status="all")
    app.button(key="clear").click().run()
    assert app.query_params in ({"indicator": "grants"}, {"indicator": ["grants"]})


def test_the_selection_follows_to_the_next_page_and_back() -> None:
    app = opened(donor="USAID", place="peje")
    app.switch_page("pages/methods.py").run()
    app.switch_page("dashboard.py").run()
    assert app.session_state["donor"] == ["USAID"]
    assert app.selectbox(key="place").value == "peje"


@pytest.mark.parametrize("parameter", [*FILTERS, *BOUNDS, *SHOWN], ids=lambda each: each.key)
@pytest.mark.parametrize("nonsense", ["", "zzz", "<script>alert(1)</script>", "2014-99", "-1,nan"])
def test_nonsense_in_the_link_gives_the_default(parameter, nonsense: str) -> None:
    app = opened(**{parameter.key: nonsense, "unknown": "thing"})
    assert counted(app).startswith("**321 of 351")
    assert app.query_params == {}


SEARCHES = [
    "<script>alert(1)</script>",
    "'; DROP TABLE activities",
    "![x](http://x.org/y.png)",
    "%",
]


@pytest.mark.parametrize("page", ["dashboard.py", "pages/activities.py"])
@pytest.mark.parametrize("text", SEARCHES)
def test_any_search_is_answered_and_never_run(page: str, text: str) -> None:
    app = opened(page, text=text)
    assert "of 351 activities" in counted(app)
    assert not any("![" in each.value or "<" in each.value for each in app.info)


@pytest.mark.parametrize("page", ["dashboard.py", "pages/activities.py"])
@pytest.mark.parametrize("text", ["Peć", "Peja", "pejë", "ПЕЋ", " pec "])
def test_a_search_finds_the_same_in_any_spelling(page: str, text: str) -> None:
    assert counted(opened(page, text=text)).startswith("**40 of 351")


@pytest.mark.parametrize("page", ["dashboard.py", "pages/activities.py"])
def test_a_search_that_finds_nothing_is_named(page: str) -> None:
    app = opened(page, text="zzz *b*", activity_type="grant")
    assert counted(app).startswith("**0 of 351")
    assert "Search “zzz b”" in app.info[0].value
    assert "Activity type" in app.info[0].value
    assert not app.dataframe


@pytest.mark.parametrize("moved", [True, False])
def test_an_answer_is_sent_back_only_where_a_session_has_just_moved(moved: bool) -> None:
    app = opened()
    if moved:
        app.session_state[CARRIED] = time.monotonic()
    app.get_by_key("participation").set_value(["mixed"]).run()
    assert app.get_by_key("participation").proto.set_value is moved
    assert app.get_by_key("participation").value == ["mixed"]


def test_a_session_that_moved_long_ago_is_like_any_other() -> None:
    app = opened()
    app.session_state[CARRIED] = time.monotonic() - SETTLES
    app.get_by_key("participation").set_value(["mixed"]).run()
    assert not app.get_by_key("participation").proto.set_value


def test_a_browser_that_brings_answers_into_a_new_session_was_served_before() -> None:
    first = opened()
    # pressed in vain: the link that the new session is given knows nothing of it
    first.get_by_key("participation").set_value(["mixed"]).run()
    fresh = opened()
    assert CARRIED not in fresh.session_state
    # what the browser sends when it is connected anew: the link, and what its widgets hold
    moved = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    moved._run(first._tree.get_widget_states())
    assert CARRIED in moved.session_state
    assert moved.get_by_key("participation").proto.set_value

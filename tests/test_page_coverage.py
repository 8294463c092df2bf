"""The coverage page: the matrix by link, its cells, what is not reached, need against effort."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from lib.indicators import BY_KEY
from lib.parameters import ACROSS
from lib.ui.plain import plain
from tests.reader import SAY, counted, html, opened, plain_tables


def matrix(app: AppTest) -> str:
    """The matrix of the coverage page as it is sent to the browser."""
    held = [json.loads(each.proto.json) for each in app.get("bidi_component")]
    return "".join(each["html"] for each in held if "html" in each)


@pytest.mark.parametrize("across", ACROSS)
def test_the_matrix_opens_by_link_with_its_cell_and_the_activities_of_it(across: str) -> None:
    column = {"sector_group": "151", "activity_type": "grant", "year": "2015"}.get(across, "none")
    link = {"across": across, "place": "gracanice", "column": column, "rows_by": "most"}
    app = opened("pages/coverage.py", **link)
    pressed = f'data-place="gracanice" data-column="{column}" aria-pressed="true"'
    assert matrix(app).count('aria-pressed="true"') == matrix(app).count(pressed) == 1
    assert matrix(app).count("<tr>") == 17
    said = [each.value for each in app.markdown if "under these filters" in each.value]
    assert len(said) == 1
    assert "Gračanica / Graçanicë · " in said[0]
    assert 'href="https://' in html(app)


@pytest.mark.parametrize("indicator", BY_KEY)
def test_each_indicator_can_shade_the_matrix(indicator: str) -> None:
    app = opened("pages/coverage.py", indicator=indicator, across="activity_type")
    assert "Gračanica, Trainings: " in matrix(app)
    assert SAY(f"indicator.{indicator}") in html(app)


def test_other_columns_clear_the_one_that_was_chosen() -> None:
    app = opened("pages/coverage.py", place="peje", column="151")
    app.selectbox(key="across").set_value("year").run()
    assert "column" not in app.query_params
    assert "activities under these filters: Peja" in " ".join(m.value for m in app.markdown)


def test_a_column_of_another_matrix_has_no_activities() -> None:
    app = opened("pages/coverage.py", across="activity_type", column="151")
    assert not app.exception
    assert "0 activities under these filters: 151" in [each.value for each in app.markdown]


def test_the_coverage_of_nothing_says_which_filters_emptied_it() -> None:
    app = opened("pages/coverage.py", activity_type="grant", donor="UNHCR", participation="mixed")
    assert counted(app).startswith("**0 of 351")
    assert all(words in app.info[0].value for words in ("Activity type", "Donor", "Inclusive"))
    assert not matrix(app)
    assert html(app).count("<p>All ") == 3


def test_need_is_set_against_money_too_and_says_what_it_cannot_draw() -> None:
    app = opened("pages/coverage.py", effort="money_per_1000")
    assert len(app.get("vega_lite_chart")) == 2
    assert plain("Not drawn (Not known): ") in " ".join(each.value for each in app.caption)
    assert plain_tables(app)[0].shape == (16, 3)

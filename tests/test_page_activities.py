"""The page of the activities: the list, the search, and one activity with its source."""

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.store import open_data
from tests.reader import ROOT, SAY, counted, html, opened
from tests.world import rows_of


def table(app: AppTest) -> pd.DataFrame:
    """The activities as they are sent to the table."""
    return app.dataframe[0].value


def test_the_activities_are_listed_newest_first_and_the_undated_last() -> None:
    rows = table(opened("pages/activities.py"))
    dates = rows["start"].where(rows["start"].ne(""), rows["end"]).tolist()
    assert len(rows) == 321
    assert dates == sorted(dates, reverse=True)
    assert dates[-1] == ""


def test_a_figure_that_is_not_stated_is_missing_and_not_zero() -> None:
    rows = table(opened("pages/activities.py"))
    measures = rows[["participants_total", "amount", "money"]]
    assert measures.dtypes.eq("float64").all()
    assert measures.isna().sum().gt(200).all()


def test_a_search_narrows_the_table_and_stands_in_the_link() -> None:
    app = opened("pages/activities.py")
    app.sidebar.text_input(key="text").set_value("  Гњилане ").run()
    assert app.query_params["text"] in ("Гњилане", ["Гњилане"])
    assert table(app)["municipality_ids"].str.contains("Gjilan").any()
    assert counted(app).startswith(f"**{len(table(app))} of 351")
    app.button(key="clear").click().run()
    assert app.query_params == {}
    assert len(table(app)) == 321


def test_a_link_opens_an_activity_with_its_source_and_how_exact_its_figures_are() -> None:
    app = opened("pages/activities.py", activity="p397")
    assert app.selectbox(key="activity").value == "p397"
    shown = html(app)
    assert 'href="https://progeu.regione.emilia-romagna.it/' in shown
    for words in ("12 recipients (exact)", "Livestock · 31163", "A: donor, implementer", "Klina"):
        assert words in shown
    assert "Not stated: amount, youth, and beneficiaries." in shown
    app.selectbox(key="activity").set_value(None).run()
    assert "activity" not in app.query_params
    assert "12 recipients" not in html(app)


def test_an_activity_that_the_filters_leave_out_is_shown_and_said_to_be() -> None:
    app = opened("pages/activities.py", activity="p397", text="zzz")
    assert "12 recipients (exact)" in html(app)
    assert SAY("activities.outside") in [each.value for each in app.info]


def test_an_illustrative_activity_is_marked_and_has_no_source() -> None:
    app = opened("pages/activities.py", activity="i-akt-debates-04")
    shown = html(app)
    assert '<span class="made-up">Illustrative</span>' in shown
    assert "Source:" not in shown


def test_an_activity_that_is_rough_says_so_and_a_shared_one_too() -> None:
    data = open_data(ROOT / "data")
    rough = rows_of(data)[rows_of(data)["amount_exactness"] == "about"]["id"].iloc[0]
    assert "about " in html(opened("pages/activities.py", activity=rough))
    shared = rows_of(data)[rows_of(data)["number_of_places"] == 3]["id"].iloc[0]
    assert "shared by 3 municipalities" in html(opened("pages/activities.py", activity=shared))


def test_more_activities_than_are_listed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = len(table(opened("pages/activities.py", text="youth")))
    monkeypatch.setattr("lib.listed.MOST", 20)
    app = opened("pages/activities.py", text="youth")
    assert len(table(app)) == 20 < found
    assert any(f"20 of the {found} activities" in each.value for each in app.markdown)


def test_a_withheld_count_of_an_activity_is_said_and_not_shown() -> None:
    app = opened("pages/activities.py", evidence="all", activity="i-akt-debates-01")
    assert SAY("small_counts.cell", n=5) in html(app)
    assert SAY("withheld.cell") in html(app)

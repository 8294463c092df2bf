"""Every page as a reader opens it: links, filters, nothing found, data that is wrong."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from lib.indicators import BY_KEY
from lib.language import language
from lib.parameters import ACROSS, BOUNDS, FILTERS, SHOWN
from lib.store import open_data
from lib.ui.downloads import FORMATS, MORE

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["dashboard.py", *sorted(f"pages/{path.name}" for path in (ROOT / "pages").glob("*.py"))]
SAY = language()


def opened(page: str = "dashboard.py", **link: str | list[str]) -> AppTest:
    """A page opened by a link. Sub-pages are reached from the first one."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    for key, value in link.items():
        app.query_params[key] = value
    app.run()
    if page != "dashboard.py":
        app.switch_page(page).run()
    assert not app.exception
    return app


def counted(app: AppTest) -> str:
    """The line that always says how much is shown."""
    return next(each.value for each in app.markdown if "activities," in each.value)


def html(app: AppTest) -> str:
    return "\n".join(str(each.proto.body) for each in app.get("html"))


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_with_its_title_and_the_menu(page: str) -> None:
    app = opened(page)
    assert app.title[0].value == "Municipal interventions in Kosovo"
    assert not app.error


@pytest.mark.parametrize("indicator", BY_KEY)
def test_each_indicator_can_be_mapped_and_is_explained(indicator: str) -> None:
    app = opened(indicator=indicator)
    assert app.selectbox(key="indicator").value == indicator
    assert SAY(f"indicator.{indicator}.definition") in [each.value for each in app.caption]
    assert SAY(f"indicator.{indicator}") in html(app)


def test_the_default_shows_what_is_published_and_only_that() -> None:
    app = opened()
    assert counted(app) == "**321 of 351 activities, 16 of 16 municipalities.**"
    assert not app.warning
    assert "Illustrative" not in html(app)


def test_illustrative_rows_are_opt_in_and_marked_everywhere() -> None:
    app = opened(evidence=["published", "illustrative"], place="gracanice")
    assert app.warning[0].value == SAY("illustrative.long")
    assert SAY("illustrative.short") in html(app)
    assert "275 of the activities shown are illustrative" in "".join(c.value for c in app.caption)
    assert 'class="made-up"' in html(app)


def test_clearing_the_evidence_filter_is_not_a_way_around_the_mark() -> None:
    app = opened(evidence="all")
    assert app.warning[0].value == SAY("illustrative.long")


def test_planned_and_announced_activities_are_outside_the_default_view() -> None:
    assert counted(opened(status="all")).startswith("**351 of 351")


def test_a_filter_narrows_and_stands_in_the_link() -> None:
    app = opened()
    app.get_by_key("participation").set_value(["mixed"]).run()
    assert counted(app).startswith("**28 of 351")
    assert app.query_params["participation"] in ("mixed", ["mixed"])
    assert opened(participation="mixed").markdown[1].value == app.markdown[1].value


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


def test_choosing_a_municipality_shows_its_numbers_and_activities_with_sources() -> None:
    app = opened(place="gracanice")
    assert "39 activities in Gračanica under these filters" in [each.value for each in app.markdown]
    assert 'href="https://' in html(app)
    app.selectbox(key="place").set_value(None).run()
    assert "place" not in app.query_params


def test_filters_in_another_municipality_do_not_widen_the_list_of_the_selected_one() -> None:
    app = opened(place="peje", municipality_ids="gracanice")
    said = next(each.value for each in app.markdown if "in Peja under" in each.value)
    alone = opened(place="peje")
    most = next(each.value for each in alone.markdown if "in Peja under" in each.value)
    assert int(said.split()[0]) < int(most.split()[0])


def test_every_format_can_be_taken_away() -> None:
    app = opened(evidence="all", indicator="grants")
    app.session_state[MORE] = True
    app.run()
    buttons = {each.proto.label: each.proto for each in app.get("download_button")}
    for key in ("rows", "explanation", *(each.key for each in FORMATS)):
        button = buttons[SAY(f"download.{key}")]
        assert button.ignore_rerun, "taking a file away must not draw the page anew"


def test_a_view_with_nothing_in_it_says_which_filters_emptied_it() -> None:
    app = opened(activity_type="grant", donor="UNHCR", participation="mixed")
    assert counted(app).startswith("**0 of 351")
    assert all(words in app.info[0].value for words in ("Activity type", "Donor", "Inclusive"))


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
    measures = rows[["participants_total", "amount", "amount_usd"]]
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


@pytest.mark.parametrize("page", ["dashboard.py", "pages/activities.py"])
def test_a_search_that_finds_nothing_is_named(page: str) -> None:
    app = opened(page, text="zzz *b*", activity_type="grant")
    assert counted(app).startswith("**0 of 351")
    assert "Search “zzz b”" in app.info[0].value
    assert "Activity type" in app.info[0].value
    assert not app.dataframe


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
    rough = data.rows[data.rows["amount_exactness"] == "about"]["id"].iloc[0]
    assert "about " in html(opened("pages/activities.py", activity=rough))
    shared = data.rows[data.rows["number_of_places"] == 3]["id"].iloc[0]
    assert "shared by 3 municipalities" in html(opened("pages/activities.py", activity=shared))


def test_more_activities_than_are_listed_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    found = len(table(opened("pages/activities.py", text="youth")))
    monkeypatch.setattr("lib.listed.MOST", 20)
    app = opened("pages/activities.py", text="youth")
    assert len(table(app)) == 20 < found
    assert any(f"20 of the {found} activities" in each.value for each in app.markdown)


@pytest.mark.parametrize("scheme", ["natural", "quantiles", "equal", "round", "own"])
def test_each_way_to_make_classes_gives_a_legend(scheme: str) -> None:
    app = opened(indicator="participants", scheme=scheme, breaks="10,100")
    assert html(app).count('<i style="background: #') >= 3


def matrix(app: AppTest) -> str:
    """The matrix of the coverage page as it is sent to the browser."""
    (drawn,) = app.get("bidi_component")
    return str(json.loads(drawn.proto.json)["html"])


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
    assert "Gračanica · " in said[0]
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
    assert not app.get("bidi_component")
    assert html(app).count("<p>All ") == 3


def test_need_is_set_against_money_too_and_says_what_it_cannot_draw() -> None:
    app = opened("pages/coverage.py", effort="money_per_1000")
    assert len(app.get("vega_lite_chart")) == 2
    assert "Not drawn (Not known): " in " ".join(each.value for each in app.caption)
    assert app.table[0].value.shape == (16, 3)


def test_published_totals_stand_beside_what_has_a_place() -> None:
    totals = opened().table[0].value
    row = totals[
        totals["Result"].str.startswith("Small-scale")
        & totals["Published total"].eq("33 activities")
    ]
    assert row[["With a place", "Place not published"]].to_numpy().tolist() == [
        ["2 activities", "31 activities"]
    ]


def test_bad_data_shows_one_page_with_every_problem_and_nothing_half_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(ROOT / "data", broken, ignore=shutil.ignore_patterns("sources"))
    text = (broken / "activities.csv").read_text(encoding="utf-8")
    text = text.replace("p015,", "p014,", 1).replace(",vushtrri,Banjsk", ",vushtri,Banjsk", 1)
    (broken / "activities.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(broken))
    app = opened()
    assert app.title[0].value == SAY("problems.title")
    listed = app.table[0].value
    assert set(listed["Column"]) == {"id", "municipality_ids"}
    assert listed[listed["Column"] == "municipality_ids"]["Nearest known"].tolist() == ["vushtrri"]
    assert not app.selectbox
    assert not app.sidebar.children


def test_a_missing_file_is_said_and_not_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert opened().table[0].value["File"].tolist() == ["dashboard.toml"]


def test_a_changed_file_is_taken_up_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("sources"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    assert counted(opened()).startswith("**321 of 351")
    lines = (folder / "activities.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "activities.csv").write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    assert counted(opened()).startswith("**320 of 350")


@pytest.mark.parametrize("majority", ["country", "municipality"])
def test_communities_are_compared_with_who_lives_there(majority: str) -> None:
    app = opened("pages/communities.py", majority=majority)
    assert app.header[0].value == SAY("question.communities")
    assert "Serb" in html(app) and "not recorded" in html(app)
    other = {"country": "own", "municipality": "country"}[majority]
    assert f"Representation of non-majority communities ({other})" not in html(app)
    app.radio(key="majority").set_value(majority).run()
    assert not app.exception


def test_communities_of_an_empty_view_say_what_emptied_it() -> None:
    app = opened("pages/communities.py", activity_type="grant", donor="UNHCR")
    assert "Donor" in app.info[0].value
    assert "not counted in any activity" in "".join(each.value for each in app.markdown)


def test_a_reader_is_told_what_is_withheld_and_what_that_does_not_protect() -> None:
    app = opened("pages/communities.py", evidence=["published", "illustrative"])
    said = "".join(each.value for each in app.markdown)
    assert "fewer than 5" in said and "does not protect" in said
    assert "at least" in html(app)


def test_a_municipality_is_shown_beside_the_others() -> None:
    app = opened("pages/municipality.py", place="gracanice")
    said = html(app)
    assert "Median of the partners" in said and "data:image/svg+xml" in said
    assert "39 activities in Gračanica under these filters" in [each.value for each in app.markdown]
    assert "10,675 (census)" in "".join(each.value for each in app.markdown)


def test_without_a_municipality_its_page_asks_for_one() -> None:
    app = opened("pages/municipality.py")
    assert SAY("profile.hint") in [each.value for each in app.caption]
    app.selectbox(key="place").set_value("peje").run()
    assert "Peja" in html(app)
    assert app.query_params["place"] in ("peje", ["peje"])


@pytest.mark.parametrize("place", ["gjilan", "partesh", "mitrovice-e-veriut"])
def test_a_municipality_with_nothing_shown_says_so(place: str) -> None:
    app = opened("pages/municipality.py", place=place, donor="UNHCR", activity_type="workshop")
    assert not app.exception
    assert "Donor" in app.info[0].value


@pytest.mark.parametrize(("step", "period"), [("year", "2015"), ("quarter", "2015, quarter 2")])
def test_time_is_cut_into_years_or_quarters(step: str, period: str) -> None:
    app = opened("pages/timeline.py", step=step)
    assert f'<th scope="row">{period}</th>' in html(app)
    assert SAY(f"time.undated.{step}") in html(app)
    assert "not stated" in html(app)


def test_methods_say_sources_with_licences_formulas_and_published_totals() -> None:
    app = opened("pages/methods.py")
    tables = "".join(each.value.to_csv() for each in app.table)
    assert "Kosovo Agency of Statistics" in tables and "CC BY" in tables
    assert "Σ participants_total ÷ population × 1000" in tables
    assert "Advancing Kosovo Together" in tables


def test_municipalities_are_compared_side_by_side_and_in_words() -> None:
    app = opened("pages/compare.py", compared=["peje", "partesh"])
    assert '<th scope="col">Peja</th>' in html(app)
    said = "".join(each.value for each in app.markdown)
    assert "Activities: most in Peja (37), least in Parteš (9), 4.1 times as much." in said
    app.multiselect(key="compared").set_value(["peje"]).run()
    assert SAY("compare.hint", most=4) in [each.value for each in app.caption]


def test_a_link_with_too_many_to_compare_shows_the_first_four() -> None:
    five = ["gjilan", "gracanice", "istog", "kline", "peje"]
    app = opened("pages/compare.py", compared=five)
    assert '<th scope="col">Klina</th>' in html(app) and '<th scope="col">Peja</th>' not in html(
        app
    )


def test_a_withheld_count_of_an_activity_is_said_and_not_shown() -> None:
    app = opened("pages/activities.py", evidence="all", activity="i-akt-debates-01")
    assert SAY("small_counts.cell", n=5) in html(app)
    assert SAY("withheld.cell") in html(app)


@pytest.mark.parametrize("page", ["communities", "timeline", "compare", "municipality"])
def test_tables_with_made_up_rows_say_so_themselves(page: str) -> None:
    link = {"place": "peje", "compared": ["peje", "istog"]}
    marked = f"<em>{SAY('illustrative.short')}</em></caption>"
    assert marked in html(opened(f"pages/{page}.py", evidence="all", **link))
    assert marked not in html(opened(f"pages/{page}.py", **link))

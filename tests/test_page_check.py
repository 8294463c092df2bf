"""The page that checks a reader's own file: from the file to the own map, and back."""

from __future__ import annotations

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from lib.iati import as_iati
from lib.language import LANGUAGES, language
from lib.names import named
from lib.selection import parameters, read_link
from lib.versions import versions
from tests.reader import SAY, counted, html, lines, opened

PAGE = "pages/check.py"
THEIRS = """<iati-activities version="2.03"><iati-activity default-currency="EUR">
<iati-identifier>XM-EXAMPLE-1</iati-identifier><title><narrative>Wells</narrative></title>
<activity-status code="2"/><activity-date type="2" iso-date="2016-03-25"/>
<recipient-country code="XK"/><location><name><narrative>Peja</narrative></name></location>
<sector vocabulary="7" code="water"/><sector vocabulary="1" code="14030"/>
<policy-marker code="1"/><transaction><transaction-type code="2"/><value>1000</value></transaction>
<humanitarian-scope code="EQ-1"/><contact-info><email>a@example.org</email></contact-info>
</iati-activity></iati-activities>"""
TRAININGS = """\
Регистар обука;;;;;
Р.бр.;Назив обуке;Општина;Датум;Учесници;Износ (EUR)
1;Обука <b>о пчеларству</b>;Штрпце;25.03.2016.;24;1.250,00
2;Радионица [x](http://a.b);Приштна;мај 2016;18;
3;Курс;Приштна;31.02.2016;;
"""


def given(text: str = TRAININGS, encoding: str = "cp1251", **link: str) -> AppTest:
    app = opened(PAGE, **link)
    app.file_uploader[0].upload("обуке.csv", text.encode(encoding)).run()
    assert not app.exception
    return app


def answered(app: AppTest) -> AppTest:
    """What the table does not say itself, said for all rows."""
    said = {"activity_type": "training", "sector": "15220", "status": "completed"}
    for key, value in said.items():
        next(each for each in app.selectbox if str(each.key).endswith(f"_all_{key}")).select(value)
    return app.run()


def previewed() -> AppTest:
    app = answered(given())
    button(app, "accept_0").click().run()
    app.button(key="start_preview").click().run()
    assert not app.exception
    return app


def button(app: AppTest, start: str):
    return next(each for each in app.button if str(each.key).startswith(start))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_in_another_script_is_understood_in_every_language_of_the_page(lang: str) -> None:
    say = language(lang)
    app = given(lang=lang)
    chosen = [each.value for each in app.selectbox if "_column_" in str(each.key)]
    assert chosen == ["id", "title", "municipality_ids", "start", "participants_total", "amount"]
    assert say("intake.note.above", n=1) in [each.value for each in app.text]
    assert say.count("intake.unknown", 1) in [each.value for each in app.subheader]


def test_every_problem_is_listed_and_a_proposal_is_accepted_for_all_equal_cells() -> None:
    app = answered(given())
    assert app.error[0].value == "3 things are wrong. 2 rows are concerned."
    button(app, "accept_0").click().run()
    assert app.error[0].value == "1 thing is wrong. 1 row is concerned."
    listed = next(each.value for each in app.dataframe if "Nearest known" in each.value)
    assert listed[["Row", "Found"]].to_numpy().tolist() == [[5, "31.02.2016"]]
    app.button(key="accept_none").click().run()
    assert app.error[0].value == "3 things are wrong. 2 rows are concerned."


def test_text_from_a_file_is_never_markup() -> None:
    app = given(TRAININGS.replace("Назив обуке", "Title [x](http://a.b) <b>"))
    label = next(each.label for each in app.selectbox if "http" in each.label)
    assert label == r"Title \[x\]\(http\:\/\/a\.b\) \<b\>".replace(r"\/", "/")


def test_a_preview_shows_the_readers_rows_on_every_page_and_says_so() -> None:
    app = previewed()
    assert counted(app).startswith("**2 of 2 activities")
    assert SAY("preview.short") in html(app)
    for page in ("pages/activities.py", "pages/methods.py", "pages/report.py", PAGE):
        app.switch_page(page).run()
        assert not app.exception
        said = app.warning[0].value
        assert said.startswith(SAY("preview.long"))
        assert "2 rows" in said and "1 row with errors is left out" in said
    # the file and the answers about it are still there
    assert "_preview" in app.session_state
    assert app.error[0].value.startswith("1 thing is wrong.")


def test_nobody_else_sees_a_preview_and_no_link_leads_to_it() -> None:
    app = previewed()
    link = {key: list(value) for key, value in app.query_params.items()}
    other = opened(**link)
    assert counted(other) == "**321 of 351 activities, 16 of 16 municipalities.**"
    assert not other.warning


def test_what_is_thrown_away_is_gone_and_the_published_data_is_back() -> None:
    app = previewed()
    app.button(key="stop_preview").click().run()
    # where the button that began it led is known to a browser only
    app.switch_page("dashboard.py").run()
    assert counted(app).startswith("**321 of 351")
    app.switch_page(PAGE).run()
    app.button(key="close_file").click().run()
    assert not app.exception
    assert not [key for key in ("_intake", "_preview", "_link_before") if key in app.session_state]
    assert SAY("template.intro") in [each.value for each in app.markdown]


def test_filters_of_the_published_data_neither_hide_a_preview_nor_are_lost_with_it() -> None:
    app = opened(PAGE, donor="UNHCR", lang="sq")
    app.file_uploader[0].upload("x.csv", TRAININGS.encode("cp1251")).run()
    answered(app).button(key="start_preview").click().run()
    app.switch_page("dashboard.py").run()
    assert lines(app)[0].startswith("**1 nga 1")
    app.button(key="stop_preview").click().run()
    assert app.query_params["donor"] == "UNHCR"
    assert app.query_params["lang"] == "sq"


def test_rows_with_errors_can_be_asked_to_be_mended_first() -> None:
    app = answered(given())
    assert not app.button(key="start_preview").disabled
    next(each for each in app.radio if str(each.key).endswith("_way")).set_value("mend").run()
    assert app.button(key="start_preview").disabled


def test_a_file_that_cannot_be_read_is_answered_with_why_and_what_can() -> None:
    app = opened(PAGE)
    app.file_uploader[0].upload("x.pdf", b"%PDF-1.7").run()
    assert not app.exception
    assert app.error[0].value == SAY("intake.unreadable")
    assert not app.selectbox


def test_an_ambiguous_date_is_asked_about() -> None:
    app = answered(given("title,date\nA,3/4/2016\nB,5/6/2016\n", "utf-8"))
    asked = next(each for each in app.radio if str(each.key).endswith("_day_first"))
    assert asked.value is None
    assert app.error[0].value.startswith("2 things are wrong.")
    asked.set_value("day").run()
    assert not app.error
    assert app.success[0].value == SAY.count("intake.right", 2)


def test_a_spreadsheet_with_several_sheets_asks_which() -> None:
    book = openpyxl.Workbook()
    book.active.append(["Title", "Municipality"])
    book.active.append(["A", "Peja"])
    other = book.create_sheet("Trajnimet")
    other.append(["Titulli i trajnimit", "Komuna", "Gra"])
    other.append(["B", "Prishtine", 3])
    held = io.BytesIO()
    book.save(held)
    app = opened(PAGE)
    app.file_uploader[0].upload("x.xlsx", held.getvalue()).run()
    sheets = next(each for each in app.selectbox if str(each.key).endswith("_sheet"))
    sheets.select(1).run()
    chosen = [each.value for each in app.selectbox if "_column_" in str(each.key)]
    assert chosen == ["title", "municipality_ids", "participants_women"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_file_of_aid_activities_comes_with_an_account_of_what_was_not_taken(lang: str) -> None:
    app = opened(PAGE, lang=lang)
    app.file_uploader[0].upload("theirs.xml", THEIRS.encode()).run()
    assert not app.exception
    (untaken,) = (each for each in app.expander if each.label == language(lang)("intake.untaken"))
    account = untaken.dataframe[0].value
    paths = {path.removeprefix("iati-activity/") for path in account.iloc[:, 0]}
    assert {"policy-marker", "humanitarian-scope"} <= paths
    assert not account.isna().any(axis=None)
    chosen = [each.value for each in app.selectbox if "_column_" in str(each.key)]
    assert {"id", "title", "municipality_ids"} <= set(chosen)


def test_what_was_exported_for_aid_data_is_right_when_it_comes_back() -> None:
    data = versions().current().data
    names = named(data, "en")
    selection = read_link({}, known=parameters(data), allowed={})
    app = opened(PAGE)
    app.file_uploader[0].upload("ours.xml", as_iati(data, selection, names)).run()
    assert not app.exception
    assert not app.error
    assert any(str(each.key) == "start_preview" and not each.disabled for each in app.button)

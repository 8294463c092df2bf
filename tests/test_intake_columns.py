"""Columns of readers' tables are known by what people call them; numbers and dates as written."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.intake import dates, numbers
from lib.intake.columns import Plan, recognised, stated_currency
from lib.intake.forms import decided, formed, undecided
from lib.intake.known import columns_called, heads, plain, synonyms
from lib.intake.values import values_of
from lib.language import LANGUAGES
from lib.names import Names
from lib.store import Data, open_data
from tests.intake import plan_of, sheet_of

ROOT = Path(__file__).resolve().parent.parent
SYNONYMS = [(column, word) for column, words in columns_called("USD") for word in words]
VALUES = [
    (column, code, word)
    for column, codes in synonyms()["values"].items()
    for code, words in codes.items()
    for word in words
]


@pytest.fixture(scope="module")
def kosovo() -> Data:
    return open_data(ROOT / "data")


def one_column(head: str, data: Data) -> str:
    return recognised(sheet_of(f'"{head}","nothing that is known"\n1,2\n'), data)[0]


@pytest.mark.parametrize(("column", "word"), SYNONYMS)
def test_each_synonym_leads_to_its_column_and_to_no_other(column: str, word: str) -> None:
    assert heads("USD")[plain(word)] == column
    assert {of for of, other in SYNONYMS if plain(other) == plain(word)} == {column}


@pytest.mark.parametrize(("column", "code", "word"), VALUES)
def test_each_synonym_of_a_value_leads_to_that_value(
    kosovo: Data, column: str, code: str, word: str
) -> None:
    known = next(each for each in kosovo.columns if each.name == column)
    assert values_of(known, kosovo).code(word) == code


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_dashboards_own_labels_are_recognised_in_every_language(
    kosovo: Data, lang: str
) -> None:
    names = Names(kosovo, kosovo.config.language(lang))
    for column in kosovo.columns:
        assert one_column(names.column(column.name)[0], kosovo) == column.name
        assert one_column(column.name, kosovo) == column.name


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_names_of_values_are_recognised_in_every_language(kosovo: Data, lang: str) -> None:
    names = Names(kosovo, kosovo.config.language(lang))
    for column in kosovo.columns:
        if column.registry == "sectors" or not column.allowed:
            continue
        for code in column.allowed:
            said = names.option(column.name, code)
            assert values_of(column, kosovo).code(said) == code, (column.name, code)


@pytest.mark.parametrize(
    "head", ["ОПШТИНА", " opstina ", "Opština (grad)", "Opstina/Grad", "KOMUNA", "Municipalty"]
)
def test_case_marks_script_brackets_and_a_slip_do_not_matter(kosovo: Data, head: str) -> None:
    assert one_column(head, kosovo) == "municipality_ids"


def test_a_community_by_itself_counts_its_people(kosovo: Data) -> None:
    assert one_column("Срби", kosovo) == "participants_serb"
    assert one_column("Shqiptarë", kosovo) == "participants_albanian"


def test_each_column_is_taken_once_by_the_head_that_says_it_most_exactly(data: Data) -> None:
    sheet = sheet_of("Activty name,Title,Name,Women\nA,B,C,1\n")
    assert recognised(sheet, data) == ("", "title", "", "participants_women")


def test_the_currency_in_a_head_is_that_of_all_amounts(data: Data) -> None:
    for head in ("Amount (EUR)", "Amount in EUR", "Amount €"):
        sheet = sheet_of(f"title,{head}\nA,5\n")
        assert stated_currency(sheet, ("title", "amount"), data) == "EUR"
    assert stated_currency(sheet_of("title,Amount\nA,5\n"), ("title", "amount"), data) == ""


def test_what_a_table_lacks_is_asked_for_all_rows() -> None:
    assert Plan(("title", "amount")).missing() == (
        *("activity_type", "sector", "municipality_ids", "status", "evidence"),
        "currency",
    )
    assert "municipality_ids" not in Plan(("latitude", "longitude")).missing()


NUMBERS = {
    "1250": "1250", "1,250.00": "1250.00", "1.250,00": "1250.00", "1 250,5": "1250.5",
    "€ 1'250.50": "1250.50", "1.234.567": "1234567", "12,5": "12.5", "0.500": "0.500",
    "EUR 300": "300", "300 €": "300", "x": "x", "-5": "-5", "1.2.3": "1.2.3", "": "",
}  # fmt: skip


@pytest.mark.parametrize(("found", "read"), NUMBERS.items())
def test_numbers_are_read_as_people_write_them(found: str, read: str) -> None:
    assert numbers.written(found, None, whole=False) == read


@pytest.mark.parametrize(
    ("decimal", "whole", "read"),
    [(None, False, "1.234"), (".", False, "1.234"), (",", False, "1234"), (None, True, "1234")],
)
def test_a_point_that_could_mean_two_things_means_what_is_said(
    decimal: str | None, whole: bool, read: str
) -> None:
    assert numbers.written("1.234", decimal, whole=whole) == read


DATES = {
    "2016": "2016", "2016-03": "2016-03", "2016-03-25": "2016-03-25", "25.03.2016": "2016-03-25",
    "25.3.2016.": "2016-03-25", "25/3/2016": "2016-03-25", "3/25/2016": "2016-03-25",
    "25.3.16": "2016-03-25", "3.4.2016": "2016-04-03", "4/4/2016": "2016-04-04",
    "2016-03-25T00:00:00": "2016-03-25", "2016.": "2016", "03/2016": "2016-03",
    "25. mart 2016.": "2016-03-25", "mars 2016": "2016-03", "March 25, 2016": "2016-03-25",
    "мај 2016": "2016-05", "shtator 2016": "2016-09", "31.02.2016": "31.02.2016",
    "soon": "soon", "3/4/2016": "3/4/2016", "2016/3/25": "2016-03-25",
}  # fmt: skip


@pytest.mark.parametrize(("found", "read"), DATES.items())
def test_dates_are_read_as_people_write_them_and_never_guessed(found: str, read: str) -> None:
    assert dates.written(found, None) == read


def test_a_date_that_could_be_two_is_asked_about_unless_another_one_tells(data: Data) -> None:
    asked = sheet_of("title,start\nA,3/4/2016\n")
    plan = plan_of(asked, data)
    assert undecided(asked, plan, data) == {"decimal": False, "day_first": True}
    assert formed(asked, plan, data).table["start"].tolist() == ["3/4/2016"]
    told = sheet_of("title,start\nA,3/4/2016\nB,3/25/2016\n")
    plan = plan_of(told, data)
    assert not any(undecided(told, plan, data).values())
    assert formed(told, plan, data).table["start"].tolist() == [
        "2016-03-04",
        "2016-03-25",
    ]


def test_a_number_that_could_be_two_is_asked_about_unless_another_one_tells(data: Data) -> None:
    asked = sheet_of("title;amount\nA;1.234\n")
    assert undecided(asked, plan_of(asked, data), data)["decimal"]
    told = sheet_of("title;amount\nA;1.234\nB;12,50\n")
    plan = plan_of(told, data)
    assert decided(told, plan, data)[0] == ","
    assert formed(told, plan, data).table["amount"].tolist() == ["1234", "12.50"]


def test_cells_that_say_that_nothing_is_known_are_empty_and_counted(data: Data) -> None:
    sheet = sheet_of("title,women,amount\nA,n/a,-\nB,н/а,nema\nC,3,5\n")
    read = formed(sheet, plan_of(sheet, data), data)
    assert read.table["participants_women"].tolist() == ["", "", "3"]
    assert read.emptied == 4


@pytest.mark.parametrize(
    ("tag", "column"),
    [("#org+funder+name+v_xyz", "donor"), ("#reached+f+ind", "participants_women"), ("#item", "")],
)
def test_a_tag_with_further_attributes_is_understood(kosovo: Data, tag: str, column: str) -> None:
    assert one_column(tag, kosovo) == column

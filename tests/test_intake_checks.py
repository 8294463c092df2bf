"""What is said of a reader's table: each kind of problem and doubt, and what values could mean."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lib.exports import activity_rows, as_csv
from lib.intake.judged import STEPS, Judged, judged
from lib.intake.marked import COLOURS, marked
from lib.intake.preview import preview
from lib.intake.sheets import Limits
from lib.intake.template import as_csv_template, as_xlsx_template
from lib.names import Names
from lib.selection import parameters, read_link
from lib.store import Data
from tests.intake import ALL_ROWS, check, plan_of, sheet_of
from tests.world import World

MESSY = """\
id,title,municipality,from,until,participants,women,amount,currency,donor
1,Good one,Alder,2016-03,2016-04,20,10,100,EUR,Moon Fund
2,Unknown place,Aldr,2016,,,,,,
3,Two places,Birch / Cedar,2016,,,,,,
4,Impossible day,Birch,31.02.2016,,,,,,
5,Ends first,Birch,2016-05,2016-04,,,,,
6,More women than people,Birch,,,10,12,,,
7,No currency,Birch,,,,,100,,
8,People in halves,Birch,,,2.5,,,,
8,Same id,Birch,,,,,,,
,No id,Birch,,,,,,,
11,,Birch,,,,,,,
12,Negative,Birch,,,,,-3,EUR,
13,Franc,Birch,,,,,3,Franc,
"""
WRONG = {
    3: ("municipality_ids", "check.codes.may_be_empty"),
    5: ("start", "check.date"),
    6: ("end", "check.ends_after_start"),
    7: ("participants_total", "check.parts_within_total"),
    8: ("currency", "check.amount_has_currency"),
    9: ("participants_total", "check.integer"),
    11: ("id", "check.required"),
    12: ("title", "check.required"),
    13: ("amount", "check.number"),
    14: ("currency", "check.code.may_be_empty"),
}


@pytest.fixture(scope="module")
def messy(data: Data) -> Judged:
    return check(MESSY, data)


@pytest.mark.parametrize("row", WRONG)
def test_each_kind_of_problem_is_found_where_it_is(messy: Judged, row: int) -> None:
    found = [(each.column, each.allowed.key) for each in messy.errors if each.row == row]
    assert WRONG[row] in found


def test_only_rows_without_a_problem_are_taken(messy: Judged) -> None:
    # one of two equal ids is as wrong as the other
    assert messy.wrong_rows == {*WRONG, 9, 10}
    assert list(messy.good["title"]) == ["Good one", "Two places"]
    assert messy.good["municipality_ids"].tolist() == ["alder", "birch;cedar"]
    assert not messy.whole
    assert messy.rows == 13


def test_a_wrong_value_has_the_nearest_known_one_beside_it(messy: Judged) -> None:
    assert messy.unknown.to_dict("records") == [
        {"column": "currency", "found": "Franc", "cells": 1, "nearest": ""},
        {"column": "municipality_ids", "found": "Aldr", "cells": 1, "nearest": "alder"},
    ]
    problem = next(each for each in messy.errors if each.row == 3)
    assert (problem.found, problem.nearest) == ("Aldr", "alder")


def test_what_is_accepted_holds_for_all_cells_that_hold_the_same(data: Data) -> None:
    sheet = sheet_of("title,municipality\nA,Aldr\nB,Aldr;Birch\nC,Brich\nD,Nowhere\n")
    plan = plan_of(sheet, data)
    accepted = {("municipality_ids", "Aldr"): "alder", ("municipality_ids", "Nowhere"): ""}
    read = judged(sheet, replace(plan, accepted=accepted), data, "mine")
    assert read.formed.table["municipality_ids"].tolist() == ["alder", "alder;birch", "Brich", ""]
    assert read.wrong_rows == {4}


def test_what_nobody_says_of_any_row_is_one_problem_and_not_one_a_row(data: Data) -> None:
    sheet = sheet_of("title\nA\nB\n")
    plan = replace(plan_of(sheet, data), constants={"evidence": "published"})
    found = judged(sheet, plan, data, "mine").errors
    assert [(each.row, each.column) for each in found] == [
        (0, "activity_type"), (0, "sector"), (0, "status")
    ]  # fmt: skip


def test_a_source_is_missed_once_and_keeps_no_row_out(data: Data) -> None:
    read = check("title\nA\nB\n", data)
    assert not read.errors
    assert [(each.row, each.column) for each in read.warnings] == [(0, "source")]


def doubted(text: str, data: Data, **said: str) -> list[tuple[int, str]]:
    read = check(text, data, source="https://example.org", **said)
    assert not read.errors
    return [(each.row, each.allowed.key.removeprefix("doubt.")) for each in read.warnings]


def test_rows_that_say_the_same_are_doubted(data: Data) -> None:
    text = "id,title,municipality\n1,A,Alder\n2,A,Birch\n3,A,Alder\n"
    assert doubted(text, data) == [(4, "duplicate")]


def test_an_amount_far_from_its_like_is_doubted(data: Data) -> None:
    amounts = [100, 110, 120, 130, 140, 150, 160, 170]
    rows = "".join(f"A{n},{amount},EUR\n" for n, amount in enumerate(amounts))
    assert doubted(f"title,amount,currency\n{rows}B,120000,EUR\n", data) == [(10, "outlier")]
    # too few to tell what is usual
    few = "".join(f"A{n},{amount},EUR\n" for n, amount in enumerate(amounts[:4]))
    assert doubted(f"title,amount,currency\n{few}B,120000,EUR\n", data) == []


def test_a_point_outside_its_municipality_is_doubted_and_one_near_it_is_not(data: Data) -> None:
    head = "title,municipality,lat,lon\n"
    text = f'{head}A,Alder,0.5,0.5\nB,Alder,0.5,1.01\nC,Alder,0.5,1.5\nD,Birch,"0,5","1,5"\n'
    assert doubted(text, data) == [(4, "outside")]
    far = check(text, data, source="https://example.org").warnings[0]
    assert far.found.fields == {"km": 56}


def test_a_row_without_a_municipality_gets_the_one_its_point_is_in(data: Data) -> None:
    read = check("title,lat,lon\nA,0.5,0.5\nB,0.5,1.5\nC,50,50\nD,,\n", data)
    assert read.formed.table["municipality_ids"].tolist() == ["alder", "birch", "", ""]
    assert read.placed == 2


def test_dates_outside_the_programmes_period_are_doubted(tmp_path, world: World) -> None:
    world.totals["start"], world.totals["end"] = "2015", "2016-06"
    text = (
        "title,programme,start,end\n"
        "A,Alpha,2014-12-31,\n"
        "B,Alpha,2015,2016\n"
        "C,Alpha,2016-05,2016-07\n"
        "D,Beta,2019,\n"
        "E,Alpha,,\n"
    )
    world.totals.loc[world.totals["programme"] == "Beta", ["start", "end"]] = ""
    found = doubted(text, world.open(tmp_path))
    assert found == [(2, "off_programme"), (4, "off_programme")]


def test_what_is_completed_does_not_end_in_the_future(data: Data) -> None:
    text = "title,start,status\nA,2098,completed\nB,2098,planned\nC,2016,completed\n"
    assert doubted(text, data) == [(2, "in_the_future")]


def test_an_amount_in_dollars_is_about_that_at_the_years_rate(data: Data) -> None:
    head = "title,start,amount,currency,amount usd\n"
    rows = "A,2017,100,EUR,110\nB,2017,100,EUR,200\nC,2017,100,USD,100\nD,2016,100,EUR,5\n"
    assert doubted(head + rows, data) == [(3, "converted")]


def cells_of(held: bytes, sheet: int = 0) -> openpyxl.worksheet.worksheet.Worksheet:
    return openpyxl.load_workbook(io.BytesIO(held)).worksheets[sheet]


def test_the_marked_file_has_the_readers_rows_with_wrong_cells_coloured_and_explained(
    messy: Judged, names: Names
) -> None:
    held = marked(messy, names, 1_000)
    sheet = cells_of(held)
    assert [cell.value for cell in sheet[1]][1:] == list(messy.sheet.heads)
    wrong = sheet.cell(3, 4)
    assert wrong.value == "Aldr"
    assert wrong.fill.fgColor.rgb == "FF" + COLOURS["errors"][1:]
    assert "Nearest known: Alder" in wrong.comment.text
    assert sheet.cell(2, 4).comment is None
    listed = cells_of(held, 1)
    assert listed.max_row - 1 == len(messy.errors) + len(messy.warnings)


def test_a_formula_in_a_readers_file_is_text_in_the_marked_one(data: Data, names: Names) -> None:
    read = check('title,women\n"=1+1",x\n"=HYPERLINK(""http://a.b"")",=2\n', data)
    for sheet in range(2):
        for row in cells_of(marked(read, names, 10), sheet).iter_rows():
            assert not [cell for cell in row if cell.data_type == "f" or cell.hyperlink]


def test_that_there_are_more_problems_than_are_marked_is_said(messy: Judged, names: Names) -> None:
    listed = cells_of(marked(messy, names, 3), 1)
    assert listed.max_row == 1 + 3 + 1


def test_a_filled_in_template_is_right(data: Data, names: Names) -> None:
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx_template(names)))
    sheet, about, _ = book.worksheets
    heads = [cell.value for cell in sheet[1]]
    assert about.max_row == len(heads) + 1
    filled = {"Id": "x", "Activity": "A", "Type": "Trainings", "Purpose": "Wells"}
    filled |= {"Status": "Completed", "Municipalities": "Alder; Birch", "Evidence": "Published"}
    filled |= {"Source": "https://example.org"}
    assert filled.keys() <= set(heads)
    for head, value in filled.items():
        sheet.cell(2, heads.index(head) + 1, value)
    held = io.BytesIO()
    book.save(held)
    read = check(held.getvalue(), data)
    assert not read.errors and not read.warnings
    assert read.good["municipality_ids"].tolist() == ["alder;birch"]
    assert "" not in read.plan.columns
    known = as_csv_template(names).decode("utf-8-sig").strip().split(",")
    assert known == [column.name for column in data.columns]


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.sampled_from(" =+-@'\",;"),
    min_size=1,
    max_size=12,
).map(lambda text: f"x{text}".strip() if text.strip("'") != text else text.strip() or "x")
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "title": TEXT,
            "activity_type": st.sampled_from(["grant", "training", "other"]),
            "municipality_ids": st.sampled_from(["", "alder", "birch;cedar"]),
            "start": st.sampled_from(["", "2016", "2016-05", "2017-02-03"]),
            "amount": st.sampled_from(["", "5", "1250.5", "1.234"]),
            "participants_total": st.sampled_from(["", "0", "7", "1200"]),
            "note": st.just("") | TEXT,
        }
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=8)
@given(ROWS)
def test_a_checked_file_that_is_exported_and_read_again_is_the_same_rows(
    data: Data, names: Names, rows: list[dict[str, str]]
) -> None:
    table = pd.DataFrame(rows).assign(**ALL_ROWS | {"currency": "EUR"})
    table["activity_type"] = [row["activity_type"] for row in rows]
    table["currency"] = table["currency"].where(table["amount"].ne(""), "")
    table["id"] = [f"r{n}" for n in range(len(rows))]
    first = check(table.to_csv(index=False), data)
    assert not first.errors
    shown = preview(first, data)
    everything = read_link({"evidence": ["all"]}, known=parameters(shown), allowed={})
    exported = as_csv(activity_rows(shown, everything, Names(shown, names.say)))
    again = check(exported, data)
    assert not again.errors
    numbers = [column.name for column in data.columns if column.measures]
    for read in (first, again):
        read.good[numbers] = read.good[numbers].apply(pd.to_numeric).astype(float)
    # a file that we write states what an amount is in the dashboard's currency
    said = [each.good.drop(columns="amount_usd").reset_index(drop=True) for each in (first, again)]
    pd.testing.assert_frame_equal(*said)


def test_whoever_waits_is_told_how_far_the_check_is(data: Data) -> None:
    sheet, told = sheet_of("title,municipality\nA,Alder\n"), list[float]()
    judged(sheet, plan_of(sheet, data), data, "mine", told.append)
    assert told == sorted(STEPS) and told[0] == 0 and told[-1] < 1


def test_a_long_file_is_checked_to_its_last_row(data: Data) -> None:
    text = "title,municipality\n" + "A,Alder\n" * 20_000 + "B,Aldr\n"
    read = check(text, data)
    assert [each.row for each in read.errors] == [20_002]
    assert Limits().intake_rows > 20_000

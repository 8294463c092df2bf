"""The spreadsheet holds what is shown, as another program than the one that wrote it reads it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from lib.by_municipality import every_indicator
from lib.companions import dictionary, filters, sources
from lib.exports import activity_rows, has_illustrative
from lib.indicators import INDICATORS
from lib.language import language
from lib.names import Names
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data, open_data
from lib.workbook import SHEETS, WIDEST, as_xlsx
from tests.by_hand import BY_ID, kept, links, selected
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
SHEET_NAMES = ["Activities", "By municipality", "Filters", "Dictionary", "Sources"]


def opened(data: Data, selection: Selection, names: Names) -> Workbook:
    return load_workbook(io.BytesIO(as_xlsx(data, selection, names)))


def table(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    """A sheet's rows, by the words in its head."""
    head, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def by_code(book: Workbook, sheet: str) -> pd.DataFrame:
    """A sheet's rows with the codes that the dictionary has for its heads."""
    codes = {row["Name"]: row["Code"] for row in table(book, "Dictionary") if row["Sheet"] == sheet}
    head, *rows = book[sheet].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=[codes[word] for word in head], dtype=object)


@pytest.fixture(scope="module")
def shipped() -> Names:
    return Names(open_data(ROOT / "data"), language())


@settings(max_examples=15)
@given(draw=st.data())
def test_the_sheet_of_activities_holds_exactly_the_rows_of_the_selection(
    data: Data, names: Names, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    selection = selection.with_values(hxl=False)
    book = opened(data, selection, names)
    assert [row["Id"] for row in table(book, "Activities")] == kept(selection)
    held = [row["Rows shown"] for row in table(book, "Sources")]
    assert sum(filter(None, held)) == len(kept(selection))


def test_the_sheets_are_these_with_a_head_that_stays_and_filters(data: Data, names: Names) -> None:
    book = opened(data, selected(data), names)
    assert book.sheetnames == SHEET_NAMES
    assert len(SHEETS) == len(SHEET_NAMES)
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(set(heads)) == len(heads)
        assert all(0 < each.width <= WIDEST + 1 for each in sheet.column_dimensions.values())


def test_every_cell_of_the_data_is_in_the_sheet_as_a_number_or_a_text(
    data: Data, names: Names
) -> None:
    rows = by_code(opened(data, selected(data, status=["all"]), names), "Activities")
    assert rows["id"].tolist() == [name for name in BY_ID if name != "a10"]
    measured = {column.name for column in data.columns if column.measures}
    for row in rows.to_dict("records"):
        for column, cell in BY_ID[row["id"]].items():
            if not cell:
                assert row[column] is None, column
            elif column in measured:
                assert not isinstance(row[column], str)
                assert row[column] == float(cell), column
            else:
                assert row[column] == cell, column


def test_nobody_is_zero_and_what_is_not_stated_is_an_empty_cell(data: Data, names: Names) -> None:
    rows = by_code(opened(data, selected(data), names), "Activities").set_index("id")
    assert rows.loc["a9", "participants_total"] == 0
    assert rows.loc["a4", "participants_total"] is None
    assert rows.loc["a4", "donor"] is None
    assert rows.loc["a1", "start"] == "2015-03"
    assert rows.loc["a2", "start"] == "2016"


def test_names_stand_beside_codes(data: Data, names: Names) -> None:
    rows = by_code(opened(data, selected(data), names), "Activities").set_index("id")
    assert rows.loc["a3", ["sector", "sector_name"]].tolist() == ["10020", "Pipes"]
    assert rows.loc["a3", "municipality_ids_name"] == "Alder;Birch"


@pytest.mark.parametrize("text", ["=1+1", "+1", "@SUM(A1)", "https://example.org", "007", "{=1}"])
def test_no_text_becomes_a_formula_a_link_or_a_number(
    world: World, tmp_path: Path, names: Names, text: str
) -> None:
    world.activities.loc["a1", "title"] = text
    data = world.open(tmp_path)
    sheet = opened(data, selected(data), Names(data, names.say))["Activities"]
    (cell,) = (each for each in sheet[2] if sheet.cell(1, each.column).value == "Activity")
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)


def test_the_municipalities_are_the_partners_with_every_indicator(data: Data, names: Names) -> None:
    rows = by_code(opened(data, selected(data), names), "By municipality").set_index("id")
    assert rows.index.tolist() == ["alder", "birch", "cedar"]
    assert rows.loc["alder", ["name_en", "population"]].tolist() == ["Alder", 1000]
    assert rows.loc["cedar", "population"] is None
    assert rows.loc["alder", ["grants_money", "grants_money_state"]].tolist() == [1000, "value"]
    assert rows.loc["alder", "grants_money_words"] == "USD 1,000"
    # the training of two municipalities is in both; its people are in neither
    assert rows["trainings"].tolist() == [2, 1, 1]
    assert rows["trained"].tolist() == [20, None, 0]
    assert rows["trained_state"].tolist() == ["value", "unknown", "value"]
    assert rows.loc["birch", "trained_words"] == "Not known"
    assert rows.loc["cedar", ["grants", "grants_state"]].tolist() == [None, "none"]
    for each in INDICATORS:
        assert (rows[each.key].notna() == (rows[f"{each.key}_state"] == "value")).all()


def test_the_dictionary_explains_every_column_of_both_sheets(data: Data, names: Names) -> None:
    selection = selected(data)
    rows, places = activity_rows(data, selection, names), every_indicator(data, selection, names)
    explained = table(opened(data, selection, names), "Dictionary")
    codes = [row["Code"] for row in explained]
    assert codes == [*rows.columns, *places.columns]
    assert all(row["Name"].strip() and row["Meaning"].strip() for row in explained)


def test_the_dictionary_follows_the_columns_that_a_table_has(data: Data, names: Names) -> None:
    rows = pd.DataFrame({"title": ["Work 1"], "id": ["a1"]})
    explained = dictionary(data, selected(data), names, activities=rows)
    assert explained["code"].tolist() == ["title", "id"]


def test_the_filters_are_there_in_codes_and_in_words(data: Data, names: Names) -> None:
    link = {"donor": ["Sun Fund", "none"], "since": ["2016"], "least_share": ["20"]}
    rows = {
        row["Code"]: row for row in table(opened(data, selected(data, **link), names), "Filters")
    }
    assert rows["made"]["Meaning"] == date.today().isoformat()
    assert rows["view"]["Meaning"].startswith("?donor=")
    assert rows["donor"]["Codes chosen"] == "Sun Fund;none"
    assert rows["status"]["Codes chosen"] == "completed;ongoing"
    assert rows["status"]["Meaning"] == "Completed and Ongoing"
    assert rows["since"]["Codes chosen"] == "2016"
    assert rows["majority"]["Codes chosen"] == "country"
    assert [row["Meaning"] for row in rows.values() if row["Codes chosen"] == "published"] == [
        "Published"
    ]


@pytest.mark.parametrize("evidence", [["illustrative"], ["published", "illustrative"], ["all"]])
def test_the_first_line_of_the_filters_says_that_rows_are_made_up(
    data: Data, names: Names, evidence: list[str]
) -> None:
    first = filters(data, selected(data, evidence=evidence), names).iloc[0]
    assert first["meaning"] == names.say("illustrative.long")
    plain = filters(data, selected(data), names)
    assert "illustrative" not in plain["code"].tolist()


def test_the_sources_are_counted_and_the_credits_hold_no_row(
    world: World, tmp_path: Path, names: Names
) -> None:
    world.activities.loc[["a1", "a2"], "source"] = "https://example.org/a"
    data = world.open(tmp_path)
    selection = selected(data, evidence=["all"])
    found = sources(activity_rows(data, selection, names), data, names)
    assert found[["source", "rows"]].astype(object).fillna("none").to_numpy().tolist() == [
        ["https://example.org/works", 7],
        ["https://example.org/a", 2],
        ["none", 1],
        ["Drawn with a ruler", "none"],
        ["No land is like this", "none"],
        ["Nobody lives here", "none"],
    ]


def test_a_view_with_nothing_in_it_is_a_workbook_with_heads(data: Data, names: Names) -> None:
    selection = selected(data, activity_type=["workshop"], programme=["Beta"])
    book = opened(data, selection, names)
    full = opened(data, selected(data), names)
    assert table(book, "Activities") == []
    assert [cell.value for cell in book["Activities"][1]] == [
        cell.value for cell in full["Activities"][1]
    ]
    rows = by_code(book, "By municipality")
    assert rows["activities"].tolist() == [None] * 3
    assert rows["activities_state"].tolist() == ["none"] * 3


@pytest.mark.parametrize("link", [{}, {"evidence": ["all"], "status": ["all"]}])
def test_the_shipped_data_comes_back_as_it_is_in_the_csv(
    shipped: Names, link: dict[str, list[str]]
) -> None:
    selection = selected(shipped.data, **link)
    rows = activity_rows(shipped.data, selection, shipped)
    book = opened(shipped.data, selection, shipped)
    found = by_code(book, "Activities")
    assert list(found.columns) == list(rows.columns)
    assert len(found) == {False: 321, True: 626}[has_illustrative(shipped.data, selection)]
    for column in rows:
        expected = rows[column].astype(object).where(rows[column].notna(), None)
        assert found[column].tolist() == [None if v == "" else v for v in expected], column
    places = by_code(book, "By municipality")
    assert len(places) == 16
    assert sum(filter(None, (row["Rows shown"] for row in table(book, "Sources")))) == len(rows)

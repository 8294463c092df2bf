"""HXL tags go out as the standard's own library reads them, and come in whoever tagged."""

from __future__ import annotations

import csv
import io
import re
import warnings
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from lib.exports import activities_as_csv, activity_rows, as_csv
from lib.hxl import DERIVED, column_of, parsed, read_hxl, row_of_tags, tags
from lib.intake.preview import preview
from lib.language import LANGUAGES, Language, language
from lib.names import Names
from lib.pieces import columns as columns_of
from lib.pieces import csv_pieces
from lib.store import Data, open_data
from lib.workbook import as_xlsx
from tests.by_hand import kept, selected
from tests.intake import check

ROOT = Path(__file__).resolve().parent.parent
NAMES = """
access activity adm1 adm2 adm3 adm4 adm5 affected beneficiary capacity cause channel contact country
crisis currency date delivery description event frequency geo group impact indicator inneed item loc
meta modality need operations org output population reached region respondee sector service severity
status subsector targeted value
"""
CORE = {f"#{name}" for name in NAMES.split()}
"""The hashtags of the standard (HXL 1.1, dictionary)."""
EVERYTHING = {"evidence": ["all"], "status": ["all"], "hxl": ["yes"]}


def rows_of(held: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(held.decode("utf-8-sig"), newline="")))


def by_the_library(rows: list[list[Any]]) -> Any:
    """A table as the standard's own library understands it."""
    with warnings.catch_warnings():
        # the library is older than the Python that runs it
        warnings.simplefilter("ignore")
        import hxl  # noqa: PLC0415

        return hxl.data(rows)


@pytest.fixture(scope="module")
def shipped() -> Names:
    return Names(open_data(ROOT / "data"), language())


def test_tags_are_off_until_asked_for(data: Data, names: Names) -> None:
    held = activities_as_csv(data, selected(data), names)
    assert held == as_csv(activity_rows(data, selected(data), names))
    assert b"#activity" not in held


def test_every_column_has_a_tag_of_its_own_under_its_head(data: Data, names: Names) -> None:
    plain, tagged = (
        rows_of(activities_as_csv(data, selected(data, **link), names))
        for link in ({}, {"hxl": ["yes"]})
    )
    assert [tagged[0], *tagged[2:]] == plain
    found = [parsed(cell) for cell in tagged[1]]
    assert all(found)
    assert len(set(found)) == len(found)
    assert {each[0] for each in found if each} <= CORE
    # the level of administration is the operator's to say
    other = data.config.model_copy(update={"admin_level": 3})
    assert "#adm3+code+list" in tags(["municipality_ids"], data.columns, other.admin_level)


def test_the_library_of_the_standard_reads_the_tags_and_finds_no_error(shipped: Names) -> None:
    selection = selected(shipped.data, **EVERYTHING)
    rows = rows_of(activities_as_csv(shipped.data, selection, shipped))
    table = by_the_library(rows)
    assert [column.header for column in table.columns] == rows[0]
    assert {column.tag for column in table.columns} <= CORE
    assert [parsed(column.display_tag) for column in table.columns] == list(map(parsed, rows[1]))
    wrong: list[Any] = []
    by_the_library(rows).validate(callback=wrong.append)
    errors = [each for each in wrong if each.rule.severity == "error"]
    assert [each.message for each in errors] == []
    assert len(list(by_the_library(rows))) == sum(shipped.data.sizes.values())


def test_the_library_would_find_an_error(shipped: Names) -> None:
    rows = rows_of(activities_as_csv(shipped.data, selected(shipped.data, **EVERYTHING), shipped))
    rows[2][rows[0].index("start")] = "some day"
    wrong: list[Any] = []
    assert not by_the_library(rows).validate(callback=wrong.append)
    assert "error" in {each.rule.severity for each in wrong}


def test_the_file_in_pieces_has_the_tags_once(
    data: Data, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    selection = selected(data, hxl=["yes"])
    assert b"".join(csv_pieces(data, selection, names)) == activities_as_csv(data, selection, names)


def test_the_workbook_has_the_tags_under_the_heads_and_they_are_not_sorted(
    data: Data, names: Names
) -> None:
    book = load_workbook(io.BytesIO(as_xlsx(data, selected(data, hxl=["yes"]), names)))
    sheet = book["Activities"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[1]) == tags(columns_of(data), data.columns, 2)
    assert [row[0] for row in rows[2:]] == kept(selected(data))
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert row_of_tags([[str(cell or "") for cell in row] for row in rows]) == 1


def test_a_preview_can_be_tagged_too(data: Data, say: Language) -> None:
    mine = preview(check("title,municipality\nMine,Alder\n", data), data)
    own, selection = Names(mine, say), selected(mine, hxl=["yes"])
    heads, tagged, row = rows_of(activities_as_csv(mine, selection, own))
    assert (heads[0], tagged[0], row[0]) == ("preview", "#meta+preview", say("preview.short"))
    assert len(tagged) == len(heads) == len(set(tagged))
    sheet = load_workbook(io.BytesIO(as_xlsx(mine, selection, own))).worksheets[0]
    assert [cell.value for cell in sheet[2]] == tagged
    table, untaken = read_hxl([heads, tagged, row], data.columns, 2)
    assert table["title"].tolist() == ["Mine"]
    assert "preview" in {each.head for each in untaken}


def test_our_own_table_comes_back(shipped: Names) -> None:
    data = shipped.data
    rows = rows_of(activities_as_csv(data, selected(data, **EVERYTHING), shipped))
    table, untaken = read_hxl(rows, data.columns, 2)
    own = [column.name for column in data.columns]
    assert list(table.sort_index(axis=1)) == sorted(own)
    assert table.index[0] == 3
    for column in own:
        cells = [row[rows[0].index(column)].strip() for row in rows[2:]]
        assert table[column].tolist() == cells, column
    left = {each.head for each in untaken}
    assert left == set(rows[0]) - set(own)
    # what is published is no preview
    assert set(DERIVED) - {"preview"} <= left


HEADS = "Donor,Partner,Cluster,District,P-code,Women,Men,Everybody,Remarks,Start"
TAGS = (
    "#org +funder,#org+impl+name,#sector+name,#adm2+name,#adm2 +code+v_x,#reached+f,#reached+m,"
    "#reached +ind,,#Date+Start"
)
THEIRS = [
    ["Who does what where, 2019", *[""] * 9],
    HEADS.split(","),
    TAGS.split(","),
    ["Sun Agency", "Diggers", "Water", "Alder", "QD01", "5", "6", "11", "x", "2019"],
    [""] * 10,
    ["Moon Fund", "Builders", "Roads", "Birch"],
]


def test_a_table_of_others_is_understood_by_its_tags(data: Data) -> None:
    table, untaken = read_hxl(THEIRS, data.columns, 2)
    assert table.to_dict("index") == {
        4: {
            "donor": "Sun Agency", "implementer": "Diggers", "sector": "Water",
            "municipality_ids": "QD01", "participants_women": "5", "participants_total": "11",
            "start": "2019",
        },
        6: {
            "donor": "Moon Fund", "implementer": "Builders", "sector": "Roads",
            "municipality_ids": "", "participants_women": "", "participants_total": "", "start": "",
        },
    }  # fmt: skip
    said = {each.head: each.why.key for each in untaken}
    assert said == {
        "District": "hxl.why.another_taken",
        "Men": "hxl.why.no_column",
        "Remarks": "hxl.why.untagged",
    }
    assert all(language(code).phrase(each.why) for each in untaken for code in LANGUAGES)


@pytest.mark.parametrize(
    ("tag", "column"),
    [
        ("#org+funder", "donor"), ("#org", ""), ("#value+usd", "amount_usd"), ("#value", "amount"),
        ("#reached+f+children", ""), ("#reached+children", ""), ("#affected", ""),
        ("#activity+name+i_en", "title"), ("#adm1+name", ""), ("#x_own", ""),
        ("#adm2", "municipality_ids"),
        ("#subsector+name", "sector"), ("#reached+north", "participants_north"), ("donor", ""),
    ],
)  # fmt: skip
def test_a_tag_means_a_column_or_none(data: Data, tag: str, column: str) -> None:
    assert column_of(tag, data.columns, 2)[0] == column


@pytest.mark.parametrize("rows", [[], [["a", "b"]], [["#1 place"]], [["a"]] * 30 + [["#org"]]])
def test_a_table_without_tags_is_told(data: Data, rows: list[list[str]]) -> None:
    assert row_of_tags(rows) is None
    with pytest.raises(ValueError, match="no row of tags"):
        read_hxl(rows, data.columns, 2)


@given(
    st.lists(st.lists(st.text(max_size=8) | st.sampled_from(["#org+funder", "#reached", "#adm2"])))
)
def test_whatever_the_table_it_is_read_or_told(data: Data, rows: list[list[str]]) -> None:
    if row_of_tags(rows) is None:
        return
    table, untaken = read_hxl(rows, data.columns, 2)
    width = len(rows[row_of_tags(rows) or 0])
    assert len(table.columns) + len(untaken) == width
    assert all(re.fullmatch("[a-z_]+", name) for name in table)

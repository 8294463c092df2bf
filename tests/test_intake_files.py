"""Files of readers: any usual encoding, separator and kind; and what is refused, with why."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, datetime

import openpyxl
import pytest
import xlsxwriter

from lib.intake.delimited import SEPARATORS
from lib.intake.files import READERS, read_file
from lib.intake.heads import LOOKED_AT
from lib.intake.sheets import Limits
from lib.intake.spreadsheets import MEMORY
from lib.problems import BadData
from tests.intake import sheet_of

TEXTS = {
    "albanian": ["Trajnim për gratë", "Prishtinë", "Pejë", "çdo gjë që është"],
    "serbian": ["Obuka za žene", "Štrpce", "Leposavić", "đubrivo i čaj"],
    "cyrillic": ["Обука за жене", "Штрпце", "Лепосавић", "ђубриво и џем"],
}
WRITTEN = {
    "albanian": ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp1250", "iso8859_2"),
    "serbian": ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1250", "iso8859_2"),
    "cyrillic": ("utf-8", "utf-8-sig", "utf-16", "cp1251"),
}
CASES = [(words, code) for words, codes in WRITTEN.items() for code in codes]


def table(words: str, separator: str) -> list[list[str]]:
    first, *places = TEXTS[words]
    rows = [[str(n), f"{first}{separator}\n{n}", place] for n, place in enumerate(places)]
    return [["No", "Title", "Municipality"], *rows]


def as_text(rows: list[list[str]], separator: str) -> str:
    quoted = (separator.join(f'"{cell}"' for cell in row) for row in rows)
    return "\r\n".join(quoted) + "\r\n"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(("words", "encoding"), CASES)
def test_every_usual_encoding_and_separator_is_read_with_line_breaks_in_cells(
    words: str, encoding: str, separator: str
) -> None:
    rows = table(words, separator)
    sheet = sheet_of(as_text(rows, separator).encode(encoding))
    assert list(sheet.heads) == rows[0]
    # in each file line breaks in cells stay as they are
    assert sheet.cells.to_numpy().tolist() == rows[1:]
    assert list(sheet.cells.index) == [2, 3, 4]


def test_a_reader_can_say_the_encoding_where_it_is_taken_for_another() -> None:
    held = "Title\nмонитор\n".encode("cp1251")
    sheet = read_file(held, "mine", Limits(), encoding="cp1250").sheets[0]
    assert sheet.cells.to_numpy().tolist() == [[held[6:-1].decode("cp1250")]]


def test_titles_and_empty_rows_above_the_heads_are_left_out_and_said() -> None:
    sheet = sheet_of("Our register\n\n,,\nTitle,Municipality,Women\nA,Alder,3\n\nB,Birch,4\n")
    assert sheet.heads == ("Title", "Municipality", "Women")
    assert list(sheet.cells.index) == [5, 7]
    assert sheet.notes[-1].key == "intake.note.above"


def test_tags_of_hxl_stand_for_the_heads_above_them() -> None:
    sheet = sheet_of("What,Where,How many\n#activity+name,#adm2+name,#reached+f\nA,Alder,3\n")
    assert sheet.heads == ("#activity+name", "#adm2+name", "#reached+f")
    assert sheet.cells.to_numpy().tolist() == [["A", "Alder", "3"]]


def test_a_row_of_another_length_is_a_problem_and_not_shifted() -> None:
    sheet = sheet_of("title,municipality,women\nA,Alder,3\nB,3\nC,Alder,3,,\nD,Alder,3,4\n")
    assert [problem.row for problem in sheet.problems] == [3, 5]
    assert list(sheet.cells.index) == [2, 4]


def test_more_rows_than_are_read_is_said() -> None:
    sheet = sheet_of("title,women\n" + "A,1\n" * 5, Limits(intake_rows=3))
    assert len(sheet.cells) == 3
    assert [note.fields for note in sheet.notes if note.key == "intake.note.rows"] == [
        {"n": 5, "most": 3}
    ]


def workbook(**sheets: list[list[object]]) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"in_memory": True, "default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            sheet.write_row(n, 0, row)
    book.close()
    return held.getvalue()


def test_a_spreadsheet_gives_its_sheets_with_numbers_and_dates_as_the_data_has_them() -> None:
    rows = [
        ["Register", None, None, None],
        ["Title", "Date", "Amount", "Women"],
        ["A", date(2016, 3, 25), 1.234, 12],
        ["B", datetime(2016, 3, 25, 12, 30), 1250.5, None],
    ]
    sheets = read_file(workbook(empty=[], mine=rows), "mine.xlsx", Limits()).sheets
    assert [sheet.name for sheet in sheets] == ["mine"]
    # 1.234 is a number of the spreadsheet, and must not be asked about as in a text
    assert sheets[0].cells.to_numpy().tolist() == [
        ["A", "2016-03-25", "1.2340", "12"],
        ["B", "2016-03-25T12:30:00", "1250.5", ""],
    ]
    assert list(sheets[0].cells.index) == [3, 4]


def test_the_rows_of_a_spreadsheet_that_are_not_read_are_said() -> None:
    rows = [["Title", "Women"], *([["A", 1]] * (LOOKED_AT + 10))]
    sheet = sheet_of(workbook(mine=rows), Limits(intake_rows=4))
    assert len(sheet.cells) == 4
    assert [note.fields for note in sheet.notes] == [{"n": LOOKED_AT + 10, "most": 4}]


def packed(size: int) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/worksheets/sheet1.xml", b"\0" * size)
    return held.getvalue()


def far_cell() -> bytes:
    book = openpyxl.Workbook()
    book.active["XFD1048576"] = "far"
    book.active["A1"] = "Title"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


REFUSED = {
    "nothing": (b"", "problem.empty_file"),
    "a space": (b" \n", "problem.empty_file"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "intake.found.unknown"),
    "a page of HTML": (b"<html><table>", "intake.found.unknown"),
    "NULs": (b"title\na\0b\n", "intake.found.binary"),
    "an open quotation mark": (b'title,women\n"A,1\n', "problem.not_csv"),
    "no GeoJSON": (b'{"a": 1}', "problem.no_features"),
    "broken JSON": (b'{"features": [', "problem.not_geojson"),
    "deep JSON": (b'{"a":' * 100_000, "problem.not_geojson"),
    "a broken ZIP": (b"PK\x03\x04" + b"x" * 50, "intake.found.no_spreadsheet"),
    "a ZIP of something else": (packed(10), "intake.found.no_spreadsheet"),
    "a ZIP bomb": (packed(1_000_001), "intake.found.unpacked"),
    "one cell far away": (far_cell(), "intake.found.no_spreadsheet"),
    "a broken old spreadsheet": (b"\xd0\xcf\x11\xe0" + b"x" * 600, "intake.found.no_spreadsheet"),
    "too many columns": (b",".join([b"a"] * 60) + b"\n", "intake.found.columns"),
    "too many bytes": (b"a" * 2_000_001, "intake.found.bytes"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_with_what_was_found(what: str) -> None:
    held, found = REFUSED[what]
    limits = Limits(intake_bytes=2_000_000, intake_unpacked_bytes=1_000_000, intake_columns=50)
    with pytest.raises(BadData) as refused:
        read_file(held, "mine", limits)
    assert [problem.found.key for problem in refused.value.problems] == [found]


def test_a_spreadsheet_that_asks_for_too_much_memory_ends_alone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert MEMORY < 4_000_000_000
    monkeypatch.setattr("lib.intake.spreadsheets.MEMORY", 300_000_000)
    rows = [["Title", *map(str, range(20))]] + [["x" * 1_000] * 20] * 20_000
    with pytest.raises(BadData):
        read_file(workbook(mine=rows), "mine.xlsx", Limits())


def features(*geometries: object) -> bytes:
    made = [
        {"type": "Feature", "properties": {"title": f"A{n}", "women": n, "of": [n]}, "geometry": g}
        for n, g in enumerate(geometries, start=1)
    ]
    return json.dumps({"type": "FeatureCollection", "features": made}).encode()


def test_geojson_gives_properties_as_columns_and_points_as_coordinates() -> None:
    point, line = {"type": "Point", "coordinates": [0.5, 0.25]}, {"type": "LineString"}
    sheet = sheet_of(features(point, None, line))
    assert sheet.heads == ("title", "women", "of", "latitude", "longitude")
    assert sheet.cells.to_numpy().tolist() == [
        ["A1", "1", "[1]", "0.25", "0.5"],
        ["A2", "2", "[2]", "", ""],
        ["A3", "3", "[3]", "", ""],
    ]
    assert list(sheet.cells.index) == [1, 2, 3]
    assert [(note.key, note.fields) for note in sheet.notes] == [("intake.note.shapes", {"n": 1})]


def test_each_kind_of_file_is_told_by_what_it_holds() -> None:
    samples = {
        "spreadsheet": workbook(mine=[["title"]]),
        "geojson": features(None),
        "text": b"title\nA\n",
    }
    for key, held in samples.items():
        assert next(reader.key for reader in READERS if reader.recognises(held)) == key
    assert {reader.key for reader in READERS} >= set(samples)

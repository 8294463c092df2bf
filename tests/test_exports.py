"""A file holds exactly what is shown, says what it is, and harms nobody who opens it."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.exports import (
    DERIVED,
    FORMULA_STARTS,
    NAMED,
    activity_rows,
    as_csv,
    explanation,
    file_name,
    harmless,
    query,
)
from lib.language import language
from lib.names import Names
from lib.parts import Part
from lib.selection import allowed_values, parameters, read_link
from lib.store import Data
from tests.by_hand import BY_ID, kept, links, selected
from tests.world import World


def today() -> str:
    """Asked when it is needed: tests may run across midnight."""
    return date.today().isoformat()


def opened(held: bytes) -> list[dict[str, str]]:
    """The rows of a CSV file as a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(held.decode("utf-8-sig"), newline="")))


@given(draw=st.data())
def test_a_file_holds_exactly_the_rows_of_the_selection(
    data: Data, names: Names, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    rows = opened(as_csv(activity_rows(data, selection, names)))
    assert [row["id"] for row in rows] == kept(selection)


@pytest.mark.parametrize("place", ["alder", "birch", "cedar", "dogwood"])
def test_the_file_of_a_municipality_holds_its_rows_shared_ones_too(
    data: Data, names: Names, place: str
) -> None:
    found = activity_rows(data, selected(data), names, Part(place))["id"].tolist()
    here = [name for name in kept(selected(data)) if place in BY_ID[name]["municipality_ids"]]
    assert found == here


def test_every_cell_of_the_data_is_in_the_file(data: Data, names: Names) -> None:
    for row in opened(as_csv(activity_rows(data, selected(data), names))):
        for column, cell in BY_ID[row["id"]].items():
            if column.startswith("amount") and cell:
                assert float(row[column]) == float(cell)
            else:
                assert row[column] == cell, column


@pytest.mark.parametrize("column", NAMED)
def test_names_stand_beside_codes(data: Data, names: Names, column: str) -> None:
    rows = activity_rows(data, selected(data, status=["all"]), names)
    heads = list(rows.columns)
    assert heads.index(f"{column}_name") == heads.index(column) + 1
    for row in rows.to_dict("records"):
        assert row[f"{column}_name"] == names.cell(column, row[column])
        assert bool(row[f"{column}_name"]) == bool(row[column])


def test_every_row_carries_its_evidence_and_its_source(data: Data, names: Names) -> None:
    selection = selected(data, evidence=["published", "illustrative"])
    rows = opened(as_csv(activity_rows(data, selection, names)))
    assert {row["evidence"] for row in rows} == {"published", "illustrative"}
    assert all(row["source"] for row in rows if row["evidence"] == "published")


def test_what_is_not_stated_is_empty_and_nobody_is_zero(data: Data, names: Names) -> None:
    rows = {row["id"]: row for row in opened(as_csv(activity_rows(data, selected(data), names)))}
    assert rows["a4"]["participants_total"] == ""
    assert rows["a9"]["participants_total"] == "0"
    assert rows["a1"]["participants_total"] == "40"


def test_a_file_starts_with_a_byte_order_mark_and_has_windows_lines(
    data: Data, names: Names
) -> None:
    held = as_csv(activity_rows(data, selected(data), names))
    assert held.startswith(b"\xef\xbb\xbf")
    assert held.count(b"\r\n") == held.count(b"\n") == 1 + 9


def test_a_view_with_nothing_in_it_is_a_file_with_a_header(data: Data, names: Names) -> None:
    selection = selected(data, activity_type=["workshop"], programme=["Beta"])
    empty = activity_rows(data, selection, names)
    full = activity_rows(data, selected(data), names)
    assert (len(empty), list(empty.columns)) == (0, list(full.columns))
    assert len(as_csv(empty).splitlines()) == 1


@pytest.mark.parametrize("column", ["title", "programme", "implementer", "settlement", "note"])
@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_can_be_taken_for_a_formula(
    world: World, tmp_path: Path, names: Names, start: str, column: str
) -> None:
    text = f'{start}HYPERLINK("https://example.org","x")'
    world.activities.loc["a1", column] = text
    data = world.open(tmp_path)
    (row, *_) = opened(as_csv(activity_rows(data, selected(data), Names(data, names.say))))
    assert row["id"] == "a1"
    assert row[column] == f"'{text}"


@given(st.lists(st.text(min_size=1)))
def test_any_text_comes_back_as_it_was_or_with_an_apostrophe(texts: list[str]) -> None:
    # what UTF-8 cannot hold cannot have been read from a file either
    texts = [text.encode(errors="ignore").decode() or "x" for text in texts]
    found = [row["note"] for row in opened(as_csv(pd.DataFrame({"note": texts, "n": 1})))]
    assert found == [f"'{text}" if text.startswith(FORMULA_STARTS) else text for text in texts]


def test_numbers_stay_numbers() -> None:
    assert harmless(pd.DataFrame({"change": [-1.5]}))["change"].tolist() == [-1.5]


def test_the_explanation_names_every_column_of_the_file(data: Data, names: Names) -> None:
    about = explanation(data, selected(data), names)
    columns = about[about["part"] == "column"]
    assert sorted(columns["code"]) == sorted(activity_rows(data, selected(data), names).columns)
    assert (about[["name", "meaning"]].map(str.strip) != "").all(axis=None)
    assert set(DERIVED) <= set(columns["code"])


def test_the_explanation_says_when_and_by_which_filters(data: Data, names: Names) -> None:
    link = {"donor": ["Sun Fund"], "least_share": ["20"], "majority": ["municipality"]}
    about = explanation(data, selected(data, **link), names)
    assert today() in about["meaning"].tolist()
    filters = about[about["part"] == "filter"].set_index("code")["meaning"].to_dict()
    assert filters["donor"] == "Sun Fund"
    assert filters["status"] == "Completed and Ongoing"
    assert filters["evidence"] == "Published"
    assert "20" in filters["least_share"]
    # twenty percent of whom: without whose majority is meant, the filter is half said
    assert names.say("majority.municipality") in filters.values()


def test_the_explanation_says_first_that_rows_are_made_up(data: Data, names: Names) -> None:
    marked = explanation(data, selected(data, evidence=["all"]), names)
    assert marked.iloc[0]["meaning"] == names.say("illustrative.long")
    assert "illustrative" not in explanation(data, selected(data), names)["code"].tolist()


def test_a_search_is_among_the_filters_and_in_the_name_of_the_file(
    data: Data, names: Names
) -> None:
    selection = selected(data, text=["Moon fund, 100%"])
    about = explanation(data, selection, names).set_index("code")["meaning"]
    assert about["text"] == "Moon fund, 100%"
    assert "_moon-fund-100_" in file_name(names, selection, "activities")


def test_what_an_activity_is_found_by_is_not_exported(data: Data, names: Names) -> None:
    assert "search_text" not in activity_rows(data, selected(data), names)


def test_the_explanation_holds_the_link_of_the_view(data: Data, names: Names) -> None:
    selection = selected(data, donor=["Sun Fund"], since=["2016"])
    assert query(selection) == "donor=Sun+Fund&since=2016"
    assert f"?{query(selection)}" in explanation(data, selection, names)["meaning"].tolist()


def test_a_file_is_named_for_what_it_holds_and_when(data: Data, names: Names) -> None:
    assert (
        file_name(names, selected(data), "activities") == f"quadria-works_activities_{today()}.csv"
    )
    mixed = file_name(names, selected(data, participation=["mixed"]), "activities", Part("birch"))
    assert mixed == f"quadria-works_activities_mixed_birch_{today()}.csv"


@pytest.mark.parametrize("evidence", [["illustrative"], ["published", "illustrative"], ["all"]])
def test_a_file_with_illustrative_rows_says_so_in_its_name(
    data: Data, names: Names, evidence: list[str]
) -> None:
    name = file_name(names, selected(data, evidence=evidence, status=["all"]), "activities")
    assert "with-illustrative-rows" in name


UNSAFE = [
    "A programme with a name so long that it runs over several lines of a page",
    "Another one that is called nearly the same and is no shorter than the first",
    "../../etc/passwd",
    'a "b" <c>:|?* \\ Ω/ß',
]


@pytest.mark.parametrize("count", range(1, 5))
@pytest.mark.parametrize("place", ["", "birch"])
def test_a_file_name_is_safe_and_says_what_and_when_however_long_the_filters(
    world: World, tmp_path: Path, count: int, place: str
) -> None:
    for activity, text in zip(("a1", "a2", "a4", "a5"), UNSAFE, strict=True):
        world.activities.loc[activity, ["programme", "donor"]] = [text, f"{text}, donor"]
    data = world.open(tmp_path)
    donors = [f"{text}, donor" for text in UNSAFE[:count]]
    names = Names(data, language())
    selection = selected(data, programme=UNSAFE[:count], donor=donors, evidence=["all"])
    name = file_name(names, selection, "activities", Part(place))
    assert re.fullmatch(r"[a-z0-9_.-]+", name)
    assert len(name) <= 150
    for part in (
        "quadria-works_activities",
        "with-illustrative-rows",
        f"_{place}",
        f"{today()}.csv",
    ):
        assert part in name


@pytest.mark.parametrize(
    "text", ["a;=1+1", "a; =1+1", "a\n=1+1", "a\r\n@x", "a\t+1", "＝1+1", "b;＝1"]
)
def test_no_piece_of_a_cell_is_a_formula_where_cells_are_cut_at_semicolons(text: str) -> None:
    """As spreadsheets of many countries do when a CSV is opened."""
    written = harmless(pd.DataFrame({"donor": [text]}))["donor"].iloc[0]
    pieces = re.split(r"[;\t\r\n]+", written)
    assert not [piece for piece in pieces if piece.strip().startswith(("=", "+", "@", "＝"))]
    assert written.replace("'", "") == text

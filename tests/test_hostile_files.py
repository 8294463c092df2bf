"""Files made to harm are refused with a message or read harmlessly, in bounded memory and time."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from lib.iati import known_of, read_iati
from lib.intake.columns import Plan, recognised
from lib.intake.heads import as_sheet
from lib.intake.judged import Judged, judged
from lib.intake.sheets import Limits
from lib.store import Data
from lib.tables import read_rows
from tests.hostile_files import FILES, LAUGHS, OUTSIDE, verdict
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
MEMORY, SECONDS = 4_000_000_000, 120
"""Of address space; a process that has only loaded the libraries has more than one already."""


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_answered_in_bounded_memory_and_time(name: str) -> None:
    command = [sys.executable, "-m", "tests.hostile_files", name, str(MEMORY)]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
    )
    assert (done.stdout.strip(), done.stderr) == (FILES[name][1], "")


ROW = {
    **{"id": "x1", "title": "A", "activity_type": "grant", "sector": "10010", "status": "ongoing"},
    **{"municipality_ids": "alder", "evidence": "published", "amount": "1", "currency": "USD"},
    "start": "2016",
}


def _judged(data: Data, **cells: str) -> Judged:
    rows = [[*(ROW | cells)], [*(ROW | cells).values()]]
    sheet = as_sheet("", rows, file="file", limits=Limits())
    return judged(sheet, Plan(recognised(sheet, data)), data, "file")


def _wrong(data: Data, **cells: str) -> set[str]:
    """The columns in which something is wrong with the row that has these cells."""
    return {each.column for each in _judged(data, **cells).errors if each.row == 2}


NUMBERS = ("1e999", "-0", "inf", "٣٤", "１２", "1_000", "0x10", "+1", "²", "∞", "9" * 16)


@pytest.mark.parametrize("number", NUMBERS)
def test_what_only_looks_like_a_number_is_a_problem(data: Data, number: str) -> None:
    assert "amount" in _wrong(data, amount=number)


@pytest.mark.parametrize("day", ["0001", "9999-12-31", "1500-01", "10000", "2016-02-30", "٢٠١٦"])
def test_a_date_of_another_age_is_a_problem(data: Data, day: str) -> None:
    assert "start" in _wrong(data, start=day)


def test_invisible_signs_are_taken_off(data: Data) -> None:
    found = _judged(data, title="\u202eA\u200b\u2066", municipality_ids="\u200balder\u200e")
    assert found.formed.table.loc[2, ["title", "municipality_ids"]].tolist() == ["A", "alder"]


def test_a_text_of_invisible_signs_only_is_an_empty_one(data: Data) -> None:
    assert "title" in _wrong(data, title="\u202e\u200b")


@pytest.mark.parametrize(
    "cell", ["a" + " " * 100_000 + "b", "q;" * 5_000, "al" + "d" * 100_000, "alder;" * 3_000]
)
def test_a_cell_of_very_many_values_is_one_problem(data: Data, cell: str) -> None:
    began = time.process_time()
    assert "municipality_ids" in {
        each.column for each in _judged(data, municipality_ids=cell).errors
    }
    assert time.process_time() - began < 30


def test_invisible_signs_in_the_operators_own_files_are_taken_off(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a1", "title"] = "\u202eWork\u200b 1"
    world.feature(1)["properties"]["name_en"] = "\u2066Alder\u202e"
    data = world.open(tmp_path)
    found = data.row("a1")
    assert found is not None and found["title"] == "Work 1"
    assert data.places.loc["alder", "name_en"] == "Alder"
    assert "\u202e" not in "".join(read_rows(tmp_path / "activities.csv")[0]["title"])


ACTIVITY = b"<iati-activity><iati-identifier>x</iati-identifier>%s</iati-activity>"
FEEDS: dict[str, Callable[[], bytes]] = {
    "a comment without an end": lambda: b"<!-- " + b"a" * 20_000_000,
    "comments without an activity": lambda: b"<!--a-->" * 2_000_000 + b"<iati-activities/>",
    "instructions": lambda: b"<?a?>" * 3_000_000,
    "blanks": lambda: b" " * 20_000_000,
    "references that XML forbids": lambda: b"<iati-activities>" + b"&#0;" * 3_000_000,
    "elements within elements": lambda: b"<iati-activities>" + b"<a>" * 1_000_000,
    "a million attributes": lambda: (
        b"<iati-activities " + b" ".join(b"a%d='x'" % n for n in range(1_000_000))
    ),
    "an activity without an end": lambda: (
        b"<iati-activities><iati-activity>" + b"<sector code='1'/>" * 1_000_000
    ),
}


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feed_is_given_up_with_an_account(data: Data, name: str) -> None:
    began = time.process_time()
    known = known_of(data.config, data.places, data.sectors)
    table, account = read_iati(FEEDS[name](), known)
    assert table.empty
    assert {why for _, _, why in account.counts} & {"too_long", "broken"}
    assert time.process_time() - began < 60


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, OUTSIDE.lower(), f"<!-- x -->{OUTSIDE}"])
def test_a_feed_with_a_document_type_is_refused(data: Data, doctype: str) -> None:
    feed = b"<iati-activities>" + ACTIVITY % b"<title>&a12;</title>" + b"</iati-activities>"
    known = known_of(data.config, data.places, data.sectors)
    with pytest.raises(ValueError, match="document type"):
        read_iati(doctype.encode() + feed, known)


def test_a_feed_includes_no_other_file(data: Data) -> None:
    inside = b'<title><xi:include href="file:///etc/passwd" parse="text"/></title>'
    root = b'<iati-activities xmlns:xi="http://www.w3.org/2001/XInclude">'
    known = known_of(data.config, data.places, data.sectors)
    table, _ = read_iati(root + ACTIVITY % inside + b"</iati-activities>", known)
    assert "root:" not in table.to_csv()


@pytest.mark.parametrize("held", [b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\n\x00"])
def test_a_file_of_a_byte_order_mark_only_is_an_empty_one(held: bytes) -> None:
    """Found by make fuzz."""
    assert verdict(held) == "refused"


@pytest.mark.parametrize(
    "at", [("-166586", "195520"), ("inf", "1"), ("1e300", "1e300"), ("90", "1")]
)
def test_coordinates_that_are_nowhere_on_earth_are_doubted(data: Data, at: tuple[str, str]) -> None:
    """Found by make fuzz."""
    found = _judged(data, latitude=at[0], longitude=at[1])
    assert [each for each in found.warnings if each.row == 2]

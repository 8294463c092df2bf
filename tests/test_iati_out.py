"""Files of IATI are valid by its own schema and codelists, and say no more than the sources do."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element as Element

from lib.iati import as_iati, iati_pieces
from lib.iati.building import clean
from lib.iati.codes import MADE, UNSTATED, VOCABULARY
from lib.language import LANGUAGES, language
from lib.names import Names
from lib.selection import allowed_values, parameters, read_link
from lib.store import Data, open_data
from tests.by_hand import kept, links, selected
from tests.official_iati import wrong
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
EVERYTHING = {"evidence": ["all"], "status": ["all"]}


def activities(held: bytes) -> dict[str, Element]:
    """The activities of a file, by our own id."""
    return {
        each.find("other-identifier").get("ref"): each
        for each in etree.fromstring(held).findall("iati-activity")
    }


def written(data: Data, names: Names, **link: list[str]) -> dict[str, Element]:
    return activities(as_iati(data, selected(data, **link), names))


@pytest.fixture(scope="module")
def shipped() -> Names:
    return Names(open_data(ROOT / "data"), language())


@settings(max_examples=40)
@given(draw=st.data())
def test_a_file_of_any_selection_is_valid_and_holds_exactly_its_activities(
    data: Data, names: Names, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    held = as_iati(data, selection, names)
    assert list(activities(held)) == kept(selection)
    # the schema asks for one activity at least: of nothing there is no valid file
    assert not kept(selection) or wrong(held) == []


@pytest.mark.parametrize("evidence", ["published", "illustrative", "all"])
@pytest.mark.parametrize("code", LANGUAGES)
def test_the_shipped_data_is_valid_in_every_language(
    shipped: Names, evidence: str, code: str
) -> None:
    names = Names(shipped.data, language(code))
    selection = selected(shipped.data, evidence=[evidence], status=["all"])
    assert wrong(as_iati(shipped.data, selection, names)) == []


def test_the_test_of_validity_finds_what_is_wrong(data: Data, names: Names) -> None:
    held = as_iati(data, selected(data), names)
    assert "'9' is not in OrganisationRole" in str(wrong(held.replace(b'role="1"', b'role="9"')))
    assert wrong(held.replace(b"<title>", b"<name>").replace(b"</title>", b"</name>"))


def test_rows_that_are_made_up_are_left_out_until_asked_for_and_then_marked(
    data: Data, names: Names
) -> None:
    assert "a10" not in written(data, names)
    held = as_iati(data, selected(data, **EVERYTHING), names)
    made_up = activities(held)["a10"]
    assert made_up.findtext("title/narrative") == "ILLUSTRATIVE, made up: Work 10"
    assert names.say("illustrative.long") in made_up.findtext("description/narrative")
    first = etree.fromstring(held)[0]
    assert first.tag is etree.Comment
    assert names.say("illustrative.long") in first.text
    assert b"ILLUSTRATIVE" not in as_iati(data, selected(data), names)


def test_a_municipality_is_a_location_whose_point_is_only_roughly_right(
    data: Data, names: Names
) -> None:
    shared = written(data, names)["a3"].findall("location")
    assert [each.get("ref") for each in shared] == ["alder", "birch"]
    assert [each.findtext("name/narrative") for each in shared] == ["Alder", "Birch"]
    assert [each.findtext("point/pos") for each in shared] == ["0.50000 0.50000", "0.50000 1.50000"]
    assert {each.find("exactness").get("code") for each in shared} == {"2"}
    # nobody has published how it is split
    assert not [each for each in shared if each.get("percentage")]
    assert written(data, names)["a7"].find("location") is None


def test_a_date_is_the_first_or_last_day_that_it_can_mean_and_says_so(
    data: Data, names: Names
) -> None:
    found = written(data, names, status=["all"])
    dates = {
        name: [
            (e.get("type"), e.get("iso-date"), e.findtext("narrative"))
            for e in each.findall("activity-date")
        ]
        for name, each in found.items()
    }
    assert dates["a1"] == [("2", "2015-03-01", "March 2015")]
    assert dates["a3"] == [("2", "2016-05-01", "May 2016"), ("4", "2017-12-31", "2017")]
    # ongoing: its end is planned; a day needs no words
    assert dates["a5"] == [("2", "2017-02-03", None), ("3", "2017-06-30", "June 2017")]
    assert dates["a4"] == [("1", UNSTATED, "Not stated")]


def test_an_amount_is_a_transaction_where_it_has_a_day_else_a_budget_else_only_ours(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a4", ["amount", "currency"]] = ["70.5", "EUR"]
    data = world.open(tmp_path)
    found = written(data, Names(data, language()))
    paid = found["a5"].find("transaction")
    assert paid.find("transaction-date").get("iso-date") == "2017-02-03"
    assert (paid.findtext("value"), paid.find("value").get("currency")) == ("200", "EUR")
    budget = found["a3"].find("budget")
    assert budget.find("period-start").get("iso-date") == "2016-05-01"
    assert budget.find("period-end").get("iso-date") == "2017-12-31"
    assert budget.findtext("value") == "5000"
    # no date is made up for an amount without one
    assert found["a4"].find("transaction") is None
    assert found["a4"].find("budget") is None
    own = {e.get("name"): e.text for e in found["a4"].iterfind("{*}column")}
    assert (own["amount"], own["currency"]) == ("70.5", "EUR")
    assert not [
        name
        for name, each in found.items()
        if each.find("budget") is not None and each.find("transaction") is not None
    ]


def counts(activity: Element) -> dict[tuple[str, str], str | None]:
    """The counts of people of an activity, by dimension."""
    found = {}
    for actual in activity.iterfind("result/indicator/period/actual"):
        dimension = actual.find("dimension")
        key = ("", "") if dimension is None else (dimension.get("name"), dimension.get("value"))
        found[key] = actual.get("value")
    return found


def test_results_hold_community_sex_and_age(data: Data, names: Names) -> None:
    found = written(data, names)
    assert counts(found["a1"]) == {
        ("", ""): "40",
        ("community", "north"): "30",
        ("community", "south"): "10",
        ("sex", "female"): "15",
    }
    assert counts(found["a9"]) == {("", ""): "0"}
    assert counts(found["a4"]) == {}


def test_counts_that_are_withheld_have_no_value_and_say_why(world: World, tmp_path: Path) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    world.activities.loc["a5", "note"] = "four of them"
    data = world.open(tmp_path)
    held = as_iati(data, selected(data), Names(data, language()))
    assert wrong(held) == []
    activity = activities(held)["a5"]
    assert counts(activity) == {
        ("", ""): "40", ("community", "north"): None, ("community", "south"): None
    }  # fmt: skip
    said = [each.text for each in activity.iterfind(".//actual/comment/narrative")]
    assert "fewer than 5" in said[0]
    assert "fewer than 5" in " ".join(activity.itertext("narrative"))
    assert "four of them" not in held.decode()
    assert b">4<" not in held and b'"4"' not in etree.tostring(activity.find("result"))


def test_what_only_the_schema_requires_is_marked(data: Data, names: Names) -> None:
    activity = written(data, names)["a4"]
    assert activity.find("activity-date").get(MADE)
    # a4 has no donor, but an implementer
    assert [each.get("role") for each in activity.findall("participating-org")] == ["4"]


def test_codes_without_an_element_are_tags_of_our_own_vocabulary(data: Data, names: Names) -> None:
    tags = written(data, names)["a3"].findall("tag")
    found = {(e.get("vocabulary-uri").removeprefix(VOCABULARY), e.get("code")) for e in tags}
    assert found == {
        ("programme", "Alpha"), ("activity_type", "training"), ("evidence", "published"),
        ("communities_named", "north"), ("communities_named", "south"),
    }  # fmt: skip


def test_the_amounts_and_people_of_a_file_add_up_to_those_of_the_data(shipped: Names) -> None:
    found = written(shipped.data, shipped, **EVERYTHING)
    rows = shipped.data.all_rows()
    dated = rows[(rows["start"] != "") | (rows["end"] != "")]
    for currency, part in dated.groupby("currency"):
        paid = [
            Decimal(value.text)
            for each in found.values()
            for value in each.iterfind("*/value")
            if value.get("currency") == currency
        ]
        assert float(sum(paid)) == pytest.approx(part["amount"].sum())
    people = [counts(each).get(("", "")) for each in found.values()]
    assert sum(int(n) for n in people if n) >= dated["participants_total"].sum()


@pytest.mark.parametrize("text", ["\x0b\x1f", "<b>&amp;</b>", "]]>", "\uffff\ufffe", "--", "'\""])
def test_any_text_is_escaped_and_what_xml_forbids_is_left_out(
    world: World, tmp_path: Path, text: str
) -> None:
    texts = ["title", "programme", "implementer", "settlement", "published_figures"]
    world.activities.loc["a1", texts] = f"x{text}"
    data = world.open(tmp_path)
    held = as_iati(data, selected(data), Names(data, language()))
    assert wrong(held) == []
    allowed = "".join(letter for letter in text if letter not in "\x0b\x1f\uffff\ufffe")
    assert activities(held)["a1"].findtext("title/narrative") == f"x{allowed}"


@given(st.text(st.characters(codec=None)))
def test_whatever_is_left_of_a_text_xml_can_hold(text: str) -> None:
    element = etree.Element("x")
    element.text = clean(text)
    assert (etree.fromstring(etree.tostring(element)).text or "") == clean(text)
    assert clean(clean(text)) == clean(text)


def test_a_file_is_written_piece_by_piece(
    data: Data, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = as_iati(data, selected(data, status=["all"]), names)
    monkeypatch.setattr("lib.iati.writing.row_pieces", lambda data, selection: (
        data.all_rows()[n : n + 2] for n in range(0, 12, 2)
    ))  # fmt: skip
    pieces = list(iati_pieces(data, selected(data, status=["all"]), names))
    assert len(pieces) == 7
    assert max(map(len, pieces)) < len(whole) / 2


def test_a_file_says_by_which_filters_it_was_made(data: Data, names: Names) -> None:
    held = as_iati(data, selected(data, text=["Work --- 1"]), names)
    said = [each.text for each in etree.fromstring(held) if each.tag is etree.Comment]
    assert any("Work - - - 1" in each for each in said)
    assert any(names.say("export.evidence.meaning") in each for each in said)


def test_an_operator_says_who_reports(world: World, tmp_path: Path) -> None:
    world.config += """
[iati]
reporting_org = "XX-TEST-1"
reporting_org_type = "21"
reporting_org_name = { en = "Office of Works" }
"""
    data = world.open(tmp_path)
    held = as_iati(data, selected(data), Names(data, language()))
    assert wrong(held) == []
    org = activities(held)["a1"].find("reporting-org")
    assert (org.get("ref"), org.get("type")) == ("XX-TEST-1", "21")
    assert org.findtext("narrative") == "Office of Works"
    assert activities(held)["a1"].findtext("iati-identifier") == "XX-TEST-1-a1"


@pytest.mark.parametrize(
    "line", ['country = "xx"', 'sector_vocabulary = "7"', 'contry = "XX"', 'reporting_org = "a/b"']
)
def test_what_iati_cannot_take_is_refused_in_the_configuration(
    world: World, tmp_path: Path, line: str
) -> None:
    world.config += f"\n[iati]\n{line}\n"
    (problem,) = world.problems(tmp_path)
    assert problem.column.startswith("iati.")

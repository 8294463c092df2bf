"""Files of IATI are read whoever wrote them: what is ours comes back, the rest is accounted for."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from lib.check import main as check
from lib.checks import activity_problems
from lib.iati import Account, Known, Limits, as_iati, known_of, read_iati, recognises
from lib.iati.__main__ import main
from lib.iati.budgets import replaced
from lib.iati.codes import VOCABULARY
from lib.iati.writing import texts_of, writer_of
from lib.language import LANGUAGES, language
from lib.names import Names
from lib.problems import BadData
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data, open_data
from tests.by_hand import links, selected
from tests.world import World

ROOT = Path(__file__).resolve().parent.parent
FOREIGN = ROOT / "tests" / "foreign"
EVERYTHING = {"evidence": ["all"], "status": ["all"]}
IATI = '\n[iati]\ncountry = "QD"\nsector_vocabulary = "1"\n'


def known_to(data: Data) -> Known:
    return known_of(data.config, data.places, data.sectors)


@pytest.fixture(scope="session")
def known(tmp_path_factory: pytest.TempPathFactory) -> Known:
    """What the small world knows, as a country that files name."""
    world = World()
    world.config += IATI
    return known_to(world.open(tmp_path_factory.mktemp("known")))


def stored(data: Data, table: pd.DataFrame) -> list[dict[str, str]]:
    """The rows of the data that a table holds, as texts."""
    rows = data.all_rows()[data.all_rows()["id"].isin(table["id"])]
    columns = [column.name for column in data.columns]
    return list(texts_of(rows[columns], data))


def returned(data: Data, names: Names, selection: Selection) -> pd.DataFrame:
    table, account = read_iati(as_iati(data, selection, names), known_to(data))
    assert not [each for each in account.entries if each.why and each.path.endswith("column")]
    return table


@settings(max_examples=25)
@given(draw=st.data())
def test_an_export_imported_again_is_the_same_activities(
    data: Data, names: Names, draw: st.DataObject
) -> None:
    known_parameters, allowed = parameters(data), allowed_values(data, {})
    link = draw.draw(links(known_parameters, allowed))
    table = returned(data, names, read_link(link, known=known_parameters, allowed=allowed))
    assert table.to_dict("records") == stored(data, table)


@pytest.mark.parametrize("evidence", ["published", "illustrative", "all"])
def test_the_shipped_data_comes_back_as_it_is(evidence: str) -> None:
    data = open_data(ROOT / "data")
    selection = selected(data, evidence=[evidence], status=["all"])
    table = returned(data, Names(data, language("sq")), selection)
    assert len(table) == sum(data.sizes.get(e, 0) for e in (
        ("published", "illustrative") if evidence == "all" else (evidence,)
    ))  # fmt: skip
    assert table.to_dict("records") == stored(data, table)
    columns, communities = data.columns, data.config.community_codes
    assert activity_problems(table, columns=columns, communities=communities, file="") == []


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1
)
YEARS = st.dates().map(lambda day: day.isoformat())
DATES = YEARS | YEARS.map(lambda day: day[:7]) | YEARS.map(lambda day: day[:4]) | st.just("")


@settings(max_examples=40)
@given(
    texts=st.lists(TEXT.filter(str.strip), min_size=5, max_size=5),
    dates=st.lists(DATES, min_size=2, max_size=2),
    amount=st.decimals(0, 10**9, places=2).map(str),
)
def test_any_text_date_and_amount_comes_back(
    data: Data, names: Names, texts: list[str], dates: list[str], amount: str
) -> None:
    row = next(iter(stored(data, pd.DataFrame({"id": ["a5"]}))))
    of_text = ("title", "implementer", "settlement", "note", "published_figures")
    said = (
        row
        | dict(zip(of_text, texts, strict=True))
        | dict(zip(("start", "end"), dates, strict=True))
    )
    said |= {"id": texts[0], "amount": amount, "small_counts": "", "withheld": ""}
    made = writer_of(data, names).activity(said)
    held = b"<iati-activities>" + _bytes(made) + b"</iati-activities>"
    (found,) = read_iati(held, known_to(data))[0].to_dict("records")
    assert found == {column: said[column] for column in found}


def _bytes(element: object) -> bytes:
    return bytes(etree.tostring(element))


def read(file: str, known: Known) -> tuple[pd.DataFrame, Account]:
    table, account = read_iati((FOREIGN / file).read_bytes(), known)
    return table.set_index("id", drop=False), account


def whys(account: Account, path: str) -> list[str]:
    """The keys of why elements of a path were not taken, or not as they stand."""
    return sorted(why for (at, _, why) in account.counts if at.endswith(path) and why)


def test_a_file_of_version_1_is_taken_as_far_as_it_goes(known: Known) -> None:
    table, account = read("many_countries_1_05.xml", known)
    assert table.index.tolist() == ["QQ-1-OLD-1", "QQ-1-OLD-2"]
    row = table.loc["QQ-1-OLD-1"]
    stated = {
        "title": "Wells for Alder", "note": "Two wells.", "status": "ongoing",
        "start": "2013-02-01", "end": "2014-12-31", "donor": "Moon Fund",
        "implementer": "Builders; Diggers", "municipality_ids": "alder;birch",
        "settlement": "Upper Mill", "sector": "10010", "amount": "1000", "currency": "USD",
        "amount_usd": "1000", "source": "https://example.org/old-1", "evidence": "published",
        "activity_type": "other", "participants_total": "",
    }  # fmt: skip
    assert {column: row[column] for column in stated} == stated
    # shares are kept as published; the amount is not split by them
    assert row["published_figures"] == "Alder 60 %; Upper Mill 40 %"
    assert whys(account, "location") == ["place", "shares"]
    assert whys(account, "participating-org") == ["role"]
    assert whys(account, "title") == ["another_taken"]
    assert whys(account, "sector") == ["another_taken", "vocabulary"]
    assert whys(account, "transaction") == ["another_taken"]
    assert whys(account, "contact-info") == ["no_column"]


def test_of_several_countries_only_the_dashboards_own_is_taken(known: Known) -> None:
    table, account = read("many_countries_1_05.xml", known)
    shared = table.loc["QQ-1-OLD-2"]
    assert (shared["amount"], shared["published_figures"]) == ("", "400 USD")
    assert shared["municipality_ids"] == "birch"
    outside = [each for each in account.entries if each.path == "iati-activity" and not each.taken]
    assert [(each.activity, each.found) for each in outside] == [
        ("QQ-1-OLD-3", "XX"), ("QQ-1-OLD-4", "")
    ]  # fmt: skip
    assert "countries" in whys(account, "budget")


def test_nothing_of_a_readers_file_stays_behind_it(data: Data, names: Names) -> None:
    """What a dashboard knows is kept for all readers."""
    kept = data.remember("known", lambda: known_to(data))
    before = repr(vars(kept))
    place = "<location><name>Hut</name><point><pos>{}</pos></point></location>"
    places = "".join(map(place.format, ("0.512345 0.598765", "my cellar", "nan nan")))
    held = ONE.replace("</title>", f"</title>{places}")
    table, _ = read_iati(FILE.format("utf-8", held).encode(), kept)
    assert table["municipality_ids"].tolist() == ["alder"]
    as_iati(data, selected(data), names)
    assert repr(vars(kept)) == before


@pytest.mark.parametrize(
    ("position", "place"),
    [
        ("0.5 0.5", "alder"), ("0.5,0.5", "alder"), (" 5e-1\n0.50 ", "alder"),
        ("0.5 1.5", "birch"), ("80 80", ""), ("91 0.5", ""), ("0.5 181", ""), ("nan 0.5", ""),
        ("0.5 inf", ""), ("0.5", ""), ("0.5 0.5 0.5", ""), ("north east", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_position_is_in_a_municipality_or_in_none(
    known: Known, position: str, place: str
) -> None:
    assert [known.place_at(position) for _ in range(2)] == [place] * 2


def test_results_of_others_are_not_taken_for_people_who_took_part(known: Known) -> None:
    table, account = read("results_2_03.xml", known)
    row = table.loc["QQ-2-A"]
    assert not row[[column for column in table if column.startswith("participants")]].any()
    assert whys(account, "indicator") == ["result"]
    assert (row["title"], row["donor"], row["municipality_ids"]) == (
        "Training councillors", "QQ-2", "alder"
    )  # fmt: skip
    assert (row["status"], row["start"], row["sector"]) == ("", "2019-02-01", "")
    # what was revised stands instead of what it revises
    assert (row["amount"], row["currency"], row["source"]) == ("700", "EUR", "")
    for path, why in (
        ("activity-status", "no_status"), ("activity-date", "no_date"), ("more", "no_column"),
        ("document-link", "address"), ("description", "another_taken"), ("tag", "vocabulary"),
    ):  # fmt: skip
        assert whys(account, path) == [why], path
    assert whys(account, "sector") == ["code", "vocabulary"]


def budget(time: str, value: int, revised: bool = False) -> str:
    """A budget from one year to another, as ``2016-2017``; "" says neither."""
    edges = zip(("start", "end"), time.split("-") if time else (), strict=False)
    days = {"start": "01-01", "end": "12-31"}
    during = "".join(f"<period-{e} iso-date='{year}-{days[e]}'/>" for e, year in edges)
    return f"<budget type='{1 + revised}'>{during}<value currency='USD'>{value}</value></budget>"


def paid(kind: str, value: int) -> str:
    return (
        f"<transaction><transaction-type code='{kind}'/>"
        f"<value currency='USD'>{value}</value></transaction>"
    )


Y16, Y17, BOTH = "2016-2016", "2017-2017", "2016-2017"
COMMITTED, SPENT = "2", "3"


@pytest.mark.parametrize(
    ("held", "amount", "why"),
    [
        (budget(Y16, 100) + budget(Y17, 100), "200", []),
        # a revision of one year leaves the other as it is
        (budget(Y16, 100) + budget(Y17, 100) + budget(Y16, 120, True), "220", ["another_taken"]),
        (budget(Y16, 120, True) + budget(Y17, 90, True) + budget(BOTH, 200), "210",
         ["another_taken"]),
        (budget(Y16, 100) + budget(Y17, 100) + budget(BOTH, 150, True), "150", ["another_taken"]),
        # of any time, for all that is said
        (budget("", 100) + budget(Y16, 120, True), "120", ["another_taken"]),
        (budget(Y16, 100) + budget(Y17, 100) + budget("", 150, True), "150", ["another_taken"]),
        # the last day of one is the first of the next
        (budget(Y16, 100).replace("2016-12-31", "2017-01-01") + budget(Y17, 120, True), "220", []),
        (budget(Y16, 100).replace("2016-12-31", "2016-01-01")
         + budget(Y16, 120, True).replace("2016-12-31", "2016-01-01"), "120", ["another_taken"]),
        (paid(COMMITTED, 0) + budget(Y16, 100), "100", ["zero"]),
        (paid(COMMITTED, 100) + paid(COMMITTED, -100) + budget(Y16, 70), "70", ["zero"]),
        (budget(Y16, 100) + budget(Y16, 0, True) + paid(SPENT, 30), "30", ["zero"]),
        (paid(COMMITTED, 0) + budget(Y16, -5) + paid(SPENT, 30), "30", ["zero"]),
        (paid(COMMITTED, 100) + budget(Y16, 0), "100", ["another_taken"]),
        # a zero that nothing stands against is stated
        (paid(COMMITTED, 0), "0", []),
        (paid(COMMITTED, 0) + budget(Y16, 0), "0", ["another_taken"]),
    ],
)  # fmt: skip
def test_an_amount_is_what_stands_and_no_zero_hides_it(
    known: Known, held: str, amount: str, why: list[str]
) -> None:
    one = ONE.replace("</title>", f"</title>{held}")
    table, account = read_iati(FILE.format("utf-8", one).encode(), known)
    assert table.loc[1, ["amount", "currency", "published_figures"]].tolist() == [amount, "USD", ""]
    assert table.loc[1, "amount_exactness"] == ("at_least" if amount == "30" else "")
    paths = ("iati-activity/budget", "iati-activity/transaction")
    assert sorted({why for (at, _, why) in account.counts if at in paths and why}) == why


@given(st.lists(st.tuples(st.integers(1, 9), st.integers(0, 4), st.booleans()), max_size=12))
def test_revisions_stand_for_what_they_overlap_however_many(
    spans: list[tuple[int, int, bool]],
) -> None:
    """Against the plain way: each with each."""
    budgets = [
        etree.fromstring(budget(f"200{start}-20{start + long:02}", 1, revised))
        for start, long, revised in spans
    ]
    expected = [
        not revised
        and any(r and s <= start + long and start <= s + length for s, length, r in spans)
        for start, long, revised in spans
    ]
    gone = replaced(budgets)
    assert [each in gone for each in budgets] == expected


def counted(code: str, *periods: tuple[str, str]) -> str:
    """A result of our own vocabulary, with periods: their year, and their counts."""
    during = "".join(
        f"<period><period-start iso-date='{year}-01-01'/><period-end iso-date='{year}-12-31'/>"
        f"{actual}</period>"
        for year, actual in periods
    )
    reference = f"<reference vocabulary='99' code='{code}' indicator-uri='{VOCABULARY}people'/>"
    return f"<result><indicator>{reference}{during}</indicator></result>"


WOMEN = "<dimension name='sex' value='female'/>"
SAID = "<dimension name='community' value='{}'/>"
TOTAL, BENEFIT = "participants_total", "beneficiaries"


@pytest.mark.parametrize(
    ("held", "figures", "why"),
    [
        (counted(TOTAL, ("2016", "<actual value='30'/>"), ("2017", "<actual value='12'/>")),
         ("30", "", ""), ["another_taken"]),
        (counted(TOTAL, ("2016", "<actual value='30'/>"))
         + counted(TOTAL, ("2016", "<actual value='12'/>")), ("30", "", ""), ["another_taken"]),
        # fifteen women are no part of what was counted in another year
        (counted(TOTAL, ("2016", "<actual value='12'/>"),
                 ("2017", f"<actual value='30'/><actual value='15'>{WOMEN}</actual>")),
         ("12", "", ""), ["another_taken", "other_period"]),
        (counted(TOTAL, ("2016", "<actual value='x'/>"),
                 ("2017", f"<actual value='30'/><actual value='15'>{WOMEN}</actual>")),
         ("30", "15", ""), ["number"]),
        # each indicator has its own time
        (counted(TOTAL, ("2016", "<actual value='30'/>"))
         + counted(BENEFIT, ("2017", "<actual value='500'/>")), ("30", "", "500"), []),
        # women who benefit are not women who took part
        (counted(BENEFIT, ("2016", f"<actual value='500'/><actual value='200'>{WOMEN}</actual>")),
         ("", "", "500"), ["no_column"]),
        (counted(TOTAL, ("2016", f"<actual value='40'/><actual>{WOMEN}</actual>")),
         ("40", "", ""), ["no_value"]),
        # none of these is a community
        (counted(TOTAL, *(("2016", f"<actual value='7'>{SAID.format(each)}</actual>")
                          for each in ("total", "women", "exactness", ""))),
         ("", "", ""), ["code"]),
    ],
)  # fmt: skip
def test_of_several_counts_of_people_none_stands_for_others(
    known: Known, held: str, figures: tuple[str, str, str], why: list[str]
) -> None:
    one = ONE.replace("</title>", f"</title>{held}")
    table, account = read_iati(FILE.format("utf-8", one).encode(), known)
    columns = ["participants_total", "participants_women", "beneficiaries"]
    assert table.loc[1, columns].tolist() == [*figures]
    assert whys(account, "actual") == why
    # no more is said to be taken than there are cells for it
    taken = sum(n for (path, column, _), n in account.counts.items() if column in columns)
    assert taken == len([cell for cell in figures if cell])


def test_counts_that_are_withheld_are_in_the_account(world: World, tmp_path: Path) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    data = world.open(tmp_path)
    table, account = read_iati(
        as_iati(data, selected(data), Names(data, language())), known_to(data)
    )
    gone = [each for each in account.entries if each.path.endswith("actual") and not each.taken]
    assert [each.activity for each in gone] == ["quadria-works-a5"] * 2
    assert "fewer than 5" in gone[0].found
    assert whys(account, "actual") == ["no_value"]
    row = table.set_index("id").loc["a5"]
    assert row[["participants_total", "participants_north"]].tolist() == ["40", ""]


def test_transactions_say_their_own_countries_and_currencies(known: Known) -> None:
    table, account = read("results_2_03.xml", known)
    assert table.loc["QQ-2-B", ["amount", "currency"]].tolist() == ["100", "USD"]
    assert table.loc["QQ-2-C", ["amount", "published_figures"]].tolist() == ["", "100 JPY"]
    assert whys(account, "transaction") == ["currency", "no_column", "number", "other_country"]
    assert whys(account, "related-activity") == ["children", "no_column"]


def test_every_element_of_a_foreign_file_is_taken_or_accounted_for(known: Known) -> None:
    for file in FOREIGN.glob("*.xml"):
        _, account = read(file.name, known)
        assert account.counts.total() >= 20
        for each in account.entries:
            assert each.path
            assert each.taken or each.why
            assert all(language(code).phrase(each.why) or each.taken for code in LANGUAGES)


ONE = (
    "<iati-activity><iati-identifier>x</iati-identifier><title>Ž{}</title>"
    '<recipient-country code="QD"/></iati-activity>'
)


N = ["namespace"]
NO_LIMITS = Limits()


def titles(held: bytes, known: Known, limits: Limits = NO_LIMITS) -> tuple[list[str], list[str]]:
    """The titles that are read, and why anything of the whole file is not as it should be."""
    table, account = read_iati(held, known, limits)
    return table["title"].tolist(), [why for (at, _, why) in account.counts if why in WHOLE]


WHOLE = (
    "encoding",
    "characters",
    "broken",
    "too_long",
    "too_many",
    "no_activity",
    "version",
    "namespace",
)
FILE = '<?xml version="1.0" encoding="{}"?><iati-activities version="2.03">{}</iati-activities>'


@pytest.mark.parametrize(
    ("declared", "real", "why"),
    [
        ("UTF-8", "utf-8", []), ("UTF-8", "utf-8-sig", []), ("utf-16", "utf-16", []),
        ("ISO-8859-2", "iso8859-2", []), ("windows-1250", "cp1250", []),
        ("UTF-8", "cp1252", ["encoding"]), ("utf-8", "utf-16-le", []),
        ("zip", "utf-8", []), ("no-such", "utf-8", []),
    ],
)  # fmt: skip
def test_an_encoding_may_be_any_usual_one_or_wrong(
    known: Known, declared: str, real: str, why: list[str]
) -> None:
    assert titles(FILE.format(declared, ONE.format("")).encode(real), known) == (["Ž"], why)
    assert recognises(FILE.format(declared, ONE.format("")).encode(real))


@pytest.mark.parametrize(
    ("held", "read", "why"),
    [
        (f"<iati-activities>{ONE}</iati-activities>", ["Ž"], ["version"]),
        (f"<a><b/><iati-activities version='2.02'>{ONE}</iati-activities></a>", ["Ž"], ["version"]),
        (f"<iati-activities version='2.03' xmlns='x'>{ONE}</iati-activities>", ["Ž"], N),
        (f"<iati-activities version='2.03'>{ONE}<iati-activity><title>", ["Ž"], ["broken"]),
        (f"<iati-activities version='2.03'>{ONE}<x></y>", ["Ž"], ["broken"]),
        (FILE.format("utf-8", ONE.format("\x0b&#11;&#x1F;")), ["Ž"], ["characters"]),
        ("<iati-organisations/>", [], ["no_activity"]), ("", [], ["broken", "no_activity"]),
        ("a,b\n1,2\n", [], ["broken", "no_activity"]),
        (FILE.format("utf-8", ONE.format("&nbsp;")), [], ["broken", "no_activity"]),
    ],
)  # fmt: skip
def test_a_file_that_is_not_as_it_should_be_is_read_as_far_as_it_can_be(
    known: Known, held: str, read: list[str], why: list[str]
) -> None:
    assert titles(held.replace("{}", "").encode(), known) == (read, why)


ATTACKS = {
    "laughs": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>',
    "file": '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    "network": '<!DOCTYPE x SYSTEM "http://localhost:1/x.dtd">',
    "hidden": "<!-- <iati-activities> --><?x <y>?>\n<!DOCTYPE x [<!ENTITY e 'x'>]>",
}


@pytest.mark.parametrize("start", ATTACKS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused_before_anything_in_it_is_followed(
    known: Known, start: str, encoding: str
) -> None:
    held = f'<?xml version="1.0"?>{ATTACKS[start]}<iati-activities>{ONE}</iati-activities>'
    with pytest.raises(BadData, match="DOCTYPE"):
        read_iati(held.encode(encoding), known)
    for code in LANGUAGES:
        assert language(code)("iati.found.doctype")


def test_nesting_long_texts_and_many_activities_have_limits(known: Known) -> None:
    deep = "<iati-activities version='2.03'>" + ONE + "<x>" * 100_000
    assert titles(deep.encode(), known) == (["Ž{}"], ["broken"])
    limits = Limits(activities=2, longest=100_000)
    many = FILE.format("utf-8", ONE * 4)
    assert titles(many.encode(), known, limits) == (["Ž{}"] * 2, ["too_many"])
    endless = f"<!-- {'x' * 1_200_000} --><iati-activities version='2.03'>{ONE}"
    assert titles(endless.encode(), known)[0] == []
    assert "too_long" in titles(endless.encode(), known)[1]
    long = FILE.format("utf-8", ONE + f"<iati-activity>{'<x/>' * 200_000}")
    assert titles(long.encode(), known, limits) == (["Ž{}"], ["too_long"])


def test_a_long_account_counts_everything_and_lists_some(known: Known) -> None:
    held = FILE.format("utf-8", ONE.replace("<title>", "<x/><title>") * 50).encode()
    _, account = read_iati(held, known, Limits(listed=3))
    assert account.counts["iati-activity/x", "", "no_column"] == 50
    assert len([each for each in account.entries if each.path == "iati-activity/x"]) == 3


def test_a_file_is_read_without_being_held_whole(known: Known) -> None:
    class Watched(io.BytesIO):
        largest = 0

        def read(self, n: int | None = -1) -> bytes:
            self.largest = max(self.largest, n if n and n > 0 else 1 << 40)
            return super().read(n)

    source = Watched(FILE.format("utf-8", ONE * 2_000).encode())
    table, _ = read_iati(source, known)
    assert len(table) == 2_000
    assert source.largest <= 1 << 16


@settings(max_examples=200)
@given(st.binary() | st.text().map(str.encode) | st.builds(
    lambda start, cut, what: start[:cut] + what + start[cut:],
    st.sampled_from([file.read_bytes() for file in sorted(FOREIGN.glob("*.xml"))]),
    st.integers(0, 6_000), st.binary(max_size=6),
))  # fmt: skip
def test_whatever_the_bytes_there_is_a_table_and_an_account_or_a_refusal(
    known: Known, held: bytes
) -> None:
    recognises(held)
    try:
        table, account = read_iati(held, known)
    except BadData as refused:
        assert refused.problems
    else:
        assert len(table) or account.counts
        assert list(table) == list(known.columns)


@pytest.mark.parametrize(
    "held", [b"", b"a,b\n1,2", b"PK\x03\x04", b'{"type": 1}', b"<html></html>", b"<svg/>"]
)
def test_other_files_are_not_taken_for_iati(held: bytes) -> None:
    assert not recognises(held)


def test_the_command_converts_and_says_what_was_not_taken(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.config += IATI
    folder = str(world.write(tmp_path))
    file = str(FOREIGN / "many_countries_1_05.xml")
    assert main([file, "--beside", folder, "--source", "https://example.org/all.xml"]) == 0
    said = capsys.readouterr()
    rows = pd.read_csv(io.StringIO(said.out), dtype=str, keep_default_na=False)
    assert rows["id"].tolist() == ["QQ-1-OLD-1", "QQ-1-OLD-2"]
    assert rows["source"].tolist() == ["https://example.org/old-1", "https://example.org/all.xml"]
    assert "iati-activity/contact-info: There is no column for this." in said.err
    assert main([str(tmp_path / "none.xml")]) == 2
    (tmp_path / "bad.xml").write_text(ATTACKS["file"])
    assert main([str(tmp_path / "bad.xml"), "--beside", folder]) == 1


def test_the_documentation_says_of_each_column_which_element_it_is(tmp_path: Path) -> None:
    data = open_data(ROOT / "data")
    held = as_iati(data, selected(data, **EVERYTHING), Names(data, language()))
    _, account = read_iati(held, known_to(data))
    read: dict[str, set[str]] = {}
    for path, column, _ in account.counts:
        element = path.removeprefix("iati-activity/").replace("column", "own:column")
        read.setdefault(column, set()).add(element)
    text = (ROOT / "docs" / "iati.md").read_text("utf-8").partition("## What IATI requires")[0]
    lines = [line.split("|")[1:3] for line in text.splitlines() if line.startswith("| `")]
    documented = {
        column: set(re.findall("`([^`]+)`", elements))
        for columns, elements in lines
        for column in re.findall("`([^`]+)`", columns)
    }
    counted = {f"participants_{code}" for code in data.config.community_codes}
    assert set(documented) - {"participants_<community>"} == set(known_to(data).columns) - counted
    for column, elements in read.items():
        said = documented.get("participants_<community>" if column in counted else column, set())
        # a cell of our own can stand beside any element
        assert not column or elements - {"own:column"} <= said, column


def test_the_check_on_the_command_line_says_the_account_and_what_is_wrong(
    world: World, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world.config += IATI
    folder = str(world.write(tmp_path))
    assert check([str(FOREIGN / "results_2_03.xml"), "--beside", folder]) == 1
    said = capsys.readouterr().out
    assert "iati-activity/result/indicator: Not said to be a count of participants" in said
    assert "results_2_03.xml:1:status" in said
    data = world.open(tmp_path)
    (tmp_path / "own.xml").write_bytes(as_iati(data, selected(data), Names(data, language())))
    assert check([str(tmp_path / "own.xml"), "--beside", folder]) == 0

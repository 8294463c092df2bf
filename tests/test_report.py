"""A report says what the pages say, in two files, on few pages, whatever the data holds."""

from __future__ import annotations

import io
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from lib.bars.places import ranking
from lib.by_municipality import every_indicator
from lib.counts import overview
from lib.exports import activity_rows, filter_words, query
from lib.indicators import BY_KEY
from lib.language import language
from lib.listed import newest
from lib.names import Names
from lib.report import MOST_PAGES, STEPS, CannotMake, Report, contents, make
from lib.report.document import Cell, Document, Section, Table, short
from lib.report.typeset import as_pdf
from lib.report.webpage import as_html
from lib.selection import Selection, allowed_values, parameters, read_link
from lib.store import Data, open_data
from lib.summaries import VALUE
from tests.by_hand import kept, links
from tests.world import World, rows_of

ROOT = Path(__file__).resolve().parent.parent
HOME = "https://example.org/board/"
SHIPPED = Names(open_data(ROOT / "data"), language())
VIEWS = {
    "default": {},
    "everything": {"evidence": ["all"], "status": ["all"], "across": ["programme"]},
    "one municipality": {"municipality_ids": ["gracanice"], "indicator": ["grants_money"]},
    "mixed": {"participation": ["mixed"], "indicator": ["representation"], "across": ["year"]},
    "many filters": {
        "text": ["пећ"],
        "activity_type": ["infrastructure", "training", "workshop", "other"],
        "donor": list(SHIPPED.data.values["donor"][:30]),
        "sector": list(SHIPPED.data.values["sector"][:30]),
        "since": ["2000"],
        "indicator": ["participants_per_1000"],
    },
}


def chosen(data: Data, **link: list[str]) -> Selection:
    """The selection of a link, with any indicator."""
    allowed = allowed_values(data, {"indicator": BY_KEY})
    return read_link(link, known=parameters(data), allowed=allowed)


def written(text: str) -> str:
    """Text without the places where a line may break."""
    return " ".join(text.replace("\u200b", "").split())


def pages(made: Report) -> list[str]:
    return [written(page.extract_text()) for page in PdfReader(io.BytesIO(made.pdf)).pages]


class Seen(HTMLParser):
    """The tags, addresses and texts of a page."""

    def __init__(self, html: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.feed(html.decode())
        self.text = written(" ".join(self.texts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def all(self, name: str) -> set[str]:
        return {value or "" for key, value in self.attributes if key == name}


@pytest.fixture(scope="module", params=VIEWS, ids=str)
def view(request: pytest.FixtureRequest) -> tuple[Selection, Report]:
    """A selection of the shipped data, and its report."""
    selection = chosen(SHIPPED.data, **VIEWS[request.param])
    return selection, make(SHIPPED, selection, HOME)


def test_it_has_two_to_four_pages_each_numbered_with_title_and_date(
    view: tuple[Selection, Report],
) -> None:
    _, made = view
    found = pages(made)
    assert 2 <= len(found) == made.pages <= MOST_PAGES
    today = SHIPPED.say.partial_date(date.today().isoformat())
    for number, page in enumerate(found, start=1):
        assert f"Page {number} of {len(found)}" in page
        assert SHIPPED.say.of(SHIPPED.data.config.title) in page
        assert today in page


def test_both_files_say_the_filters_in_words_and_lead_back_to_the_view(
    view: tuple[Selection, Report],
) -> None:
    selection, made = view
    back = f"{HOME}?{query(selection)}" if query(selection) else HOME
    texts = "".join(pages(made)), Seen(made.html).text
    for key, words in filter_words(selection, SHIPPED):
        for text in texts:
            assert SHIPPED.say(f"filter.{key}") in text
            assert written(words[:100]) in text
    annotations = [
        each.get_object()["/A"]["/URI"]
        for page in PdfReader(io.BytesIO(made.pdf)).pages
        for each in page.get("/Annots", [])
        if "/A" in each.get_object() and "/URI" in each.get_object()["/A"]
    ]
    assert back in annotations
    assert back in Seen(made.html).all("href")


def test_both_files_rank_the_municipalities_as_the_page_does(
    view: tuple[Selection, Report],
) -> None:
    selection, made = view
    lines = [
        written(" ".join([name, *(words for words, _ in cells)]))
        for name, cells in ranking(SHIPPED, selection).rows
    ]
    for text in ("".join(pages(made)), Seen(made.html).text):
        places = [text.find(line) for line in lines]
        assert min(places) > 0, lines[places.index(-1)]
        assert places == sorted(places)


def test_its_counts_are_those_of_the_page_and_of_the_file(view: tuple[Selection, Report]) -> None:
    selection, made = view
    shown = overview(SHIPPED.data, selection)
    assert len(activity_rows(SHIPPED.data, selection, SHIPPED)) == shown.shown
    words = f"{shown.shown} of {shown.all} activities, {shown.reached} of {shown.partners}"
    assert words in pages(made)[0]
    assert words in Seen(made.html).text
    key = selection["indicator"]
    table = every_indicator(SHIPPED.data, selection, SHIPPED)
    for _, row in table[table[f"{key}_state"] == VALUE].iterrows():
        assert row[f"{key}_words"] in Seen(made.html).text


def test_the_web_page_runs_nothing_and_leads_only_to_sources_and_back(
    view: tuple[Selection, Report],
) -> None:
    selection, made = view
    seen = Seen(made.html)
    assert not seen.tags & {"script", "iframe", "object", "embed", "link", "img", "form", "base"}
    assert not any(name.startswith("on") for name, _ in seen.attributes)
    sources = set(rows_of(SHIPPED.data)["source"]) | {
        s.address for s in SHIPPED.data.sources.values()
    }
    back = {f"{HOME}?{query(selection)}", HOME}
    assert seen.all("href") <= sources | back
    assert not seen.all("src")
    assert "url(" not in made.html.decode()
    assert "@import" not in made.html.decode()


def test_the_pdf_is_made_for_screen_readers(view: tuple[Selection, Report]) -> None:
    _, made = view
    held = PdfReader(io.BytesIO(made.pdf))
    root = held.trailer["/Root"]
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"]
    assert held.metadata.title == SHIPPED.say.of(SHIPPED.data.config.title)
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()
    titles = [each["/Title"] for each in held.outline if not isinstance(each, list)]
    document = contents(SHIPPED, view[0], HOME)
    assert titles == [section.title for section in document.sections]


def test_it_says_on_every_page_when_rows_are_made_up() -> None:
    mark = SHIPPED.say("illustrative.short")
    made = make(SHIPPED, chosen(SHIPPED.data, evidence=["all"]))
    assert all(mark in page for page in pages(made))
    assert SHIPPED.say("illustrative.long") in pages(made)[0]
    assert SHIPPED.say("illustrative.long") in Seen(made.html).text
    assert mark not in "".join(pages(make(SHIPPED, chosen(SHIPPED.data))))


def test_a_report_of_nothing_is_one_page_that_says_what_emptied_it() -> None:
    empty = {"activity_type": ["grant"], "donor": ["UNHCR"], "participation": ["mixed"]}
    made = make(SHIPPED, chosen(SHIPPED.data, **empty))
    (page,) = pages(made)
    for text in (page, Seen(made.html).text):
        assert "0 of 351 activities" in text
        assert "Activity type, Inclusive participation, and Donor. Clear one of them." in text
        assert "Gračanica" not in text


def test_the_newest_activities_are_listed_and_the_others_are_said_to_be_in_the_file() -> None:
    document = contents(SHIPPED, chosen(SHIPPED.data))
    table = document.sections[3].rows[0][0]
    assert isinstance(table, Table)
    titles = newest(SHIPPED.data, chosen(SHIPPED.data))["title"]
    assert [row[0].words for row in table.rows] == [
        short(t, 120) for t in titles[: len(table.rows)]
    ]
    assert table.notes[0].startswith(f"The newest {len(table.rows)} of 321 activities.")


def test_without_an_address_the_link_is_its_query(data: Data, names: Names) -> None:
    document = contents(names, chosen(data, donor=["Sun Fund"]))
    assert (document.view, document.link) == ("?donor=Sun+Fund", "")
    hostile = contents(names, chosen(data), "javascript:alert(1)//")
    assert hostile.link == ""


@settings(max_examples=6)
@given(draw=st.data())
def test_any_view_of_the_small_world_is_a_report_of_its_rows(
    data: Data, names: Names, draw: st.DataObject
) -> None:
    known, allowed = parameters(data), allowed_values(data, {"indicator": BY_KEY})
    selection = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    made = make(names, selection, HOME)
    assert made.pages <= MOST_PAGES
    rows = kept(selection)
    for text in (pages(made)[0], Seen(made.html).text):
        assert f"{len(rows)} of " in text


LATIN_AND_CYRILLIC = "Pejë Çabër Šterpce Đakovica Žegra Čaglavica Ćuška Пећ Гњилане Ђ Љубиње Џ"


def test_names_in_all_three_scripts_are_set_and_can_be_read_back(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a9", "title"] = LATIN_AND_CYRILLIC
    world.feature(1)["properties"]["name_en"] = "Пећ Ђаковица"
    data = world.open(tmp_path)
    made = make(Names(data, language()), chosen(data), HOME)
    assert LATIN_AND_CYRILLIC in "".join(pages(made))
    assert "Пећ Ђаковица 2" in "".join(pages(made))
    # the standard refuses letters that the font does not have
    root = PdfReader(io.BytesIO(made.pdf)).trailer["/Root"]
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_object().get_data()


HOSTILE = [
    '#panic("x") #import "a.typ" #{1+1} #read("/etc/passwd")',
    "$ x^2 $ *bold* _it_ @ref <label> = Heading `raw` - item + item / t: d",
    "<script>alert(1)</script><img src=x onerror=alert(1)>& lt",
    "back\\slash \\u{41} \\ // comment /* more */ ~ -- ---",
    "{{ 7 * 7 }} {% raw %} https://example.org/x",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_the_data_is_never_markup(world: World, tmp_path: Path, text: str) -> None:
    world.activities.loc["a9", ["title", "donor"]] = text
    world.feature(1)["properties"]["name_en"] = text
    data = world.open(tmp_path)
    made = make(Names(data, language()), chosen(data, donor=[text]), HOME)
    # a long run may break anywhere
    whole = "".join(pages(made)).replace(" ", "")
    assert whole.count(text.replace(" ", "")) >= 2
    seen = Seen(made.html)
    assert text in seen.text
    assert not seen.tags & {"script", "img"}


def test_letters_that_nobody_sees_or_no_font_has_do_not_stop_a_report() -> None:
    text = "a\x00b\u202ec\u200fd \ud800 😀 漢字 " + "W" * 400
    table = Table("list", text, [text] * 7, [[Cell(text)] * 7])
    document = Document(
        "en", text, text, text, text, "", {"back": text, "filters": text, "page": text},
        text, text, ((text, text),), (text,), text, (Section("x", text, ((table,),)),),
    )  # fmt: skip
    pdf, found = as_pdf(document)
    assert found >= 1
    assert "\u202e" not in as_html(document).decode()
    read = written("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert "W" * 400 in read.replace(" ", "")


def crowded(world: World) -> World:
    """Forty-five municipalities with long names, as many activities with longer ones, no end of
    donors."""
    first = world.places["features"][0]  # type: ignore[index]
    rows, features = [], []
    for number in range(45):
        place, west = f"place-{number}", number % 10
        own = {**first["properties"], "id": place, "name_en": f"{number} {'Verylongname ' * 9}"}
        corners = [
            [west + x, number // 10 + y] for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
        ]
        features.append(
            {**first, "properties": own, "geometry": {"type": "Polygon", "coordinates": [corners]}}
        )
        row = dict(world.activities.loc["a1"])
        row |= {
            "id": f"x{number}",
            "municipality_ids": place,
            "title": f"{'Long title ' * 40}{number}",
        }
        row |= {"programme": f"{'Programme ' * 12}{number}", "donor": f"{'Donor ' * 30}{number}"}
        row |= {"source": f"https://{'sub.' * 20}{number}.example.org/{'path/' * 40}"}
        rows.append(row)
    world.places = {"type": "FeatureCollection", "features": features}
    world.activities = pd.DataFrame(rows).set_index("id", drop=False)
    return world


def test_a_crowded_world_is_cut_to_four_pages_and_says_so(world: World, tmp_path: Path) -> None:
    link = {"across": ["programme"], "indicator": ["grants_money"]}
    data = crowded(world).open(tmp_path)
    names = Names(data, language())
    made = make(names, chosen(data, donor=list(data.values["donor"]), **link), HOME)
    assert len(pages(made)) == made.pages <= MOST_PAGES
    whole = "".join(pages(made))
    assert " of 45 are listed." in whole
    assert " of 45 activities." in whole
    assert "45 of 45 activities, 45 of 45 municipalities." in whole


def test_small_counts_stay_withheld(world: World, tmp_path: Path) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    counts = {"total": "40", "north": "37", "south": "3"}
    for part, count in counts.items():
        world.activities.loc["a1", f"participants_{part}"] = count
    data = world.open(tmp_path)
    made = make(Names(data, language()), chosen(data, donor=["Moon Fund"]), HOME)
    for text in ("".join(pages(made)), Seen(made.html).text):
        assert "Counts of fewer than 5 people" in text
        assert "Northerners 5 at least 50 83%" in text
        assert "Southerners 3 withheld (few) –" in text


def test_each_step_is_told_in_its_turn(data: Data, names: Names) -> None:
    told: list[str] = []
    make(names, chosen(data), HOME, told.append)
    assert tuple(told) == STEPS


def test_a_report_that_cannot_be_set_is_said_to_be_one(
    data: Data, names: Names, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "report.typ"
    broken.write_text("#panic()")
    monkeypatch.setattr("lib.report.typeset.TEMPLATE", broken)
    with pytest.raises(CannotMake):
        make(names, chosen(data), HOME)

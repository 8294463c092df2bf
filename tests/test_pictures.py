"""A picture says what it shows, of what, from where and when; and it is a picture only."""

from __future__ import annotations

import io
import math
from datetime import date
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from lib.bars import Bars
from lib.bars import people as people_bars
from lib.bars import periods as period_bars
from lib.bars import places as place_bars
from lib.circles import GREATEST
from lib.coverage import matrix
from lib.exports import query
from lib.indicators import BY_KEY as INDICATORS
from lib.indicators import INDICATORS as EVERY
from lib.maps import CIRCLE
from lib.names import Names
from lib.pictures import BY_KEY, PICTURES, Picture
from lib.pictures.canvas import Canvas
from lib.pictures.framed import as_png, as_svg
from lib.pictures.keys import GROWN
from lib.pictures.lettering import FONTS, plain, width_of, wrapped
from lib.pictures.placing import Label, place
from lib.selection import Selection, allowed_values, everything, parameters, read_link
from lib.shapes import DRAWN
from lib.store import Data
from lib.summaries import by_place
from lib.values import number_in_short
from lib.vega import SCALE
from tests.by_hand import kept
from tests.world import World

SVG = "{http://www.w3.org/2000/svg}"
ABOUT = {"place": ["birch"], "compared": ["alder", "birch"]}
KEYS = {"indicator": tuple(INDICATORS), "step": ("year", "quarter"), "drawn": DRAWN}


def selected(data: Data, **link: list[str]) -> Selection:
    """A view in which every picture has something to draw."""
    known, allowed = parameters(data), allowed_values(data, KEYS)
    return read_link({**ABOUT, **link}, known=known, allowed=allowed)


def drawn(picture: Picture, names: Names, selection: Selection) -> str:
    """A picture as the text of its SVG."""
    return as_svg(picture.chart(names, selection)).decode()


def texts(svg: str) -> list[str]:
    """Every line of text in a drawing, from the first to the last."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text")]


def said(svg: str) -> str:
    """All that it says, however its lines are broken."""
    return squeezed(" ".join(texts(svg)))


def squeezed(words: str) -> str:
    """Words without what breaking lines changes."""
    return "".join(words.split())


def key_of(picture: Picture) -> str:
    return picture.key


every_picture = pytest.mark.parametrize("picture", PICTURES, ids=key_of)


@every_picture
def test_a_picture_says_what_it_is_of_what_from_where_and_when(
    picture: Picture, data: Data, names: Names
) -> None:
    selection = selected(data, programme=["Alpha"], since=["2015"])
    words = said(drawn(picture, names, selection))
    for part in (
        "Works in Quadria",
        picture.make(names, selection).title,
        f"{len(kept(selection))} of 11 activities",
        "Programme: Alpha",
        "2015",
        "Status: Completed and Ongoing",
        "Drawn with a ruler",
        names.say("picture.made", date=names.say.partial_date(date.today().isoformat())),
        f"?{query(selection)}",
        *picture.make(names, selection).notes,
    ):
        assert squeezed(part) in words, part


@every_picture
def test_made_up_rows_are_marked_in_a_picture_and_only_there(
    picture: Picture, data: Data, names: Names
) -> None:
    mark = squeezed(names.say("illustrative.long"))
    assert mark in said(drawn(picture, names, selected(data, evidence=["all"])))
    assert mark not in said(drawn(picture, names, selected(data)))


@every_picture
def test_a_picture_of_nothing_says_what_left_nothing(
    picture: Picture, data: Data, names: Names
) -> None:
    selection = selected(data, activity_type=["workshop"], programme=["Beta"])
    words = said(drawn(picture, names, selection))
    assert squeezed(names.say("overview.empty", filters="Activity type and Programme")) in words
    assert "0 of 11" in " ".join(texts(drawn(picture, names, selection)))


@every_picture
def test_a_png_is_twice_the_size_of_the_drawing_and_is_not_blank(
    picture: Picture, data: Data, names: Names
) -> None:
    chart = picture.chart(names, selected(data))
    root = ElementTree.fromstring(as_svg(chart))
    wide, high = (float(root.attrib[side]) for side in ("width", "height"))
    image = Image.open(io.BytesIO(as_png(chart)))
    image.load()
    assert image.format == "PNG"
    assert image.size == pytest.approx((SCALE * wide, SCALE * high), abs=2)
    assert len(image.convert("RGB").getcolors(1 << 24) or ()) > 10
    # paper, and not see-through: it is pasted onto slides of any colour
    assert image.convert("RGBA").getpixel((1, 1)) == (255, 255, 255, 255)


HARMLESS = {"svg", "g", "path", "text", "rect", "line", "circle", "defs", "clipPath", "tspan"}


@every_picture
def test_an_svg_holds_no_script_and_names_no_other_place(
    picture: Picture, data: Data, names: Names
) -> None:
    svg = drawn(picture, names, selected(data, evidence=["all"]))
    for each in ElementTree.fromstring(svg).iter():
        assert each.tag.removeprefix(SVG) in HARMLESS
        for attribute, value in each.attrib.items():
            assert "href" not in attribute
            assert not attribute.lower().startswith("on")
            assert "url(" not in value or "url(#" in value
    assert FONTS.split(",")[0] in svg
    assert FONTS.endswith("sans-serif")


HOSTILE = (
    '<script>alert("1")</script> & \'x\' " </text> {datum.x} \x00\x0b\u202e\ud800 ' + "Ω" * 200
)


@every_picture
def test_text_from_the_data_stays_text_whatever_it_says(
    picture: Picture, world: World, tmp_path: Path, names: Names
) -> None:
    name = plain(HOSTILE)
    for number in (1, 2, 3, 4):
        world.feature(number)["properties"]["name_en"] = f"{name}{number}"
    world.sectors["category_name"] = name + world.sectors["category"]
    world.activities["programme"] = world.activities["programme"].where(
        world.activities["programme"] == "", name
    )
    world.totals["programme"] = name
    world.config = world.config.replace("Northerners", "<script>x</script>")
    world.config = world.config.replace('"Alpha"', "").replace("Works in", "<b>&amp;")
    data = world.open(tmp_path)
    selection = selected(data, programme=[name], evidence=["all"])
    svg = drawn(picture, Names(data, names.say), selection)
    assert squeezed(name) in said(svg), "the filter is said whole"
    assert squeezed("<b>&amp; Quadria") in said(svg)
    tags = {each.tag.removeprefix(SVG) for each in ElementTree.fromstring(svg).iter()}
    assert tags <= HARMLESS


@settings(max_examples=30)
@given(st.text())
def test_any_text_can_stand_in_a_drawing(text: str) -> None:
    canvas = Canvas(200)
    canvas.paragraph(text + "end")
    svg = as_svg(canvas.chart()).decode()
    assert said(svg) == squeezed(plain(text + "end"))


def tables(names: Names, selection: Selection) -> dict[str, Bars]:
    """What the pages show as tables, by the picture of each."""
    about = names, selection, "birch"
    return {
        "ranking": place_bars.ranking(names, selection),
        "participation": people_bars.participation(names, selection),
        "sex_and_age": people_bars.sex_and_age(names, selection),
        "communities": people_bars.communities(names, selection),
        "representation": people_bars.representation(names, selection),
        "years": period_bars.periods(names, selection),
        "compared": place_bars.compared(names, selection, ["alder", "birch"]),
        "profile": place_bars.profile(*about),
        "place_sectors": place_bars.sectors(*about),
        "place_communities": people_bars.communities(*about),
        "place_years": period_bars.periods(*about),
    }


@pytest.mark.parametrize("link", [{}, {"evidence": ["all"]}, {"step": ["quarter"]}])
def test_a_picture_of_a_table_says_the_words_of_the_table(
    data: Data, names: Names, link: dict[str, list[str]]
) -> None:
    selection = selected(data, **link)
    for key, table in tables(names, selection).items():
        words = said(drawn(BY_KEY[key], names, selection))
        assert squeezed(table.caption) in words
        for name, cells in table.rows:
            assert squeezed(" ".join([name, *(text for text, _ in cells)])) in words
        # a picture stands alone: whom it is about is in its title
        title = BY_KEY[key].make(names, selection).title
        assert "Birch" in title or not BY_KEY[key].asks
    assert {*tables(names, selection), "map", "matrix", "need"} == set(BY_KEY)


@pytest.mark.parametrize("indicator", EVERY, ids=lambda each: each.key)
def test_the_map_gives_each_partner_its_name_and_number(
    data: Data, names: Names, indicator: Any
) -> None:
    selection = selected(data, indicator=[indicator.key], evidence=["all"], drawn=["areas"])
    lines = texts(drawn(BY_KEY["map"], names, selection))
    table = by_place(data, selection, indicator)
    for code in data.partners.index:
        assert names.places[code] in lines
        assert number_in_short(names.say, indicator, table.loc[code]) in lines
    assert "Dogwood" not in lines, "no partner"
    for state in table.loc[data.partners.index, "state"].unique():
        assert state == "value" or names.say(f"state.{state}") in lines


@pytest.mark.parametrize("shape", ["areas", "circles", "tiles"])
def test_the_map_is_drawn_in_the_shape_that_the_reader_sees(
    data: Data, names: Names, shape: str
) -> None:
    selection = selected(data, indicator=["grants_money"], drawn=[shape])
    svg = drawn(BY_KEY["map"], names, selection)
    lines = texts(svg)
    assert {"Alder", "1,000"} <= set(lines)
    # only circles let what is under them through
    assert ("fill-opacity" in svg) == (shape == "circles")
    assert ("Dogwood" in lines) == (shape == "tiles")
    # a legend of the same: of sizes, or of colours
    assert any(line.startswith("up to") for line in lines) == (shape != "circles")


def test_circles_have_areas_as_their_numbers_in_the_map_and_in_its_legend(
    data: Data, names: Names
) -> None:
    selection = selected(data, indicator=["activities"], drawn=["circles"])
    marks = BY_KEY["map"].chart(names, selection).to_dict()
    sizes = [mark["size"] for mark in _marks(marks) if mark.get("fill") == CIRCLE]
    table = by_place(data, selection, INDICATORS["activities"])
    numbers = table.loc[data.partners.index, "value"].dropna()
    # the greatest of all statuses has the largest circle: it stays while a reader filters
    everywhere = by_place(data, everything(selection), INDICATORS["activities"])
    unit = math.pi * (GROWN * GREATEST) ** 2 / everywhere.loc[data.partners.index, "value"].max()
    for number in {*numbers, 1.0}:
        assert any(size == pytest.approx(unit * number, rel=0.02) for size in sizes)


def _marks(spec: Any) -> list[dict[str, Any]]:
    """Every mark of a chart, however deep."""
    if isinstance(spec, list):
        return [mark for each in spec for mark in _marks(each)]
    if not isinstance(spec, dict):
        return []
    own = [spec["mark"]] if isinstance(spec.get("mark"), dict) else []
    return own + [mark for each in spec.values() for mark in _marks(each)]


def test_the_chosen_municipality_is_outlined_on_the_map(data: Data, names: Names) -> None:
    chosen, alone = (
        drawn(BY_KEY["map"], names, selected(data, place=place)) for place in (["birch"], [])
    )
    assert 'stroke-width="2"' in chosen
    assert 'stroke-width="2"' not in alone


def test_the_matrix_gives_each_cell_its_number(data: Data, names: Names) -> None:
    selection = selected(data)
    cells = matrix(data, selection, INDICATORS["activities"], "sector_group")
    lines = texts(drawn(BY_KEY["matrix"], names, selection))
    shown = cells[cells["state"] == "value"]["value"].astype(int).astype(str).tolist()
    for number in set(shown):
        assert lines.count(number) >= shown.count(number)
    assert {"Water", "Transport", "Alder", "Birch", "Cedar"} <= set(lines)


def test_a_number_that_some_sources_give_roughly_is_marked_as_on_the_page(
    world: World, tmp_path: Path, names: Names
) -> None:
    world.activities.loc["a1", "amount_exactness"] = "about"
    data = world.open(tmp_path)
    selection = selected(data, indicator=["money"])
    svg = drawn(BY_KEY["map"], Names(data, names.say), selection)
    assert "~1,000" in texts(svg)
    assert squeezed(names.say("picture.about")) in said(svg)
    ranked = said(drawn(BY_KEY["ranking"], Names(data, names.say), selection))
    assert squeezed("about USD 1,000") in ranked


def test_a_picture_about_municipalities_needs_them_to_be_chosen(data: Data) -> None:
    chosen, alone = selected(data), selected(data, place=[], compared=["alder"])
    assert all(picture.applies(data, chosen) for picture in PICTURES)
    applying = {picture.key for picture in PICTURES if picture.applies(data, alone)}
    assert not {key for key in applying if key.startswith("place_")}
    assert not applying & {"profile", "compared"}


LETTERS = "ëçščćđžËÇŠČĆĐŽЂЈЉЊЋЏЖШђљњћџжш–’“~÷Σ"


def test_every_letter_of_three_languages_is_drawn_and_no_two_alike() -> None:
    pixels = {letter: as_png(_alone(letter)) for letter in LETTERS}
    # a letter that a font lacks is drawn as an empty box, the same for all such
    assert len(set(pixels.values())) == len(LETTERS)
    assert as_png(_alone("")) not in pixels.values()


def _alone(text: str) -> alt.LayerChart:
    canvas = Canvas(40, 40)
    canvas.text(10, 20, text, size=20)
    return canvas.chart()


ELSEWHERE = "http://127.0.0.1:9/x"


@pytest.mark.parametrize("make", [as_svg, as_png])
@pytest.mark.parametrize(
    "chart",
    [
        alt.Chart(f"{ELSEWHERE}.csv").mark_point().encode(x="a:Q"),
        alt.Chart(alt.InlineData(values=[{"u": ELSEWHERE}])).mark_image().encode(url="u:N"),
    ],
    ids=["data", "image"],
)
def test_no_chart_can_make_the_server_fetch_anything(chart: alt.Chart, make: Any) -> None:
    with pytest.raises(ValueError, match=r"not allowed|no other picture"):
        make(chart)


@given(st.text(), st.floats(20, 300))
def test_wrapping_loses_no_letter_and_keeps_the_width(text: str, width: float) -> None:
    lines = wrapped(text, width, 12)
    assert squeezed("".join(lines)) == squeezed(plain(text))
    assert all(width_of(line, 12) <= width for line in lines)


labels = st.builds(
    Label, x=st.floats(0, 300), y=st.floats(0, 300), wide=st.floats(5, 60), high=st.floats(5, 30)
)


@given(st.lists(labels, max_size=6))
def test_a_name_stays_inside_the_map(names_of: list[Label]) -> None:
    for label, spot in zip(names_of, place(names_of, 300, 300), strict=True):
        left, top, right, bottom = label.at(*spot)
        assert -1e-6 <= left <= right <= 300 + 1e-6
        assert -1e-6 <= top <= bottom <= 300 + 1e-6


def test_names_of_neighbours_do_not_cover_each_other() -> None:
    crowd = [Label(150 + 3 * n, 150 + 2 * n, 60, 30) for n in range(8)]
    boxes = [each.at(*spot) for each, spot in zip(crowd, place(crowd, 300, 300), strict=True)]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]

"""The page that compares: municipalities, or two selections of activities."""

from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from lib.indicators import BY_KEY
from lib.pairs import PAIRS, Ready
from lib.store import open_data
from lib.ui.plain import plain
from tests.reader import ROOT, SAY, counted, html, lines, opened


def test_municipalities_are_compared_side_by_side_and_in_words() -> None:
    app = opened("pages/compare.py", compared=["peje", "partesh"])
    assert '<th scope="col">Peja</th>' in html(app)
    said = "".join(each.value for each in app.markdown)
    most = "Activities: most in Peja (37), least in Parteš (9), 4.1 times as much."
    assert plain(most) in said
    app.multiselect(key="compared").set_value(["peje"]).run()
    assert SAY("compare.hint", most=4) in [each.value for each in app.caption]


def test_a_link_with_too_many_to_compare_shows_the_first_four() -> None:
    five = ["gjilan", "gracanice", "istog", "kline", "peje"]
    app = opened("pages/compare.py", compared=five)
    assert '<th scope="col">Klina</th>' in html(app) and '<th scope="col">Peja</th>' not in html(
        app
    )


TWO = {"compare": "selections"}
MIXED = "?participation=mixed"


def compared(**link: str | list[str]) -> AppTest:
    return opened("pages/compare.py", **TWO, **link)


def maps(app: AppTest) -> int:
    return sum("folium" in each.proto.component_name for each in app.get("component_instance"))


def labels(app: AppTest) -> set[str]:
    return {each.proto.label for each in app.get("download_button")}


def test_without_a_kept_selection_the_page_says_how_in_three_steps() -> None:
    app = compared()
    assert SAY("pair.steps") in [each.value for each in app.markdown]
    assert counted(app).startswith("**321 of 351")
    assert maps(app) == 0
    assert SAY("download.kept") not in labels(app)


def test_a_selection_is_kept_in_the_link_and_the_next_one_stands_beside_it() -> None:
    app = compared(participation="mixed")
    app.button(key="keep").click().run()
    assert app.query_params["other"] in (MIXED, [MIXED])
    assert SAY("pair.next") in [each.value for each in app.info]
    app.get_by_key("participation").set_value(["single"]).run()
    assert not app.info
    counts = [each for each in lines(app) if "activities," in each]
    assert [each.split()[0] for each in counts] == ["**28", "**20"]
    assert "<i>Inclusive participation:</i> Mixed" in html(app)
    assert "<i>Inclusive participation:</i> One community recorded" in html(app)
    assert html(app).count("<i>Evidence:</i> Published") == 1
    assert maps(app) == 2
    assert html(app).count('class="legend"') == 1
    assert SAY("download.kept") in labels(app)


def test_two_selections_are_swapped_and_the_kept_one_dropped() -> None:
    app = compared(donor="USAID", majority="municipality", other=f"{MIXED}&status=all&until=2016")
    app.button(key="swap").click().run()
    assert app.session_state["participation"] == ["mixed"]
    assert app.session_state["status"] == []
    assert app.session_state["until"] == "2016"
    assert app.session_state["donor"] == []
    assert app.session_state["other"] == "?donor=USAID&majority=municipality"
    app.button(key="drop").click().run()
    assert "other" not in app.query_params
    assert app.session_state["participation"] == ["mixed"]


@pytest.mark.parametrize("each", PAIRS, ids=lambda each: each.key)
def test_a_ready_pair_is_one_click_away(each: Ready) -> None:
    app = compared()
    app.button(key=f"ready_{each.key}").click().run()
    assert not app.exception
    counts = [each for each in lines(app) if "activities," in each]
    assert len(counts) == 2 and not any(line.startswith("**0 ") for line in counts)
    assert app.query_params["other"]


@pytest.mark.parametrize("indicator", BY_KEY)
def test_two_selections_are_compared_by_each_indicator(indicator: str) -> None:
    app = compared(indicator=indicator, activity_type="grant", other="?activity_type=training")
    assert SAY("side.by_place", indicator=SAY(f"indicator.{indicator}")) in html(app)
    assert SAY("state.none") in html(app)


def test_what_differs_is_said_in_words_and_how_far_it_is_known() -> None:
    said = html(compared(participation="single", other=MIXED, place="peje"))
    assert "Activities: more in the kept selection (28) than in the present one (20)" in said
    assert "Trainings: more in the kept selection (2) than in the present one (None" in said
    money = said[said.index("Money, USD: more in the present") :].split("</li>")[0]
    # of 28 and 20 activities four state an amount: no one can say how many times as much it is
    assert "Stated by 1 of 28 activities" in money and "times as much" not in money
    assert "North Mitrovica, Zubin Potok, and Zvečan" in said
    assert SAY("told.shared.none") in said
    assert "which is selected on the maps" in said


@pytest.mark.parametrize("sides", [("mixed", "single"), ("single", "mixed")])
def test_one_legend_covers_what_either_side_shows(sides: tuple[str, str]) -> None:
    said = html(compared(participation=sides[0], other=f"?participation={sides[1]}", drawn="areas"))
    # the most: five mixed ones in one municipality, three of the others
    assert said.count("</i>4 – 5</li>") == 1


def test_where_two_selections_overlap_is_said() -> None:
    assert "28 activities are in both" in html(compared(other=MIXED))
    assert "One activity is in both" in html(compared(activity="", text="p397", other="?"))


@pytest.mark.parametrize("emptied", ["present", "kept"])
def test_an_empty_side_says_what_emptied_it(emptied: str) -> None:
    nothing = {"donor": "UNHCR", "activity_type": "grant", "participation": "mixed"}
    link = nothing if emptied == "present" else {"other": f"?{urlencode(nothing)}"}
    app = compared(**{"other": "?", **link})
    (said,) = (each.value for each in app.info)
    assert all(words in said for words in ("Activity type", "Donor", "Inclusive"))
    assert "Only the " in html(app)


def test_two_empty_sides_are_drawn_as_none() -> None:
    nothing = {"donor": "UNHCR", "activity_type": "grant"}
    app = compared(**nothing, other="?text=zzz")
    assert len(app.info) == 2
    assert maps(app) == 2


@pytest.mark.parametrize("made_up", ["present", "kept"])
def test_made_up_rows_on_either_side_mark_the_page(made_up: str) -> None:
    link = {"evidence": "all", "other": "?"}
    if made_up == "kept":
        link = {"other": "?evidence=published&evidence=illustrative"}
    app = compared(**link)
    assert app.warning[0].value == SAY("illustrative.long")
    assert html(app).count(f"<em>{SAY('illustrative.short')}</em>") == 3
    # on a page that does not show the kept selection nothing made up is marked
    app.radio(key="compare").set_value("municipalities").run()
    assert bool(app.warning) == (made_up == "present")


@pytest.mark.parametrize(
    "other", ["", "zzz", "?", "?zzz", "?participation=zzz", "?other=?", "?text=" + "x" * 9999]
)
def test_a_broken_kept_selection_never_breaks_the_page(other: str) -> None:
    assert not compared(other=other).exception


def test_a_kept_search_is_text_and_never_markup() -> None:
    text = "<script>alert(1)</script> ![x](http://x.org/y.png)"
    app = compared(other=f"?{urlencode({'text': text})}")
    assert "<script" not in html(app) and "&lt;script&gt;" in html(app)
    assert not any("![" in each.value for each in (*app.markdown, *app.info))


def test_what_is_too_long_to_keep_cannot_be_kept() -> None:
    data = open_data(ROOT / "data")
    app = compared(programme=list(data.values["programme"]), donor=list(data.values["donor"]))
    assert app.button(key="keep").disabled


def test_the_kept_selection_follows_to_the_next_page_and_narrows_nothing_there() -> None:
    app = opened(compare="selections", other=MIXED)
    assert counted(app).startswith("**321 of 351")
    app.switch_page("pages/compare.py").run()
    assert maps(app) == 2

"""The pages of communities, of one municipality, and of time."""

import pytest

from tests.reader import SAY, html, opened


@pytest.mark.parametrize("majority", ["country", "municipality"])
def test_communities_are_compared_with_who_lives_there(majority: str) -> None:
    app = opened("pages/communities.py", majority=majority)
    assert app.header[0].value == SAY("question.communities")
    assert "Serb" in html(app) and "not recorded" in html(app)
    other = {"country": "own", "municipality": "country"}[majority]
    assert f"Representation of non-majority communities ({other})" not in html(app)
    app.radio(key="majority").set_value(majority).run()
    assert not app.exception


def test_communities_of_an_empty_view_say_what_emptied_it() -> None:
    app = opened("pages/communities.py", activity_type="grant", donor="UNHCR")
    assert "Donor" in app.info[0].value
    assert "not counted in any activity" in "".join(each.value for each in app.markdown)


def test_a_reader_is_told_what_is_withheld_and_what_that_does_not_protect() -> None:
    app = opened("pages/communities.py", evidence=["published", "illustrative"])
    said = "".join(each.value for each in app.markdown)
    assert "fewer than 5" in said and "does not protect" in said
    assert "at least" in html(app)


def test_a_municipality_is_shown_beside_the_others() -> None:
    app = opened("pages/municipality.py", place="gracanice")
    said = html(app)
    assert "Median of the partners" in said and "data:image/svg+xml" in said
    assert "39 activities in Gračanica / Graçanicë under these filters" in [
        each.value for each in app.markdown
    ]
    assert "10,675 (census)" in "".join(each.value for each in app.markdown)


def test_without_a_municipality_its_page_asks_for_one() -> None:
    app = opened("pages/municipality.py")
    assert SAY("profile.hint") in [each.value for each in app.caption]
    app.selectbox(key="place").set_value("peje").run()
    assert "Peja" in html(app)
    assert app.query_params["place"] in ("peje", ["peje"])


@pytest.mark.parametrize("place", ["gjilan", "partesh", "mitrovice-e-veriut"])
def test_a_municipality_with_nothing_shown_says_so(place: str) -> None:
    app = opened("pages/municipality.py", place=place, donor="UNHCR", activity_type="workshop")
    assert not app.exception
    assert "Donor" in app.info[0].value


@pytest.mark.parametrize(("step", "period"), [("year", "2015"), ("quarter", "2015, quarter 2")])
def test_time_is_cut_into_years_or_quarters(step: str, period: str) -> None:
    app = opened("pages/timeline.py", step=step)
    assert f'<th scope="row">{period}</th>' in html(app)
    assert SAY(f"time.undated.{step}") in html(app)
    assert "not stated" in html(app)

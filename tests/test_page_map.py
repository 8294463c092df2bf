"""The map's page: each indicator, its classes, the selected municipality, files to take away."""

import pytest

from lib.indicators import BY_KEY
from lib.ui.downloads import FORMATS, MORE
from tests.reader import SAY, html, opened


@pytest.mark.parametrize("indicator", BY_KEY)
def test_each_indicator_can_be_mapped_and_is_explained(indicator: str) -> None:
    app = opened(indicator=indicator)
    assert app.selectbox(key="indicator").value == indicator
    assert SAY(f"indicator.{indicator}.definition") in [each.value for each in app.caption]
    assert SAY(f"indicator.{indicator}") in html(app)


@pytest.mark.parametrize("scheme", ["natural", "quantiles", "equal", "round", "own"])
def test_each_way_to_make_classes_gives_a_legend(scheme: str) -> None:
    app = opened(indicator="participants", scheme=scheme, breaks="10,100", drawn="areas")
    assert html(app).count('<i style="background: #') >= 3


def test_choosing_a_municipality_shows_its_numbers_and_activities_with_sources() -> None:
    app = opened(place="gracanice")
    assert "39 activities in Gračanica / Graçanicë under these filters" in [
        each.value for each in app.markdown
    ]
    assert 'href="https://' in html(app)
    app.selectbox(key="place").set_value(None).run()
    assert "place" not in app.query_params


def test_filters_in_another_municipality_do_not_widen_the_list_of_the_selected_one() -> None:
    app = opened(place="peje", municipality_ids="gracanice")
    said = next(each.value for each in app.markdown if "in Peja / Pejë / Peć under" in each.value)
    alone = opened(place="peje")
    most = next(each.value for each in alone.markdown if "in Peja / Pejë / Peć under" in each.value)
    assert int(said.split()[0]) < int(most.split()[0])


def test_every_format_can_be_taken_away() -> None:
    app = opened(evidence="all", indicator="grants")
    app.session_state[MORE] = True
    app.run()
    buttons = {each.proto.label: each.proto for each in app.get("download_button")}
    labels = [SAY(f"download.{key}") for key in ("rows", "explanation")]
    labels += [SAY(f"download.{each.key}") for each in FORMATS]
    labels += [
        f"{SAY(f'picture.{key}')} ({kind})" for key in ("map", "ranking") for kind in ("PNG", "SVG")
    ]
    for label in labels:
        button = buttons[label]
        assert button.ignore_rerun, "taking a file away must not draw the page anew"

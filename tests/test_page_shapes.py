"""The map page in each of its shapes, and with its years."""

import pytest

from lib.indicators import BY_KEY
from lib.shapes import CIRCLES, DRAWN, shape_of
from tests.reader import html, opened


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("indicator", ["activities", "money", "mixed_share", "representation"])
def test_each_indicator_can_be_drawn_in_each_shape_with_its_legend(
    drawn: str, indicator: str
) -> None:
    app = opened(indicator=indicator, drawn=drawn)
    circles = shape_of(drawn, BY_KEY[indicator]) == CIRCLES
    assert ('class="circle"' in html(app)) == circles
    assert ('<i style="background: #' in html(app)) != circles
    years = opened(indicator=indicator, drawn=drawn, by_year="yes")
    # with its years the map has two legends, and they stand in its own frame
    assert 'class="legend"' not in html(years)


def test_nonsense_for_the_shape_or_the_years_is_the_default() -> None:
    app = opened(drawn="globe", by_year="perhaps")
    assert 'class="circle"' in html(app)
    assert not {"drawn", "by_year"} & set(app.query_params)


def test_years_of_nothing_open_too() -> None:
    app = opened(by_year="yes", donor="UNHCR", activity_type="workshop", drawn="tiles")
    assert "Donor" in app.info[0].value

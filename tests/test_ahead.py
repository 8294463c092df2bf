"""The map that is painted ahead of its page is the page's map, to the last letter."""

from __future__ import annotations

from functools import partial
from urllib.parse import parse_qs

import pytest
from starlette.testclient import TestClient

from lib.ahead import MOST_GIVEN, Given, about, given, rehearse, repainted
from lib.api import SERVED, api
from lib.api.schemas import PAINTED
from lib.exports import marked
from lib.indicators import BY_KEY, INDICATORS
from lib.intake.preview import preview
from lib.language import language
from lib.names import named
from lib.painted import Scale, shown_places
from lib.settings import Settings
from lib.shading import of_map
from lib.shapes import DRAWN, TILES, shape_of
from lib.store import Data, open_data
from lib.summaries import by_place
from lib.ui import ahead
from lib.ui.mapped import PAINTS_WITHIN, pause
from lib.versions import Versions
from tests.by_hand import selected
from tests.intake import check
from tests.world import World


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> TestClient:
    return TestClient(api(Versions(World().write(tmp_path_factory.mktemp("ahead"))), Settings()))


@pytest.mark.parametrize("drawn", DRAWN)
@pytest.mark.parametrize("indicator", [each.key for each in INDICATORS])
def test_it_is_what_the_page_paints(data: Data, indicator: str, drawn: str) -> None:
    selection = selected(data, activity_type=["grant"])
    selection = selection.with_values(indicator=indicator, drawn=drawn)
    names, shown = named(data, "en"), BY_KEY[indicator]
    # as the page of the map has it
    table = by_place(data, selection, shown)
    scale = Scale(shape_of(drawn, shown), of_map(data, selection, table))
    words = partial(about, names.say, shown, marked(names, selection))
    page = shown_places(table[data.places["partner"]], scale, words, "")
    assert repainted(names, selection) == page
    assert set(page) | {"inks"} == set(PAINTED)
    assert ("inks" in page) == (page["drawn"] == TILES)


def test_what_is_not_known_is_said_beside_the_number(data: Data) -> None:
    say = language("en")
    row = {"value": 40.0, "state": "value", "known": 2, "rows": 3, "rough": 0}
    lines = about(say, BY_KEY["participants"], "Preview", row).splitlines()
    assert lines == ["40 people", say("map.stated", known=2, rows=3), "Preview"]
    assert about(say, BY_KEY["activities"], "", {**row, "value": 3.0}) == "3"


def test_the_api_says_it_as_the_program_has_it(client: TestClient) -> None:
    answer = client.get("/map", params={"activity_type": "grant", "lang": "en"})
    assert answer.headers["content-type"] == "application/json"
    other = client.get("/map", params={"activity_type": "training"}).json()
    assert answer.json()["stamp"] != other["stamp"]
    assert set(answer.json()["places"]) == set(other["places"]) != set()
    kept = client.get("/map", params={"activity_type": "grant"}, headers={"If-None-Match": "*"})
    assert kept.status_code == 304


def test_a_map_asks_for_what_its_page_shows_in_its_language(data: Data, client: TestClient) -> None:
    assert SERVED.is_set()
    selection = selected(data, activity_type=["grant", "training"], drawn=["tiles"])
    link = parse_qs(ahead.link(data, selection)["ahead"])
    assert link.pop("lang") == [selection["lang"]]
    assert link == selection.link()


def test_of_a_readers_own_file_nobody_else_is_asked(data: Data) -> None:
    SERVED.set()
    mine = preview(check("title,municipality,start\nMine,Alder,2016\n", data), data)
    assert ahead.link(mine, selected(mine)) == {}


def test_without_the_api_nothing_is_asked(data: Data) -> None:
    was = SERVED.is_set()
    SERVED.clear()
    try:
        assert ahead.link(data, selected(data)) == {}
    finally:
        if was:
            SERVED.set()


def test_after_a_rehearsal_a_first_click_finds_its_statement_written(
    world: World, tmp_path
) -> None:
    data = open_data(world.write(tmp_path))
    rehearse(data)
    written = dict(data.engine._statements)
    for key in ("activity_type", "participation"):
        for number in range(1, 3):
            chosen = list(data.values[key][:number])
            repainted(named(data, "en"), selected(data, **{key: chosen}))
    assert data.engine._statements == written


def test_a_page_does_not_wait_for_a_map_that_was_given_already(client: TestClient) -> None:
    stamp = client.get("/map?activity_type=workshop").json()["stamp"]
    assert stamp in given
    assert pause(stamp) == 0
    assert pause("another") == pause("") == PAINTS_WITHIN


def test_a_map_is_given_for_a_moment_only() -> None:
    lately, long_ago = Given(3600), Given(0)
    for each in (lately, long_ago):
        for number in range(MOST_GIVEN + 1):
            each.note(str(number))
    assert [number in lately for number in ("0", "1", str(MOST_GIVEN))] == [False, True, True]
    assert str(MOST_GIVEN) not in long_ago

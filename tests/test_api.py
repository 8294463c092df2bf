"""The API gives exactly what the pages give, refuses nonsense, and describes itself truly."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openapi_spec_validator import validate
from starlette.testclient import TestClient

from lib import exports, pieces
from lib.api import api, paths
from lib.api.files import BY_PATH, FIGURES, FILES
from lib.api.schemas import MOST_VALUES
from lib.by_municipality import chosen_indicator
from lib.engine import Engine
from lib.kinds import LONGEST_SEARCH
from lib.names import Names, named
from lib.offered import offered
from lib.parameters import NARROWING, SHOWN
from lib.selection import Selection, parameters, read_link
from lib.settings import Settings
from lib.store import Data
from lib.totals import reconciliation
from lib.versions import Versions
from tests.by_hand import links, selected
from tests.world import World

LANGUAGES = ("en", "sq", "sr_Latn", "sr_Cyrl")
CSV = "/activities.csv"


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    world = World()
    spoken = f"languages = {json.dumps(LANGUAGES)}\nmajority ="
    world.config = world.config.replace("majority =", spoken, 1)
    return world.write(tmp_path_factory.mktemp("api"))


@pytest.fixture(scope="session")
def versions(folder: Path) -> Versions:
    return Versions(folder)


@pytest.fixture(scope="session")
def held(versions: Versions) -> Data:
    return versions.current().data


@pytest.fixture(scope="session")
def client(versions: Versions) -> Iterator[TestClient]:
    with TestClient(api(versions, Settings())) as client:
        yield client


def rows_of(text: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))


def on_the_page(data: Data, link: dict[str, list[str]]) -> tuple[Selection, Names]:
    """What a page makes of a link."""
    selection = read_link(link, known=parameters(data), allowed=offered(data))
    return selection, named(data, selection["lang"])


@given(draw=st.data())
def test_the_string_of_any_page_gives_exactly_the_rows_of_its_download(
    client: TestClient, held: Data, draw: st.DataObject
) -> None:
    known, allowed = parameters(held), offered(held)
    asked = read_link(draw.draw(links(known, allowed)), known=known, allowed=allowed)
    link = asked.link()
    selection, names = on_the_page(held, link)
    answer = client.get(CSV, params=link)
    assert answer.status_code == 200, answer.text
    assert answer.content == exports.activities_as_csv(held, selection, names)


@given(draw=st.data())
def test_whatever_is_not_refused_means_the_same_on_a_page(
    client: TestClient, held: Data, draw: st.DataObject
) -> None:
    """With nonsense in a link, the answer is a refusal or the rows of the page."""
    known = parameters(held)
    some = st.lists(st.sampled_from(["", "all", "grant", "none", "2015", "yes", "en"]), min_size=1)
    keys = st.sampled_from([each.key for each in known] + ["nothing"])
    link = draw.draw(links(known, offered(held))) | draw.draw(
        st.dictionaries(keys, some, max_size=2)
    )
    answer = client.get(CSV, params=link)
    if answer.status_code == 200:
        selection, names = on_the_page(held, link)
        assert answer.content == exports.activities_as_csv(held, selection, names)
    else:
        assert answer.status_code == 400
        assert {each["parameter"] for each in answer.json()["errors"]} <= link.keys()


@pytest.mark.parametrize("at_once", [1, 2, 5, 11, 12, 100])
def test_a_file_sent_in_pieces_is_the_same_to_the_byte(
    data: Data, names: Names, at_once: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.pieces.AT_ONCE", at_once)
    # the size of a piece is part of the statement
    fresh = replace(data, engine=Engine(data.engine.schemas, data.engine.backend))
    selection = selected(data, status=())
    whole = exports.as_csv(exports.activity_rows(data, selection, names))
    assert b"".join(pieces.csv_pieces(fresh, selection, names)) == whole


def test_a_long_file_is_asked_for_piece_by_piece(
    data: Data, names: Names, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.pieces.AT_ONCE", 3)
    asked: list[str] = []
    really = pieces.ask

    def counted(data: Data, question: object, *rest: object, **texts: str) -> pd.DataFrame:
        asked.append(texts["behind"])
        return really(data, question, *rest, **texts).head(3)  # type: ignore[arg-type]

    monkeypatch.setattr("lib.pieces.ask", counted)
    found = pieces.csv_pieces(data, selected(data, status=()), names)
    next(found)
    assert asked == ["-1"]
    next(found)
    assert asked == ["-1", "2"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", BY_PATH)
def test_every_file_is_given_in_every_language(client: TestClient, path: str, lang: str) -> None:
    answer = client.get(path, params={"lang": lang})
    assert answer.status_code == 200
    assert answer.content
    assert answer.headers["content-type"] == BY_PATH[path].mime
    assert answer.headers["content-language"] == lang.replace("_", "-")
    assert client.head(path, params={"lang": lang}).headers["etag"] == answer.headers["etag"]


def test_every_format_holds_the_same_rows(client: TestClient, held: Data, tmp_path: Path) -> None:
    link = {"activity_type": ["training", "grant"], "status": "all", "evidence": "all"}
    ids = [row["id"] for row in rows_of(client.get(CSV, params=link).content)]
    assert len(ids) == 7
    given = {each.ending: client.get(each.path, params=link).content for each in FILES[:4]}
    book = openpyxl.load_workbook(io.BytesIO(given["xlsx"]), read_only=True).worksheets[0]
    assert [row[0] for row in book.iter_rows(min_row=2, values_only=True)] == ids
    assert gpd.read_file(io.BytesIO(given["geojson"]))["id"].tolist() == ids
    typed = pd.read_parquet(io.BytesIO(given["parquet"]))
    assert typed["id"].tolist() == ids
    assert list(typed.columns) == pieces.columns(held)
    assert typed["participants_total"].dtype == "Int64"
    assert typed["participants_total"].isna().sum() == 1, "not stated is missing, never zero"


def test_municipalities_have_the_indicator_that_is_asked_for(
    client: TestClient, held: Data
) -> None:
    link = {"indicator": ["money"], "activity_type": ["grant"]}
    selection, names = on_the_page(held, link)
    answer = client.get("/municipalities.csv", params=link)
    assert answer.content == exports.as_csv(chosen_indicator(held, selection, names))
    features = client.get("/municipalities.geojson", params=link).json()["features"]
    assert {each["properties"]["indicator"] for each in features} == {"money"}


def test_totals_say_what_is_made_up_only_to_who_asks_for_it(client: TestClient, held: Data) -> None:
    plain, both = (
        client.get("/totals", params=link).json()["totals"]
        for link in ({}, {"evidence": ["published", "illustrative"]})
    )
    assert list(both[0]) == list(FIGURES)
    assert set(both[0]) - set(plain[0]) == {"illustrative", "illustrative_incomplete"}
    figures = reconciliation(held)
    assert [row["published"] for row in plain] == figures["published"].tolist()
    assert None in [row["located"] for row in plain]
    assert [row["title"] for row in rows_of(client.get("/totals.csv").content)] == [
        row["title"] for row in plain
    ]


def test_small_counts_are_withheld_here_too(world: World, tmp_path: Path) -> None:
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        row = rows_of(client.get(CSV, params={"status": "all"}).content)[4]
    assert row["id"] == "a5"
    assert row["participants_north"] == row["participants_south"] == ""
    assert row["small_counts"] == "participants_north"


def test_text_that_a_spreadsheet_would_run_is_harmless(world: World, tmp_path: Path) -> None:
    world.activities.loc["a1", "title"] = "=HYPERLINK(1)"
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        assert rows_of(client.get(CSV).content)[0]["title"] == "'=HYPERLINK(1)"
        typed = pd.read_parquet(io.BytesIO(client.get("/activities.parquet").content))
    assert typed["title"][0] == "=HYPERLINK(1)", "a program gets what the source says"


NONSENSE = {
    "an unknown parameter": ("dnor=Moon+Fund", "dnor", "donor"),
    "an unknown value": ("donor=Moon+Fnd", "donor", "Moon Fund"),
    "one of several": ("donor=Sun+Fund&donor=Sunn+Fund", "donor", "Sun Fund"),
    "another case": ("activity_type=GRANT", "activity_type", "grant"),
    "an empty value": ("activity_type=", "activity_type", None),
    "all and one more": ("status=all&status=planned", "status", None),
    "a year that is none": ("since=MMXV", "since", None),
    "a year outside the data": ("until=1066", "until", None),
    "two years": ("since=2015&since=2016", "since", None),
    "another language": ("lang=xx", "lang", None),
    "an unknown indicator": ("indicator=mony", "indicator", "money"),
    "a share that is not offered": ("least_share=101", "least_share", "10"),
    "a flag that is no flag": ("refit=maybe", "refit", None),
    "breaks that are no numbers": ("breaks=1,two", "breaks", None),
    "a search for nothing": ("text=%3F%21", "text", None),
    "a search that is too long": (f"text={'a' * (LONGEST_SEARCH + 1)}", "text", None),
    "bytes that are no text": ("donor=%FF%FE", "donor", None),
    "markup": ("donor=%3Cscript%3E", "donor", None),
    "five compared": ("&".join(f"compared={p}" for p in ("alder", "birch", "cedar", "x")),
                      "compared", None),
    "a database's own": ("donor=%27%3B+drop+table+activities", "donor", None),
}  # fmt: skip


@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_is_refused_with_what_is_allowed_and_what_is_nearest(
    client: TestClient, query: str
) -> None:
    link, parameter, nearest = NONSENSE[query]
    answer = client.get(f"{CSV}?{link}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    said = answer.json()
    assert (said["status"], said["title"]) == (400, "Bad Request")
    (error,) = said["errors"]
    assert error["parameter"] == parameter
    assert error["found"][:20] in link.replace("+", " ") or "%" in link
    if nearest:
        assert error["nearest"] == nearest
        assert nearest in error["allowed"]
        assert nearest in said["detail"]


def test_everything_that_is_wrong_is_said_at_once_and_in_the_reader_s_language(
    client: TestClient,
) -> None:
    answers = [
        client.get(CSV, params={"dnor": "x", "status": "plannd", "lang": lang}).json()
        for lang in ("en", "sq")
    ]
    for said in answers:
        assert [each["parameter"] for each in said["errors"]] == ["dnor", "status"]
    assert answers[0]["detail"] != answers[1]["detail"]


def test_the_page_forgives_what_a_file_refuses(client: TestClient, held: Data) -> None:
    link = {"donor": ["Moon Fnd"]}
    assert on_the_page(held, link)[0].link() == {}
    assert client.get(CSV, params=link).status_code == 400


@pytest.mark.parametrize("path", ["/activities.pdf", "/activities", "/nothing", "/activities.csv/"])
def test_an_address_that_there_is_not_lists_those_that_there_are(
    client: TestClient, path: str
) -> None:
    answer = client.get(path, follow_redirects=False)
    if path.endswith("/"):
        assert answer.status_code in (307, 404)
        return
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["allowed"] == sorted(BY_PATH)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
@pytest.mark.parametrize("path", paths())
def test_data_can_only_be_read(client: TestClient, path: str, method: str) -> None:
    answer = client.request(method, path)
    assert answer.status_code == 405
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}
    assert answer.json()["status"] == 405


@pytest.mark.parametrize("path", paths())
def test_a_head_says_what_a_get_would(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert not head.content
    assert head.headers["content-type"] == get.headers["content-type"]


@pytest.mark.parametrize("path", BY_PATH)
def test_who_has_a_file_already_is_not_given_it_again(client: TestClient, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for held_tags in (tag, f'"other", {tag}', tag.removeprefix("W/"), "*"):
        answer = client.get(path, headers={"If-None-Match": held_tags})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["etag"] == tag
    assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    other = client.get(path, params={"donor": "Sun Fund"}).headers["etag"]
    assert other != tag
    assert client.get(path, headers={"If-None-Match": other}).status_code == 200


def test_one_view_has_one_tag_however_it_is_written(client: TestClient) -> None:
    one = client.get(f"{CSV}?donor=Sun+Fund&donor=Moon+Fund&since=2015").headers["etag"]
    assert client.get(f"{CSV}?since=2015&donor=Moon+Fund&donor=Sun+Fund").headers["etag"] == one


@pytest.mark.parametrize("path", BY_PATH)
def test_tomorrow_only_files_that_say_their_day_have_another_tag(
    client: TestClient, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Tomorrow(date):
        @classmethod
        def today(cls) -> date:
            return date(2999, 1, 1)

    before = client.get(path)
    monkeypatch.setattr("lib.api.answers.date", Tomorrow)
    monkeypatch.setattr("lib.exports.date", Tomorrow)
    after = client.get(path)
    changed = before.headers["etag"] != after.headers["etag"]
    # a workbook says so in its compressed parts
    assert changed == BY_PATH[path].dated
    if not path.endswith("xlsx"):
        assert changed == (before.content != after.content)


def test_new_data_is_seen_at_once_and_wrong_data_never(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lib.versions.REST", 0)
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        first = client.get(CSV)
        world.activities.loc["a1", "title"] = "Another"
        world.write(tmp_path)
        second = client.get(CSV, headers={"If-None-Match": first.headers["etag"]})
        assert rows_of(second.content)[0]["title"] == "Another"
        world.activities.loc["a1", "status"] = "doen"
        world.write(tmp_path)
        third = client.get(CSV, headers={"If-None-Match": second.headers["etag"]})
        assert third.status_code == 304
        ready = client.get("/ready")
        assert ready.status_code == 200
        assert "doen" in ready.json()["refused"][0]
        assert ready.json()["refused_in_all"] == 1


def test_a_count_of_people_that_is_wrong_is_not_told_to_whoever_asks(
    world: World, tmp_path: Path
) -> None:
    world.activities.loc["a2", "participants_women"] = "3 (Ana, Mira)"
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        said = client.get("/ready").text
        assert "participants_women" in said and "Ana" not in said


def test_data_that_never_was_right_is_a_503_that_says_what_is_wrong(
    world: World, tmp_path: Path
) -> None:
    world.bytes["activities.csv"] = None
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        assert client.get("/health").json() == {"status": "alive"}
        for path in ("/ready", CSV, "/openapi.json", "/"):
            answer = client.get(path)
            assert answer.status_code == 503
            assert "activities.csv" in answer.json()["problems"][0]
            assert int(answer.headers["retry-after"]) > 0


def test_a_server_that_is_still_opening_its_data_says_so(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Versions, "opening", True)
    with TestClient(api(versions, Settings())) as client:
        assert client.get("/ready").status_code == 503
        assert client.get("/health").status_code == 200


@pytest.mark.parametrize("path", [each.path for each in FILES if each.counts_activities])
def test_more_rows_than_a_file_may_hold_are_refused_with_both_numbers(
    versions: Versions, path: str
) -> None:
    with TestClient(api(versions, Settings(most_rows=3, most_rows_whole=2))) as client:
        answer = client.get(path)
        assert answer.status_code == 422
        assert answer.json()["rows"] == 9
        assert answer.json()["most"] == (3 if BY_PATH[path].streamed else 2)
        assert client.get(path, params={"donor": "Sun Fund", "since": "2017"}).status_code == 200


def test_what_nobody_foresaw_is_no_traceback(
    versions: Versions, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> int:
        raise RuntimeError("secret")

    monkeypatch.setattr("lib.api.answers.number_of_rows", fails)
    with TestClient(api(versions, Settings()), raise_server_exceptions=False) as client:
        answer = client.get(CSV)
    assert answer.status_code == 500
    assert answer.headers["content-type"] == "application/problem+json"
    assert "secret" not in answer.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_description_is_valid_and_describes_every_file_parameter_and_column(
    client: TestClient, held: Data, lang: str
) -> None:
    described = client.get("/openapi.json", params={"lang": lang}).json()
    validate(described)
    assert described["paths"].keys() == BY_PATH.keys()
    parts = described["components"]
    assert list(parts["parameters"]) == [each.key for each in (*NARROWING, *SHOWN)]
    for key, parameter in parts["parameters"].items():
        schema = parameter["schema"].get("items", parameter["schema"])
        allowed = offered(held).get(key, ())
        listed = allowed if len(allowed) <= MOST_VALUES else ()
        assert not allowed or set(schema.get("enum", ())) - {"all"} == set(listed)
        assert parameter["description"]
    for path, name in ((CSV, "Activity"), ("/municipalities.csv", "Municipality")):
        columns = parts["schemas"][name]["properties"]
        assert list(columns) == list(rows_of(client.get(path).content)[0])
        assert all(column["description"] for column in columns.values())
    assert list(parts["schemas"]["Total"]["properties"]) == list(FIGURES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_it_all_without_a_script_or_another_host(
    client: TestClient, lang: str
) -> None:
    answer = client.get("/", params={"lang": lang})
    text = answer.text
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'sh")
    assert "<script" not in text and "http://" not in text and "src=" not in text
    assert f'lang="{lang.replace("_", "-")}"' in text
    for path in BY_PATH:
        assert f'href="{path[1:]}' in text
    for each in (*NARROWING, *SHOWN):
        assert f"<code>{each.key}</code>" in text


def test_data_on_the_page_is_text_and_never_markup(world: World, tmp_path: Path) -> None:
    world.activities.loc["a1", "donor"] = "<img src=x onerror=alert(1)>"
    with TestClient(api(Versions(world.write(tmp_path)), Settings())) as client:
        text = client.get("/").text
    assert "<img" not in text
    assert "&lt;img src=x" in text


@settings(max_examples=30)
@given(text=st.text(max_size=30))
def test_no_value_whatever_makes_the_server_fail(client: TestClient, text: str) -> None:
    encoded = text.encode("utf-8", "surrogatepass")
    for key in ("text", "donor", "since", "breaks", "activity", "compared"):
        answer = client.get(f"{CSV}?{urlencode({key: encoded})}")
        assert answer.status_code in (200, 400)

"""A table that changes is taken up whole; a wrong one is refused; a server that is gone is missed
by nobody, and comes back by itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from lib.api import api
from lib.counts import overview
from lib.engine import Away
from lib.offered import offered
from lib.problems import BadData
from lib.selection import parameters, read_link
from lib.settings import Settings
from lib.store import Data
from lib.versions import Version, Versions
from tests.engines.conftest import KINDS, rows_in
from tests.engines.server import PASSWORD, Server
from tests.world import World


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return World().write(tmp_path)


@pytest.fixture
def table(postgres: Server, folder: Path) -> Iterator[str]:
    name = "works"
    postgres.load(name, rows_in(folder), KINDS)
    yield name
    with postgres.connected() as connection:
        connection.execute("drop table works")


@pytest.fixture
def versions(postgres: Server, folder: Path, table: str) -> Versions:
    made = Versions(folder, postgres.address(table))
    made.current()
    return made.settled()


def shown(data: Data) -> int:
    known = parameters(data)
    return overview(data, read_link({"status": ["all"]}, known=known, allowed=offered(data))).shown


def newest(versions: Versions) -> Version:
    """What is shown when everything that has changed was noticed."""
    # a look that began before the change does not see it
    with suppress(BadData):
        versions.settled().current()
    return versions.settled().current()


def change(server: Server, statement: str) -> None:
    with server.connected() as connection:
        connection.execute(statement)


ANOTHER = (
    'insert into works select (jsonb_populate_record(w, \'{"id": "a99"}\')).*'
    " from works w where id = 'a2'"
)
CHANGES = {
    "insert": (ANOTHER, 12),
    "update": ("update works set status = 'ongoing' where id = 'a1'", 11),
    "delete": ("delete from works where id = 'a1'", 10),
    "as many deleted as inserted": (f"{ANOTHER}; delete from works where id = 'a1'", 11),
}


@pytest.mark.parametrize("kind", CHANGES)
def test_any_change_of_the_table_is_another_version(
    versions: Versions, postgres: Server, kind: str
) -> None:
    before = versions.current()
    statement, count = CHANGES[kind]
    change(postgres, statement)
    after = newest(versions)
    assert after.name != before.name
    assert (shown(before.data), shown(after.data)) == (11, count)


def test_an_unchanged_table_is_published_once_whoever_opens_it(
    versions: Versions, postgres: Server, folder: Path, table: str
) -> None:
    other = Versions(folder, postgres.address(table)).current()
    assert other.data.engine.namespace == versions.current().data.engine.namespace
    assert other.name == versions.current().name
    assert newest(versions).data is versions.current().data


def test_versions_that_nobody_uses_are_dropped(versions: Versions, postgres: Server) -> None:
    names = set()
    for title in ("one", "two", "three"):
        change(postgres, f"update works set title = '{title}' where id = 'a1'")
        names.add(newest(versions).data.engine.namespace)
        versions.settled()
    with postgres.connected() as connection:
        held = connection.execute(
            "select count(*) from pg_namespace where nspname = any(%s)", [list(names)]
        ).fetchall()
    assert len(names) == 3
    assert held[0][0] <= 2


def test_a_wrong_table_is_refused_and_the_last_good_version_stays(
    versions: Versions, postgres: Server
) -> None:
    good = versions.current()
    change(postgres, "update works set status = 'finished' where id in ('a1', 'a2')")
    kept = newest(versions)
    assert kept.data is good.data
    assert [(each.file, each.found) for each in kept.refused] == [
        ("public.works (a1)", "finished"),
        ("public.works (a2)", "finished"),
    ]
    change(postgres, "update works set status = 'completed' where id in ('a1', 'a2')")
    assert newest(versions).refused == ()


def test_a_server_that_is_gone_is_stood_in_for_until_it_is_back(
    versions: Versions, postgres: Server
) -> None:
    client = TestClient(api(versions, Settings()))
    good = versions.current()
    try:
        postgres.kill()
        assert shown(good.data) == 11, "the reader who is the first to notice is answered too"
        stood_in = newest(versions)
        assert stood_in.away
        assert stood_in.data is good.data
        assert shown(stood_in.data) == 11
        assert client.get("/ready").json()["engine"].startswith("away")
        assert client.get("/activities.csv").status_code == 200
    finally:
        postgres.start()
    assert not newest(versions).away
    assert client.get("/ready").json()["engine"] == "reached"
    change(postgres, "delete from works where id = 'a1'")
    assert shown(newest(versions).data) == 10


def test_where_no_copy_is_kept_it_is_said_that_nothing_can_be_shown(
    folder: Path, postgres: Server, table: str
) -> None:
    config = folder / "dashboard.toml"
    config.write_text("copy_of_rows = 5\n" + config.read_text())
    versions = Versions(folder, postgres.address(table))
    good = versions.current().data
    versions.settled()
    try:
        postgres.kill()
        with pytest.raises(Away):
            shown(good)
        with pytest.raises(BadData) as said:
            versions.current()
    finally:
        postgres.start()
    assert said.value.problems[0].file == "public.works"
    versions.settled()
    assert shown(newest(versions).data) == 11


def wrong(address: str, server: Server) -> str:
    return {
        "port": server.address("works").replace(f":{server.port}/", ":1/"),
        "password": server.address("works").replace("s3cret", "s4cret"),
        "table": server.address("nothing"),
    }[address]


@pytest.mark.parametrize("what", ["port", "password", "table"])
def test_what_cannot_be_opened_at_all_is_one_clear_message_without_the_password(
    folder: Path, postgres: Server, table: str, what: str
) -> None:
    versions = Versions(folder, wrong(what, postgres))
    with pytest.raises(BadData) as said:
        versions.current()
    (problem,) = said.value.problems
    assert problem.allowed
    assert PASSWORD not in str(said.value)
    assert "cret" not in str(said.value)


def test_a_server_that_comes_later_is_waited_for(
    folder: Path, postgres: Server, table: str
) -> None:
    versions = Versions(folder, postgres.address(table))
    postgres.kill()
    try:
        with pytest.raises(BadData):
            versions.current()
    finally:
        postgres.start()
    assert shown(versions.current().data) == 11

"""The page that publishes: open to publishers who have signed in, and to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from lib.language import language
from lib.problems import BadData
from lib.publish import main
from lib.publishing.archive import Archive, archive_of
from lib.server.signed import Signed
from lib.settings import Settings, read_settings
from lib.signed_in import PASSED_ON, passed_on, who_signed_in
from tests.reader import ROOT, SAY, html, opened
from tests.world import World

LANGUAGES = ("en", "sq", "sr_Latn", "sr_Cyrl")
ANA = {"is_logged_in": True, "email": "Ana@Example.org"}
OIDC = 'sign_in = "oidc"\npublishers = ["ana@example.org"]'
NOT_OPEN = SAY("publish.not_open")


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The small world, its first version published and shown."""
    (tmp_path / "quadria").mkdir()
    world = World()
    world.config = f"languages = {list(LANGUAGES)}\n{world.config}"
    world.write(tmp_path / "quadria")
    assert main([str(tmp_path / "quadria"), "--data", str(tmp_path / "quadria")]) == 0
    archive = archive_of(tmp_path / "quadria")
    monkeypatch.setenv("DASHBOARD_DATA", str(archive.current))
    return archive


@pytest.fixture
def server_toml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The settings of a server on which Ana may publish."""
    file = tmp_path / "server.toml"
    file.write_text(OIDC)
    monkeypatch.setenv("DASHBOARD_SERVER", str(file))
    return file


def page_for(user: dict[str, object], lang: str = "en") -> AppTest:
    """The page as a reader sees it of whom Streamlit's login knows this."""
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.query_params["lang"] = lang
    for key, value in user.items():
        app.user[key] = value
    app.run()
    app.switch_page("pages/publish.py").run()
    assert not app.exception
    return app


def new_data(**cells: str) -> bytes:
    world = World()
    for column, cell in cells.items():
        world.activities.loc["a1", column] = cell
    return world.contents("activities.csv")


def upload(app: AppTest, held: bytes, name: str = "new.csv") -> AppTest:
    app.file_uploader(key="publish_file").set_value((name, held, "text/csv")).run()
    return app


def words(app: AppTest) -> str:
    return "\n".join([html(app), *(each.value for each in app.markdown)])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_by_default_the_page_is_not_open_and_nowhere_in_the_menu(
    archive: Archive, lang: str
) -> None:
    app = page_for(ANA, lang)
    assert app.info[0].value == language(lang)("publish.not_open")
    assert not app.button
    assert not app.file_uploader


@pytest.mark.parametrize(
    "user",
    [
        {},
        {"email": "ana@example.org"},
        {"is_logged_in": False, "email": "ana@example.org"},
        {"is_logged_in": True, "email": "eva@example.org"},
        {"is_logged_in": True, "email": "ana@example.org", "email_verified": False},
        {"is_logged_in": True, "email": ""},
        {"is_logged_in": True},
    ],
)
def test_it_is_open_to_nobody_but_a_publisher_who_has_signed_in(
    archive: Archive, server_toml: Path, user: dict[str, object]
) -> None:
    app = page_for(user)
    assert app.info[0].value == NOT_OPEN
    assert not app.file_uploader
    assert SAY("publish.log") not in words(app)
    # whoever is signed in as somebody else can sign in again
    asked = "sign_out" if user.get("is_logged_in") else "sign_in"
    assert [button.key for button in app.button] == [asked]


@pytest.mark.parametrize(
    "settings",
    ['sign_in = "oidc"', 'sign_in = "off"\npublishers = ["ana@example.org"]', OIDC[:14]],
)
def test_it_is_not_open_where_it_is_not_said_who_may(
    archive: Archive, server_toml: Path, settings: str
) -> None:
    server_toml.write_text(settings)
    assert page_for(ANA).info[0].value == NOT_OPEN


@pytest.mark.parametrize("option", ["server.enableXsrfProtection", "server.enableCORS"])
def test_it_is_not_open_where_other_sites_could_act_for_who_is_signed_in(
    archive: Archive, server_toml: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    real = st.get_option
    monkeypatch.setattr(st, "get_option", lambda key: key != option and real(key))
    assert page_for(ANA).info[0].value == NOT_OPEN


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_publisher_looks_at_the_difference_and_publishes(
    archive: Archive, server_toml: Path, lang: str
) -> None:
    say = language(lang)
    app = upload(page_for(ANA, lang), new_data(amount_usd="1500"))
    assert say.count("changes.changed", 1) in words(app)
    assert archive.present[:4] == "0001", "looking is not publishing"
    app.text_input(key="publish_note").input("<b>corrected</b>").run()
    app.button(key="publish_now").click().run()
    assert app.success[0].value == say("publish.published", version=archive.present)
    step = archive.history()[-1]
    assert (step.after[:4], step.who, step.way) == ("0002", "Ana@Example.org", "oidc")
    assert step.what == {"added": 0, "changed": 1, "removed": 0}
    assert "&lt;b&gt;corrected&lt;/b&gt;" in html(app)
    app.selectbox(key="publish_version").select(archive.versions[0]).run()
    app.button(key="publish_back").click().run()
    assert archive.present == archive.versions[0]
    assert say("publish.rolled_back", version=archive.present) == app.success[0].value


def test_what_is_wrong_with_an_upload_is_listed_and_cannot_be_published(
    archive: Archive, server_toml: Path
) -> None:
    app = upload(page_for(ANA), new_data(municipality_ids="aldr", title="<i>x</i>"))
    assert app.error[0].value == SAY.count("publish.to_mend", 1)
    assert "aldr" in html(app) and "alder" in html(app)
    assert "publish_now" not in [button.key for button in app.button]


def test_no_upload_breaks_the_page(archive: Archive, server_toml: Path) -> None:
    app = page_for(ANA)
    for name in ("new.csv", "../../totals.csv", "x" * 200 + ".csv"):
        for held in (b"", b"\x00\xff", b"a,b\n1,2\n", b"<html>"):
            upload(app, held, name)
            assert not app.exception
            assert app.error
    assert len(archive.versions) == 1
    assert (archive.source / "totals.csv").stat().st_size > 100


def test_another_table_is_replaced_by_its_own_name(archive: Archive, server_toml: Path) -> None:
    text = World().contents("totals.csv").replace(b"An envelope", b"A letter")
    app = upload(page_for(ANA), text, "totals.csv")
    assert "totals.csv" in words(app)
    app.button(key="publish_now").click().run()
    assert b"A letter" in (archive.current / "totals.csv").read_bytes()


def test_who_looked_at_an_older_version_is_told(archive: Archive, server_toml: Path) -> None:
    one, other = (upload(page_for(ANA), new_data(title=title)) for title in ("One", "Other"))
    one.button(key="publish_now").click().run()
    other.button(key="publish_now").click().run()
    assert len(archive.versions) == 2
    assert "Meanwhile another version" in other.error[0].value
    # what the other would change is shown anew, from what is shown now
    assert "Other" in html(other)
    other.button(key="publish_now").click().run()
    assert len(archive.versions) == 3


def test_a_publisher_is_told_what_the_way_back_uncovers_before_taking_it(
    archive: Archive, server_toml: Path, tmp_path: Path
) -> None:
    text = (archive.source / "dashboard.toml").read_text()
    strict = tmp_path / "dashboard.toml"
    strict.write_text(text.replace("small_count = 1", "small_count = 5"))
    assert main([str(strict), "--data", str(archive.source), "--yes"]) == 0
    app = page_for(ANA)
    warned = SAY.count("changes.uncovered", 1)
    assert warned in [each.value for each in app.warning]
    # another way back is another question
    app.button(key="publish_back").click()
    back = ["--data", str(archive.source), "--rollback", "1", "--yes"]
    assert main(back) == 0
    app.run()
    assert archive.present == archive.versions[0]
    assert "Meanwhile another version" in app.error[0].value
    assert warned not in [each.value for each in app.warning]


def test_a_version_that_was_changed_on_the_disk_cannot_be_chosen(
    archive: Archive, server_toml: Path
) -> None:
    app = upload(page_for(ANA), new_data(title="Another"))
    app.button(key="publish_now").click().run()
    file = archive.folder(archive.versions[0]) / "activities.csv"
    text = file.read_text()
    file.unlink()
    file.write_text(text.replace("Work 1", "Work 0"))
    app.button(key="publish_back").click().run()
    assert "are not those that were published" in app.error[0].value
    assert "publish_back" not in [each.key for each in page_for(ANA).button]
    assert archive.present == archive.versions[1]


def test_a_log_that_was_changed_is_said_and_nothing_is_published(
    archive: Archive, server_toml: Path
) -> None:
    app = upload(page_for(ANA), new_data(title="Another"))
    archive.log.write_text(archive.log.read_text().replace("command", "nothing"))
    app.button(key="publish_now").click().run()
    assert "was changed at line 1" in app.error[0].value
    assert len(archive.versions) == 1


def test_where_no_version_is_shown_the_publisher_is_told(server_toml: Path) -> None:
    assert page_for(ANA).warning[0].value == SAY("publish.no_archive")


def test_a_reader_of_other_pages_is_not_led_there(archive: Archive, server_toml: Path) -> None:
    assert "publish" not in str(opened("pages/changes.py")._tree).lower().replace("published", "")


def asked(settings: dict[str, object], address: str, *headers: tuple[str, str]) -> str:
    """Who has signed in, by what is passed on of a request from an address."""

    async def answer(request: Request) -> Response:
        assert "x-forwarded-email" not in request.headers
        return PlainTextResponse(who_signed_in(request.headers.getlist(PASSED_ON)))

    app = Starlette(routes=[Route("/", answer)])
    client = TestClient(Signed(app, Settings.model_validate(settings)), client=(address, 1))
    return client.get("/", headers=list(headers)).text


HEADER: dict[str, object] = {"sign_in": "header", "trusted_proxies": ["10.0.0.0/8", "fd00::/8"]}
SAID = ("X-Forwarded-Email", "ana@example.org")


def test_a_trusted_proxy_says_who_has_signed_in() -> None:
    assert asked(HEADER, "10.1.2.3", SAID) == "ana@example.org"
    assert asked(HEADER, "fd00::7", SAID) == "ana@example.org"
    own = {**HEADER, "sign_in_header": "Remote-User"}
    assert asked(own, "10.1.2.3", ("Remote-User", "ana")) == "ana"


@pytest.mark.parametrize("address", ["203.0.113.7", "::1", "testclient", ""])
def test_nobody_else_is_believed(address: str) -> None:
    assert asked(HEADER, address, SAID) == ""
    # nor for saying that they come from the proxy
    assert asked(HEADER, address, SAID, ("X-Forwarded-For", "10.1.2.3")) == ""


def test_a_proxy_is_believed_only_where_that_is_how_readers_sign_in() -> None:
    assert asked({**HEADER, "sign_in": "off"}, "10.1.2.3", SAID) == ""
    assert asked({**HEADER, "sign_in": "oidc"}, "10.1.2.3", SAID) == ""


def test_what_the_server_passes_on_cannot_be_said_by_a_reader() -> None:
    for held in ("ana@example.org", "key ana@example.org", passed_on("ana@example.org")):
        assert asked(HEADER, "10.1.2.3", (PASSED_ON, held)) == ""
    assert asked(HEADER, "10.1.2.3", SAID, SAID) == "", "two are no answer"
    assert who_signed_in([]) == who_signed_in([""]) == who_signed_in(["é x"]) == ""


def test_a_proxy_must_be_named_to_be_believed(server_toml: Path) -> None:
    server_toml.write_text('sign_in = "header"\npublishers = ["ana@example.org"]')
    with pytest.raises(BadData, match="trusted_proxies"):
        read_settings()

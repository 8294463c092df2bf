"""What changed, as every reader may see it: told in words, and giving back no withheld count."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from lib.language import language
from lib.names import named
from lib.publish import main
from lib.publishing.archive import Archive, archive_of
from lib.publishing.difference import PEOPLE, Difference
from lib.publishing.readers import between, for_readers
from lib.publishing.words import in_sentences, moved
from lib.schema import participants_column
from lib.store import Data
from tests.reader import SAY, html, opened
from tests.world import World

LANGUAGES = ("en", "sq", "sr_Latn", "sr_Cyrl")
Opened = Callable[[World], Data]
COUNTS = [participants_column(code) for code in ("north", "south", "river")]
COUNTS += ["participants_total", "participants_women"]


@pytest.fixture
def opened_world(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    return lambda world: world.open(tmp_path_factory.mktemp("version"))


def strict() -> World:
    """The small world, with counts below five withheld."""
    world = World()
    world.config = world.config.replace("small_count = 1", "small_count = 5")
    return world


def told(difference: Difference) -> dict[str, dict[str, tuple[str, str]]]:
    """By activity and column, what it was and what it is."""
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for cell in difference.rows.changed.itertuples():
        found.setdefault(cell.id, {})[cell.column] = (cell.before, cell.after)
    return found


def all_words(data: Data, difference: Difference) -> str:
    names = named(data, "en")
    return json.dumps([in_sentences(names, difference), list(moved(names, difference.moves))])


def test_cells_that_are_shown_in_both_are_told(opened_world: Opened) -> None:
    new = strict()
    new.activities.loc["a1", ["participants_total", "amount_usd"]] = ["41", "1100"]
    difference = between(opened_world(strict()), opened_world(new))
    assert told(difference) == {
        "a1": {"participants_total": ("40", "41"), "amount_usd": ("1000", "1100")}
    }
    assert "61 people" in all_words(opened_world(new), difference)


@pytest.mark.parametrize("forward", [True, False])
def test_a_count_that_is_withheld_in_one_version_is_not_given_back_by_the_other(
    opened_world: Opened, forward: bool
) -> None:
    # in the first north (4) is withheld, and with it south; in the second both are shown
    new = strict()
    new.activities.loc["a5", ["participants_north", "participants_total"]] = ["14", "50"]
    pair = [opened_world(strict()), opened_world(new)]
    difference = between(*(pair if forward else pair[::-1]))
    assert told(difference) == {"a5": {PEOPLE: ("", "")}}
    assert difference.untold == ("a5",)
    assert difference.unmoved == ("", "birch")
    words = all_words(pair[1], difference)
    assert not [n for n in ("50", "40", "14", "36") if re.search(rf"\b{n}\b", words)]
    assert "1 activity is changed" in words
    assert "not told for: All activities and Birch" in words


def test_what_else_of_such_an_activity_changed_is_told(opened_world: Opened) -> None:
    new = strict()
    new.activities.loc["a5", ["participants_north", "status"]] = ["3", "completed"]
    difference = between(opened_world(strict()), opened_world(new))
    assert told(difference) == {"a5": {"status": ("ongoing", "completed")}}
    assert difference.untold == ()


def test_of_activities_in_one_version_only_the_sums_stay_as_each_version_shows_them(
    opened_world: Opened,
) -> None:
    new = strict()
    new.activities = new.activities.drop("a5")
    data = [opened_world(strict()), opened_world(new)]
    difference = between(*data)
    assert difference.rows.removed["participants_north"].isna().all()
    assert difference.rows.counts == {"added": 0, "changed": 0, "removed": 1}


counts = st.sampled_from(["", "0", "1", "3", "4", "6", "17"])


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(counts, min_size=10, max_size=10))
def test_no_figure_of_an_activity_with_anything_withheld_is_ever_told(
    opened_world: Opened, drawn: list[str]
) -> None:
    pair = []
    for cells in (drawn[:5], drawn[5:]):
        world = strict()
        numbers = [int(cell or 0) for cell in cells]
        world.activities.loc["a1", COUNTS] = cells
        world.activities.loc["a1", "participants_total"] = str(max(sum(numbers[:3]), numbers[4]))
        pair.append(opened_world(world))
    difference = between(*pair)
    rows = [data.all_rows().set_index("id").loc["a1"] for data in pair]
    if any(row["small_counts"] or row["withheld"] for row in rows):
        assert not {*told(difference).get("a1", {})} & {*COUNTS, "published_figures", "note"}
        moved_places = {m.place for m in difference.moves if m.indicator.startswith("particip")}
        assert not moved_places & {"", "alder"}


def test_the_steps_between_several_versions_add_up_to_no_withheld_count(
    opened_world: Opened,
) -> None:
    # a5 changes in the second step only; that of the first would tell the sums it was part of
    worlds = [strict(), strict(), strict()]
    worlds[1].activities.loc["a2", "participants_total"] = "30"
    worlds[2].activities.loc["a2", "participants_total"] = "30"
    worlds[2].activities.loc["a5", ["participants_north", "participants_total"]] = ["14", "50"]
    versions = [opened_world(world) for world in worlds]
    steps = [between(old, new) for old, new in pairwise(versions)]
    assert [step.untold for step in steps] == [(), ("a5",)]
    for step, new in zip(steps, versions[1:], strict=True):
        told_of = {m.place for m in step.moves if m.indicator.startswith("participants")}
        assert not told_of & {"", "birch"}
        assert "not told for: All activities and Birch" in all_words(new, step)
    # where nothing is withheld, sums are told
    assert "alder" in {m.place for m in steps[0].moves if m.indicator == "participants"}


def test_what_is_withheld_outside_of_the_first_view_holds_back_no_sum(opened_world: Opened) -> None:
    pair = [strict(), strict()]
    for world in pair:
        world.activities.loc["a5", "status"] = "announced"
    pair[1].activities.loc["a2", "participants_total"] = "30"
    difference = between(*map(opened_world, pair))
    assert difference.unmoved == ()
    assert {m.place for m in difference.moves if m.indicator == "participants"} == {"", "alder"}


def test_an_older_version_shows_no_more_than_it_would_today(tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("old", "new")]
    for folder, north in zip(folders, ("4", "14"), strict=True):
        folder.mkdir()
        world = World()
        world.activities.loc["a5", ["participants_north", "participants_total"]] = [north, "50"]
        world.write(folder)
    assert told(for_readers(*folders, 1)) == {"a5": {"participants_north": ("4", "14")}}
    assert told(for_readers(*folders, 5)) == {"a5": {PEOPLE: ("", "")}}
    # a version of its own may ask for more than the present one
    text = (folders[1] / "dashboard.toml").read_text()
    stricter = tmp_path / "stricter"
    world.config = text.replace("small_count = 1", "small_count = 5")
    stricter.mkdir()
    world.write(stricter)
    assert told(for_readers(folders[0], stricter, 1)) == {"a5": {PEOPLE: ("", "")}}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """Two versions, the second of which changes, adds and takes away; and a step back."""
    tmp_path = tmp_path_factory.mktemp("published")
    (tmp_path / "quadria").mkdir()
    world = strict()
    world.config = f"languages = {list(LANGUAGES)}\n{world.config}"
    world.write(tmp_path / "quadria")
    world.activities.loc["a1", ["amount_usd", "status"]] = ["1500", "ongoing"]
    world.activities.loc["a10", "title"] = "Made up anew"
    world.activities = world.activities.drop("a3")
    hostile = world.activities.loc["a4"].replace({"a4": "a99", "Work 4": "<b>bold</b> *new*"})
    world.activities.loc["a99"] = hostile
    new = tmp_path / "activities.csv"
    new.write_bytes(world.contents("activities.csv"))
    command = ["--data", str(tmp_path / "quadria"), "--yes", "--by", "Secret Ana"]
    assert main([str(new), *command]) == 0
    assert main(["--rollback", *command]) == 0
    return archive_of(tmp_path / "quadria")


@pytest.fixture
def published(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """The versions, shown."""
    monkeypatch.setenv("DASHBOARD_DATA", str(archive.current))
    return archive


def shown(app: AppTest) -> str:
    return "\n".join([html(app), *(each.value for each in (*app.markdown, *app.caption))])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_tells_versions_and_what_the_newest_changed(published: Archive, lang: str) -> None:
    say = language(lang)
    app = opened("pages/changes.py", lang=lang)
    assert app.header[0].value == say("question.changes")
    assert say("changes.step.rollback") in shown(app)
    assert f"1 · {say('changes.present')}" in shown(app)
    assert say.count("changes.added", 1) in [each.label for each in app.expander]
    assert "Secret Ana" not in shown(app)


def test_each_change_is_a_link_and_opens_to_its_rows(published: Archive) -> None:
    app = opened("pages/changes.py", change="3")
    seen = html(app)
    assert "&lt;b&gt;bold&lt;/b&gt; *new*" in seen
    assert "Work 3" in seen
    assert '<span class="made-up">illustrative' in seen.lower()
    labels = [each.label for each in app.expander]
    assert "2 activities are changed" in labels
    assert any(label.startswith("Money, USD: ") for label in labels)
    app.selectbox(key="change").select("5").run()
    assert app.query_params["change"] in ("5", ["5"])
    assert "Made up anew" in html(app)


@pytest.mark.parametrize("change", ["77", "4", "nonsense", "-1", "9" * 40, "1"])
def test_nonsense_in_the_link_is_the_newest_change(published: Archive, change: str) -> None:
    assert opened("pages/changes.py", change=change).selectbox(key="change").value == "5"


def test_by_whom_is_told_where_the_operator_says_so(
    published: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tmp_path / "server.toml"
    settings.write_text("show_publishers = true")
    monkeypatch.setenv("DASHBOARD_SERVER", str(settings))
    assert "Secret Ana" in html(opened("pages/changes.py"))


def test_a_version_that_cannot_be_opened_any_more_is_said(
    published: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = Archive(tmp_path / published.root.name)
    shutil.copytree(published.root, copy.root, symlinks=True)
    monkeypatch.setenv("DASHBOARD_DATA", str(copy.current))
    for version in copy.versions[1:]:
        (copy.folder(version) / "activities.csv").unlink()
    app = opened("pages/changes.py", change="3")
    assert app.info[0].value == SAY("changes.unreadable")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_without_published_versions_the_page_says_of_when_the_data_is(lang: str) -> None:
    app = opened("pages/changes.py", lang=lang)
    assert app.info[0].value.startswith(language(lang)("changes.none", day="")[:20])
    assert not app.selectbox


def test_a_difference_is_made_once(published: Archive) -> None:
    for_readers.cache_clear()
    opened("pages/changes.py")
    opened("pages/changes.py", lang="sq")
    assert (for_readers.cache_info().misses, for_readers.cache_info().hits) == (1, 1)

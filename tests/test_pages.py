"""Every page as a reader opens it: its title and menu, what is shown by default, bad data."""

import shutil
from pathlib import Path

import pytest

from lib.ui.plain import plain
from tests.reader import PAGES, ROOT, SAY, counted, html, opened, plain_tables
from tests.world import World


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens_with_its_title_and_the_menu(page: str) -> None:
    app = opened(page)
    assert app.title[0].value == "Municipal interventions in Kosovo"
    assert not app.error


def test_the_default_shows_what_is_published_and_only_that() -> None:
    app = opened()
    assert counted(app) == "**321 of 351 activities, 16 of 16 municipalities.**"
    assert not app.warning
    assert "Illustrative" not in html(app)


def test_illustrative_rows_are_opt_in_and_marked_everywhere() -> None:
    app = opened(evidence=["published", "illustrative"], place="gracanice")
    assert app.warning[0].value == SAY("illustrative.long")
    assert SAY("illustrative.short") in html(app)
    assert "275 of the activities shown are illustrative" in "".join(c.value for c in app.caption)
    assert 'class="made-up"' in html(app)


def test_clearing_the_evidence_filter_is_not_a_way_around_the_mark() -> None:
    app = opened(evidence="all")
    assert app.warning[0].value == SAY("illustrative.long")


@pytest.mark.parametrize("page", ["communities", "timeline", "compare", "municipality"])
def test_tables_with_made_up_rows_say_so_themselves(page: str) -> None:
    link = {"place": "peje", "compared": ["peje", "istog"]}
    marked = f"<em>{SAY('illustrative.short')}</em></caption>"
    assert marked in html(opened(f"pages/{page}.py", evidence="all", **link))
    assert marked not in html(opened(f"pages/{page}.py", **link))


def test_planned_and_announced_activities_are_outside_the_default_view() -> None:
    assert counted(opened(status="all")).startswith("**351 of 351")


def test_a_view_with_nothing_in_it_says_which_filters_emptied_it() -> None:
    app = opened(activity_type="grant", donor="UNHCR", participation="mixed")
    assert counted(app).startswith("**0 of 351")
    assert all(words in app.info[0].value for words in ("Activity type", "Donor", "Inclusive"))


def test_published_totals_stand_beside_what_has_a_place() -> None:
    (totals,) = plain_tables(opened())
    row = totals[
        totals["Result"].str.startswith("Small-scale")
        & totals["Published total"].eq("33 activities")
    ]
    assert row[["With a place", "Place not published"]].to_numpy().tolist() == [
        ["2 activities", "31 activities"]
    ]


def test_methods_say_sources_with_licences_formulas_and_published_totals() -> None:
    app = opened("pages/methods.py")
    tables = "".join(each.value.to_csv() for each in app.table)
    tables += "".join(each.to_csv() for each in plain_tables(app))
    assert "Kosovo Agency of Statistics" in tables and "CC BY" in tables
    assert "Σ participants_total ÷ population × 1000" in tables
    assert "Advancing Kosovo Together" in tables


def test_bad_data_shows_one_page_with_every_problem_and_nothing_half_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(ROOT / "data", broken, ignore=shutil.ignore_patterns("sources"))
    text = (broken / "activities.csv").read_text(encoding="utf-8")
    text = text.replace("p015,", "p014,", 1).replace(",vushtrri,Banjsk", ",vushtri,Banjsk", 1)
    (broken / "activities.csv").write_text(text, encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(broken))
    app = opened()
    assert app.title[0].value == SAY("problems.title")
    listed = app.table[0].value
    assert set(listed["Column"]) == {"id", plain("municipality_ids")}
    assert listed[listed["Column"] == plain("municipality_ids")]["Nearest known"].tolist() == [
        "vushtrri"
    ]
    assert not app.selectbox
    assert not app.sidebar.children


def test_the_page_of_problems_tells_nobody_a_count_that_may_be_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = World()
    world.activities.loc["a2", "participants_women"] = "3 (Ana, Mira)"
    monkeypatch.setenv("DASHBOARD_DATA", str(world.write(tmp_path)))
    listed = opened().table[0].value
    assert listed["Column"].tolist() == [plain("participants_women")]
    assert listed["Found"].tolist() == [plain(SAY("problem.untold"))]


def test_a_missing_file_is_said_and_not_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert opened().table[0].value["File"].tolist() == [plain("dashboard.toml")]


def test_a_changed_file_is_taken_up_without_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("sources"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setattr("lib.versions.REST", 0)
    assert counted(opened()).startswith("**321 of 351")
    lines = (folder / "activities.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "activities.csv").write_text("".join(lines[:1] + lines[2:]), encoding="utf-8")
    assert counted(opened()).startswith("**320 of 350")

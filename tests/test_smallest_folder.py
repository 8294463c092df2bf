"""The smallest folder, as the documentation gives it: what it does not say is left out."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from lib.indicators import CURRENCY, INDICATORS, POPULATION
from lib.language import language
from lib.store import Data, open_data
from tests.reader import PAGES, ROOT, counted, html, opened

GUIDE = (ROOT / "docs" / "another_country.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"^```\w+ (\S+)\n(.*?)^```", GUIDE, re.DOTALL | re.MULTILINE))
SAY = language()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def change(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")


def add(folder: Path, column: str, *cells: str) -> None:
    """A column more of the activities."""
    lines = (folder / "activities.csv").read_text(encoding="utf-8").splitlines()
    longer = [f"{line},{cell}" for line, cell in zip(lines, (column, *cells), strict=True)]
    (folder / "activities.csv").write_text("\n".join(longer) + "\n", encoding="utf-8")


def keys(data: Data) -> set[str]:
    return {each.key for each in data.indicators}


def test_the_guide_gives_three_files_and_three_lines_of_configuration() -> None:
    assert set(FILES) == {"dashboard.toml", "municipalities.geojson", "activities.csv"}
    assert len(FILES["dashboard.toml"].splitlines()) == 3


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(folder: Path, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = opened(page, place="alder", compared=["alder", "birch"])
    assert app.title[0].value == "Wells of Quadria"
    assert not app.error
    assert not app.warning


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_without_any_activity(
    folder: Path, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = FILES["activities.csv"].splitlines()[0]
    (folder / "activities.csv").write_text(f"{head}\n", encoding="utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    assert not opened(page, place="alder", compared=["alder", "birch"]).error


def test_a_single_line_of_configuration_is_enough(folder: Path) -> None:
    (folder / "dashboard.toml").write_text('title = "Wells"\n', encoding="utf-8")
    assert open_data(folder).config.title == {"en": "Wells"}


def test_no_number_is_offered_that_the_data_cannot_have(folder: Path) -> None:
    data = open_data(folder)
    assert not data.has
    assert keys(data) == {each.key for each in INDICATORS if not each.needs}
    assert "participants" in keys(data)
    assert not {key for key in keys(data) if "money" in key or "per_" in key or "share" in key}


def test_inhabitants_bring_the_rates(folder: Path) -> None:
    change(folder, "municipalities.geojson", '"name": "Alder"', '"name": "Alder", "population": 9')
    data = open_data(folder)
    assert data.has == {POPULATION}
    assert {"participants_per_1000", "trained_per_1000"} <= keys(data)


def test_the_page_of_the_communities_says_that_there_are_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = opened("pages/communities.py")
    assert SAY("people.no_communities") in [each.value for each in app.info]
    assert not app.radio or {each.key for each in app.radio} == {"step"}
    assert SAY("people.places") not in html(app)


def test_only_filters_with_something_to_choose_are_asked(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = opened()
    assert {each.key for each in app.multiselect} == {"sector_group", "municipality_ids"}
    assert "since" not in {each.key for each in app.selectbox}
    assert counted(app) == "**2 of 2 activities, 2 of 2 municipalities.**"


def test_without_a_register_of_sectors_each_is_what_it_is_called(folder: Path) -> None:
    data = open_data(folder)
    assert set(data.values["sector_group"]) == {"Water", "Peace"}
    assert data.sectors["category_name"].tolist() == ["Water", "Peace"]


@pytest.mark.parametrize(("currency", "factor"), [("QUD", 1.0), ("SUF", 0.5), ("ABC", None)])
def test_amounts_are_converted_where_a_rate_is_stated(
    folder: Path, currency: str, factor: float | None
) -> None:
    config = 'title = "W"\ncurrency = "QUD"\nrates = { SUF = { 2020 = 0.5 }, ABC = { 1999 = 2 } }\n'
    (folder / "dashboard.toml").write_text(config, encoding="utf-8")
    add(folder, "start", "2020-05", "2020")
    add(folder, "amount", "10", "")
    add(folder, "currency", currency, "")
    data = open_data(folder)
    assert CURRENCY in data.has
    converted = data.all_rows()["money"].tolist()
    assert pd.isna(converted[1])
    assert pd.isna(converted[0]) if factor is None else converted[0] == 10 * factor
    assert "amount_qud" in [column.name for column in data.columns]


def test_converted_amounts_that_a_file_states_stay_as_stated(folder: Path) -> None:
    (folder / "dashboard.toml").write_text('title = "W"\ncurrency = "QUD"\n', encoding="utf-8")
    add(folder, "amount", "10", "20")
    add(folder, "currency", "QUD", "QUD")
    add(folder, "amount_qud", "11", "")
    assert open_data(folder).all_rows()["money"].fillna(0).tolist() == [11, 0]


def test_a_default_number_that_the_data_cannot_have_is_not_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (folder / "dashboard.toml").open("a", encoding="utf-8") as file:
        file.write('[default_view]\nindicator = "money_per_1000"\n')
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    indicator = next(each for each in opened().selectbox if each.key == "indicator")
    assert indicator.value == "activities"

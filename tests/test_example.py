"""The example that is shipped: drawn by chance, the same to the byte, and marked as invented."""

from __future__ import annotations

from pathlib import Path

import pytest
import shapely

from lib.store import Data, open_data
from scripts.build_example import main
from tests.reader import FOLDERS

FOLDER = FOLDERS["ellorin"]


@pytest.fixture(scope="module")
def example() -> Data:
    return open_data(FOLDER)


@pytest.mark.parametrize("file", ["municipalities.geojson", "activities.csv", "sectors.csv"])
def test_the_program_draws_the_files_that_are_shipped(tmp_path: Path, file: str) -> None:
    """After a change of it: ``make example``."""
    main(tmp_path)
    assert (tmp_path / file).read_bytes() == (FOLDER / file).read_bytes()


def test_provinces_share_their_borders_without_gap_or_overlap(example: Data) -> None:
    shapes = example.places.geometry
    assert shapes.is_valid.all()
    assert shapely.coverage_is_valid(shapes.to_numpy())


def test_one_province_is_an_island_and_one_lies_inside_another(example: Data) -> None:
    shapes = example.places.geometry
    touching = {place: shapes.touches(shapes[place]).sum() for place in shapes.index}
    assert [place for place, n in touching.items() if n == 0] == ["far-isle"]
    assert [place for place in shapes.index if len(shapes[place].interiors)] == ["longwater"]
    assert touching["kingsbridge"] == 1


def test_nothing_of_it_is_said_to_be_published(example: Data) -> None:
    assert set(example.all_rows()["evidence"]) == {"illustrative"}
    assert set(example.all_rows()["source"]) == {""}
    assert example.totals.empty


@pytest.mark.parametrize("lang", ["en", "sq", "sr_Latn"])
def test_it_says_in_each_language_that_it_is_invented(example: Data, lang: str) -> None:
    config, word = example.config, {"en": "invented", "sq": "sajuar", "sr_Latn": "izmišljen"}[lang]
    say = config.language(lang)
    assert word in say.of(config.title)
    assert word in say("illustrative.long")
    assert word in say("illustrative.short")


def test_an_invented_language_may_name_places_and_not_speak(example: Data, tmp_path: Path) -> None:
    """The interface speaks what it has words in; what it has none in is refused."""
    assert set(example.config.official_names) == {"qaa", "qab"}
    assert {"name_qaa", "name_qab"} <= set(example.places)
    main(tmp_path)
    text = (FOLDER / "dashboard.toml").read_text(encoding="utf-8")
    changed = text.replace('languages = ["en", "sq", "sr_Latn"]', 'languages = ["en", "qaa"]')
    (tmp_path / "dashboard.toml").write_text(changed, encoding="utf-8")
    with pytest.raises(ValueError, match=r"dashboard.toml:\d+:languages.1: .*qaa.*allowed: en, sq"):
        open_data(tmp_path)


def test_what_was_paid_in_another_currency_is_converted(example: Data) -> None:
    rows = example.all_rows()
    other = rows[(rows["currency"] == "SUF") & rows["first_year"].notna()]
    rates = example.config.rates["SUF"]
    expected = [
        round(amount * rates[str(int(year))], 2)
        for amount, year in zip(other["amount"], other["first_year"], strict=True)
    ]
    assert other["money"].tolist() == expected
    assert len(other) > 10

"""Text of the data is shown as it is, on every page: never markup, whatever is in it."""

from pathlib import Path

import pytest

from tests.hostile import WOKEN, Markup, hostile, texts_of
from tests.reader import PAGES, html, opened
from tests.world import World

OTHER = "?activity_type=training"
EVERYTHING = {"status": "all", "evidence": "all", "illustrative": "yes"}
LINKS: dict[str, list[dict[str, str | list[str]]]] = {
    "dashboard.py": [{"place": "alder"}, {"activity_type": "dialogue", "donor": "none"}],
    "pages/coverage.py": [
        {"across": "programme", "place": "alder"},
        {"across": "sector_group", "column": "100", "place": "birch"},
    ],
    "pages/municipality.py": [{"place": "birch"}, {"place": "cedar"}],
    "pages/compare.py": [
        {"compared": ["alder", "birch", "cedar"]},
        {"compare": "selections", "other": OTHER, "place": "alder"},
    ],
    "pages/activities.py": [{"activity": "a1"}, {"activity": "a3", "text": "<b>**work**"}],
}
"""Views beside the plain one in which more of the data is said."""
VIEWS = [
    (page, view)
    for page in PAGES
    for view in ({"evidence": "all", "status": "all"}, *LINKS.get(page, ()))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile(World()).write(tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize(("page", "view"), VIEWS)
def test_no_text_of_the_data_is_markup_on_a_page(
    page: str, view: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    app = opened(page, **view)
    assert [each for each in texts_of(app) if WOKEN.search(each[1])] == []
    assert Markup(html(app)).found == []
    assert any("<img" in text.replace("\\", "") for _, text in texts_of(app))

"""Every page of every shipped folder of data, as a reader opens it: no page knows its country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from lib.api.files import FILES
from lib.config.wording import place_words
from lib.exports import has_illustrative
from lib.language import language
from lib.names import Names, named
from lib.offered import offered
from lib.pictures import PICTURES
from lib.pictures.framed import as_svg
from lib.selection import Selection, parameters, read_link
from lib.store import Data, open_data
from lib.ui.show import PAGES as IN_MENU
from tests.reader import FOLDERS, PAGES, html, opened

KEYS = {**IN_MENU, "pages/publish.py": "publish"}
"""Each page's key among the words; who may publish is told its address, and no menu shows it."""


@dataclass(frozen=True)
class Dashboard:
    """A folder, opened."""

    folder: Path
    data: Data

    def names(self, lang: str = "en") -> Names:
        return named(self.data, lang)

    def selected(self, **link: list[str]) -> Selection:
        return read_link(link, known=parameters(self.data), allowed=offered(self.data))

    @property
    def places(self) -> list[str]:
        return list(self.data.partners.index)


@pytest.fixture(scope="module", params=FOLDERS)
def dashboard(request: pytest.FixtureRequest) -> Dashboard:
    return Dashboard(FOLDERS[request.param], open_data(FOLDERS[request.param]))


@pytest.fixture(autouse=True)
def served(dashboard: Dashboard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(dashboard.folder))


@pytest.mark.parametrize("ends", ["the first language", "the last language"])
@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_its_own_words(dashboard: Dashboard, page: str, ends: str) -> None:
    lang = dashboard.data.config.languages[0 if "first" in ends else -1]
    names, say = dashboard.names(lang), dashboard.names(lang).say
    place = dashboard.places[0]
    app = opened(page, lang=lang, place=place, compared=dashboard.places[:2])
    assert app.title[0].value == say.of(dashboard.data.config.title)
    assert app.header[0].value == say(f"question.{KEYS[page]}")
    assert not app.error
    made_up = has_illustrative(dashboard.data, dashboard.selected())
    assert [each.value for each in app.warning] == [say("illustrative.long")] * made_up
    if page == "pages/municipality.py":
        assert names.full[place] in html(app)


@pytest.mark.parametrize("page", PAGES)
def test_what_is_made_up_is_marked_in_every_table_with_bars(
    dashboard: Dashboard, page: str
) -> None:
    app = opened(page, evidence="all", place=dashboard.places[0], compared=dashboard.places[:2])
    short = dashboard.names().say("illustrative.short")
    captions = re.findall(r"<caption>.*?</caption>", html(app))
    assert all(f"<em>{short}</em>" in each for each in captions)


def test_the_default_view_shows_what_the_operator_said(dashboard: Dashboard) -> None:
    app, view = opened(), dashboard.data.config.default_view
    rows = dashboard.data.all_rows()
    shown = rows[rows["evidence"].isin(view.evidence)]
    if view.status:
        shown = shown[shown["status"].isin(view.status)]
    assert any(each.value.startswith(f"**{len(shown)} of ") for each in app.markdown)
    indicator = next(each for each in app.selectbox if each.key == "indicator")
    assert indicator.value == view.indicator


def test_a_view_with_nothing_in_it_says_which_filters_emptied_it(dashboard: Dashboard) -> None:
    say = dashboard.names().say
    app = opened(text="zzzz", until=str(dashboard.data.years[0]))
    assert app.info[0].value.count(say("filter.until")) == 1
    assert "zzzz" in app.info[0].value


def test_every_filter_that_is_asked_has_more_than_nothing_to_choose(dashboard: Dashboard) -> None:
    app = opened()
    for each in app.multiselect:
        assert each.options, each.key


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.key)
def test_every_picture_is_drawn(dashboard: Dashboard, picture: object) -> None:
    names = dashboard.names()
    selection = dashboard.selected(place=dashboard.places[:1], compared=dashboard.places[:2])
    assert picture.applies(dashboard.data, selection)  # type: ignore[attr-defined]
    drawn = as_svg(picture.chart(names, selection)).decode()  # type: ignore[attr-defined]
    if has_illustrative(dashboard.data, selection):
        said = "".join(re.sub(r"<[^>]*>", "", drawn).split())
        assert "".join(names.say("illustrative.long").split()) in said


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path)
def test_every_file_is_made(dashboard: Dashboard, file: object) -> None:
    names, selection = dashboard.names(), dashboard.selected()
    made = b"".join(file.make(dashboard.data, selection, names))  # type: ignore[attr-defined]
    assert made


@pytest.mark.parametrize("page", PAGES)
def test_no_page_says_a_word_for_places_that_is_not_the_operators(
    dashboard: Dashboard, page: str
) -> None:
    """Where the operator calls places otherwise, the tool's own word is nowhere."""
    for lang, wording in dashboard.data.config.words.items():
        if not wording.instead_of:
            continue
        app = opened(page, lang=lang, place=dashboard.places[0], compared=dashboard.places[:2])
        blocks = (app.markdown, app.caption, app.header, app.subheader, app.info, app.warning)
        labels = (app.selectbox, app.multiselect, app.radio, app.toggle, app.button)
        said = [str(each.value) for block in blocks for each in block]
        said += [each.label for block in labels for each in block] + [html(app)]
        said += [option for each in app.selectbox for option in each.options]
        shown = re.sub(r"<[^>]*>|`[^`]*`", " ", " ".join(said)).lower()
        for word in place_words(language(lang)):
            assert not re.search(rf"(?<![\w/]){re.escape(word)}(?![\w.])", shown), (lang, word)

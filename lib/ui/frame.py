"""The frame of every page: its title, its data, its link; or, when data is wrong, what is."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from lib.exports import has_illustrative, marks
from lib.indicators import BY_KEY, Indicator
from lib.kinds import Choices
from lib.language import LANGUAGES, Language, language, nearest_language
from lib.map_files import FRONTEND
from lib.names import Names, named
from lib.offered import offered
from lib.parameters import COMPARING, FILTERS, LANGUAGE, OTHER
from lib.parts import Part
from lib.problems import BadData, Problem
from lib.protection import told
from lib.selection import Selection, parameters
from lib.shapes import shape_of
from lib.store import Data
from lib.ui import state
from lib.ui.lasting import draw_again_elsewhere
from lib.ui.plain import plain
from lib.ui.preview import previewed
from lib.versions import Version, versions

MOST_PROBLEMS = 500


@dataclass(frozen=True)
class Page:
    """What a page needs: the data, the words, and what the reader has selected."""

    version: Version
    names: Names
    selection: Selection
    key: str
    """Which page it is: part of the keys of its words."""

    @property
    def data(self) -> Data:
        return self.version.data

    @property
    def say(self) -> Language:
        return self.names.say

    @property
    def illustrative(self) -> bool:
        """Whether rows that are made up are among those shown: switched on, or not left out."""
        sides = [each.selection for each in self.sides] or [self.selection]
        return any(has_illustrative(self.data, each) for each in sides)

    @property
    def published(self) -> Version:
        """What everybody sees, also where this reader looks at a file of their own."""
        return self.version.preview.published if self.version.preview else self.version

    @property
    def mark(self) -> str:
        """What must be said beside everything shown: that it is a preview, or has made-up rows."""
        sides = [each.selection for each in self.sides] or [self.selection]
        said = dict.fromkeys(mark for each in sides for mark in marks(self.data, each))
        return " ".join(self.say(f"{mark}.short") for mark in said)

    @property
    def sides(self) -> tuple[Page, ...]:
        """On the page that compares two selections: the kept one's side, and the present one's."""
        kept = self.selection.kept
        if self.key != "compare" or self.selection["compare"] != COMPARING[1] or kept is None:
            return ()
        alone = self.selection.with_values(**{OTHER.key: None})
        return replace(self, selection=kept), replace(self, selection=alone)

    @property
    def part(self) -> Part:
        """What the reader points at: a municipality, a column of the matrix, or their cell."""
        return Part(*(self.selection[key] for key in ("place", "across", "column")))

    @property
    def effort(self) -> Indicator:
        return BY_KEY[self.selection["effort"]]

    @property
    def indicator(self) -> Indicator:
        return BY_KEY[self.selection["indicator"]]

    @property
    def shape(self) -> str:
        """How the indicator is drawn on the map: `lib.shapes.AREAS`, `CIRCLES` or `TILES`."""
        return shape_of(self.selection["drawn"], self.indicator)


def open_page(key: str) -> Page:
    """Everything a page starts with. Data that is wrong ends the page with a list of problems."""
    preferred = str(st.context.locale or "")
    wanted = state.asked(LANGUAGE)
    say = language(wanted if wanted in LANGUAGES else nearest_language(preferred, LANGUAGES))
    if not state.was_open(key):
        # wide before anything is drawn; later its name will do, when the page has its title
        _configure(say(f"menu.{key}"))
    draw_again_elsewhere()
    try:
        version = previewed() or versions().current()
    except BadData as bad:
        _show_problems(bad, say)
        st.stop()
    data = version.data
    known = parameters(data, nearest_language(preferred, data.config.languages))
    selection = state.current(known, allowed=offered(data), values=_labels(data), page=key)
    return Page(version, named(data, selection[LANGUAGE]), selection, key)


def name_page(page: Page) -> None:
    """What the browser calls the page."""
    _configure(f"{page.say(f'menu.{page.key}')} · {page.say.of(page.data.config.title)}")


def _configure(title: str) -> None:
    st.set_page_config(page_title=title, page_icon=str(FRONTEND / "icon.svg"), layout="wide")


def label_of(choices: Choices, names: Names, value: str) -> str:
    """What an option of a filter is called: pills are Markdown to Streamlit, lists are not."""
    name = names.option(choices.key, value)
    return plain(name) if choices.short else name


def _labels(data: Data) -> dict[str, dict[str, str]]:
    """By filter, the value that each option's label stands for, in every language: a browser may
    answer in the language that the reader has just left."""

    def made() -> dict[str, dict[str, str]]:
        spoken = [named(data, code) for code in data.config.languages]
        return {
            each.key: {
                label_of(each, names, value): value
                for names in spoken
                for value in data.values[each.key]
            }
            for each in FILTERS
        }

    return data.remember("labels", made)


def _show_problems(bad: BadData, say: Language) -> None:
    """One page that lists every problem of the data, and nothing half drawn."""
    st.title(say("problems.title"))
    st.write(say.count("problems.count", len(bad.problems)))
    listed = [told(problem) for problem in bad.problems[:MOST_PROBLEMS]]
    rows = pd.DataFrame([problem_cells(problem, say) for problem in listed])
    # a table of words is Markdown to Streamlit
    rows = rows.map(lambda cell: plain(cell) if isinstance(cell, str) else cell)
    st.table(rows.rename(columns={column: say(f"problems.{column}") for column in rows}))
    if len(bad.problems) > MOST_PROBLEMS:
        st.write(say("problems.more", n=say.number(len(bad.problems) - MOST_PROBLEMS)))


def problem_cells(problem: Problem, say: Language) -> dict[str, str | int]:
    """The cells of a problem in the reader's language; what was found stays as it was found."""
    cells = problem.cells().items()
    return {key: say.phrase(cell) if isinstance(cell, str) else cell for key, cell in cells}

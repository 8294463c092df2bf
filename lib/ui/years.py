"""The map year by year: everything that the player in the browser needs, in one small table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lib.coverage import matrix
from lib.painted import Scale, every_year, shown_years
from lib.parameters import YEAR
from lib.selection import Selection
from lib.shading import cut
from lib.timeline import UNDATED, by_period
from lib.ui.frame import Page
from lib.ui.shades import map_legend
from lib.values import in_words

WORDS = ("group", "all", "play", "stop", "slider")


def years_of(page: Page, shown: pd.DataFrame, scale: Scale) -> dict[str, Any]:
    """Every year's map, its words and its legend, which is one for all years.

    An activity of several years counts in each of them, as in the matrix by year.

    Parameters
    ----------
    shown, scale
        The map of all years, whose legend stands while no year is chosen.
    """
    say, data = page.say, page.data

    def values(selection: Selection) -> pd.Series:
        return matrix(data, selection, page.indicator, YEAR)["value"]

    cells = every_year(data, matrix(data, page.selection, page.indicator, YEAR))
    yearly = Scale(scale.shape, cut(data, page.selection, cells["value"], values, YEAR))
    name = say(f"indicator.{page.indicator.key}")
    return {
        **shown_years(cells, yearly, lambda row: _said(page, row)),
        "words": {key: say(f"years.{key}") for key in WORDS},
        "notes": _notes(page),
        "legends": [
            map_legend(page, shown, scale, say("years.title.all", indicator=name)),
            map_legend(page, cells, yearly, say("years.title.one", indicator=name)),
        ],
    }


def _said(page: Page, row: Mapping[str, Any]) -> str:
    said = in_words(page.say, page.indicator, row)
    return f"{said}\n{page.mark}" if page.mark else said


def _notes(page: Page) -> str:
    """How activities of several years count, and how many have none."""
    say, found = page.say, by_period(page.data, page.selection)["activities"]
    undated = int(found.get(UNDATED, 0))
    several = say("years.several" if page.indicator.shared else "years.split")
    return " ".join([several, *([say.count("years.undated", undated)] if undated else [])])

"""The colours of a number: how its values are cut into classes, and the legend that says so."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from lib.classes import Classes, classify
from lib.painted import Scale
from lib.shading import of_map
from lib.shapes import AREAS, CIRCLES
from lib.ui import served
from lib.ui.frame import Page
from lib.values import figure, ranges_in_words


def cut_into_classes(page: Page, table: pd.DataFrame) -> Classes:
    """The classes of the map."""
    return of_map(page.data, page.selection, table)


def cut_together(page: Page, tables: Sequence[pd.DataFrame]) -> Classes:
    """One scale for several maps: the classes of all their values together."""
    selection = page.selection
    values = pd.concat(list(tables))["value"].dropna()
    how = {"scheme": selection["scheme"], "count": int(selection["classes"])}
    return classify(values, **how, own=selection["breaks"])


def show_legend(page: Page, table: pd.DataFrame, classes: Classes) -> None:
    """What the map's shapes mean, and what stands for no number. With its years, the map's own
    frame has it, since it has two."""
    if not page.selection["by_year"]:
        st.html(map_legend(page, table[page.data.places["partner"]], Scale(page.shape, classes)))


def map_legend(page: Page, shown: pd.DataFrame, scale: Scale, title: str = "") -> str:
    """The legend of a map as a piece of a page."""
    others = not page.data.places["partner"].all()
    return _written(page, shown, scale, page.say("map.notPartner") if others else "", title)


def legend(page: Page, shown: pd.DataFrame, classes: Classes) -> None:
    """What colours mean, and what stands for no number among what is shown."""
    st.html(_written(page, shown, Scale(AREAS, classes)))


def _written(
    page: Page, shown: pd.DataFrame, scale: Scale, other: str = "", title: str = ""
) -> str:
    say, indicator, circles = page.say, page.indicator, scale.shape == CIRCLES
    ranges = [] if circles else ranges_in_words(say, indicator, scale.classes)
    sizes = scale.legend if circles else []
    states = [state for state in ("none", "unknown", "few") if (shown["state"] == state).any()]
    return served.render(
        "legend.html",
        title=title or say(f"indicator.{indicator.key}"),
        kind=say(f"kind.{indicator.kind}"),
        circles=[(2 * size, figure(say, indicator, value)) for value, size in sizes],
        classes=list(zip(scale.colours, ranges, strict=False)),
        states=[(state, say(f"state.{state}")) for state in states],
        other=other,
        made_up=page.mark,
    )

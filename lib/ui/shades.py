"""The colours of a number: how its values are cut into classes, and the legend that says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
import streamlit as st

from lib.classes import Classes, classify
from lib.maps import colours
from lib.selection import Selection, everything
from lib.summaries import by_place
from lib.ui import served
from lib.ui.frame import Page
from lib.values import ranges_in_words


def cut_into_classes(page: Page, table: pd.DataFrame) -> Classes:
    """The classes of the map."""
    inside = page.data.places["partner"]

    def values(selection: Selection) -> pd.Series:
        return by_place(page.data, selection, page.indicator).loc[inside, "value"]

    return cut(page, table.loc[inside, "value"], values)


def cut(
    page: Page, shown: pd.Series, values: Callable[[Selection], pd.Series], *across: str
) -> Classes:
    """Classes of all the data, unless the reader wants those of what is shown.

    Parameters
    ----------
    values
        The values of a selection.
    across
        What else the values depend on, beside the indicator.
    """
    selection = page.selection
    how = {"scheme": selection["scheme"], "count": int(selection["classes"])}
    how["own"] = selection["breaks"]
    if selection["refit"]:
        return classify(shown.dropna(), **how)

    def of_all() -> Classes:
        return classify(values(everything(selection)).dropna(), **how)

    # readers' own breaks are without number: those are not kept
    key = ("classes", page.indicator, selection["evidence"], *across, *how.values())
    made = of_all() if selection["breaks"] else page.data.remember(key, of_all)
    return made.covering(shown.dropna())


def cut_together(page: Page, tables: Sequence[pd.DataFrame]) -> Classes:
    """One scale for several maps: the classes of all their values together."""
    selection = page.selection
    values = pd.concat(list(tables))["value"].dropna()
    how = {"scheme": selection["scheme"], "count": int(selection["classes"])}
    return classify(values, **how, own=selection["breaks"])


def show_legend(page: Page, table: pd.DataFrame, classes: Classes) -> None:
    """What the colours of the map mean, and what stands for no number."""
    legend(page, table[page.data.places["partner"]], classes, page.say("map.notPartner"))


def legend(page: Page, shown: pd.DataFrame, classes: Classes, other: str = "") -> None:
    """What colours mean, what stands for no number among what is shown, and for anything else."""
    say, indicator = page.say, page.indicator
    ranges = ranges_in_words(say, indicator, classes)
    states = [state for state in ("none", "unknown", "few") if (shown["state"] == state).any()]
    drawn = served.render(
        "legend.html",
        title=say(f"indicator.{indicator.key}"),
        kind=say(f"kind.{indicator.kind}"),
        classes=list(zip(colours(len(classes)), ranges, strict=True)),
        states=[(state, say(f"state.{state}")) for state in states],
        other=other,
        made_up=say("illustrative.short") if page.illustrative else "",
    )
    st.html(drawn)

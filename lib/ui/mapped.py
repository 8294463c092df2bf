"""Ways to show a number by municipality: the map with its legend, and the table beside it."""

from __future__ import annotations

import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from lib.classes import Classes, classify
from lib.maps import Colouring, OfflineMap, Outlines, boundaries_script, colours, shown_places
from lib.selection import everything
from lib.summaries import VALUE, by_place
from lib.ui import served
from lib.ui.frame import Page
from lib.ui.state import touch
from lib.values import in_words, range_in_words

MAP = "map"
HEIGHT = 500


def show_map(page: Page, table: pd.DataFrame) -> None:
    """The municipalities in the colours of their classes, with a legend and the credit.

    A click selects a municipality, or clears the one that is selected.
    """
    classes = classes_of(page, table)
    partners = table[page.data.places["partner"]]
    shown = shown_places(partners, classes, lambda row: about(page, row), page.selection["place"])
    st_folium(
        _base_map(page),
        key=MAP,
        height=HEIGHT,
        use_container_width=True,
        returned_objects=[],
        feature_group_to_add=Colouring(shown),
        on_change=_choose,
    )
    st.html(_legend(page, partners, classes))


def _choose() -> None:
    """The municipality that was clicked on the map is the selected one."""
    clicked = st.session_state.get(MAP) or {}
    if "place" in clicked:
        touch()
        st.session_state["place"] = clicked["place"] or None


def _base_map(page: Page) -> OfflineMap:
    """The map without colours. Its script is the same in every run, or the frame would blank."""
    script = boundaries_script(page.data.places, lambda place: page.names.places[place.name])
    words = {key: page.say(f"map.{key}") for key in ("notPartner", "zoomIn", "zoomOut")}
    drawn = OfflineMap(scripts=served.scripts(script), styles=served.styles())
    drawn.add_child(Outlines(words))
    return drawn


def classes_of(page: Page, table: pd.DataFrame) -> Classes:
    """The classes of the map: of all the data, unless the reader wants those of what is shown."""
    selection = page.selection
    if not selection["refit"]:
        table = page.data.remember(
            (page.indicator, selection["evidence"]),
            lambda: by_place(page.data, everything(selection), page.indicator),
        )
    values = table.loc[page.data.places["partner"], "value"].dropna()
    scheme, count = selection["scheme"], int(selection["classes"])
    return classify(values, scheme=scheme, count=count, own=selection["breaks"])


def about(page: Page, row: pd.Series) -> str:
    """What the map says of a municipality: its name, its value, and how much is behind it."""
    lines = [page.names.places[str(row.name)], in_words(page.say, page.indicator, row)]
    if row["rows"] and row["known"] < row["rows"]:
        lines.append(page.say("map.stated", known=row["known"], rows=row["rows"]))
    if "illustrative" in page.selection["evidence"]:
        lines.append(page.say("illustrative.short"))
    return "\n".join(lines)


def _legend(page: Page, partners: pd.DataFrame, classes: Classes) -> str:
    say, indicator = page.say, page.indicator
    ranges = [range_in_words(say, indicator, *each) for each in classes.ranges()]
    states = [state for state in ("none", "unknown", "few") if (partners["state"] == state).any()]
    return served.render(
        "legend.html",
        title=say(f"indicator.{indicator.key}"),
        kind=say(f"kind.{indicator.kind}"),
        classes=list(zip(colours(len(classes)), ranges, strict=True)),
        states=[(state, say(f"state.{state}")) for state in states],
        other=say("map.notPartner"),
        notes=[
            say.of(page.data.config.boundaries.credit),
            say.of(page.data.config.boundaries.status_note),
        ],
    )


def show_ranking(page: Page, table: pd.DataFrame) -> None:
    """The same numbers as the map, from most to least, for those who cannot see it."""
    partners = table[page.data.places["partner"]].assign(name=pd.Series(page.names.places))
    order = partners.sort_values(["value", "rows", "name"], ascending=[False, False, True])
    most = order["value"].max()
    say, selected = page.say, page.selection["place"]
    rows = [
        {
            "name": row["name"],
            "words": in_words(say, page.indicator, row),
            "share": 100 * row["value"] / most if row["state"] == VALUE and most else 0,
            "behind": say("map.stated", known=row["known"], rows=row["rows"]),
            "selected": place == selected,
        }
        for place, row in order.iterrows()
    ]
    heads = {key: say(f"ranking.{key}") for key in ("place", "behind")}
    title = say(f"indicator.{page.indicator.key}")
    st.html(served.render("ranking.html", rows=rows, title=title, heads=heads))

"""The matrix of municipalities by sector, type, programme or year, and the cell that is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from lib.classes import Classes
from lib.grid import classes_of, columns_of, rows_of
from lib.map_files import FRONTEND
from lib.maps import colours, ink
from lib.parameters import ACROSS, ORDERS
from lib.summaries import VALUE
from lib.ui import served
from lib.ui.frame import Page
from lib.ui.shades import legend
from lib.ui.state import touch
from lib.values import in_words, short_figure

MATRIX = "matrix"
FEW_COLUMNS, SHORT = 9, 7
"""Names of more columns, when one has more letters, stand upright."""

_draw = st.components.v2.component(
    MATRIX,
    html='<div class="matrix-frame"></div>',
    css=(FRONTEND / "matrix.css").read_text(encoding="utf-8"),
    js=(FRONTEND / "matrix.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def ask_matrix(page: Page) -> None:
    """What the columns are, and in which order columns and rows stand."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _ask(page, "across", ACROSS, "across", _change_columns)
        _ask(page, "rows_by", ORDERS, "order", touch)
        _ask(page, "columns_by", ORDERS, "order", touch)


def _ask(
    page: Page, key: str, options: tuple[str, ...], words: str, changed: Callable[[], None]
) -> None:
    st.selectbox(
        page.say(f"ask.{key}"),
        options,
        format_func=lambda value: page.say(f"{words}.{value}"),
        key=key,
        on_change=changed,
    )


def _change_columns() -> None:
    """Other columns: the one that was chosen is not among them."""
    touch()
    st.session_state["column"] = None


def show_matrix(page: Page, cells: pd.DataFrame) -> None:
    """An indicator by municipality and column, shaded. A cell that has activities can be chosen."""
    if cells.empty:
        return
    classes = classes_of(page.names, page.selection, cells)
    legend(page, cells, classes)
    st.caption(page.say("matrix.hint"))
    places = rows_of(page.names, page.selection, cells)
    columns = columns_of(page.names, page.selection, cells)
    _draw(
        key=MATRIX,
        data={"html": _table(page, cells, classes, places, columns)},
        on_chosen_change=_choose,
    )
    every = cells.index.get_level_values("column").nunique()
    if every > len(columns):
        st.caption(page.say("matrix.first", n=len(columns), all=page.say.number(every)))


def _choose() -> None:
    """The cell that was clicked is the chosen one; clicked again, none is."""
    chosen = st.session_state[MATRIX]["chosen"] or {}
    if chosen:
        touch()
        for key in ("place", "column"):
            st.session_state[key] = chosen[key] or None


def _table(
    page: Page, cells: pd.DataFrame, classes: Classes, places: list[str], columns: list[str]
) -> str:
    """The matrix as a table that a screen reader, a printer and a search can read."""
    across, found = page.selection["across"], cells.to_dict("index")
    heads = [_named(page, "", column, page.names.option(across, column)) for column in columns]
    rows = [
        {
            **_named(page, place, "", page.names.places[place]),
            "cells": [_cell(page, place, head, found, classes) for head in heads],
        }
        for place in places
    ]
    return served.render(
        "matrix.html",
        title=page.say(f"indicator.{page.indicator.key}"),
        corner=page.say("ranking.place"),
        upright=len(columns) > FEW_COLUMNS and any(len(head["name"]) > SHORT for head in heads),
        heads=heads,
        rows=rows,
    )


def _named(page: Page, place: str, column: str, name: str) -> dict[str, Any]:
    """What can be chosen: a row, a column or a cell, and whether it is."""
    pressed = (place, column) == (page.part.place, page.part.column)
    return {"place": place, "column": column, "name": name, "pressed": str(pressed).lower()}


def _cell(
    page: Page, place: str, head: Mapping[str, str], found: Mapping[Any, Any], classes: Classes
) -> dict[str, Any]:
    """A cell: its sign, its words, its colour and that of its letters."""
    say, row = page.say, found[place, head["column"]]
    name = f"{page.names.places[place]}, {head['name']}: {in_words(say, page.indicator, row)}"
    cell = _named(page, place, head["column"], name if row["activities"] else "")
    cell["state"] = row["state"]
    if row["state"] != VALUE:
        return {**cell, "short": say(f"cell.{row['state']}")}
    colour = colours(len(classes))[classes.of(row["value"])]
    short = short_figure(say, page.indicator, row["value"])
    return {**cell, "short": short, "colour": colour, "ink": ink(colour)}

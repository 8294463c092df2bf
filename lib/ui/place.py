"""One municipality, or a cell of the matrix: its numbers and its activities, under the filters."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from lib import exports, figures
from lib.indicators import BY_KEY, POPULATION
from lib.parts import Part
from lib.places import OPTIONAL as INHABITANTS
from lib.protection import SMALL, WITHHELD
from lib.schema import SEPARATOR
from lib.summaries import by_place_each
from lib.ui.downloads import download_rows
from lib.ui.frame import Page
from lib.ui.plain import plain
from lib.ui.served import render
from lib.ui.state import point
from lib.ui.tables import show_table
from lib.values import in_words

MOST_ROWS = 200
LIST = ("title", "activity_type", "dates", "status", "amount", "participation", "donor")
"""Columns of an activity in a list of a page."""


def show_place(page: Page) -> None:
    """The selected municipality: its numbers and its activities, under the same filters."""
    st.header(page.say("place.title"), anchor=False)
    place = ask_place(page, "place.hint")
    if place:
        _show_numbers(page, place)
        show_activities_of(page, place)


def ask_place(page: Page, hint: str = "profile.hint") -> str:
    """Which municipality; "" for none yet: then the hint says what to choose it for."""
    names = page.names
    st.selectbox(
        page.say("place.ask"),
        [None, *names.in_order(page.data.partners.index)],
        format_func=lambda place: names.full[place] if place else page.say("place.none"),
        placeholder=page.say("place.none"),
        key="place",
        on_change=point,
    )
    chosen: str = page.selection["place"]
    if not chosen:
        st.caption(page.say(hint))
    return chosen


def inhabitants(page: Page, place: str) -> str:
    """How many people live in a municipality, when, and what that number rests on."""
    say, about = page.say, page.data.places.loc[place]
    people, year, basis = about[list(INHABITANTS)]
    if pd.isna(people):
        return say("place.people.unknown") if POPULATION in page.data.has else ""
    if pd.isna(year) or pd.isna(basis):
        return say("place.people.undated", n=say.number(people))
    said = {"year": str(year).removesuffix(".0"), "basis": say(f"population.{basis}")}
    return say("place.people", n=say.number(people), **said)


def _show_numbers(page: Page, place: str) -> None:
    """Every indicator of one municipality, and how many people it is divided by."""
    say = page.say
    tables = by_place_each(page.data, page.selection, page.data.indicators)
    st.caption(inhabitants(page, place))
    rows = [
        (say(f"indicator.{k}"), in_words(say, BY_KEY[k], t.loc[place])) for k, t in tables.items()
    ]
    heads = [say("place.indicator"), page.names.full[place]]
    show_table(heads[1], pd.DataFrame(rows, columns=heads).set_index(heads[0]))


def show_activities_of(page: Page, place: str) -> None:
    """The activities of one municipality, each with its source."""
    show_activities(page, Part(place), "place.activities", page.names.full[place])


def show_cell(page: Page) -> None:
    """The activities of the chosen cell, row or column, each with its source."""
    part, names = page.part, page.names
    named = [names.full[part.place]] if part.place else []
    named += [names.option(part.across, part.column)] if part.column else []
    if named:
        show_activities(page, part, "matrix.activities", " · ".join(named))


def show_activities(page: Page, part: Part, words: str, name: str) -> None:
    """The activities of a part, each with its source.

    Parameters
    ----------
    words, name
        The key of what to say above them, and what the part is called.
    """
    say = page.say
    rows = exports.activity_rows(page.data, page.selection, page.names, part)
    st.markdown(say.count(words, len(rows), place=plain(name)))
    if rows.empty:
        return
    download_rows(page, "place", say("download.place", place=plain(name)), part)
    listed = [_listed(page, row) for _, row in rows.head(MOST_ROWS).iterrows()]
    heads = [say(f"list.{column}") for column in LIST]
    st.html(render("activities.html", rows=listed, heads=heads, title=name))
    if len(rows) > MOST_ROWS:
        st.caption(say("place.first", n=MOST_ROWS))


def _listed(page: Page, row: pd.Series) -> dict[str, str]:
    """An activity as a line of a list. What no source states is said, or left out; never zero."""
    say = page.say
    several = row["municipality_ids"].count(SEPARATOR) + 1
    return {
        "title": row["title"],
        "source": row["source"],
        "activity_type": row["activity_type_name"],
        "dates": figures.dates(say, row) or say("none.date"),
        "status": row["status_name"],
        "amount": figures.amount(say, row),
        "shared": say.count("list.shared", several) if several > 1 else "",
        "participation": row["participation_name"],
        "communities": row["communities_named_name"].replace(SEPARATOR, ", "),
        "people": figures.people(say, row) or _not_shown(page, row),
        "donor": row["donor"].replace(SEPARATOR, ", ") or say("none"),
        "evidence": row["evidence_name"] if row["evidence"] != "published" else "",
    }


def _not_shown(page: Page, row: pd.Series) -> str:
    """A number of people that is known but withheld; "" for one that is not known."""
    for column in (SMALL, WITHHELD):
        if "participants_total" in row[column].split(SEPARATOR):
            return page.names.option(column, "participants_total")
    return ""

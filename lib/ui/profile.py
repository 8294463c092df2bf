"""One municipality: where it is, its numbers beside the others', its years and its sectors."""

from __future__ import annotations

from base64 import b64encode

import streamlit as st

from lib.bars.places import profile, sectors
from lib.outlines import Drawing, drawing
from lib.profile import neighbours
from lib.ui.frame import Page
from lib.ui.place import inhabitants
from lib.ui.plain import plain
from lib.ui.served import render
from lib.ui.tables import show_bars

FILE = "pages/municipality.py"
EARLIER = ["population_earlier", "population_earlier_year", "population_earlier_basis"]
"""What must be known of an earlier number of inhabitants, or it is not said."""


def show_whereabouts(page: Page, place: str) -> None:
    """Where it lies, who lives there, and its neighbours, each one click away."""
    say, names = page.say, page.names
    drawn: Drawing = page.data.remember("drawing", lambda: drawing(page.data.places))
    shapes = [
        {"path": path, "kind": _kind(page, each, place)} for each, path in drawn.paths.items()
    ]
    picture = render("locator.svg", shapes=shapes, centre=drawn.centres[place], drawn=drawn)
    words = say("profile.locator", place=names.full[place])
    # as a picture: markup of a page is cleaned of drawings
    source = b64encode(picture.encode()).decode()
    st.html(render("locator.html", source=source, words=words))
    st.markdown(_people(page, place))
    _show_neighbours(page, place)


def _kind(page: Page, each: str, chosen: str) -> str:
    if each == chosen:
        return "chosen"
    return "partner" if page.data.places.loc[each, "partner"] else "other"


def _people(page: Page, place: str) -> str:
    """Inhabitants now and before, each with what the number rests on."""
    say, about = page.say, page.data.places.loc[place]
    now = inhabitants(page, place)
    if about.reindex(EARLIER).isna().any():
        return now
    before = say(
        "profile.before",
        n=say.number(about["population_earlier"]),
        year=str(about["population_earlier_year"]),
        basis=say(f"population.{about['population_earlier_basis']}"),
    )
    return f"{now} {before}"


def _show_neighbours(page: Page, place: str) -> None:
    """Partners among the neighbours as links that keep the filters; the others by name."""
    say, partners = page.say, set(page.data.partners.index)
    near = page.names.in_order(neighbours(page.data.places, place))
    st.markdown(f"**{say('profile.neighbours')}**")
    with st.container(horizontal=True):
        for each in near:
            if each in partners:
                link = page.selection.with_values(place=each).link()
                st.page_link(FILE, label=plain(page.names.full[each]), query_params=link)
    others = [page.names.full[each] for each in near if each not in partners]
    if others:
        st.caption(say("profile.others", places=plain(say.list(others))))


def show_beside_the_others(page: Page, place: str) -> None:
    """Every indicator of the municipality, beside the median of all partners."""
    bars = profile(page.names, page.selection, place)
    show_bars(page, bars)
    for note in bars.notes:
        st.caption(plain(note))


def show_sectors(page: Page, place: str) -> None:
    """What the municipality's activities are about."""
    show_bars(page, sectors(page.names, page.selection, place))

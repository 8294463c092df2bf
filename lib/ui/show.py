"""Ways to show what is around the map: how much is shown, one place, totals, and files to take away."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd
import streamlit as st

from lib import exports
from lib.indicators import BY_KEY, INDICATORS
from lib.store import Data
from lib.summaries import by_place_each, overview
from lib.totals import reconciliation
from lib.ui.frame import Page
from lib.ui.served import render
from lib.ui.state import touch
from lib.values import in_words

MOST_ROWS = 200
LIST = ("title", "activity_type", "start", "status", "participation", "donor")
"""Columns of an activity in a list of a page."""


def show_title(page: Page) -> None:
    """What the dashboard is, and whether anything on it is made up."""
    config = page.data.config
    st.title(page.say.of(config.title), anchor=False)
    st.markdown(page.say.of(config.subtitle))
    if "illustrative" in page.selection["evidence"] or not page.selection["evidence"]:
        st.warning(page.say("illustrative.long"), icon=":material/warning:")


def show_overview(page: Page) -> None:
    """How much is shown, what is not stated, and what the map cannot show."""
    counted, say = overview(page.data, page.selection), page.say
    fields = {key: say.number(value) for key, value in asdict(counted).items()}
    fields["shared_usd"] = say.money(counted.shared_usd)
    st.markdown(f"**{say('overview.shown', **fields)}** {say('overview.unstated', **fields)}")
    beside = [key for key in ("nowhere", "outside", "shared", "illustrative") if fields[key] != "0"]
    if beside:
        words = " · ".join(say(f"overview.{key}", **fields) for key in beside)
        st.caption(f"{say('overview.beside')} {words}")
    if not counted.shown:
        _say_what_emptied(page)


def _say_what_emptied(page: Page) -> None:
    """A view with nothing in it says which filters left nothing."""
    active = [page.say(f"filter.{key}") for key, _ in exports.filter_words(page.selection, page.names)]
    st.info(page.say("overview.empty", filters=page.say.list(active)))


def show_place(page: Page) -> None:
    """The selected municipality: its numbers and its activities, under the same filters."""
    say, names = page.say, page.names
    st.subheader(say("place.title"), anchor=False)
    st.selectbox(
        say("place.ask"),
        [None, *sorted(page.data.partners.index, key=names.places.__getitem__)],
        format_func=lambda place: names.places[place] if place else say("place.none"),
        key="place",
        on_change=touch,
    )
    place = page.selection["place"]
    if not place:
        st.caption(say("place.hint"))
        return
    _show_numbers(page, place)
    _show_activities(page, place)


def _show_numbers(page: Page, place: str) -> None:
    """Every indicator of one municipality, and how many people it is divided by."""
    say, about = page.say, page.data.places.loc[place]
    tables = by_place_each(page.data, page.selection, INDICATORS)
    people = say.number(about["population"])
    basis = say(f"population.{about['population_basis']}")
    st.caption(say("place.people", n=people, year=str(about["population_year"]), basis=basis))
    rows = [(say(f"indicator.{k}"), in_words(say, BY_KEY[k], t.loc[place])) for k, t in tables.items()]
    heads = [say("place.indicator"), page.names.places[place]]
    st.table(pd.DataFrame(rows, columns=heads).set_index(heads[0]))


def _show_activities(page: Page, place: str) -> None:
    """The activities of one municipality, each with its source."""
    say, name = page.say, page.names.places[place]
    rows = exports.activity_rows(page.data, page.selection, page.names, place)
    st.markdown(say.count("place.activities", len(rows), place=name))
    if rows.empty:
        return
    _download(page, "place", say("download.place", place=name), place)
    listed = [_listed(page, row) for _, row in rows.head(MOST_ROWS).iterrows()]
    heads = [say(f"column.{column}") for column in LIST]
    st.html(render("activities.html", rows=listed, heads=heads))
    if len(rows) > MOST_ROWS:
        st.caption(say("place.first", n=MOST_ROWS))


def _listed(page: Page, row: pd.Series) -> dict[str, str]:
    """An activity as a line of a list."""
    dates = [page.say.partial_date(row[key]) for key in ("start", "end") if row[key]]
    return {
        "title": row["title"],
        "source": row["source"],
        "activity_type": row["activity_type_name"],
        "dates": " – ".join(dict.fromkeys(dates)) or page.say("none.date"),
        "status": row["status_name"],
        "participation": row["participation_name"],
        "communities": row["communities_named_name"].replace(";", ", "),
        "donor": row["donor"].replace(";", ", ") or page.say("none"),
        "evidence": row["evidence_name"] if row["evidence"] != "published" else "",
    }


def show_published_totals(page: Page) -> None:
    """The totals that the featured programmes publish, and how much of each is located."""
    say, figures = page.say, _reconciled(page.data)
    if figures.empty:
        return
    with st.expander(say("totals.heading")):
        st.markdown(say("totals.intro"))
        columns = ["programme", "title", "published", "located", "remainder"]
        columns += ["illustrative"] if "illustrative" in page.selection["evidence"] else []
        written = figures.assign(
            published=[_figure(page, row, "published") for _, row in figures.iterrows()],
            located=[_figure(page, row, "located") for _, row in figures.iterrows()],
            remainder=[_figure(page, row, "remainder") for _, row in figures.iterrows()],
            illustrative=[_figure(page, row, "illustrative") for _, row in figures.iterrows()],
        )[columns]
        st.table(written.rename(columns={c: say(f"totals.{c}") for c in columns}).set_index(say("totals.programme")))


def _reconciled(data: Data) -> pd.DataFrame:
    return data.remember("reconciliation", lambda: reconciliation(data))


def _figure(page: Page, row: pd.Series, column: str) -> str:
    """A figure of a total with its unit; what is not stated is said, not zero."""
    say = page.say
    if pd.isna(row[column]):
        return say("totals.not_stated")
    money = row["measure"] == "amount"
    n = say.money(row[column]) if money else say.number(row[column])
    words = say(f"measure.{row['measure']}", n=n)
    return say("at_least", words=words) if row["exactness"] == "at_least" and column == "published" else words


def show_downloads(page: Page) -> None:
    """The rows that are shown, as a file; and a file that explains it."""
    data, selection, names = page.data, page.selection, page.names
    with st.container(horizontal=True):
        _download(page, "activities", page.say("download.rows"))
        st.download_button(
            page.say("download.explanation"),
            data=lambda: exports.as_csv(exports.explanation(data, selection, names)),
            file_name=exports.file_name(data, selection, "explanation"),
            mime="text/csv",
            on_click="ignore",
            key="download_explanation",
        )
    st.caption(page.say("download.hint"))


def _download(page: Page, key: str, label: str, place: str = "") -> None:
    """A button that makes the file only when it is pressed."""
    data, selection, names = page.data, page.selection, page.names
    st.download_button(
        label,
        data=lambda: exports.as_csv(exports.activity_rows(data, selection, names, place)),
        file_name=exports.file_name(data, selection, "activities", place),
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{key}",
    )

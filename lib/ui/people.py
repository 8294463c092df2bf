"""Who took part: by participation, community, sex and age, and by municipality."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from lib.communities import Part, activities_counted, by_community, by_participation, by_sex_and_age
from lib.indicators import INDICATORS, Indicator
from lib.participation import MAJORITIES
from lib.summaries import VALUE, by_place_each
from lib.ui.frame import Page
from lib.ui.state import touch
from lib.ui.tables import Cell, show_bars
from lib.values import in_words

SMALLEST_SHARE = 0.01
COMMUNITY_HEADS = ("name", "activities", "people", "share", "population", "representation")


def show_participation(page: Page) -> None:
    """How many activities are mixed, record one community only, or record none."""
    say, counted = page.say, by_participation(page.data, page.selection)
    everything = sum(counted.values()) or 1
    rows = [
        (page.names.option("participation", key), [(say.number(n), n / everything)])
        for key, n in counted.items()
    ]
    show_bars(
        page, say("people.participation"), [say("people.kind"), say("people.activities")], rows
    )
    st.caption(say("people.participation.definition"))


def show_communities(page: Page, place: str = "") -> None:
    """Each community's part in the activities, beside its part of the population."""
    say, names = page.say, page.names
    table = by_community(page.data, page.selection, place)
    rows = [
        (names.option("communities_named", str(code)), _community(page, row, place))
        for code, row in table.iterrows()
    ]
    heads = [say(f"people.head.{key}") for key in COMMUNITY_HEADS]
    where = names.full[place] if place else say("people.partners")
    show_bars(page, say("people.communities", place=where), heads, rows)
    st.caption(say.of(page.data.config.boundaries.population_note))
    counted = int(table["people"].sum())
    if not counted:
        st.caption(say("people.nobody_counted"))
        return
    rows_counted = say.count("people.rows", activities_counted(page.data, page.selection, place))
    least = page.data.config.minimum_recorded
    st.caption(say.count("people.counted", counted, least=least, rows=rows_counted))


def _community(page: Page, row: pd.Series, place: str) -> list[Cell]:
    """One community as a line: what is not known, and what is withheld, is said."""
    say = page.say
    population = _population(page, row, place)
    ratio = row["representation"]
    return [
        (say.number(row["activities"]) if row["activities"] else say("people.none"), None),
        (_people(page, row), None),
        ("–" if pd.isna(row["share"]) else _percent(page, row["share"]), _bar(row["share"])),
        (population, _bar(row["population_share"])),
        ("–" if pd.isna(ratio) else say.number(ratio, 2), None),
    ]


def _percent(page: Page, share: float) -> str:
    """A share of people; few are not none."""
    if 0 < share < SMALLEST_SHARE:
        return page.say("people.under", share=page.say.percent(100 * SMALLEST_SHARE))
    return page.say.percent(100 * share)


def _bar(share: float) -> float | None:
    return None if pd.isna(share) else float(share)


def _people(page: Page, row: pd.Series) -> str:
    """People counted; "at least" where the count of some activity is withheld."""
    say = page.say
    if pd.isna(row["people"]):
        return say("people.withheld") if row["withheld"] else say("people.not_counted")
    words = say.number(row["people"])
    return say("exactness.at_least", words=words) if row["withheld"] else words


def _population(page: Page, row: pd.Series, place: str) -> str:
    """Inhabitants, and their share of those counted by community."""
    say = page.say
    if pd.isna(row["population"]):
        alone = row.name in page.data.config.groups
        return "–" if alone or not place else say("people.few", n=page.data.config.small_count)
    number = say.number(row["population"])
    if pd.isna(row["population_share"]):
        return number
    return say("people.lives", n=number, share=_percent(page, row["population_share"]))


def show_sex_and_age(page: Page) -> None:
    """Women and youth among those whom sources count so."""
    for column, part in by_sex_and_age(page.data, page.selection).items():
        st.markdown(_part(page, column, part))


def _part(page: Page, column: str, part: Part) -> str:
    say = page.say
    if not part.total or part.people is None:
        return say(f"people.{column}.none")
    fields = {"people": part.people, "total": part.total, "rows": part.rows}
    written: dict[str, Any] = {key: say.number(n) for key, n in fields.items()}
    written["share"] = say.percent(100 * part.people / part.total)
    words = say(f"people.{column}", **written)
    return f"{words} {say.count('people.hidden', part.withheld)}" if part.withheld else words


def show_representation(page: Page) -> None:
    """Mixed participation and representation by municipality, with a choice of the majority."""
    say = page.say
    st.radio(
        say("people.majority"),
        MAJORITIES,
        format_func=lambda key: say(f"majority.{key}"),
        key="majority",
        horizontal=True,
        on_change=touch,
    )
    shown = _about_people(page.selection["majority"])
    tables = by_place_each(page.data, page.selection, shown)
    rows = [
        (
            page.names.full[place],
            [_stated(page, i, tables[i.key].loc[place]) for i in shown],
        )
        for place in page.names.in_order(page.data.partners.index)
    ]
    heads = [say("ranking.place"), *(say(f"indicator.{each.key}") for each in shown)]
    show_bars(page, say("people.places"), heads, rows)
    for each in shown:
        st.caption(say(f"indicator.{each.key}.definition"))


def _stated(page: Page, indicator: Indicator, row: pd.Series) -> Cell:
    """A share or ratio, with how many activities are behind it."""
    words = in_words(page.say, indicator, row)
    if row["state"] == VALUE:
        words = page.say("people.stated", words=words, known=row["known"], rows=row["rows"])
    return words, None


def _about_people(majority: str) -> tuple[Indicator, ...]:
    """The indicators of participation, by one majority."""
    return tuple(
        each for each in INDICATORS if each.top in ("is_mixed", f"non_majority_{majority}")
    )


def show_small_counts(page: Page) -> None:
    """What is withheld, why, and what that does not protect against."""
    with st.expander(page.say("people.small")):
        st.markdown(page.say("methods.unknown.small", n=page.data.config.small_count))

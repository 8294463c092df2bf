"""Who took part, as tables with bars: by participation, community, sex and age, municipality."""

from __future__ import annotations

import pandas as pd

from lib.bars import Bars, Cell, part_of
from lib.communities import Part, activities_counted, by_community, by_participation, by_sex_and_age
from lib.indicators import Indicator
from lib.names import Names
from lib.participation import MAJORITIES
from lib.selection import Selection
from lib.summaries import VALUE, by_place_each
from lib.values import in_words

SMALLEST_SHARE = 0.01
COMMUNITY_HEADS = ("name", "activities", "people", "share", "population", "representation")


def participation(names: Names, selection: Selection) -> Bars:
    """How many activities are mixed, record one community only, or record none."""
    say, counted = names.say, by_participation(names.data, selection)
    everything = sum(counted.values()) or 1
    rows = [
        (names.option("participation", key), [(say.number(n), n / everything)])
        for key, n in counted.items()
    ]
    heads = [say("people.kind"), say("people.activities")]
    note = say("people.participation.definition")
    return Bars(say("people.participation"), heads, list(rows), (note,))


def communities(names: Names, selection: Selection, place: str = "") -> Bars:
    """Each community's part in the activities, beside its part of the population."""
    say = names.say
    table = by_community(names.data, selection, place)
    rows = [
        (names.option("communities_named", str(code)), _community(names, row, place))
        for code, row in table.iterrows()
    ]
    heads = [say(f"people.head.{key}") for key in COMMUNITY_HEADS]
    where = names.full[place] if place else say("people.partners")
    note = say.of(names.data.config.boundaries.population_note)
    behind = _counted(names, selection, place, int(table["people"].sum()))
    notes = tuple(filter(None, (note, behind)))
    return Bars(say("people.communities", place=where), heads, list(rows), notes)


def _counted(names: Names, selection: Selection, place: str, counted: int) -> str:
    """How many people and activities are behind the shares."""
    say, least = names.say, names.data.config.minimum_recorded
    if not counted:
        return say("people.nobody_counted")
    rows = say.count("people.rows", activities_counted(names.data, selection, place))
    return say.count("people.counted", counted, least=least, rows=rows)


def _community(names: Names, row: pd.Series, place: str) -> list[Cell]:
    """One community as a line: what is not known, and what is withheld, is said."""
    say, ratio = names.say, row["representation"]
    return [
        (say.number(row["activities"]) if row["activities"] else say("people.none"), None),
        (_people(names, row), None),
        ("–" if pd.isna(row["share"]) else _percent(names, row["share"]), part_of(row["share"], 1)),
        (_population(names, row, place), part_of(row["population_share"], 1)),
        ("–" if pd.isna(ratio) else say.number(ratio, 2), None),
    ]


def _percent(names: Names, share: float) -> str:
    """A share of people; few are not none."""
    if 0 < share < SMALLEST_SHARE:
        return names.say("people.under", share=names.say.percent(100 * SMALLEST_SHARE))
    return names.say.percent(100 * share)


def _people(names: Names, row: pd.Series) -> str:
    """People counted; "at least" where the count of some activity is withheld."""
    say = names.say
    if pd.isna(row["people"]):
        return say("people.withheld") if row["withheld"] else say("people.not_counted")
    words = say.number(row["people"])
    return say("exactness.at_least", words=words) if row["withheld"] else words


def _population(names: Names, row: pd.Series, place: str) -> str:
    """Inhabitants, and their share of those counted by community."""
    say, config = names.say, names.data.config
    if pd.isna(row["population"]):
        alone = row.name in config.groups
        return "–" if alone or not place else say("people.few", n=config.small_count)
    number = say.number(row["population"])
    if pd.isna(row["population_share"]):
        return number
    return say("people.lives", n=number, share=_percent(names, row["population_share"]))


def sex_and_age(names: Names, selection: Selection) -> Bars:
    """Women and youth among the participants of the activities that count them."""
    say, parts = names.say, by_sex_and_age(names.data, selection)
    heads = [say("people.counted_as"), say("people.of_participants"), say("people.activities")]
    rows = [(names.column(column)[0], _counted_so(names, part)) for column, part in parts.items()]
    hidden = (
        f"{names.column(column)[0]}: {say.count('people.hidden', part.withheld)}"
        for column, part in parts.items()
        if part.withheld
    )
    notes = (say("people.young_only"), *hidden)
    return Bars(say("people.sex_and_age"), heads, list(rows), notes)


def _counted_so(names: Names, part: Part) -> list[Cell]:
    say = names.say
    if not part.total or part.people is None:
        return [(say("people.not_counted"), None), (say.number(part.rows), None)]
    share = part.people / part.total
    fields = {"people": say.number(part.people), "total": say.number(part.total)}
    words = say("people.share_of", share=say.percent(100 * share), **fields)
    return [(words, share), (say.number(part.rows), None)]


def representation(names: Names, selection: Selection) -> Bars:
    """Mixed participation and representation by municipality, by the chosen majority."""
    say, shown = names.say, about_people(names, selection["majority"])
    tables = by_place_each(names.data, selection, shown)
    rows = [
        (names.places[place], [_stated(names, i, tables[i.key].loc[place]) for i in shown])
        for place in names.in_order(names.data.partners.index)
    ]
    heads = [say("ranking.place"), *(say(f"indicator.{each.key}") for each in shown)]
    notes = tuple(say(f"indicator.{each.key}.definition") for each in shown)
    return Bars(say("people.places"), heads, list(rows), notes)


def _stated(names: Names, indicator: Indicator, row: pd.Series) -> Cell:
    """A share or ratio, with how many activities are behind it."""
    words = in_words(names.say, indicator, row)
    if row["state"] == VALUE:
        words = names.say("people.stated", words=words, known=row["known"], rows=row["rows"])
    return words, None


def about_people(names: Names, majority: str) -> tuple[Indicator, ...]:
    """The indicators of participation, by one majority; without the country's, by its own."""
    if not names.data.config.majority:
        majority = MAJORITIES[1]
    return tuple(
        each
        for each in names.data.indicators
        if each.top in ("is_mixed", f"non_majority_{majority}")
    )

"""Who took part, by community, sex and age, and how that compares with who lives there."""

from __future__ import annotations

from dataclasses import dataclass

import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.participation import PARTICIPATION
from lib.parts import Part as Pointed
from lib.parts import in_part
from lib.places import population_column
from lib.protection import SEX_AND_AGE, SMALL, WITHHELD
from lib.selection import Selection, ask, narrow
from lib.store import Data


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the participants that some activities count: women, or youth.

    ``people`` of ``total`` in the ``rows`` activities that state both; None where none does.
    ``withheld``: how many more activities count it, too few people to show.
    """

    people: int | None
    total: int | None
    rows: int
    withheld: int


def by_community(data: Data, selection: Selection, place: str = "") -> pd.DataFrame:
    """Each community's part in the activities of a selection, or in those of one municipality.

    Returns
    -------
    DataFrame
        Indexed by community, in the configured order: ``activities`` that record it by count or by
        name; ``people`` counted, missing where nothing is counted; ``withheld``: activities
        whose count is not shown; ``share`` of all people counted by community (0 to 1);
        ``population`` and ``population_share`` (0 to 1) in the municipality, or in all partners;
        ``representation``: share divided by population share, missing where fewer people
        than `minimum_recorded` are counted, or where a count would have to be guessed.
    """
    part = Pointed(place)
    found = ask(data, _by_community, selection, part.shape, **part.texts).set_index("community")
    codes = list(data.config.community_codes)
    table = found.reindex(codes)
    counts = table[["activities", "withheld"]].fillna(0).astype(int)
    people = table["people"].astype("float64")
    population = _population(data, place).reindex(codes)
    counted = people.sum()
    enough = counted >= data.config.minimum_recorded
    share = people.fillna(0) / counted if counted else people
    lives = population / population.sum() if population.sum() else population
    ratio = (share / lives.where(lives > 0)).where(enough & table["people"].notna())
    # a group that sources give only together has no population of its own
    return counts.assign(
        people=people,
        share=share.where(people.notna() & enough),
        population=population,
        population_share=lives,
        representation=ratio.where(counts["withheld"] == 0),
    )[
        [
            "activities",
            "people",
            "withheld",
            "share",
            "population",
            "population_share",
            "representation",
        ]
    ]


def _by_community(data: Data, selection: Selection, part: Pointed) -> ir.Table:
    rows = in_part(data, narrow(data, selection), part).select("row", "number_of_places")
    # people of a shared activity belong to no single municipality
    own = _.number_of_places == 1 if part.place else None
    taking_part = data.communities.inner_join(rows, "row").group_by("community")
    return taking_part.agg(
        activities=_.count(), people=_.people.sum(where=own), withheld=_.withheld.sum()
    )


def activities_counted(data: Data, selection: Selection, place: str = "") -> int:
    """How many activities of one municipality, or of all, count people by community."""
    part = Pointed(place)
    found = ask(data, _activities_counted, selection, part.shape, **part.texts)
    return int(found["n"].iloc[0])


def _activities_counted(data: Data, selection: Selection, part: Pointed) -> ir.Table:
    rows = in_part(data, narrow(data, selection), part)
    if part.place:
        rows = rows.filter(_.number_of_places == 1)
    return rows.agg(n=(_.people_recorded > 0).sum().fill_null(0))


def _population(data: Data, place: str) -> pd.Series:
    """Inhabitants by community, of one municipality or of all partners."""
    codes = [code for code in data.config.community_codes if population_column(code) in data.places]
    places = data.places.loc[[place]] if place else data.partners
    people = places[[population_column(code) for code in codes]].apply(pd.to_numeric)
    return people.sum(min_count=1).set_axis(codes)


def by_participation(data: Data, selection: Selection) -> dict[str, int]:
    """How many activities are mixed, record one community only, or record none."""
    found = ask(data, _by_participation, selection).set_index("participation")["n"]
    return {key: int(found.get(key, 0)) for key in PARTICIPATION}


def _by_participation(data: Data, selection: Selection) -> ir.Table:
    return narrow(data, selection).group_by("participation").agg(n=_.count())


def by_sex_and_age(data: Data, selection: Selection) -> dict[str, Part]:
    """Women and youth among the participants of the activities that count them."""
    found = ask(data, _by_sex_and_age, selection).iloc[0]
    return {
        column: Part(
            people=_whole(found[f"{column}.people"]),
            total=_whole(found[f"{column}.total"]),
            rows=_whole(found[f"{column}.rows"]) or 0,
            withheld=_whole(found[f"{column}.withheld"]) or 0,
        )
        for column in SEX_AND_AGE
    }


def _by_sex_and_age(data: Data, selection: Selection) -> ir.Table:
    sums: dict[str, ir.Scalar] = {}
    for column in SEX_AND_AGE:
        states = _[column].notnull() & _.participants_total.notnull()
        hidden = _[SMALL].contains(column) | _[WITHHELD].contains(column)
        sums |= {
            f"{column}.people": _[column].sum(where=states),
            f"{column}.total": _.participants_total.sum(where=states),
            f"{column}.rows": states.sum(),
            f"{column}.withheld": hidden.sum(),
        }
    return narrow(data, selection).agg(**sums)


def _whole(value: float) -> int | None:
    return None if pd.isna(value) else int(value)

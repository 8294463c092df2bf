"""Makes up the rows between the published activities and the published totals.

The totals say how many activities, people and dollars; for most of them no source says where
or when. These rows fill that gap exactly, so that every feature can be seen at work: for each
figure of each total, published rows + illustrative rows = the total. Every row is marked, and
the same seed gives the same rows on any machine.

Larger municipalities get more rows and more people a row, each by the square root of the
population: together, people in proportion to it, without the small ones coming away empty.
"""

from __future__ import annotations

import csv
from math import isqrt
from pathlib import Path
from random import Random

from lib.schema import SEPARATOR
from scripts.chance import skew, split
from scripts.illustrative_kinds import KINDS, Kind, Part
from scripts.illustrative_occasions import Here, dates, homes
from scripts.illustrative_people import (
    Place,
    communities,
    inhabitants,
    population,
    women_and_youth,
)

Texts = dict[str, str]
Row = dict[str, str | int]

SEED = 2014
NOTE = (
    "Illustrative row: made up to fill the gap up to the published total; "
    "place, date, people and communities are invented."
)
PLACED = NOTE.replace("place, date", "the place is published, but date")
STATEMENTS = Path(__file__).resolve().parent.parent / "data/sources/published_activities.csv"

FIGURES = {
    "participants": "participants_total",
    "women": "participants_women",
    "youth": "participants_youth",
    "amount_usd": "amount_usd",
}
"""Figures of a total, and the column of an activity that adds up to each."""

PEOPLE: Row = {"participants_are": "participants"}
MONEY: Row = {"currency": "USD", "amount_covers": "donor_share"}
BESIDE = {"participants": PEOPLE, "women": PEOPLE, "youth": PEOPLE, "amount_usd": MONEY}
"""What stands beside each figure; how exact a made-up one is has no answer."""

AT_MOST_OF_100 = 15
"""At most so many of 100 people of a municipality take part in one activity."""


def illustrative_rows(published: list[Row], totals: list[Texts], places: list[Place]) -> list[Row]:
    """The rows that, with the published ones, add up to the published totals.

    Parameters
    ----------
    published
        The published rows of activities.csv; those that count toward a total fill part of it.
    totals
        The rows of data/sources/programme_totals.csv.
    places
        The rows of data/sources/municipalities.csv; only the partners are drawn.
    """
    with STATEMENTS.open(encoding="utf-8", newline="") as lines:
        statements = {row["id"]: row for row in csv.DictReader(lines)}
    partners = {row["municipality_id"]: row for row in places if row["partner"] == "yes"}
    return [
        _marked(total, statements[total["statement"]], number) | row
        for total in totals
        for number, row in enumerate(_filling(total, published, partners), start=1)
    ]


def _marked(total: Texts, statement: Texts, number: int) -> Row:
    """What the statement of the total says of every row, and the marks of a made-up one."""
    return {
        "id": f"i-{total['id']}-{number:02d}",
        "programme": total["programme"],
        "donor": statement["donor"],
        "implementer": statement["implementer"],
        "title": KINDS[total["id"]].title,
        "activity_type": total["activity_type"],
        "sector": statement["sector"].split(" ", 1)[0],
        "specific_objective": statement["specific_objective"],
        "status": "completed",
        "evidence": "illustrative",
        "counts_toward": total["id"],
        # no source states this row: only the total that it fills has one
        "note": f"{PLACED if total['placed'] else NOTE} The total: {statement['source']}",
    }


def _filling(total: Texts, published: list[Row], partners: dict[str, Place]) -> list[Row]:
    """The made-up cells of the rows that fill one total."""
    kind = KINDS[total["id"]]
    # a seed of its own, so that a change to one total leaves the others as they are
    rng = Random(f"{SEED} {total['id']}")
    counted = [row for row in published if row["counts_toward"] == total["id"]]
    number = int(total["activities"]) - len(counted) if total["activities"] else kind.rows
    where = homes(rng, number, kind, partners)
    shares = {
        figure: _shares(rng, _missing(total, figure, counted), part, where)
        for figure, part in kind.parts.items()
    }
    return [
        _row(rng, kind, here, {figure: share[i] for figure, share in shares.items()})
        for i, here in enumerate(where)
    ]


def _missing(total: Texts, figure: str, counted: list[Row]) -> int:
    """What the published rows leave of a figure of a total."""
    return int(total[figure]) - sum(int(float(row[FIGURES[figure]] or 0)) for row in counted)


def _shares(rng: Random, amount: int, part: Part, where: list[Here]) -> list[int]:
    """A figure shared out over the rows, exactly, in steps and within bounds."""
    sizes = [population(here) for here in where]
    weights = [(isqrt(size) if part.by_size else 1) * skew(rng) for size in sizes]
    most = [part.most // part.step] * len(sizes)
    if part.by_size:
        most = [min(m, size * AT_MOST_OF_100 // 100) for m, size in zip(most, sizes, strict=True)]
    least = [part.least // part.step] * len(sizes)
    steps = split(rng, amount // part.step, weights=weights, least=least, most=most)
    return [step * part.step for step in steps]


def _row(rng: Random, kind: Kind, here: Here, figures: dict[str, int]) -> Row:
    """One made-up activity: where, when, and who came."""
    start, end = dates(rng, kind)
    row: Row = {"start": start, "end": end}
    row["municipality_ids"] = SEPARATOR.join(place["municipality_id"] for place in here)
    for figure, number in figures.items():
        row |= {FIGURES[figure]: number} | BESIDE[figure]
    row["amount"] = row.get("amount_usd", "")
    people = figures.get("participants", 0)
    row |= communities(rng, people, inhabitants(here), kind)
    return row | women_and_youth(rng, people) if people else row

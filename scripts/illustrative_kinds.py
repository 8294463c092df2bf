"""What an illustrative row looks like, for each published total: declared, not computed.

Money stands only where a total of money is published, which is for the business grants
alone. The infrastructure projects have none. Nor have the 68 grants to civil society: the
ceilings of USD 6,000 and USD 25,000 a grant are those of the calls for *businesses*
(statement p029), and with no published sum to hold them to, 68 made-up amounts would add up
to a made-up total.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Range = tuple[int, int]
Period = tuple[str, str]

AKT: Period = ("2014-05", "2017-04")
AKT_LS: Period = ("2014-10", "2018-09")

# weights of the ways in which who came is recorded: counted, named, unrecorded
COUNTED = (65, 10, 25)
NAMED = (0, 60, 40)
UNRECORDED = (0, 0, 1)


@dataclass(frozen=True, slots=True)
class Part:
    """The least and the most that one row has of a published figure, in whole steps.

    ``by_size``: a larger municipality has more of it.
    """

    least: int
    most: int
    step: int = 1
    by_size: bool = True


@dataclass(frozen=True, slots=True)
class Kind:
    """What the rows of one total look like.

    ``rows`` is how many, where no number is published. ``months`` and ``days`` are how long
    one lasts; a row has exact days only if ``days`` is given. ``everywhere``: every partner
    has at least one. ``shared``: how often (of 100) a neighbour takes part; ``mixed``: how
    often people of several communities come, and not of one only.
    """

    title: str
    period: Period = AKT
    rows: int = 0
    months: Range = (0, 0)
    days: Range | None = None
    everywhere: bool = False
    shared: int = 0
    mixed: int = 65
    recorded: tuple[int, int, int] = COUNTED
    parts: Mapping[str, Part] = field(default_factory=dict)


KINDS = {
    "akt-debates": Kind(
        "Illustrative: public debate on the use of official languages",
        days=(1, 1),
        parts={"participants": Part(10, 60)},
    ),
    "akt-hearings": Kind(
        "Illustrative: municipal public hearing",
        days=(1, 1),
        mixed=85,  # the statement: "citizens of the mixed ethnicities"
        parts={"participants": Part(12, 90)},
    ),
    "akt-infrastructure": Kind(
        "Illustrative: small community infrastructure project",
        months=(3, 9),
        everywhere=True,  # the statement's note: 33 projects in 16 municipalities
        mixed=85,  # the statement: "individuals from different ethnicities"
        parts={"participants": Part(60, 2500)},
    ),
    "akt-workshops": Kind(
        "Illustrative: workshop for municipal bodies that work for communities",
        days=(1, 2),
        shared=20,
        parts={"participants": Part(7, 30)},
    ),
    "akt-management-training": Kind(
        "Illustrative: management training for municipal employees",
        rows=48,
        days=(2, 4),
        everywhere=True,
        parts={"participants": Part(8, 45)},
    ),
    "akt-tax-training": Kind(
        "Illustrative: training of finance officers on property tax",
        rows=9,
        days=(2, 3),
        shared=40,
        parts={"participants": Part(6, 25)},
    ),
    "akt-farmer-training": Kind(
        "Illustrative: training for farmers and small businesses",
        rows=10,
        days=(1, 4),
        parts={"participants": Part(8, 35)},
    ),
    "akt-business-grants": Kind(
        "Illustrative: grant to a small business",
        months=(4, 9),
        recorded=NAMED,
        parts={"amount_usd": Part(2000, 15000, step=100, by_size=False)},
    ),
    "akt-business-services": Kind(
        "Illustrative: business services for women and youth",
        rows=16,
        months=(2, 8),
        recorded=NAMED,
        parts={"women": Part(5, 40), "youth": Part(1, 12)},
    ),
    "akt-plans": Kind(
        "Illustrative: capacity development plan of a municipality",
        months=(3, 6),
        everywhere=True,
        recorded=UNRECORDED,
    ),
    "aktls-cso-grants": Kind(
        "Illustrative: grant to a civil-society organisation",
        AKT_LS,
        months=(6, 12),
        everywhere=True,
        shared=6,
        recorded=NAMED,
    ),
    "aktls-capacity": Kind(
        "Illustrative: municipal capacity project", AKT_LS, months=(6, 14), recorded=UNRECORDED
    ),
}
"""By the id of the total in data/sources/programme_totals.csv."""

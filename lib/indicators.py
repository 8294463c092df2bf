"""The numbers that can be mapped, ranked and downloaded: one line each.

A value is the sum of one column over the activities that concern a municipality, divided by
something or by nothing. Label, definition and unit are words: ``indicator.<key>`` and
``indicator.<key>.definition`` in ``locales/``.
"""

from __future__ import annotations

from dataclasses import dataclass

TOTAL, RATE, SHARE, RATIO = "total", "rate", "share", "ratio"


POPULATION, CURRENCY, COMMUNITIES = "population", "currency", "communities"
INHABITANTS, MAJORITY = "inhabitants by community", "majority"
COUNTRY, OWN = "country", "municipality"
EXACTNESS = {
    "money": "amount_exactness",
    "participants_total": "participants_exactness",
}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One number about a municipality.

    ``kind``: a total, a rate (by people), a share (0 to 100 %), or a ratio (1 is proportional).
    ``top`` is the summed column of the activities; ``bottom`` the one it is divided by.
    ``per`` is how many inhabitants a rate is for. ``types`` are the activity types that count;
    none means all. ``unit``: activities, money, people, percent or ratio.

    ``shared`` tells whether an activity of several municipalities counts in each of them: true
    of activities; never of money and people, which would be counted twice.
    """

    key: str
    kind: str
    unit: str
    top: str = "one"
    bottom: str = ""
    types: tuple[str, ...] = ()
    per: int = 0
    shared: bool = False
    majority: str = ""
    """For representation: whose share of the population the share is set against."""

    @property
    def exactness(self) -> str:
        """The column that says how exact each added figure is; "" where none does."""
        return EXACTNESS.get(self.top, "")

    def formula(self, money: str) -> str:
        """How it is computed for a municipality, in the names of the columns of the activities:
        ``money`` is the one of amounts in the operator's currency."""
        concerned = f"[activity_type = {' or '.join(self.types)}]" if self.types else ""
        top = f"Σ { {'one': '1', 'money': money}.get(self.top, self.top) }{concerned}"
        if self.per:
            return f"{top} ÷ population" + (f" × {self.per}" if self.per > 1 else "")
        if not self.bottom:
            return top
        share = f"{top} ÷ Σ {self.bottom}{concerned}"
        if self.majority:
            return f"({share}) ÷ (1 − population of the {self.majority} majority ÷ population)"
        return f"{share} × 100"

    @property
    def needs(self) -> frozenset[str]:
        """What the data must know at all, or there is no such number: `POPULATION`, `CURRENCY`,
        `COMMUNITIES`, their share of the `INHABITANTS`, the country's `MAJORITY`."""
        needs = {
            POPULATION: self.per,
            CURRENCY: self.unit == "money",
            COMMUNITIES: self.top not in ("one", "money", "participants_total"),
            INHABITANTS: self.majority or self.top == f"non_majority_{OWN}",
            MAJORITY: self.top == f"non_majority_{COUNTRY}",
        }
        return frozenset(what for what, needed in needs.items() if needed)

    @property
    def words(self) -> str:
        """The key of the words for one of its values with its unit."""
        return f"unit.{self.unit}.{self.kind}" + (f".{self.per}" if self.per else "")

    @property
    def counts_figures(self) -> bool:
        """Whether it adds up what sources state, so that some activities may state nothing."""
        return self.top != "one"


GRANTS, TRAININGS, WORKS = ("grant",), ("training",), ("infrastructure",)

INDICATORS = (
    Indicator("activities", TOTAL, "activities", shared=True),
    Indicator("grants", TOTAL, "activities", types=GRANTS, shared=True),
    Indicator("grants_money", TOTAL, "money", "money", types=GRANTS),
    Indicator("grants_money_per_person", RATE, "money", "money", types=GRANTS, per=1),
    Indicator("trainings", TOTAL, "activities", types=TRAININGS, shared=True),
    Indicator("trained", TOTAL, "people", "participants_total", types=TRAININGS),
    Indicator("trained_per_1000", RATE, "people", "participants_total", types=TRAININGS, per=1000),
    Indicator("infrastructure", TOTAL, "activities", types=WORKS, shared=True),
    Indicator("money", TOTAL, "money", "money"),
    Indicator("money_per_1000", RATE, "money", "money", per=1000),
    Indicator("participants", TOTAL, "people", "participants_total"),
    Indicator("participants_per_1000", RATE, "people", "participants_total", per=1000),
    Indicator("mixed_share", SHARE, "percent", "is_mixed", "is_recorded", shared=True),
    Indicator("non_majority_share", SHARE, "percent", f"non_majority_{COUNTRY}", "people_recorded"),
    Indicator("non_majority_share_own", SHARE, "percent", f"non_majority_{OWN}", "people_recorded"),
    Indicator(
        "representation",
        RATIO,
        "ratio",
        f"non_majority_{COUNTRY}",
        "people_recorded",
        majority=COUNTRY,
    ),
    Indicator(
        "representation_own", RATIO, "ratio", f"non_majority_{OWN}", "people_recorded", majority=OWN
    ),
)

BY_KEY = {indicator.key: indicator for indicator in INDICATORS}

"""How much is shown: of all, and of what the map cannot show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ibis.expr.types as ir
from ibis import _

from lib.indicators import BY_KEY
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.summaries import by_place


@dataclass(frozen=True, slots=True)
class Group:
    """Activities whose money and people stand in no municipality of the map, added up.

    None where not one of them states a figure: not known is never zero.
    """

    n: int
    money: float | None
    people: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """How much of the data is shown, and what of it the map cannot show.

    ``nowhere``: in no municipality; ``outside``: only in some that are no partners; ``shared``: by
    several, partners among them. No activity is in two of these groups.
    """

    shown: int
    all: int
    reached: int
    partners: int
    undated: int
    without_amount: int
    without_participants: int
    illustrative: int
    nowhere: Group
    outside: Group
    shared: Group


def overview(data: Data, selection: Selection) -> Overview:
    """The counts that stand above and beside every map."""
    found = ask(data, _overview, selection).iloc[0].astype(object)
    figures = found.where(found.notna(), None).to_dict()
    parts: dict[str, Any] = {
        key: Group(
            n=int(figures.pop(f"{key}.n") or 0),
            money=figures.pop(f"{key}.money"),
            people=figures.pop(f"{key}.people"),
        )
        for key in ("nowhere", "outside", "shared")
    }
    parts |= {key: int(value or 0) for key, value in figures.items()}
    evidence = selection["evidence"]
    # the question that the map asks as well: it is answered once
    reached = by_place(data, selection, BY_KEY[selection["indicator"]])["activities"] > 0
    return Overview(
        **parts,
        all=sum(n for kind, n in data.sizes.items() if kind in evidence or not evidence),
        reached=int(reached[data.partners.index].sum()),
        partners=len(data.partners),
    )


def _overview(data: Data, selection: Selection) -> ir.Table:
    """Added up by cell first: where an activity is follows from it."""
    counted = {
        "shown": _.count(),
        "undated": _.count() - _.first_year.count(),
        "without_amount": _.count() - _.amount.count(),
        "without_participants": _.people_not_stated.sum(),
        "illustrative": (_.evidence == "illustrative").sum(),
    }
    added = (
        narrow(data, selection)
        .group_by("municipality_ids")
        .agg(
            **counted,
            money=_.money.sum(),
            people=_.participants_total.sum(),
            places=_.number_of_places.max(),
            among=_.among_partners.max(),
        )
    )
    somewhere, inside = _.places > 0, _.among > 0
    groups = {
        "nowhere": ~somewhere,
        "outside": somewhere & ~inside,
        "shared": inside & (_.places > 1),
    }
    figures = {"n": _.shown, "money": _.money, "people": _.people}
    sums = {
        f"{key}.{figure}": column.sum(where=belongs)
        for key, belongs in groups.items()
        for figure, column in figures.items()
    }
    return added.agg(**{key: added[key].sum() for key in counted}, **sums)

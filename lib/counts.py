"""How much is shown: of all, beside the map, and by each option of each filter."""

from __future__ import annotations

import functools
import operator
from dataclasses import dataclass
from typing import Any

import ibis
import ibis.expr.types as ir
from ibis import _

from lib.parameters import FILTERS
from lib.protection import withheld
from lib.selection import Selection, ask, conditions, narrow
from lib.store import Data


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
    return Overview(
        **parts,
        all=sum(n for kind, n in data.sizes.items() if kind in evidence or not evidence),
        reached=int(ask(data, _reached, selection)["places"].iloc[0]),
        partners=len(data.partners),
    )


def _overview(data: Data, selection: Selection) -> ir.Table:
    somewhere, inside = _.number_of_places > 0, _.among_partners > 0
    groups = {
        "nowhere": ~somewhere,
        "outside": somewhere & ~inside,
        "shared": inside & (_.number_of_places > 1),
    }
    sums = {
        f"{key}.{figure}": total
        for key, belongs in groups.items()
        for figure, total in {
            "n": belongs.sum(),
            "money": _.money.sum(where=belongs),
            "people": _.participants_total.sum(where=belongs),
        }.items()
    }
    rows = narrow(data, selection)
    not_stated = rows.participants_total.isnull() & ~withheld(rows, "participants_total")
    return rows.agg(
        shown=_.count(),
        undated=_.first_year.isnull().sum(),
        without_amount=_.amount.isnull().sum(),
        without_participants=not_stated.sum(),
        illustrative=(_.evidence == "illustrative").sum(),
        **sums,
    )


def _reached(data: Data, selection: Selection) -> ir.Table:
    """How many partner municipalities have an activity."""
    rows = data.located.inner_join(narrow(data, selection), "row")
    return rows.filter(_.partner).agg(places=_.place.nunique())


def option_counts(data: Data, selection: Selection) -> dict[str, dict[str, int]]:
    """How many activities each option of each filter holds, under all the other filters."""
    counts = ask(data, _option_counts, selection)
    found = {
        key: dict(zip(part["value"], part["n"], strict=True)) for key, part in counts.groupby("key")
    }
    return {each.key: found.get(each.key, {}) for each in FILTERS}


def _option_counts(data: Data, selection: Selection) -> ir.Table:
    """An activity counts beside the options of a filter when it fulfils every other one.

    So it counts everywhere if it fails none, and beside the options of the one that it fails.
    """
    fails = {key: (~test).cast("int32") for key, test in conditions(data, selection).items()}
    judged = data.activities.select("row", **fails)
    number = functools.reduce(operator.add, [judged[key] for key in fails], ibis.literal(0))
    only = ibis.literal("")
    if fails:
        only = ibis.cases(*[(judged[key] == 1, key) for key in fails], else_="")
    judged = judged.select("row", fails=number, only=only).filter(_.fails <= 1)
    held = data.options.inner_join(judged, "row")
    held = held.filter((_.fails == 0) | (_.only == _.key))
    return held.group_by(["key", "value"]).agg(n=_.count())

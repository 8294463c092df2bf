"""What is said of a whole view: how much it shows, by which filters, what emptied it."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import pandas as pd

from lib.counts import Group, Overview
from lib.coverage import Gaps
from lib.names import Names
from lib.parameters import BOUNDS, FILTERS, SEARCH
from lib.selection import Selection
from lib.spelling import words_of
from lib.summaries import VALUE

BESIDE = ("shared", "nowhere", "outside")
"""Groups of activities whose money and people stand beside the map."""


@dataclass(frozen=True, slots=True)
class Missing:
    """What has nothing under the filters: names; none where ``instead`` says that all or no
    others have nothing."""

    title: str
    names: list[str]
    instead: str


def counts_in_words(names: Names, counted: Overview) -> dict[str, str]:
    """The counts as the reader's language writes them."""
    counts = {key: value for key, value in asdict(counted).items() if isinstance(value, int)}
    return {key: names.say.number(value) for key, value in counts.items()}


def how_much(names: Names, counted: Overview) -> str:
    """How many of all activities are shown, and in how many municipalities."""
    return names.say("overview.shown", **counts_in_words(names, counted))


def what_emptied(names: Names, selection: Selection) -> str:
    """Which filters left nothing."""
    say, changed = names.say, selection.link()
    active = [say(f"filter.{each.key}") for each in (*FILTERS, *BOUNDS) if each.key in changed]
    # the reader's words only: what stands between them could be taken for markup
    if searched := words_of(selection[SEARCH.key]):
        active.insert(0, say("filter.text.said", words=" ".join(searched)))
    return say("overview.empty", filters=say.list(active))


def not_drawn(names: Names, table: pd.DataFrame) -> list[str]:
    """The municipalities without a number, by why: a point at zero would say what nobody did."""
    say = names.say
    return [
        say(
            "need.missing",
            state=say(f"state.{state}"),
            names=say.list(names.places[place] for place in names.in_order(rows.index)),
        )
        for state, rows in table[table["state"] != VALUE].groupby("state")
    ]


def beside(names: Names, counted: Overview) -> str:
    """Activities that the map cannot show, with their money and people; "" for none."""
    groups = [_group(names, key, getattr(counted, key)) for key in BESIDE]
    if not any(groups):
        return ""
    return f"{names.say('overview.beside')} {' · '.join(filter(None, groups))}"


def _group(names: Names, key: str, group: Group) -> str:
    say = names.say
    if not group.n:
        return ""
    unknown = say("none").lower()
    money = unknown if group.money is None else say.money(group.money)
    people = unknown if group.people is None else say.number(group.people)
    return say(f"overview.{key}", n=say.number(group.n), money=money, people=people)


def missing(names: Names, gaps: Gaps) -> list[Missing]:
    """The municipalities, sectors and communities with nothing under the filters."""
    say, data = names.say, names.data
    sectors = names.sorted_options("sector_group", gaps.sectors)
    alone = [each for each in data.config.communities if not each.made_of]
    parts = (
        ("places", "municipality_ids", names.in_order(gaps.places), len(data.partners)),
        ("sectors", "sector_group", sectors, len(data.values.get("sector_group", ()))),
        ("communities", "communities_named", list(gaps.communities), len(alone)),
    )
    return [
        Missing(
            say(f"gaps.{key}"),
            [names.option(column, code) for code in codes] if len(codes) < n else [],
            say("gaps.no") if len(codes) < n else say("gaps.all", n=n),
        )
        for key, column, codes, n in parts
        if n
    ]

"""What is said of a whole view: how much it shows, by which filters, what emptied it."""

from __future__ import annotations

from dataclasses import asdict

import pandas as pd

from lib.counts import Overview
from lib.names import Names
from lib.parameters import BOUNDS, FILTERS, SEARCH
from lib.selection import Selection
from lib.spelling import words_of
from lib.summaries import VALUE


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

"""The differences of two selections in sentences."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from lib.bars.sides import SIDES
from lib.compare import (
    comparable,
    furthest_apart,
    over_all,
    places_furthest_apart,
    reached_by_one,
)
from lib.indicators import Indicator
from lib.ui.frame import Page
from lib.values import in_words


def differences(
    page: Page, partners: Sequence[pd.DataFrame], sums: Sequence[pd.DataFrame], shared: int
) -> list[str]:
    """What sets the kept selection and the present one apart, from the whole to the single.

    Parameters
    ----------
    partners
        The chosen indicator of each, as `lib.summaries.by_place` gives it, of the partners.
    sums
        Every indicator of each, as `lib.compare.overall` gives it.
    shared
        How many activities are in both.
    """
    places = [_furthest(page, partners), _chosen(page, partners)]
    totals = [_total(page, each, sums) for each in over_all(page.data)]
    said = [_shared(page, shared), *_reached(page, partners), *dict.fromkeys(places), *totals]
    return [words for words in said if words]


def _shared(page: Page, shared: int) -> str:
    return page.say.count("told.shared", shared) if shared else page.say("told.shared.none")


def _reached(page: Page, partners: Sequence[pd.DataFrame]) -> list[str]:
    """Which municipalities only one of them reaches."""
    only = dict(zip(SIDES, reached_by_one(*partners), strict=True))
    names = {key: [page.names.places[p] for p in page.names.in_order(only[key])] for key in only}
    return [
        page.say.count(f"told.only.{key}", len(each), places=page.say.list(each))
        for key, each in names.items()
        if each
    ] or [page.say("told.only.none")]


def _furthest(page: Page, partners: Sequence[pd.DataFrame]) -> str:
    """Where the chosen indicator differs most; "" for nowhere."""
    first, *others = places_furthest_apart(page.indicator, *partners) or [""]
    words = _at(page, "told.most", first, partners) if first else ""
    named = page.say.list(page.names.places[each] for each in page.names.in_order(others))
    return f"{words} {page.say('told.most.too', places=named)}" if others else words


def _chosen(page: Page, partners: Sequence[pd.DataFrame]) -> str:
    """The municipality that is selected on the maps; "" for none."""
    place = page.selection["place"]
    known = place and place in partners[0].index
    return _at(page, "told.place", place, partners) if known else ""


def _at(page: Page, key: str, place: str, partners: Sequence[pd.DataFrame]) -> str:
    kept, present = (in_words(page.say, page.indicator, each.loc[place]) for each in partners)
    return page.say(
        key,
        indicator=page.say(f"indicator.{page.indicator.key}"),
        place=page.names.places[place],
        kept=kept,
        present=present,
    )


def _total(page: Page, indicator: Indicator, sums: Sequence[pd.DataFrame]) -> str:
    """What all activities of each come to; "" where both come to the same, or one is not known."""
    say = page.say
    both = pd.DataFrame([each.loc[indicator.key] for each in sums], index=list(SIDES))
    found = furthest_apart(indicator.key, comparable(indicator, both))
    if found is None:
        return ""
    values = {key: in_words(say, indicator, row) for key, row in both.iterrows()}
    label = say(f"indicator.{indicator.key}")
    words = say(f"told.total.{found.most}", indicator=label, **values)
    if both["rows"].gt(0).all() and both["known"].lt(both["rows"]).any():
        # how many times as much is not known, where not all say how much
        stated = {
            key: say("ranking.of", known=say.number(row["known"]), rows=say.number(row["rows"]))
            for key, row in both.iterrows()
        }
        return f"{words}. {say('told.stated', **stated)}"
    times = round(found.times or 1, 1)
    more = say("compare.times", n=say.number(times, 1)) if times > 1 else ""
    return f"{words}{more}."

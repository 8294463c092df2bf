"""Activities, people and money over time."""

from __future__ import annotations

import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.parts import Part, in_part
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.summaries import ROUGH

STEPS = ("year", "quarter")
"""How finely time is cut. A start that is known to the year only has no quarter."""
UNDATED = ""


def by_period(
    data: Data, selection: Selection, place: str = "", step: str = STEPS[0]
) -> pd.DataFrame:
    """What began in each period; an activity of which only the end is known stands there.

    Parameters
    ----------
    place
        A municipality; its shared activities count, their people and money do not.

    Returns
    -------
    DataFrame
        Indexed by period ("2015", or "2015-Q2"), in order, without gaps, then by "" for those
        without such a date, where there are any: ``activities``; ``people`` and ``money``, missing
        where no activity of the period states them; ``people_rows`` and ``money_rows``: how
        many do; ``people_rough`` and ``money_rough``: how many of those say about or at least.
    """
    part = Part(place)
    found = ask(data, _by_period, selection, part.shape, step, **part.texts).set_index("period")
    found = found.reindex([*_periods(found.index, step), *found.index[found.index == UNDATED]])
    counts = ["activities", "people_rows", "people_rough", "money_rows", "money_rough"]
    return found.assign(**{column: found[column].fillna(0).astype(int) for column in counts})


def _by_period(data: Data, selection: Selection, part: Part, step: str) -> ir.Table:
    rows = in_part(data, narrow(data, selection), part)
    own = _.number_of_places == 1 if part.place else ibis.literal(True)
    rows = rows.mutate(period=_year() if step == STEPS[0] else _quarter())
    people, money = _.participants_total.notnull() & own, _.money.notnull() & own
    return rows.group_by("period").agg(
        activities=_.count(),
        people=_.participants_total.sum(where=people),
        people_rows=people.sum(),
        people_rough=(people & _.participants_exactness.isin(ROUGH)).sum(),
        money=_.money.sum(where=money),
        money_rows=money.sum(),
        money_rough=(money & _.amount_exactness.isin(ROUGH)).sum(),
    )


def _year() -> ir.Value:
    return _.first_year.cast("int64").cast("string").fill_null(UNDATED)


def _quarter() -> ir.Value:
    """From a date that names its month: 2015-05 is in 2015-Q2."""
    date = ibis.ifelse(_.start == "", _.end, _.start)
    quarter = ((date.substr(5, 2).cast("int64") + 2) // 3).cast("string")
    return ibis.ifelse(date.length() >= len("2015-05"), date.substr(0, 4) + "-Q" + quarter, UNDATED)


def _periods(found: pd.Index, step: str) -> list[str]:
    """Every period from the first to the last, also those in which nothing began."""
    dated = sorted(period for period in found if period != UNDATED)
    if not dated:
        return []
    if step == STEPS[0]:
        return [str(year) for year in range(int(dated[0]), int(dated[-1]) + 1)]
    first, last = (pd.Period(period.replace("-", ""), "Q") for period in (dated[0], dated[-1]))
    return [f"{each.year}-Q{each.quarter}" for each in pd.period_range(first, last, freq="Q")]

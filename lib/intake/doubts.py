"""What may be right and is worth a look: said as a warning, and no row is left out for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from lib.cells import first_day
from lib.intake.places import TOLERANCE_KM, kilometres_outside
from lib.language import Phrase, phrase
from lib.problems import Problem
from lib.schema import money_column
from lib.store import Data

FAR_OUT, FEWEST = 3.5, 8
"""A modified z-score beyond this is an outlier, in groups of at least so many amounts (Iglewicz
and Hoaglin, How to Detect and Handle Outliers, 1993)."""
NORMAL = 0.6745
"""What makes the median absolute deviation of a normal distribution its standard deviation."""
OFF = 0.1
"""By which share a converted amount may differ from the amount at the year's rate."""

Doubt = Callable[[pd.DataFrame, pd.DataFrame, Data], pd.Series]


def doubts(table: pd.DataFrame, coordinates: pd.DataFrame, data: Data, file: str) -> list[Problem]:
    """Every doubt about rows that are right by themselves.

    Parameters
    ----------
    table
        In the form of the data files, indexed by row.
    coordinates
        Degrees by row, of at least these rows.
    """
    if table.empty:
        return []
    at = coordinates.loc[table.index]
    return [
        Problem(file, int(row), column or money_column(data.columns), said, phrase(f"doubt.{key}"))
        for key, (column, doubt) in DOUBTS.items()
        for row, said in doubt(table, at, data).items()
    ]


def _duplicates(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    """Rows that say the same as an earlier one in everything but the id: the earlier row."""
    rest = table.drop(columns="id")
    said = [column for column in rest if column != "evidence"]
    same = pd.util.hash_pandas_object(rest[said], index=False)
    first = pd.Series(table.index, index=table.index).groupby(same.to_numpy()).transform("first")
    again = first[first.ne(table.index)]
    return _phrases(again, lambda row: phrase("doubt.found.row", row=int(row)))


def _outliers(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    """Amounts far from the others of their type and currency, by orders of magnitude."""
    amounts = pd.to_numeric(table["amount"], errors="coerce")
    logs = np.log10(amounts.where(amounts > 0)).dropna()
    by = [table.loc[logs.index, column] for column in ("activity_type", "currency")]
    grouped = logs.groupby(by)
    median = grouped.transform("median")
    spread = (logs - median).abs().groupby(by).transform("median")
    score = NORMAL * (logs - median).abs() / spread.where(spread > 0)
    return table["amount"][score.index[(score > FAR_OUT) & (grouped.transform("size") >= FEWEST)]]


def _outside(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    far = kilometres_outside(table, at, data.places)
    far = far[far > TOLERANCE_KM]
    return _phrases(far, lambda km: phrase("doubt.found.km", km=round(km)))


def _phrases(values: pd.Series, said: Callable[[float], Phrase]) -> pd.Series:
    """What is said of each; as objects, for a text of pandas could not be said in another
    language."""
    return pd.Series([said(value) for value in values], index=values.index, dtype=object)


def _off_programme(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    """Starts before or ends after everything that is published of the programme as a whole."""
    periods = programme_periods(data)
    of_each = [periods.get(programme, ("", "")) for programme in table["programme"]]
    both = pd.DataFrame(of_each, columns=["first", "last"], index=table.index, dtype="str")
    first, last = first_day(both["first"]), last_day(both["last"])
    start, end = table["start"], table["end"].where(table["end"].ne(""), table["start"])
    begins, ends = last_day(start), first_day(end)
    early, late = begins < first, ends > last
    return start.where(early, end)[early | late]


def _in_the_future(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    end = table["end"].where(table["end"].ne(""), table["start"])
    late = (first_day(end) > pd.Timestamp(date.today())) & table["status"].eq("completed")
    return end[late]


def _converted(table: pd.DataFrame, at: pd.DataFrame, data: Data) -> pd.Series:
    """Amounts in the own currency that are not the amount at the average rate of the year."""
    column = money_column(data.columns)
    if not column:
        return table["amount"].iloc[:0]
    amount, own = (pd.to_numeric(table[name], errors="coerce") for name in ("amount", column))
    rates = {(code, year): by[year] for code, by in data.config.rates.items() for year in by}
    year = table["start"].where(table["start"].ne(""), table["end"]).str[:4]
    keys = zip(table["currency"], year, strict=True)
    rate = pd.Series(
        [1.0 if k[0] == data.config.currency else rates.get(k) for k in keys], index=table.index
    )
    right = amount * pd.to_numeric(rate)
    return table[column][(own - right).abs() > OFF * right]


def last_day(dates: pd.Series) -> pd.Series:
    """The last day that a partial date can mean; missing where it is none."""
    first = first_day(dates)
    length = dates.str.len()
    month = first + pd.offsets.MonthEnd(0)
    return first.where(length == 10, month.where(length == 7, first + pd.offsets.YearEnd(0)))


def programme_periods(data: Data) -> dict[str, tuple[str, str]]:
    """When each programme began and ended: the earliest and latest date of its published totals,
    which are about it as a whole. Nothing of one without both."""
    if not {"start", "end"} <= set(data.totals):
        return {}
    found = {}
    for programme, totals in data.totals.groupby("programme"):
        starts, ends = (totals[name][totals[name].ne("")] for name in ("start", "end"))
        if programme and len(starts) and len(ends):
            found[str(programme)] = (min(starts), max(ends))
    return found


DOUBTS: dict[str, tuple[str, Doubt]] = {
    "duplicate": ("id", _duplicates),
    "outlier": ("amount", _outliers),
    "outside": ("municipality_ids", _outside),
    "off_programme": ("start", _off_programme),
    "in_the_future": ("status", _in_the_future),
    "converted": ("", _converted),
}
"""By key: the column to look at ("": amounts in the own currency), and what is said of each
doubtful row. Its words: ``doubt.<key>``."""

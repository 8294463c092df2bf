"""Small counts of people are withheld, before anything is added up from them.

Counts by community, sex or age below a threshold could point at a person. They are taken out of
each activity when the data is opened, so that every table, map, export and filter is made from
what is left: no difference of two views can give back what none of them holds. With a count goes
whatever would give it back inside its activity: the other communities' counts, if need be the
total, and the texts that repeat figures.

It is the primary and complementary suppression of statistical offices, done to the records
instead of to each table (Hundepool et al., Statistical Disclosure Control, 2012, chapters 4, 5).
It does not protect from reading the source, whose address stays beside the activity.
"""

from __future__ import annotations

from dataclasses import replace

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.config import Dashboard
from lib.language import phrase
from lib.places import population_column
from lib.problems import Problem
from lib.schema import SEPARATOR, participants_column

SMALL, WITHHELD = "small_counts", "withheld"
"""The columns that say what is missing: which counts are below the threshold, and which figures
and texts went with them."""
TEXTS = ("published_figures", "note")
"""Free texts of an activity that repeat its figures."""
SEX_AND_AGE = ("participants_women", "participants_youth")
ANSWERS = ("people_recorded", "non_majority_country", "non_majority_municipality")
"""What follows from counts by community: not known where any of them is withheld."""

OF_PEOPLE = (participants_column(""), population_column(""), "beneficiaries", *TEXTS)
"""How the columns begin that count people, or repeat a count."""

Flags = npt.NDArray[np.bool_]


def told(problem: Problem) -> Problem:
    """A problem of the dashboard's own data as anybody may read it: a wrong row is not protected
    yet, and what was found in it may be a small count. The operator's log and check tell it."""
    if not problem.column.startswith(OF_PEOPLE):
        return problem
    return replace(problem, found=phrase("problem.untold"), nearest="")


def protected(activities: pd.DataFrame, config: Dashboard) -> pd.DataFrame:
    """The activities without small counts, and without what would give them back.

    Parameters
    ----------
    activities
        Typed, with what is recorded of who took part (`lib.participation`).

    Returns
    -------
    DataFrame
        A copy; withheld counts are missing, withheld texts empty. `SMALL` and `WITHHELD` list the
        columns concerned, separated as in the data; "" for nothing.
    """
    communities = [participants_column(code) for code in config.community_codes]
    small = _small(activities, communities, config.small_count)
    with_them = _with_them(activities, small, communities, config.small_count)
    gone = small | with_them
    kept = activities.copy()
    for column in gone.columns[gone.any()]:
        empty = "" if column in TEXTS else np.nan
        kept[column] = kept[column].mask(gone[column], empty)
    lost = gone[communities].any(axis=1)
    kept[list(ANSWERS)] = kept[list(ANSWERS)].mask(lost)
    return kept.assign(**{SMALL: _names(small), WITHHELD: _names(with_them)})


def _small(activities: pd.DataFrame, communities: list[str], threshold: int) -> pd.DataFrame:
    """True where a count of people by community, sex or age is below the threshold."""
    columns = [*communities, *SEX_AND_AGE, "participants_total", "beneficiaries"]
    counts = activities[columns]
    # zero people are nobody, and need no protection
    small = (counts > 0) & (counts < threshold)
    # a total is a count by community only where the communities are recorded
    recorded = activities["is_recorded"] > 0
    small["participants_total"] &= recorded
    small["beneficiaries"] &= recorded & activities["beneficiaries_are"].eq("people")
    return small.assign(**dict.fromkeys(TEXTS, False))


def _with_them(
    activities: pd.DataFrame, small: pd.DataFrame, communities: list[str], threshold: int
) -> pd.DataFrame:
    """True where something that is not small must go with what is."""
    total = activities["participants_total"]
    goes = pd.DataFrame(False, index=activities.index, columns=small.columns)
    any_small = small[communities].any(axis=1)
    for column in communities:
        goes[column] = any_small & (activities[column] > 0) & ~small[column]
    goes["participants_total"] = any_small & _gives_back(activities, small, communities, threshold)
    goes["participants_total"] |= ~any_small & _rest_is_small(activities, communities, threshold)
    goes["participants_total"] &= ~small["participants_total"]
    for column in SEX_AND_AGE:
        # the rest of the total is a count by sex or age too
        rest = total - activities[column]
        goes[column] = (rest > 0) & (rest < threshold) & ~small[column]
        # and the total goes where it leaves no room for the largest small count
        narrow = small[column] & (total < threshold - 1)
        narrow |= goes[column] & (total < 2 * threshold - 1)
        goes["participants_total"] |= narrow & ~small["participants_total"]
    # the people who took part may be the same ones who benefit
    same = activities["beneficiaries"].eq(total) & activities["beneficiaries_are"].eq("people")
    goes["beneficiaries"] = same & goes["participants_total"] & ~small["beneficiaries"]
    lost = (small | goes).any(axis=1)
    for text in TEXTS:
        goes[text] = lost & activities[text].ne("")
    return goes


def _gives_back(
    activities: pd.DataFrame, small: pd.DataFrame, communities: list[str], threshold: int
) -> pd.Series:
    """Whether the total would narrow a small count down.

    Of ``few`` small counts (each 1 to threshold - 1) and ``others`` withheld with them (each at
    least the threshold) the sum is at most the total. Every small count can still be anything
    only if the total leaves room for the largest, and if someone is there to take up the rest:
    another withheld count, or people whose community is not stated.
    """
    few = small[communities].sum(axis=1)
    others = (activities[communities] > 0).sum(axis=1) - few
    total = activities["participants_total"]
    room = total >= (threshold - 1) + (few - 1) + threshold * others
    rest = (others > 0) | (total > (threshold - 1) * few)
    return total.notna() & ~(room & rest)


def _rest_is_small(activities: pd.DataFrame, communities: list[str], threshold: int) -> pd.Series:
    """Whether the total less the counts is a small count of a community that has none: one that is
    named without a count, or the only one that is left."""
    counts = activities[communities]
    rest = activities["participants_total"] - counts.sum(axis=1)
    uncounted = counts.isna()
    whose = uncounted.sum(axis=1).eq(1)
    for column in communities:
        code = column.removeprefix(participants_column(""))
        whose |= uncounted[column] & holds(activities["communities_named"], code)
    counted = counts.notna().any(axis=1)
    return counted & whose & (rest > 0) & (rest < threshold)


def withheld(activities: ir.Table, column: str) -> ir.BooleanColumn:
    """Of activities that an engine holds: whether a figure is known and not told."""
    end = ibis.literal(SEPARATOR)
    marked = end + activities[SMALL] + end + activities[WITHHELD] + end
    return marked.contains(f"{SEPARATOR}{column}{SEPARATOR}")


def holds(cells: pd.Series, value: str) -> pd.Series:
    """Whether each cell of several values has this one. Few cells differ: each is read once."""
    return cells.map({cell: value in cell.split(SEPARATOR) for cell in cells.unique()}).astype(bool)


def _names(flags: pd.DataFrame) -> pd.Series:
    """The columns that are true, by row."""
    columns = np.array(flags.columns)
    return pd.Series(
        [SEPARATOR.join(columns[row]) if row.any() else "" for row in flags.to_numpy(bool)],
        index=flags.index,
        # an engine must know the type, even of a table without rows
        dtype="str",
    )

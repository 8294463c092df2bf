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

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd

from lib.config import Dashboard
from lib.places import population_column
from lib.schema import SEPARATOR, participants_column

SMALL, WITHHELD = "small_counts", "withheld"
"""The columns that say what is missing: which counts are below the threshold, and which figures
and texts went with them."""
TEXTS = ("published_figures", "note")
"""Free texts of an activity that repeat its figures."""
SEX_AND_AGE = ("participants_women", "participants_youth")
ROUND_TO = (10, 20, 50, 100)
ANSWERS = ("people_recorded", "non_majority_country", "non_majority_municipality")
"""What follows from counts by community: not known where any of them is withheld."""

Flags = npt.NDArray[np.bool_]


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


def protected_populations(places: gpd.GeoDataFrame, config: Dashboard) -> gpd.GeoDataFrame:
    """The municipalities without small counts of inhabitants by community, the others rounded.

    Withholding a large community's count for the sake of a small one's would take away what the
    page is about; so the others are rounded as coarsely as it takes (to 10, 20, 50 or 100).
    """
    codes = [population_column(code) for code in config.community_codes]
    columns = [column for column in codes if column in places]
    counts = places[columns].apply(pd.to_numeric).astype("float64")
    shown = counts.apply(lambda row: rounded(row, config.small_count), axis=1)
    return places.assign(**{column: shown[column] for column in columns})


def rounded(counts: pd.Series, threshold: int) -> pd.Series:
    """Counts of one municipality, so that each small one can still be anything small."""
    small = (counts > 0) & (counts < threshold)
    if not small.any():
        return counts
    others = counts[~small & (counts > 0)]
    for base in ROUND_TO:
        # somebody is never rounded to nobody
        rounded = (np.floor(others / base + 0.5) * base).clip(lower=base)
        least = rounded.sub(base / 2).clip(lower=threshold).sum() + small.sum() - 1
        most = rounded.add(base / 2 - 1).sum() + (small.sum() - 1) * (threshold - 1)
        if least + threshold - 1 <= counts.sum() <= most + 1:
            return counts.mask(small).where(counts == 0, rounded.reindex(counts.index))
    return counts.where(counts == 0)


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
    goes["participants_total"] &= ~small["participants_total"]
    for column in SEX_AND_AGE:
        # the rest of the total is a count by sex or age too
        rest = total - activities[column]
        goes[column] = (rest > 0) & (rest < threshold) & ~small[column]
        # and the total goes where it leaves no room for the largest small count
        narrow = small[column] & (total < threshold - 1)
        narrow |= goes[column] & (total < 2 * threshold - 1)
        goes["participants_total"] |= narrow & ~small["participants_total"]
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


def _names(flags: pd.DataFrame) -> pd.Series:
    """The columns that are true, by row."""
    columns = np.array(flags.columns)
    return pd.Series(
        [SEPARATOR.join(columns[row]) if row.any() else "" for row in flags.to_numpy(bool)],
        index=flags.index,
        # an engine must know the type, even of a table without rows
        dtype="str",
    )

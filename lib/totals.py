"""Published totals of a programme, and how much of each the activities account for."""

from __future__ import annotations

import pandas as pd

from lib.protection import SMALL, WITHHELD
from lib.schema import SEPARATOR
from lib.store import Data

MEASURES = {
    "activities": "one",
    "participants": "participants_total",
    "women": "participants_women",
    "youth": "participants_youth",
    "amount": "money",
}
"""What a total can count, and the column of the activities that adds up to it."""
INCOMPLETE = ("located_incomplete", "illustrative_incomplete")


def reconciliation(data: Data) -> pd.DataFrame:
    """Each published figure of the featured programmes beside what can be located.

    Returns
    -------
    DataFrame
        One row a figure: ``programme``, ``total_id``, ``title``, ``measure`` (a key of
        `MEASURES`), ``exactness``, ``source``; ``published``: the figure; ``located``: the sum of
        the published activities that count toward it, missing where none states it;
        ``illustrative``: the sum of the illustrative rows made to fill the gap;
        ``remainder``: published less located, whose place no source states; and the columns of
        `INCOMPLETE`: whether a small count that belongs to the sum is withheld.
    """
    featured = data.totals["programme"].isin(data.config.featured_programmes)
    totals = data.totals[featured & data.totals["total_id"].ne("")]
    figures = totals.melt(
        id_vars=["programme", "total_id", "title", "source", "placed", "at_least"],
        value_vars=list(MEASURES),
        var_name="measure",
        value_name="published",
    )
    figures["published"] = pd.to_numeric(figures["published"])
    figures = figures.dropna(subset="published").merge(
        _found(data), "left", ["total_id", "measure"]
    )
    bounds = [
        m in cell.split(SEPARATOR)
        for m, cell in zip(figures["measure"], figures["at_least"], strict=True)
    ]
    # a statement that itself names every municipality has a place without a row
    placed = pd.to_numeric(figures["placed"]).where(figures["measure"] == "activities")
    located = figures["located"].fillna(placed)
    return figures.assign(
        exactness=pd.Series(bounds, figures.index).map({True: "at_least", False: "exact"}),
        located=located,
        remainder=figures["published"] - located.fillna(0),
        **{key: figures[key].eq(True) for key in INCOMPLETE},
    ).reset_index(drop=True)


def _found(data: Data) -> pd.DataFrame:
    """Sums by total, measure and evidence: ``located`` and ``illustrative``."""
    rows = data.rows[data.rows["number_of_places"] > 0]
    columns = {column: measure for measure, column in MEASURES.items()}
    sums = rows.groupby(["counts_toward", "evidence"])[list(columns)].sum(min_count=1)
    long = sums.rename(columns=columns).stack().unstack("evidence")
    long = long.rename_axis(["total_id", "measure"]).rename(columns={"published": "located"})
    long = long.reindex(columns=["located", "illustrative"])
    return long.join(_withheld(rows, columns)).reset_index()


def _withheld(rows: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """By total and measure, whether a count that belongs to a sum is withheld:
    ``located_incomplete`` and ``illustrative_incomplete``."""
    hidden = (rows[SMALL] + SEPARATOR + rows[WITHHELD]).str.split(SEPARATOR)
    missing = pd.DataFrame(
        {m: hidden.map(lambda names, c=column: c in names) for column, m in columns.items()}
    )
    found = missing.groupby([rows["counts_toward"], rows["evidence"]]).any()
    long = found.stack().unstack("evidence", fill_value=False)
    long = long.rename_axis(["total_id", "measure"]).rename(columns={"published": "located"})
    return long.reindex(columns=["located", "illustrative"], fill_value=False).add_suffix(
        "_incomplete"
    )

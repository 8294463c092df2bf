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
    "amount": "amount_usd",
}
"""What a total can count, and the column of the activities that adds up to it."""


def reconciliation(data: Data) -> pd.DataFrame:
    """Each published figure of the featured programmes beside what can be located.

    Returns
    -------
    DataFrame
        One row a figure: ``programme``, ``total_id``, ``title``, ``measure`` (a key of
        `MEASURES`), ``exactness``, ``source``; ``published``: the figure; ``located``: the sum of
        the published activities that count toward it, missing where none states it;
        ``illustrative``: the sum of the illustrative rows made to fill the gap;
        ``remainder``: published less located, whose place no source states; and ``incomplete``:
        whether a small count that would belong to the sums is withheld.
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
        incomplete=figures["incomplete"].fillna(False).astype(bool),
    ).reset_index(drop=True)


def _found(data: Data) -> pd.DataFrame:
    """Sums by total, measure and evidence: ``located`` and ``illustrative``."""
    rows = data.rows[data.rows["number_of_places"] > 0]
    columns = {column: measure for measure, column in MEASURES.items()}
    sums = rows.groupby(["counts_toward", "evidence"])[list(columns)].sum(min_count=1)
    long = sums.rename(columns=columns).stack().unstack("evidence")
    long = long.rename_axis(["total_id", "measure"]).rename(columns={"published": "located"})
    long = long.reindex(columns=["located", "illustrative"])
    hidden = rows[SMALL] + SEPARATOR + rows[WITHHELD]
    missing = pd.DataFrame({m: hidden.str.contains(c, regex=False) for c, m in columns.items()})
    incomplete = missing.groupby(rows["counts_toward"]).any().stack().rename("incomplete")
    return long.join(incomplete.rename_axis(["total_id", "measure"])).reset_index()

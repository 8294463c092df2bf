"""Published totals of a programme, and how much of each the activities account for."""

from __future__ import annotations

import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.protection import withheld
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
        `INCOMPLETE`: whether a small count that belongs to the sum is withheld. Such a sum is not
        told, nor a remainder from it: beside the published figure it would narrow the count down.
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
    hidden = {key: figures[key].eq(True) for key in INCOMPLETE}
    # a statement that itself names every municipality has a place without a row
    placed = pd.to_numeric(figures["placed"]).where(figures["measure"] == "activities")
    located = figures["located"].fillna(placed)
    remainder = figures["published"] - located.fillna(0)
    return figures.assign(
        exactness=pd.Series(bounds, figures.index).map({True: "at_least", False: "exact"}),
        located=located.mask(hidden["located_incomplete"]),
        illustrative=figures["illustrative"].mask(hidden["illustrative_incomplete"]),
        remainder=remainder.mask(hidden["located_incomplete"]),
        **hidden,
    ).reset_index(drop=True)


def _found(data: Data) -> pd.DataFrame:
    """Sums by total, measure and evidence: ``located`` and ``illustrative``; and whether a count
    that belongs to one is withheld."""
    sums = data.engine.ask(lambda: _sums(data), shape="sums toward totals", terms={})
    long = sums.set_index(["counts_toward", "evidence"])
    added = _by_evidence(long[list(MEASURES)].dropna(how="all"))
    hidden = _by_evidence(long[[f"{measure}.hidden" for measure in MEASURES]].astype(bool))
    hidden = hidden.rename(index=lambda name: name.removesuffix(".hidden"), level="measure")
    return added.join(hidden.add_suffix("_incomplete")).reset_index()


def _by_evidence(sums: pd.DataFrame) -> pd.DataFrame:
    """By total and measure: ``located`` and ``illustrative``."""
    long = sums.stack().unstack("evidence").rename_axis(["total_id", "measure"])
    return long.rename(columns={"published": "located"}).reindex(
        columns=["located", "illustrative"]
    )


def _sums(data: Data) -> ir.Table:
    """What the activities that are somewhere add up to, by the total that they count toward."""
    rows = data.activities.filter(_.number_of_places > 0)
    sums: dict[str, ir.Scalar] = {}
    for measure, column in MEASURES.items():
        sums[measure] = _[column].sum()
        sums[f"{measure}.hidden"] = withheld(rows, column).cast("int32").max()
    return rows.group_by(["counts_toward", "evidence"]).agg(**sums)

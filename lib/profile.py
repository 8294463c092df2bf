"""One municipality beside the others."""

from __future__ import annotations

import geopandas as gpd
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.parts import Part, in_part
from lib.relations import values_of
from lib.selection import Selection, ask, narrow
from lib.store import Data
from lib.summaries import by_place_each


def beside_the_others(data: Data, selection: Selection, place: str) -> pd.DataFrame:
    """Every indicator of one municipality, beside the median of all partners.

    Returns
    -------
    DataFrame
        Indexed by the key of the indicator: ``value``, ``state``, ``rough``, ``known`` and ``rows``
        as `lib.summaries.by_place` gives them; ``median`` of the partners that have a value (the
        municipality among them), missing where fewer than two have; ``others``: how many have.
    """
    tables = by_place_each(data, selection, data.indicators)
    partner = data.places["partner"]
    rows = {}
    for key, table in tables.items():
        values = table.loc[partner, "value"].dropna()
        median = values.median() if len(values) > 1 else None
        rows[key] = {**table.loc[place].to_dict(), "median": median, "others": len(values)}
    return pd.DataFrame.from_dict(rows, orient="index").astype({"median": "float64"})


def options_of(data: Data, selection: Selection, place: str, key: str) -> dict[str, int]:
    """How many activities of one municipality each option of a filter holds, most first."""
    part = Part(place)
    rows = ask(data, _options_of, selection, part.shape, key, **part.texts)
    return dict(zip(rows["value"], rows["n"].astype(int), strict=True))


def _options_of(data: Data, selection: Selection, part: Part, key: str) -> ir.Table:
    rows = in_part(data, narrow(data, selection), part)
    return values_of(rows, data.engine.tables, key).order_by([_.n.desc(), "value"])


def neighbours(places: gpd.GeoDataFrame, place: str) -> list[str]:
    """The municipalities that share a border with one."""
    touching = places.geometry.touches(places.geometry[place])
    return list(places.index[touching])

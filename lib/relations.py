"""The activities as the tables that an engine is asked about."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from lib.activities import long
from lib.config import Dashboard
from lib.protection import SMALL, WITHHELD
from lib.schema import NONE, SEPARATOR, participants_column
from lib.search import searchable

CHOSEN_BY = (
    "activity_type",
    "participation",
    "sector_group",
    "sector",
    "programme",
    "donor",
    "specific_objective",
    "municipality_ids",
    "status",
    "evidence",
)
"""The columns that a filter can choose by."""

SEVERAL = ("donor", "municipality_ids")
"""Those of them where one activity may have several values."""


def relations(
    rows: pd.DataFrame, places: gpd.GeoDataFrame, sectors: pd.DataFrame, config: Dashboard
) -> dict[str, pd.DataFrame]:
    """The tables by name, with columns as in `lib.store.Data`: ``activities``, ``located``,
    ``communities`` and ``options``."""
    located = _located(rows, places)
    among = located.groupby("row")["partner"].sum().reindex(rows["row"], fill_value=0)
    found_by = searchable(rows, places, sectors)
    options = [
        long(rows, column, several=column in SEVERAL).assign(key=column) for column in CHOSEN_BY
    ]
    return {
        "activities": rows.assign(among_partners=among.to_numpy(), search_text=found_by),
        "located": located,
        "communities": _communities(rows, config),
        "options": pd.concat(options)[["row", "key", "value"]].astype({"value": "str"}),
    }


def _located(rows: pd.DataFrame, places: gpd.GeoDataFrame) -> pd.DataFrame:
    """One row for each municipality of an activity: ``row``, ``place``, ``partner``."""
    located = long(rows, "municipality_ids", several=True)
    # an engine must know the types, even of a table without rows
    located = located[located["value"] != NONE].astype({"value": "str"})
    located = located.assign(partner=located["value"].map(places["partner"]).astype(bool))
    return located.rename(columns={"value": "place"})


def _communities(rows: pd.DataFrame, config: Dashboard) -> pd.DataFrame:
    """One row for each community that is recorded as taking part in an activity: ``row``,
    ``community``, ``people`` (missing where it is only named, or withheld), ``withheld``."""
    columns = ["row", "people", "withheld", "community"]
    parts = [pd.DataFrame(columns=columns).astype({"row": rows["row"].dtype})]
    for code in config.community_codes:
        column = participants_column(code)
        withheld = rows[SMALL].str.split(SEPARATOR).map(lambda names, c=column: c in names)
        withheld |= rows[WITHHELD].str.split(SEPARATOR).map(lambda names, c=column: c in names)
        named = rows["communities_named"].str.split(SEPARATOR).map(lambda codes, c=code: c in codes)
        seen = named | withheld | (rows[column] > 0)
        people = rows[column].where(rows[column] > 0)
        part = pd.DataFrame({"row": rows["row"], "people": people, "withheld": withheld})
        parts.append(part[seen].assign(community=code))
    types = {"people": "float64", "withheld": "bool", "community": "str"}
    return pd.concat([part.astype({t: types[t] for t in types if t in part}) for part in parts])

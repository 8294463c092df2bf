"""The activities as the tables that an engine is asked about."""

from __future__ import annotations

import geopandas as gpd
import ibis
import pandas as pd
import pyarrow as pa

from lib.activities import long
from lib.config import Dashboard
from lib.protection import SMALL, WITHHELD, holds
from lib.schema import NONE, Column, participants_column
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


TEXT, NUMBER, WHOLE = "string", "float64", "int64"
DERIVED = {
    "row": WHOLE,
    "one": WHOLE,
    "money": NUMBER,
    "first_year": NUMBER,
    "last_year": NUMBER,
    "sector_group": TEXT,
    "number_of_places": WHOLE,
    "participation": TEXT,
    "is_mixed": "int8",
    "is_recorded": "int8",
    "people_recorded": NUMBER,
    "non_majority_country": NUMBER,
    "non_majority_municipality": NUMBER,
    SMALL: TEXT,
    WITHHELD: TEXT,
    "among_partners": WHOLE,
    "search_text": TEXT,
}
"""What follows from the columns of an activity."""


def schemas(columns: tuple[Column, ...]) -> dict[str, ibis.Schema]:
    """The columns of each table and their types: the same in every engine, also without rows."""
    read = {column.name: NUMBER if column.measures else TEXT for column in columns}
    tables = {
        "activities": {**read, **DERIVED},
        "located": {"row": WHOLE, "place": TEXT, "partner": "boolean"},
        "communities": {"row": WHOLE, "people": NUMBER, "withheld": "boolean", "community": TEXT},
        "options": {"row": WHOLE, "key": TEXT, "value": TEXT},
    }
    return {name: ibis.schema(types) for name, types in tables.items()}


def relations(
    rows: pd.DataFrame,
    places: gpd.GeoDataFrame,
    sectors: pd.DataFrame,
    config: Dashboard,
    columns: tuple[Column, ...],
) -> dict[str, pa.Table]:
    """The tables by name, with columns as in `lib.store.Data`: ``activities``, ``located``,
    ``communities`` and ``options``. Of all activities, or of some of them: what belongs to one
    follows from it alone."""
    located = _located(rows, places)
    among = located.groupby("row")["partner"].sum().reindex(rows["row"], fill_value=0)
    found_by = searchable(rows, places, sectors)
    options = [
        long(rows, column, several=column in SEVERAL).assign(key=column) for column in CHOSEN_BY
    ]
    tables = {
        "activities": rows.assign(among_partners=among.to_numpy(), search_text=found_by),
        "located": located,
        "communities": _communities(rows, config),
        "options": pd.concat(options)[["row", "key", "value"]].astype({"value": "str"}),
    }
    return {
        name: pa.Table.from_pandas(tables[name], schema.to_pyarrow(), preserve_index=False)
        for name, schema in schemas(columns).items()
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
        withheld = holds(rows[SMALL], column) | holds(rows[WITHHELD], column)
        seen = holds(rows["communities_named"], code) | withheld | (rows[column] > 0)
        people = rows[column].where(rows[column] > 0)
        part = pd.DataFrame({"row": rows["row"], "people": people, "withheld": withheld})
        parts.append(part[seen].assign(community=code))
    types = {"people": "float64", "withheld": "bool", "community": "str"}
    return pd.concat([part.astype({t: types[t] for t in types if t in part}) for part in parts])

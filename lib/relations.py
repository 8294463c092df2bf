"""The activities as the tables that an engine is asked about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.config import Dashboard
from lib.participation import MAJORITIES
from lib.protection import SMALL, WITHHELD, holds
from lib.schema import NONE, SEPARATOR, Column, participants_column
from lib.search import SEARCH_TEXT, common_in, searchable, words_in
from lib.word_bits import MARKS, Numbers

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

TEXT, NUMBER, WHOLE, SHORT, FLAG = "string", "float64", "int64", "int16", "int8"
DERIVED = {
    "row": WHOLE,
    "one": FLAG,
    "money": NUMBER,
    "first_year": SHORT,
    "last_year": SHORT,
    "sector_group": TEXT,
    "number_of_places": SHORT,
    "participation": TEXT,
    "is_mixed": FLAG,
    "is_recorded": FLAG,
    "people_recorded": NUMBER,
    "non_majority_country": NUMBER,
    "non_majority_municipality": NUMBER,
    "share_country": FLAG,
    "share_municipality": FLAG,
    SMALL: TEXT,
    WITHHELD: TEXT,
    "people_not_stated": FLAG,
    "among_partners": SHORT,
    SEARCH_TEXT: TEXT,
    **dict.fromkeys(MARKS, WHOLE),
}
"""What follows from the columns of an activity."""


COMMON_WORDS = "common_words"
"""The table of the words that have a bit of their own."""


@dataclass
class Before:
    """What the activities before some others have set for all."""

    cells: set[tuple[str, str]] = field(default_factory=set)
    """The cells that have been told, by column."""
    common: Numbers | None = None
    """The words that have a bit of their own: the most common ones of the first activities."""


def cells_of(key: str) -> str:
    """The table of the different cells of a column that may hold several values."""
    return f"of_{key}"


def schemas(columns: tuple[Column, ...]) -> dict[str, ibis.Schema]:
    """The columns of each table and their types: the same in every engine, also without rows."""
    read = {column.name: NUMBER if column.measures else TEXT for column in columns}
    tables = {
        "activities": {**read, **DERIVED},
        "communities": {"row": WHOLE, "people": NUMBER, "withheld": "boolean", "community": TEXT},
        COMMON_WORDS: {"row": WHOLE, "number": WHOLE, "word": TEXT},
        **{cells_of(key): {"row": WHOLE, key: TEXT, "value": TEXT} for key in SEVERAL},
    }
    return {name: ibis.schema(types) for name, types in tables.items()}


def relations(
    rows: pd.DataFrame,
    places: gpd.GeoDataFrame,
    sectors: pd.DataFrame,
    config: Dashboard,
    before: Before,
) -> dict[str, pd.DataFrame]:
    """The tables by name, with columns as in `lib.store.Data`: ``activities``, ``communities``,
    `COMMON_WORDS` and those of `cells_of`. Of all activities, or of some of them, the ones after
    the others: to what these have set, ``before``, each adds its own.
    """
    total = "participants_total"
    words = words_in(rows, places, sectors)
    new = common_in(words) if before.common is None else {}
    before.common = new if before.common is None else before.common
    derived = {
        "among_partners": _among(rows, places.index[places["partner"]]),
        "people_not_stated": rows[total].isna() & ~holds(rows[WITHHELD], total),
        **dict(searchable(words, before.common).set_axis(rows.index).items()),
        **{f"share_{each}": _percent(rows, f"non_majority_{each}") for each in MAJORITIES},
    }
    return {
        "activities": rows.assign(**derived),
        "communities": _communities(rows, config),
        COMMON_WORDS: _common(new, rows),
        **{cells_of(column): _cells(rows, column, before.cells) for column in SEVERAL},
    }


def _percent(rows: pd.DataFrame, people: str) -> pd.Series:
    """Whole percents of the participants counted by community, rounded down; -1 where not known.

    Rounded down, so that it is at least a whole percentage exactly where the share is: a filter
    reads one byte of an activity, instead of dividing two numbers anew in each question.
    """
    recorded = rows["people_recorded"].where(rows["people_recorded"] > 0)
    return (100 * rows[people] // recorded).fillna(-1).astype("int8")


def _among(rows: pd.DataFrame, partners: pd.Index) -> pd.Series:
    """How many of an activity's municipalities are partners."""
    cells = rows["municipality_ids"]
    counted = {c: sum(each in partners for each in c.split(SEPARATOR)) for c in cells.unique()}
    return cells.map(counted)


def _common(words: Numbers, rows: pd.DataFrame) -> pd.DataFrame:
    """One row for each common word: ``row`` (the first one, since a copy is made by row),
    ``number``, ``word``."""
    held = pd.DataFrame(words.items(), columns=["word", "number"])
    return held.assign(row=rows["row"].iloc[0] if len(rows) else 0).astype({"word": "str"})


def _cells(rows: pd.DataFrame, column: str, known: set[tuple[str, str]]) -> pd.DataFrame:
    """One row for each value of each different cell of a column: ``row`` (the first with it,
    since a copy is made by row), ``<column>``, ``value``; `NONE` is the value of an empty one.

    There are few different ones: what is added up by cell is small before it is by value.
    """
    cells = rows.loc[~rows[column].duplicated(), ["row", column]]
    cells = cells.loc[[(column, cell) not in known for cell in cells[column]]]
    known.update((column, cell) for cell in cells[column])
    values = cells.assign(value=cells[column].str.split(SEPARATOR)).explode("value")
    # an engine must know the types, even of a table without rows
    return values.astype({"value": "str"}).replace({"value": {"": NONE}})


def values_of(rows: ir.Table, tables: Mapping[str, ir.Table], key: str) -> ir.Table:
    """How many of these activities hold each value that a filter can choose: ``key``, ``value``,
    ``n``. ``tables``: the engine's, by name."""
    counted = rows.select(key).group_by(key).agg(n=_.count())
    if key in SEVERAL:
        joined = tables[cells_of(key)].inner_join(counted, key)
        counted = joined.group_by("value").agg(n=_.n.sum().cast("int64"))
    else:
        counted = counted.select("n", value=ibis.cases((_[key] == "", NONE), else_=_[key]))
    return counted.select("value", "n", key=ibis.literal(key))


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

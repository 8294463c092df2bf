"""The partner municipalities as rows of a file: who they are, and what the view says of them.

A column of ``value`` is a number or missing, never zero for what is not known; why it is missing
stands beside it as a code (``state``) and in words.
"""

from __future__ import annotations

import pandas as pd

from lib.indicators import BY_KEY
from lib.names import Names
from lib.selection import Selection
from lib.store import Data
from lib.summaries import by_place, by_place_each
from lib.values import in_words

IDENTITY = ("id", "population", "population_year", "population_basis", "population_basis_name")
"""Columns of a municipality, beside one ``name_<language>`` for each language of its name."""
CHOSEN = (
    *("indicator", "indicator_name", "value", "state", "value_words"),
    *("rows", "known", "rough", "activities"),
)
"""Columns of one indicator."""
BESIDE = {"state": "state", "words": "value_words"}
"""What stands behind the key of each of several indicators, and which column it is of one."""


def every_indicator(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    """Each partner municipality with every indicator under the filters.

    Returns
    -------
    DataFrame
        One row a municipality, by name; behind who it is three columns for each indicator:
        ``<key>``, ``<key>_state`` and ``<key>_words``.
    """
    rows = _identity(data, names)
    tables = by_place_each(data, selection, data.indicators)
    columns: dict[str, pd.Series] = {}
    for key, table in tables.items():
        columns |= {key: table["value"], f"{key}_state": table["state"].astype("str")}
        columns[f"{key}_words"] = _words(table, names, key)
    return rows.join(pd.DataFrame(columns))


def chosen_indicator(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    """Each partner municipality with the indicator that the view shows.

    Returns
    -------
    DataFrame
        One row a municipality, by name: who it is, and the columns of `CHOSEN`. Those have the
        same names whatever the indicator, so that a map drawn of one file fits the next.
    """
    indicator = BY_KEY[selection["indicator"]]
    table = by_place(data, selection, indicator)
    table["state"] = table["state"].astype("str")
    table["indicator"] = indicator.key
    table["indicator_name"] = names.say(f"indicator.{indicator.key}")
    table["value_words"] = _words(table, names, indicator.key)
    return _identity(data, names).join(table[list(CHOSEN)])


def _words(table: pd.DataFrame, names: Names, key: str) -> pd.Series:
    """Each value as the pages say it, with its unit, and with "about" where it is rough."""
    return table.apply(lambda row: in_words(names.say, BY_KEY[key], row), axis=1).astype("str")


def _identity(data: Data, names: Names) -> pd.DataFrame:
    """Who the partner municipalities are, in the order of their names."""
    places = pd.DataFrame(data.partners.drop(columns="geometry"))
    places = places.loc[names.in_order(places.index)]
    called = [column for column in places.columns if column.startswith("name_")]
    basis = places["population_basis"]
    said = {code: names.say(f"population.{code}") for code in basis.dropna().unique()}
    places["population_basis_name"] = basis.map(said)
    rows = places.reindex(columns=["id", *called, *IDENTITY[1:]])
    whole = ["population", "population_year"]
    rows[whole] = rows[whole].apply(pd.to_numeric).astype("Int64")
    return rows


def column_words(names: Names, column: str) -> tuple[str, str]:
    """What a column is called, and what it means."""
    say = names.say
    if column in BY_KEY:
        return say(f"indicator.{column}"), say(f"indicator.{column}.definition")
    for part, single in BESIDE.items():
        if (key := column.removesuffix(f"_{part}")) in BY_KEY:
            label = say(f"municipality.{part}_of", indicator=say(f"indicator.{key}"))
            return label, say(f"municipality.{single}.meaning")
    if column.startswith("name_"):
        code = column.removeprefix("name_")
        return say("municipality.name", language=code), say("municipality.name.meaning")
    return say(f"municipality.{column}"), say(f"municipality.{column}.meaning")

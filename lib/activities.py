"""The register of activities: read as text, checked, and then given its types."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from lib.cells import first_day
from lib.checks import activity_problems, table_problems
from lib.config import Dashboard
from lib.problems import BadData
from lib.schema import NONE, SEPARATOR, Column, activity_columns, with_registries
from lib.tables import read_rows


def read_checked(path: Path, *, columns: tuple[Column, ...], config: Dashboard) -> pd.DataFrame:
    """The activities as text, when nothing is wrong with them.

    Raises
    ------
    BadData
        With every problem of the file.
    """
    table, problems = read_rows(path)
    communities = config.community_codes
    problems += activity_problems(table, columns=columns, communities=communities, file=path.name)
    if problems:
        raise BadData(problems)
    return table.reset_index(drop=True)


def read_plain(path: Path, columns: tuple[Column, ...]) -> pd.DataFrame:
    """A table whose cells are each right by themselves, as text.

    Raises
    ------
    BadData
        With every problem of the file.
    """
    table, problems = read_rows(path)
    problems += table_problems(table, columns=columns, file=path.name)
    if problems:
        raise BadData(problems)
    return table.reset_index(drop=True)


def dictionary(
    places: gpd.GeoDataFrame, sectors: pd.DataFrame, config: Dashboard
) -> tuple[Column, ...]:
    """The columns of the activities, with the codes that this data allows."""
    registries = {
        "municipalities": tuple(places.index),
        "sectors": tuple(sectors["code"]),
        "communities": config.community_codes,
        "objectives": tuple(objective.code for objective in config.objectives),
        "currencies": ("USD", *config.rates),
    }
    return with_registries(activity_columns(config), registries)


def typed(table: pd.DataFrame, columns: tuple[Column, ...], sectors: pd.DataFrame) -> pd.DataFrame:
    """Numbers as numbers, and what follows from a single row: years, DAC sector, its places."""
    measures = [column.name for column in columns if column.measures]
    numbers = table[measures].apply(pd.to_numeric, errors="coerce").astype("float64")
    start, end = first_day(table["start"]).dt.year, first_day(table["end"]).dt.year
    count = table["municipality_ids"].str.count(SEPARATOR) + table["municipality_ids"].ne("")
    return table.assign(
        **numbers,
        row=range(len(table)),
        one=1,
        first_year=start.fillna(end),
        last_year=end.fillna(start),
        sector_group=table["sector"].map(sectors.set_index("code")["category"]),
        number_of_places=count,
    )


def long(table: pd.DataFrame, column: str, *, several: bool) -> pd.DataFrame:
    """One row for each value in a column: ``row``, ``value``; `NONE` where there is none."""
    cells = table[column].str.split(SEPARATOR) if several else table[column]
    values = table[["row"]].assign(value=cells).explode("value")
    return values.assign(value=values["value"].replace("", NONE))

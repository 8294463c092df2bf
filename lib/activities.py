"""The register of activities: read as text, checked, and then given its types."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd

from lib.cells import first_day
from lib.checks import activity_problems
from lib.config import Dashboard
from lib.problems import BadData, Problem
from lib.schema import NONE, SEPARATOR, Column, activity_columns, with_registries


def read_table(path: Path) -> pd.DataFrame:
    """A CSV file with every cell as text, "" where empty.

    Raises
    ------
    BadData
        The file is missing, is not UTF-8, or is not CSV.
    """
    allowed = "CSV in UTF-8, with commas and a header"
    try:
        return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig").fillna("")
    except FileNotFoundError:
        found = "no such file"
    except UnicodeDecodeError as error:
        found = f"not UTF-8 at byte {error.start}"
    except (pd.errors.ParserError, pd.errors.EmptyDataError, ValueError) as error:
        found = f"not CSV: {error}"
    raise BadData([Problem(path.name, 0, "", found, allowed)])


def read_checked(path: Path, *, columns: tuple[Column, ...], config: Dashboard) -> pd.DataFrame:
    """The activities as text, when nothing is wrong with them.

    Raises
    ------
    BadData
        With every problem of the file.
    """
    table = read_table(path)
    communities = config.community_codes
    problems = activity_problems(table, columns=columns, communities=communities, file=path.name)
    if problems:
        raise BadData(problems)
    return table


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

"""The register of activities: read as text, checked, and then given its types."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import geopandas as gpd
import pandas as pd

from lib.cells import first_day
from lib.checks import table_problems
from lib.config import Dashboard
from lib.exchange import in_currency
from lib.problems import BadData
from lib.schema import (
    SECTOR_COLUMNS,
    SEPARATOR,
    Column,
    activity_columns,
    money_column,
    with_registries,
)
from lib.tables import read_rows


def with_every_column(table: pd.DataFrame, columns: tuple[Column, ...]) -> pd.DataFrame:
    """What a file may leave out is not stated; its columns stand in their order, behind them those
    that there are not."""
    known = [column for column in columns if column.name in table or not column.must_stand]
    names = [column.name for column in known]
    others = [name for name in table if name not in set(names)]
    return table.reindex(columns=[*names, *others], fill_value="")


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


def read_plain_or_none(path: Path, columns: tuple[Column, ...]) -> pd.DataFrame | None:
    """As `read_plain`; None where there is no such file."""
    return read_plain(path, columns) if path.exists() else None


def dictionary(
    places: gpd.GeoDataFrame, sectors: pd.DataFrame | None, config: Dashboard
) -> tuple[Column, ...]:
    """The columns of the activities, with the codes that this data allows. Without a table of
    sectors, a sector is whatever an activity calls it."""
    registries = {
        "municipalities": tuple(places.index),
        "communities": config.community_codes,
        "objectives": tuple(objective.code for objective in config.objectives),
        "currencies": tuple(filter(None, (config.currency, *config.rates))),
    }
    if sectors is not None:
        registries["sectors"] = tuple(sectors["code"])
    return with_registries(activity_columns(config), registries)


def sectors_called(sectors: Iterable[str]) -> pd.DataFrame:
    """Each sector that activities name, as a group of its own, as ``sectors.csv`` would have it."""
    called = pd.Series(list(dict.fromkeys(sectors)), dtype="str")
    return pd.DataFrame({column.name: called for column in SECTOR_COLUMNS})


def states_money(table: pd.DataFrame, columns: tuple[Column, ...]) -> bool:
    """Whether any row states its amount in the operator's currency itself."""
    column = money_column(columns)
    return bool(column) and column in table and bool(table[column].ne("").any())


def typed(
    table: pd.DataFrame,
    columns: tuple[Column, ...],
    sectors: pd.DataFrame,
    config: Dashboard,
    *,
    stated: bool,
    first: int = 0,
) -> pd.DataFrame:
    """Numbers as numbers, and what follows from a single row: years, group of sectors, places,
    and ``money``: the amount in the operator's currency, missing where it is not known.

    Parameters
    ----------
    stated
        Whether any row of the whole register states its amount in that currency itself.
    first
        The number of the first row.
    """
    measures = [column.name for column in columns if column.measures]
    numbers = table[measures].apply(pd.to_numeric, errors="coerce").astype("float64")
    start, end = first_day(table["start"]).dt.year, first_day(table["end"]).dt.year
    count = table["municipality_ids"].str.count(SEPARATOR) + table["municipality_ids"].ne("")
    first_year, last_year = start.fillna(end), end.fillna(start)
    table = table.assign(**numbers)
    column = money_column(columns)
    if column and not stated:
        table[column] = in_currency(table, first_year, config)
    return table.assign(
        money=table[column] if column else float("nan"),
        row=range(first, first + len(table)),
        one=1,
        first_year=first_year,
        last_year=last_year,
        sector_group=table["sector"].map(sectors.set_index("code")["category"]),
        number_of_places=count,
    )

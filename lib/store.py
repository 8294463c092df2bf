"""Opens the data: municipalities as a GeoDataFrame, activities as an Ibis table.

Everything that is wrong with the files is said at once (`lib.problems.BadData`).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import ibis
import ibis.expr.types as ir
import pandas as pd

from lib.activities import (
    dictionary,
    read_checked,
    read_plain_or_none,
    sectors_called,
    typed,
)
from lib.config import Dashboard, read_config
from lib.engine import Engine
from lib.indicators import INDICATORS, Indicator
from lib.known import known
from lib.participation import PARTICIPATION, with_participation
from lib.places import read_places
from lib.problems import all_or_problems
from lib.protection import protected, protected_populations
from lib.provenance import Source, read_provenance
from lib.relations import CHOSEN_BY, relations
from lib.schema import (
    SECTOR_COLUMNS,
    TOTAL_COLUMNS,
    Column,
)

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Data:
    """One version of the data of a dashboard, read-only and shared by all readers.

    ``activities`` has one row an activity; ``located`` one row for each municipality of an
    activity (``row``, ``place``); ``options`` one row for each value that a filter can
    choose it by (``row``, ``key``, ``value``); ``communities`` one for each community recorded as
    taking part (``row``, ``community``, ``people``, ``withheld``). ``rows`` are the activities as
    they were read. All of it is without small counts of people (`lib.protection`).
    """

    config: Dashboard
    places: gpd.GeoDataFrame
    columns: tuple[Column, ...]
    sectors: pd.DataFrame
    totals: pd.DataFrame
    rows: pd.DataFrame
    engine: Engine
    sources: Mapping[str, Source] = field(default_factory=dict)
    preview: bool = False
    """Whether it is a reader's own file, which nobody else sees."""
    _remembered: dict[Hashable, Any] = field(default_factory=dict)

    def remember(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, made once for this version of the data and kept for all readers."""
        if key not in self._remembered:
            self._remembered[key] = make()
        kept: T = self._remembered[key]
        return kept

    @property
    def activities(self) -> ir.Table:
        return self.engine.tables["activities"]

    @property
    def located(self) -> ir.Table:
        return self.engine.tables["located"]

    @property
    def communities(self) -> ir.Table:
        return self.engine.tables["communities"]

    @property
    def options(self) -> ir.Table:
        return self.engine.tables["options"]

    def _ask(self, expression: ir.Table) -> pd.DataFrame:
        return self.engine.ask(lambda: expression, shape=expression, terms={})

    @cached_property
    def partners(self) -> gpd.GeoDataFrame:
        """The municipalities that the dashboard is about."""
        return self.places[self.places["partner"]]

    @cached_property
    def has(self) -> frozenset[str]:
        """What is known at all: which of the things that an indicator may need."""
        return known(self.places, self.config)

    @cached_property
    def indicators(self) -> tuple[Indicator, ...]:
        """The numbers that this data can have: none by inhabitants where nobody counts them, of
        money without a currency, of communities where there are none."""
        return tuple(each for each in INDICATORS if each.needs <= self.has)

    @cached_property
    def values(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter: in the declared order, else from most to fewest activities."""
        declared = {column.name: column.allowed for column in self.columns if column.kind == "code"}
        orders = {**declared, "participation": PARTICIPATION, "sector": (), "sector_group": ()}
        return {
            key: _in_order(list(counted), orders.get(key, ())) for key, counted in self.held.items()
        }

    @cached_property
    def held(self) -> dict[str, dict[str, int]]:
        """By filter, how many activities of all the data each value holds, from most to fewest."""
        counted = self.options.group_by(["key", "value"]).agg(n=self.options.count())
        rows = self._ask(counted.order_by([ibis.desc("n"), "value"]))
        found = {
            str(key): dict(zip(part["value"], part["n"].astype(int), strict=True))
            for key, part in rows.groupby("key")
        }
        # a register without activities has filters too
        return {key: found.get(key, {}) for key in CHOSEN_BY}

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The number of activities by evidence."""
        rows = self._ask(self.activities.group_by("evidence").agg(n=self.activities.count()))
        return dict(zip(rows["evidence"], rows["n"].astype(int), strict=True))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The id of every activity."""
        return tuple(self.rows["id"])

    @cached_property
    def titles(self) -> dict[str, str]:
        """The title of every activity, by id."""
        return dict(zip(self.rows["id"], self.rows["title"], strict=True))

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first dated activity to the last."""
        dated = self.activities.agg(
            first=self.activities.first_year.min(), last=self.activities.last_year.max()
        )
        span = self._ask(dated).iloc[0]
        return tuple(range(int(span["first"]), int(span["last"]) + 1)) if span.notna().all() else ()


def _in_order(values: list[str], order: Sequence[str]) -> tuple[str, ...]:
    """The values in this order; those that it does not name stay as they are, behind."""
    known = [value for value in order if value in values]
    return (*known, *(value for value in values if value not in known))


def open_data(folder: Path, small_count: int = 1) -> Data:
    """The data in a folder, when all of it is right.

    Parameters
    ----------
    small_count
        Counts of people below this are withheld, where the folder's own threshold is lower.

    Raises
    ------
    BadData
        With every problem of every file. Activities are checked once what they refer to
        (municipalities and sectors) is right.
    """
    config = read_config(folder / "dashboard.toml")
    config = config.model_copy(update={"small_count": max(config.small_count, small_count)})
    sources, sectors, places, totals = all_or_problems(
        lambda: read_provenance(folder),
        lambda: read_plain_or_none(folder / "sectors.csv", SECTOR_COLUMNS),
        lambda: read_places(folder / "municipalities.geojson", config),
        lambda: read_plain_or_none(folder / "totals.csv", TOTAL_COLUMNS),
    )
    columns = dictionary(places, sectors, config)
    table = read_checked(folder / "activities.csv", columns=columns, config=config)
    if sectors is None:
        sectors = sectors_called(table)
    if totals is None:
        totals = pd.DataFrame(columns=[column.name for column in TOTAL_COLUMNS], dtype="str")
    rows = typed(table, columns, sectors, config)
    rows = protected(with_participation(rows, places, config), config)
    places = protected_populations(places, config)
    tables = {"places": places, "sectors": sectors, "totals": totals}
    return load(rows, config=config, columns=columns, sources=sources, **tables)


def load(rows: pd.DataFrame, **parts: Any) -> Data:
    """Typed and checked activities, in an engine of their own in memory."""
    tables = relations(rows, parts["places"], parts["sectors"], parts["config"])
    return Data(**parts, rows=rows, engine=Engine(tables))

"""Opens the data: municipalities as a GeoDataFrame, activities as an Ibis table.

Everything that is wrong with the files is said at once (`lib.problems.BadData`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, TypeVar

import geopandas as gpd
import ibis
import ibis.expr.types as ir
import pandas as pd
from ibis import _

from lib.activities import read_plain_or_none, sectors_called
from lib.address import read_address
from lib.config import Dashboard, read_config
from lib.engine import Engine, placeholder
from lib.indicators import INDICATORS, Indicator
from lib.known import known
from lib.origins import Origin, origin_at
from lib.participation import PARTICIPATION
from lib.places import read_places
from lib.problems import all_or_problems
from lib.provenance import Source, read_provenance
from lib.register import Beside
from lib.relations import CHOSEN_BY, COMMON_WORDS, cells_of, values_of
from lib.rounding import protected_populations
from lib.schema import (
    SECTOR_COLUMNS,
    TOTAL_COLUMNS,
    Column,
)

T = TypeVar("T")
MOST_IDS = 1_000
"""How many ids are looked through for one that is spelled like another."""
FILES_BESIDE = ("dashboard.toml", "municipalities.geojson", "sectors.csv")
"""What the activities are checked against and made into tables with."""
MADE_BY = (
    "activities",
    "exchange",
    "participation",
    "protection",
    "register",
    "relations",
    "schema",
    "search",
    "spelling",
    "word_bits",
)
"""The modules that make the tables of an engine."""


@dataclass(frozen=True, eq=False)
class Data:
    """One version of the data of a dashboard, read-only and shared by all readers.

    ``activities`` has one row an activity; ``communities`` one for each community recorded as
    taking part in one (``row``, ``community``, ``people``, ``withheld``); `cells` tells what stands
    in a cell that holds several values. All of it is without small counts of people
    (`lib.protection`), and stays where the engine is.
    """

    config: Dashboard
    places: gpd.GeoDataFrame
    columns: tuple[Column, ...]
    sectors: pd.DataFrame
    totals: pd.DataFrame
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

    def cells(self, key: str) -> ir.Table:
        """Of a column that may hold several values: one row for each value of each different cell,
        ``<key>``, ``value``."""
        return self.engine.tables[cells_of(key)]

    @property
    def communities(self) -> ir.Table:
        return self.engine.tables["communities"]

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
        tables = self.engine.tables
        each = (values_of(self.activities, tables, key) for key in CHOSEN_BY)
        rows = self._ask(ibis.union(*each).order_by([ibis.desc("n"), "value"]))
        found = {
            str(key): dict(zip(part["value"], part["n"].astype(int), strict=True))
            for key, part in rows.groupby("key")
        }
        # a register without activities has filters too
        return {key: found.get(key, {}) for key in CHOSEN_BY}

    @cached_property
    def common_words(self) -> dict[str, int]:
        """The words that have a bit of their own (`lib.word_bits`), and their numbers."""
        rows = self._ask(self.engine.tables[COMMON_WORDS].order_by("number"))
        return dict(zip(rows["word"], rows["number"].astype(int), strict=True))

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The number of activities by evidence."""
        rows = self._ask(self.activities.group_by("evidence").agg(n=self.activities.count()))
        return dict(zip(rows["evidence"], rows["n"].astype(int), strict=True))

    @cached_property
    def ids(self) -> Ids:
        """The id of every activity, to look one up."""
        return Ids(self)

    def all_rows(self) -> pd.DataFrame:
        """Every activity, as it was read and protected: for those few who need all at once."""
        return self._ask(self.activities.order_by("row"))

    def row(self, activity: str) -> pd.Series | None:
        """One activity by its id, as it was read and protected; None where there is none."""
        held = self.activities.filter(_.id == placeholder("id"))
        found = self.engine.ask(lambda: held, shape="one activity", terms={"id": activity})
        return None if found.empty else found.iloc[0]

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Every year from the first dated activity to the last."""
        dated = self.activities.agg(
            first=self.activities.first_year.min(), last=self.activities.last_year.max()
        )
        span = self._ask(dated).iloc[0]
        return tuple(range(int(span["first"]), int(span["last"]) + 1)) if span.notna().all() else ()


class Ids(Sequence[str]):
    """The ids of all activities. They may be too many to hold: each is asked for."""

    def __init__(self, data: Data) -> None:
        self._data = data

    def __contains__(self, activity: object) -> bool:
        return isinstance(activity, str) and self._data.row(activity) is not None

    def __len__(self) -> int:
        return sum(self._data.sizes.values())

    def __getitem__(self, number: Any) -> Any:
        held = self._data.activities
        if isinstance(number, slice):
            return self._first[number]
        one = held.filter(_.row == ibis.literal(placeholder("row")).cast("int64")).select("id")
        terms = {"row": str(number % len(self))}
        return self._data.engine.ask(lambda: one, shape="one id", terms=terms)["id"].iloc[0]

    def __iter__(self) -> Iterator[str]:
        """The first `MOST_IDS`: to say what is allowed, and what is spelled most like it."""
        return iter(self._first)

    @cached_property
    def _first(self) -> list[str]:
        activities = self._data.activities
        rows = activities.filter(_.row < MOST_IDS).select("id", "row").order_by("row")
        return list(self._data.engine.ask(lambda: rows, shape="first ids", terms={})["id"])


def _in_order(values: list[str], order: Sequence[str]) -> tuple[str, ...]:
    """The values in this order; those that it does not name stay as they are, behind."""
    known = [value for value in order if value in values]
    return (*known, *(value for value in values if value not in known))


def open_data(folder: Path, origin: Origin | None = None, *, small_count: int = 1) -> Data:
    """The data in a folder, when all of it is right.

    Parameters
    ----------
    origin
        Where the activities are, instead of where the folder's configuration says.
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
    origin = origin or origin_at(read_address(config.activities, folder))
    beside = Beside(places, sectors, config)
    engine = origin.open(beside, fingerprint(folder, FILES_BESIDE, str(config.small_count)))
    if totals is None:
        totals = pd.DataFrame(columns=[column.name for column in TOTAL_COLUMNS], dtype="str")
    return Data(
        config=config,
        places=protected_populations(places, config),
        columns=beside.columns,
        sectors=_sectors_in(engine) if sectors is None else sectors,
        totals=totals,
        engine=engine,
        sources=sources,
    )


def _sectors_in(engine: Engine) -> pd.DataFrame:
    """The sectors that activities name, in the order in which they come first."""
    held = engine.tables["activities"]
    named = held.group_by("sector").agg(first=held.row.min()).order_by("first")
    return sectors_called(engine.ask(lambda: named, shape="sectors", terms={})["sector"])


def fingerprint(folder: Path, files: Iterable[str], beside: str) -> str:
    """Tells what files hold apart, whatever their dates; what is asked ``beside``; and the program
    that reads them."""
    whole = hashlib.sha256(_program() + beside.encode())
    for file in files:
        held = folder / file
        whole.update(hashlib.sha256(held.read_bytes() if held.is_file() else b"").digest())
    return whole.hexdigest()[:16]


@cache
def _program() -> bytes:
    """What makes the tables of an engine: what it makes changes with it."""
    lib = Path(__file__).resolve().parent
    return b"".join((lib / f"{module}.py").read_bytes() for module in MADE_BY)

"""The register of activities, read piece by piece: each is checked, protected, and made into the
tables that an engine is asked about. Never is more than a piece of it held."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

import geopandas as gpd
import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from lib.activities import dictionary, sectors_called, states_money, typed, with_every_column
from lib.checks import ALLOWED_WORDS, activity_problems
from lib.config import Dashboard
from lib.participation import with_participation
from lib.problems import BadData, Problem
from lib.protection import protected
from lib.relations import Before, relations, schemas
from lib.schema import Column, money_column
from lib.tables import Piece

MOST_PROBLEMS = 20_000
"""Of more problems nobody reads the rest: the register is not read further."""

Pieces = Callable[[], Generator[Piece]]
"""Reads the register from its beginning: text, indexed by the row that a problem names."""


@dataclass(frozen=True, eq=False)
class Beside:
    """What the activities are checked against and made into tables with."""

    places: gpd.GeoDataFrame
    """As they were read: activities are judged by the populations as published."""
    sectors: pd.DataFrame | None
    """None where the activities alone say what sectors there are."""
    config: Dashboard

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        return dictionary(self.places, self.sectors, self.config)

    @cached_property
    def schemas(self) -> dict[str, ibis.Schema]:
        return schemas(self.columns)

    def tables(
        self,
        table: pd.DataFrame,
        *,
        stated: bool,
        first: int = 0,
        before: Before | None = None,
    ) -> dict[str, pa.Table]:
        """Rows that are right as the tables of an engine.

        Parameters
        ----------
        stated, first
            As for `lib.activities.typed`.
        before
            As for `lib.relations.relations`; None where no rows come before.
        """
        places, config, columns = self.places, self.config, self.columns
        table = with_every_column(table.reset_index(drop=True), columns)
        sectors = sectors_called(table["sector"]) if self.sectors is None else self.sectors
        rows = typed(table, columns, sectors, config, stated=stated, first=first)
        rows = protected(with_participation(rows, places, config), config)
        tables = relations(rows, places, sectors, config, before or Before())
        return {
            name: pa.Table.from_pandas(tables[name], schema.to_pyarrow(), preserve_index=False)
            for name, schema in self.schemas.items()
        }


def made(pieces: Pieces, beside: Beside) -> Iterator[dict[str, pa.Table]]:
    """The tables of a register, piece by piece.

    Raises
    ------
    BadData
        With every problem, in the end: who takes the pieces must not show them before.
    """
    stated, checked, first = _stated(pieces, beside.columns), Checked(beside), 0
    before = Before()
    for piece in pieces():
        checked.check(piece)
        if not checked.problems:
            yield beside.tables(piece.table, stated=stated, first=first, before=before)
        first += len(piece.table)
        if checked.done:
            break
    checked.settle(pieces)


def _stated(pieces: Pieces, columns: tuple[Column, ...]) -> bool:
    """Whether any row states its amount in the operator's currency itself. No more is read for it
    than it takes: mostly the first piece."""
    if not money_column(columns):
        return False
    # who reads from a server must not begin again before this has ended
    with contextlib.closing(pieces()) as read:
        return any(states_money(piece.table, columns) for piece in read)


@dataclass
class Checked:
    """What is wrong with a register, while it is read."""

    beside: Beside
    problems: list[Problem] = field(default_factory=list)
    _ids: list[npt.NDArray[np.uint64]] = field(default_factory=list)

    @property
    def done(self) -> bool:
        """Whether there is no use in reading further."""
        return len(self.problems) >= MOST_PROBLEMS

    def check(self, piece: Piece) -> None:
        """A piece: its own problems, and its ids for later."""
        found = activity_problems(
            with_every_column(piece.table, self.beside.columns),
            columns=self.beside.columns,
            communities=self.beside.config.community_codes,
            file=piece.file,
        )
        self.problems += [*piece.problems, *(_named(each, piece) for each in found)]
        if "id" in piece.table:
            self._ids.append(pd.util.hash_array(piece.table["id"].to_numpy(object)))

    def settle(self, pieces: Pieces) -> None:
        """Raise every problem, if there is any: last, ids that two pieces share."""
        if len(self._ids) > 1 and not self.done:
            self.problems += self._repeated(pieces)
        if self.problems:
            raise BadData(dict.fromkeys(self.problems))

    def _repeated(self, pieces: Pieces) -> Iterator[Problem]:
        """Ids of several activities. Eight bytes are kept of each; only where those are the same
        the register is read again."""
        hashes, counts = np.unique(np.concatenate(self._ids), return_counts=True)
        suspect = hashes[counts > 1]
        seen: dict[str, list[Problem]] = {}
        for piece in pieces() if len(suspect) else ():
            among = np.isin(pd.util.hash_array(piece.table["id"].to_numpy(object)), suspect)
            for row, cell in piece.table.loc[among, "id"].items():
                allowed = ALLOWED_WORDS["field_uniqueness"]
                problem = Problem(piece.file, int(row), "id", cell, allowed)
                seen.setdefault(cell, []).append(_named(problem, piece))
        return (each for same in seen.values() if len(same) > 1 for each in same)


def _named(problem: Problem, piece: Piece) -> Problem:
    """A problem of a row that has no number, with the row's id instead."""
    if not piece.by_id or problem.row not in piece.table.index or "id" not in piece.table:
        return problem
    return replace(problem, file=f"{problem.file} ({piece.table['id'][problem.row]})", row=0)

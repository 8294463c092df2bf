"""The engine inside this program: DuckDB, in memory or in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import ibis
import pandas as pd
import pyarrow as pa

from lib.engine import Engine, Schemas
from lib.engine.rows import frame

MOST_CODES = 10_000
"""Texts of fewer different values are kept as numbers: they are compared and grouped faster."""
AT_ONCE = 10_000
"""How many rows of an answer are made into a table at a time."""
Tables = Mapping[str, pa.Table]


class Embedded:
    """DuckDB with the tables of one version of the data."""

    dialect, bound = "duckdb", r"$\1"

    def __init__(self, schemas: Schemas, namespace: str = "", file: str = ":memory:") -> None:
        self._con = duckdb.connect(file)
        self._schemas, self._in = schemas, f'"{namespace}".' if namespace else ""
        if namespace:
            self._con.execute(f'create schema "{namespace}"')
        for name, schema in schemas.items():
            empty = schema.to_pyarrow().empty_table()
            self._with_rows(f"create table {self._in}{name} as select * from piece", empty)

    def fill(self, pieces: Iterable[Tables]) -> Embedded:
        """The same with the rows of every piece, ready to be asked."""
        for tables in pieces:
            for name, rows in tables.items():
                self._with_rows(f"insert into {self._in}{name} select * from piece", rows)
        texts: dict[str, list[str]] = {}
        for name, schema in self._schemas.items():
            for column in (each for each, kind in schema.items() if kind.is_string()):
                texts.setdefault(column, []).append(name)
        for column, held_in in texts.items():
            self._code(column, held_in)
        return self

    def _with_rows(self, statement: str, rows: pa.Table) -> None:
        self._con.register("piece", rows)
        self._con.execute(statement)
        self._con.unregister("piece")

    def _code(self, column: str, tables: list[str]) -> None:
        """A text of which there are few different ones as numbers: the same in every table with a
        column of this name, which are joined by it."""
        held = " union all ".join(f'select "{column}" from {self._in}{name}' for name in tables)
        held = f'(select distinct "{column}" from ({held}) where "{column}" is not null'
        few = self._con.execute(f"select count(*) from {held} limit {MOST_CODES + 1})").fetchall()
        if 0 < few[0][0] <= MOST_CODES:
            kind = f'{self._in}"of {column}"'
            self._con.execute(f"create type {kind} as enum {held} order by 1)")
            for name in tables:
                alter = f'alter table {self._in}{name} alter "{column}" set data type {kind}'
                self._con.execute(alter)

    def run(self, statement: str, terms: Mapping[str, str], schema: ibis.Schema) -> pd.DataFrame:
        """The rows that a statement finds."""
        # a cursor of its own: readers ask side by side
        with self._con.cursor() as cursor:
            cursor.execute(statement, dict(terms))
            # most answers are small: made like this they take less time than by DuckDB itself
            found = [frame(cursor.fetchmany(AT_ONCE), schema)]
            while len(found[-1]) == AT_ONCE:
                found.append(frame(cursor.fetchmany(AT_ONCE), schema))
        return pd.concat(found, ignore_index=True) if len(found) > 1 else found[0]

    def look(self) -> None:
        """It is here, always."""


def embedded(tables: Mapping[str, pd.DataFrame]) -> Engine:
    """An engine in memory that holds these tables."""
    held = {name: pa.Table.from_pandas(rows, preserve_index=False) for name, rows in tables.items()}
    schemas = {name: ibis.Schema.from_pyarrow(rows.schema) for name, rows in held.items()}
    return Engine(schemas, Embedded(schemas).fill([held]))

"""The engine inside this program: DuckDB, in memory or in a file of its own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import duckdb
import ibis
import pandas as pd
import pyarrow as pa

from lib.engine import Engine, Schemas

MOST_CODES = 255
"""Texts of fewer different values are kept as numbers: they are compared twice as fast."""
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
        for name, schema in self._schemas.items():
            for column in (each for each, kind in schema.items() if kind.is_string()):
                self._code(name, column)
        return self

    def _with_rows(self, statement: str, rows: pa.Table) -> None:
        self._con.register("piece", rows)
        self._con.execute(statement)
        self._con.unregister("piece")

    def _code(self, table: str, column: str) -> None:
        """A text of which there are few different ones as numbers."""
        where = f'from {self._in}{table} where "{column}" is not null'
        few = self._con.execute(
            f'select count(*) from (select distinct "{column}" {where} limit {MOST_CODES + 1})'
        ).fetchall()[0][0]
        if 0 < few <= MOST_CODES:
            kind = f'{self._in}"{table}.{column}"'
            values = f'select distinct "{column}" {where} order by 1'
            self._con.execute(f"create type {kind} as enum ({values})")
            self._con.execute(
                f'alter table {self._in}{table} alter "{column}" set data type {kind}'
            )

    def run(self, statement: str, terms: Mapping[str, str], schema: ibis.Schema) -> pd.DataFrame:
        """The rows that a statement finds."""
        # a cursor of its own: readers ask side by side
        with self._con.cursor() as cursor:
            found = cursor.execute(statement, dict(terms)).df()
        # texts are texts, as from every engine: not categories, nor anything at all
        texts = [column for column, kind in schema.items() if kind.is_string()]
        return found.astype(dict.fromkeys(texts, "str"))

    def look(self) -> None:
        """It is here, always."""


def embedded(tables: Mapping[str, pd.DataFrame]) -> Engine:
    """An engine in memory that holds these tables."""
    held = {name: pa.Table.from_pandas(rows, preserve_index=False) for name, rows in tables.items()}
    schemas = {name: ibis.Schema.from_pyarrow(rows.schema) for name, rows in held.items()}
    return Engine(schemas, Embedded(schemas).fill([held]))

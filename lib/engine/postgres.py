"""The engine is a PostgreSQL server: the tables of a version are in a schema of its own."""

from __future__ import annotations

import queue
import weakref
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

import ibis
import pandas as pd
import psycopg
import pyarrow as pa
from psycopg.sql import SQL, Composed, Identifier
from pyarrow import csv

from lib.address import Postgres
from lib.engine import Away, Schemas
from lib.engine.rows import frame
from lib.language import phrase
from lib.problems import Problem
from lib.relations import SEVERAL, cells_of

WAIT = {
    "connect_timeout": 3,
    "tcp_user_timeout": 5_000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A server that is gone is noticed within seconds."""
TYPES = {
    "string": 'text collate "C"',
    "int64": "bigint",
    "int32": "integer",
    "int16": "smallint",
    "int8": "smallint",
    "float64": "double precision",
    "boolean": "boolean",
}
"""Texts are compared letter by letter, as the other engines do."""
INDEXES = {
    "activities": ("row", "id", "municipality_ids"),
    **{cells_of(key): ("row",) for key in SEVERAL},
    "communities": ("row",),
}
Connection = psycopg.Connection[tuple[object, ...]]


class Server:
    """Connections to a server. One that is free is used again."""

    def __init__(self, address: Postgres) -> None:
        self.address = address
        self._free: queue.LifoQueue[Connection] = queue.LifoQueue()
        self._open: set[Connection] = set()
        weakref.finalize(self, _close, self._open)

    def connect(self, **options: object) -> Connection:
        """A new connection; raises `Away`."""
        try:
            given = {**WAIT, "application_name": "dashboard", **options}
            made = psycopg.connect(self.address.dsn, **given)  # type: ignore[arg-type]
        except psycopg.OperationalError as error:
            raise self.away(error) from None
        self._open.add(made)
        return made

    def close(self, connection: Connection) -> None:
        """Give a connection up."""
        connection.close()
        self._open.discard(connection)

    def away(self, error: Exception) -> Away:
        """That nobody answers, said without the password."""
        # what the server says may repeat the name of the user, but never the password
        said = " ".join(str(error).split()).removeprefix("connection failed: ")
        return Away(
            [
                Problem(
                    self.address.name,
                    0,
                    "",
                    said[:300],
                    phrase("problem.engine", what="PostgreSQL"),
                )
            ]
        )

    @contextmanager
    def own(self) -> Iterator[Connection]:
        """A connection for one piece of work, closed afterwards."""
        connection = self.connect()
        try:
            yield connection
        finally:
            self.close(connection)

    @contextmanager
    def borrowed(self) -> Iterator[Connection]:
        """A connection that commits by itself, given back afterwards unless it broke."""
        try:
            connection = self._free.get_nowait()
        except queue.Empty:
            connection = self.connect(autocommit=True)
        try:
            yield connection
        except psycopg.Error:
            if connection.broken or connection.closed:
                self.close(connection)
            else:
                self._free.put(connection)
            raise
        self._free.put(connection)

    def forget(self) -> None:
        """Close what is free: the server may have been another when they were made."""
        with suppress(queue.Empty):
            while True:
                self.close(self._free.get_nowait())


def _close(connections: set[Connection]) -> None:
    for each in connections:
        each.close()


class OnServer:
    """A version of the data on a PostgreSQL server."""

    dialect, bound = "postgres", r"%(\1)s"

    def __init__(self, server: Server, namespace: str) -> None:
        self._server, self._namespace = server, namespace

    def run(self, statement: str, terms: Mapping[str, str], schema: ibis.Schema) -> pd.DataFrame:
        """The rows that a statement finds. A connection may have been lost since it was used
        last: then a new one is tried."""
        for again in (True, False):
            try:
                with self._server.borrowed() as connection:
                    return frame(connection.execute(statement, dict(terms)).fetchall(), schema)
            except psycopg.OperationalError as error:
                self._server.forget()
                if not again:
                    raise self._server.away(error) from None
            except psycopg.errors.UndefinedTable as error:
                # who has lost its hold on a version may find it dropped
                raise self._server.away(error) from None
        raise AssertionError

    def look(self) -> None:
        """See whether the server answers, and holds the version; raises `Away`."""
        there = "select (to_regnamespace(%(name)s) is not null)::int"
        found = self.run(there, {"name": self._namespace}, ibis.schema({"n": "int64"}))
        if not found["n"].iloc[0]:
            raise self._server.away(LookupError(self._namespace))


def create(cursor: psycopg.Cursor, namespace: str, schemas: Schemas) -> None:
    """A schema with the empty tables of a version."""
    cursor.execute(SQL("create schema {}").format(Identifier(namespace)))
    for name, schema in schemas.items():
        columns = SQL(", ").join(
            SQL("{} {}").format(Identifier(column), SQL(TYPES[str(kind).removeprefix("!")]))
            for column, kind in schema.items()
        )
        cursor.execute(SQL("create table {} ({})").format(Identifier(namespace, name), columns))


def fill(cursor: psycopg.Cursor, namespace: str, pieces: Iterable[Mapping[str, pa.Table]]) -> None:
    """The rows of every piece, and then what finds them quickly."""
    # what is missing stands without quotes
    written = csv.WriteOptions(include_header=False, quoting_style="all_valid")
    for tables in pieces:
        for name, rows in tables.items():
            table = Identifier(namespace, name)
            with cursor.copy(SQL("copy {} from stdin (format csv)").format(table)) as copy:
                csv.write_csv(rows, _Into(copy), written)
    for name, indexed in INDEXES.items():
        table = Identifier(namespace, name)
        for columns in indexed:
            cursor.execute(_index(table, columns))
        cursor.execute(SQL("analyze {}").format(table))


def _index(table: Identifier, columns: str) -> Composed:
    named = SQL(", ").join(Identifier(each) for each in columns.split(", "))
    return SQL("create index on {} ({})").format(table, named)


class _Into:
    """A file that is copied into a table while it is written."""

    closed = False

    def __init__(self, copy: psycopg.Copy) -> None:
        self._copy = copy

    def write(self, text: bytes) -> int:
        self._copy.write(text)
        return len(text)

    def writable(self) -> bool:
        return True

    def flush(self) -> None:
        """Nothing is held back."""

    def close(self) -> None:
        """The copy ends by itself."""

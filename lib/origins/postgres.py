"""Activities in a table of a PostgreSQL server: each version is published there, in a schema of
its own, and asked about there.

The operator's table is read once for each version, and only read. What readers are shown comes
from the published tables, in which small counts are withheld already. A schema is made in one
transaction, so that nobody sees half of it; several dashboards share it; who uses one holds a
lock on it, and one that nobody holds is dropped when a newer one is published.
"""

from __future__ import annotations

import hashlib
import threading
import weakref
from collections import Counter, deque
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import psycopg
from psycopg.sql import SQL, Composed, Identifier

from lib.address import Postgres
from lib.engine import Engine
from lib.engine.postgres import Connection, OnServer, Server, create, fill
from lib.language import phrase
from lib.origins.cells import as_text
from lib.problems import BadData, Problem
from lib.register import Beside, made
from lib.tables import AT_ONCE, Piece, piece

PREFIX = "dashboard_"
LOCK = "hashtextextended(%s, 0)"
STORED = ("r", "p", "m")
"""Kinds of relations whose rows are stored: tables, partitioned tables, materialised views."""
ROWS_STORED = SQL("""
select count(*) || ' ' || coalesce(sum(hashtextextended(
    tableoid::text || ctid::text || xmin::text, 0)::numeric), 0) from {}
""")
"""A row that is inserted or updated has a new place or a new writer; one that is deleted is missing
from the sum."""
ROWS_SEEN = SQL(
    "select count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) from {} as t"
)
"""The rows of a view have no place: what they hold is added up."""


class InPostgres:
    """A table or a view, and the versions that are published of it."""

    remote = True

    def __init__(self, address: Postgres) -> None:
        self.name = address.name
        self._table = Identifier(address.schema, address.table)
        self._server = Server(address)
        self._holds = Holds(self._server)
        self._mark = f"dashboard of {self.name} since "
        self._last = ("", "")
        """The snapshot of the whole server that was looked at last, and the state in it."""

    def state(self) -> str:
        """A fingerprint of the rows, asked only where anything on the server has changed."""
        with self._said(), self._server.borrowed() as connection:
            self._holds.settle()
            snapshot = _one(connection, SQL("select pg_current_snapshot()::text"))
            if snapshot != self._last[0]:
                state, stored = self._fingerprint(connection)
                self._last = (snapshot if stored else "", state)
            return self._last[1]

    def files(self, folder: Path) -> list[Path]:
        """None: the rows are on the server."""
        return []

    def open(self, beside: Beside, key: str) -> Engine:
        """The version of the table's present rows: published by now, if it was not before."""
        with self._said(), self._server.own() as reading:
            reading.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            reading.read_only = True
            state, _ = self._fingerprint(reading)
            parts = f"{self.name}|{state}|{key}"
            namespace = PREFIX + hashlib.sha256(parts.encode()).hexdigest()[:16]
            self._holds.take(namespace)
            try:
                self._publish(namespace, reading, beside)
            except BaseException:
                self._holds.give_back(namespace)
                raise
            self._last = ("", state)
        engine = Engine(beside.schemas, OnServer(self._server, namespace), namespace)
        weakref.finalize(engine, self._holds.give_back, namespace)
        engine.since = self._since(namespace)
        self._holds.drop_others(self._mark, namespace)
        return engine

    def _since(self, namespace: str) -> date:
        with self._server.borrowed() as connection:
            said = SQL("select obj_description(to_regnamespace({}), 'pg_namespace')")
            marked = _one(connection, said.format(namespace))
            return date.fromisoformat(marked.removeprefix(self._mark))

    def _publish(self, namespace: str, reading: Connection, beside: Beside) -> None:
        with self._server.own() as writing, writing.transaction():
            cursor = writing.cursor()
            # of several dashboards that start together one publishes, and the others wait
            cursor.execute(f"select pg_advisory_xact_lock({LOCK})", [f"publish {namespace}"])
            if _exists(cursor, namespace):
                return
            create(cursor, namespace, beside.schemas)
            fill(cursor, namespace, made(lambda: self._pieces(reading), beside))
            comment = SQL("comment on schema {} is {}")
            said = f"{self._mark}{datetime.now(UTC).date().isoformat()}"
            cursor.execute(comment.format(Identifier(namespace), said))

    def _pieces(self, reading: Connection) -> Generator[Piece]:
        """The rows in the order of their ids: a table has no order of its own."""
        columns = self._columns(reading)
        ordered = SQL('order by id::text collate "C"' if "id" in columns else "")
        with reading.cursor("activities") as cursor:
            cursor.execute(SQL("select * from {} {}").format(self._table, ordered))
            first, number = True, 0
            while (rows := cursor.fetchmany(AT_ONCE)) or first:
                cells = [as_text(column) for column in zip(*rows, strict=True)]
                yield piece(columns, cells, number, self.name)
                first, number = False, number + len(rows)

    def _columns(self, connection: Connection) -> list[str]:
        found = connection.execute(SQL("select * from {} limit 0").format(self._table))
        return [column.name for column in found.description or ()]

    def _fingerprint(self, connection: Connection) -> tuple[str, bool]:
        """What tells the rows and columns apart, and whether only a write can change it."""
        columns = self._columns(connection)
        kind = _one(
            connection,
            SQL("select relkind::text || oid from pg_class where oid = {}::regclass").format(
                self._table.as_string(connection)
            ),
        )
        stored = kind[0] in STORED
        rows = _one(connection, (ROWS_STORED if stored else ROWS_SEEN).format(self._table))
        return f"{kind} {','.join(columns)} {rows}", stored

    @contextmanager
    def _said(self) -> Iterator[None]:
        """What the server refuses is a problem of the data; that it is gone is not."""
        try:
            yield
        except psycopg.OperationalError as error:
            self._server.forget()
            raise self._server.away(error) from None
        except psycopg.Error as error:
            said = " ".join(str(error).split())[:300]
            allowed = phrase("problem.table")
            raise BadData([Problem(self.name, 0, "", said, allowed)]) from None


class Holds:
    """The versions that this program uses, by a lock on each that all of its readers share."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._held: Counter[str] = Counter()
        self._given_back: deque[str] = deque()
        self._keeper: Connection | None = None
        self._taking = threading.RLock()

    def take(self, namespace: str) -> None:
        """Hold a version, whether it is there yet or not."""
        with self._taking:
            self.settle()
            self._on_keeper(f"select pg_advisory_lock_shared({LOCK})", namespace)
            self._held[namespace] += 1

    def give_back(self, namespace: str) -> None:
        """Hold it no longer: noted here, since it may be said in the middle of anything."""
        self._given_back.append(namespace)

    def settle(self) -> None:
        """Let go of what was given back, and hold again what a lost connection has let go."""
        with self._taking:
            while self._given_back:
                namespace = self._given_back.popleft()
                self._on_keeper(f"select pg_advisory_unlock_shared({LOCK})", namespace)
                self._held[namespace] -= 1
            if self._held:
                self._on_keeper("select %s", "")

    def drop_others(self, marked: str, namespace: str) -> None:
        """Drop the versions of a table, told by their mark, that no dashboard holds."""
        others = SQL("""
            select nspname from pg_namespace
            where starts_with(obj_description(oid, 'pg_namespace'), {}) and nspname <> {}
        """)
        with self._server.borrowed() as connection:
            named = others.format(marked, namespace)
            for (name,) in connection.execute(named).fetchall():
                with connection.transaction():
                    free = connection.execute(f"select pg_try_advisory_xact_lock({LOCK})", [name])
                    if free.fetchall()[0][0]:
                        drop = SQL("drop schema if exists {} cascade")
                        connection.execute(drop.format(Identifier(str(name))))

    def _on_keeper(self, statement: str, value: str) -> None:
        for again in (True, False):
            if self._keeper is None:
                self._keeper = self._server.connect(autocommit=True)
                for namespace in self._held.elements():
                    self._keeper.execute(f"select pg_advisory_lock_shared({LOCK})", [namespace])
            try:
                self._keeper.execute(statement, [value])
                return
            except psycopg.OperationalError:
                self._server.close(self._keeper)
                self._keeper = None
                if not again:
                    raise


def _one(connection: Connection, question: SQL | Composed) -> str:
    return str(connection.execute(question).fetchall()[0][0])


def _exists(cursor: psycopg.Cursor, namespace: str) -> bool:
    return bool(
        cursor.execute("select to_regnamespace(%s) is not null", [namespace]).fetchall()[0][0]
    )

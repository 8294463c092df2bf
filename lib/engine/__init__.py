"""Asks the engine that holds the data, and compiles each shape of a question only once.

Writing an Ibis expression and compiling it to SQL takes longer than running it on a hundred
thousand rows. So a question is written with placeholders, its SQL is kept, and each reader's
own values are bound to it. Values never become part of a statement's text.

A question knows the tables by name only, so any engine can answer it that holds them: while the
one that should is away, a copy does (`Engine.copy`).
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from typing import Protocol

import ibis
import ibis.expr.types as ir
import pandas as pd

from lib.engine.lately import Lately
from lib.problems import BadData

_PLACEHOLDER = re.compile(r"'⟦(\w+)⟧'")
_MOST_SHAPES = 2_000

Schemas = Mapping[str, ibis.Schema]
"""The columns of each table and their types, by its name."""


class Away(BadData):
    """The engine cannot be reached now."""


class Backend(Protocol):
    """What holds the tables and runs statements on them."""

    dialect: str
    """Whose SQL it speaks, as Ibis calls it."""
    bound: str
    """How a value that is bound by its name is written: ``$\\1``."""

    def run(self, statement: str, terms: Mapping[str, str], schema: ibis.Schema) -> pd.DataFrame:
        """The rows that a statement finds; raises `Away` where nobody answers."""

    def look(self) -> None:
        """See whether anybody answers who still holds the tables; raises `Away`."""


def placeholder(name: str) -> str:
    """Stands for a text that is bound when the question is asked."""
    return f"⟦{name}⟧"


class Engine:
    """The tables of one version of the data, wherever they are.

    Parameters
    ----------
    namespace
        The schema in which the tables are; "" where the version has the engine to itself.
    """

    def __init__(self, schemas: Schemas, backend: Backend, namespace: str = "") -> None:
        self.schemas, self.backend, self.namespace = schemas, backend, namespace
        self.tables = {
            name: ibis.table(schema, name=name, database=namespace or None)
            for name, schema in schemas.items()
        }
        self.copy: Backend | None = None
        self.away: Away | None = None
        """Why the copy answers, or nobody."""
        self.since: date | None = None
        """The day on which the tables were made, where they outlive the program (UTC)."""
        self._statements: dict[tuple[str, Hashable], tuple[str, ibis.Schema]] = {}
        # a question may ask another one while it is written
        self._writing = threading.RLock()
        self.lately = Lately()

    def ask(
        self, question: Callable[[], ir.Table], *, shape: Hashable, terms: Mapping[str, str]
    ) -> pd.DataFrame:
        """The rows that answer a question.

        Parameters
        ----------
        question
            Writes the table expression, with placeholders for texts. Called once per shape.
        shape
            Tells questions apart that need different statements.
        terms
            The texts to bind, by placeholder.

        Raises
        ------
        Away
            Where the engine does not answer, and there is no copy.
        """
        if not (self.copy and self.away):
            try:
                return self._ask(self.backend, question, shape, terms)
            except Away as away:
                self.away = away
                if self.copy is None:
                    raise
        assert self.copy
        return self._ask(self.copy, question, shape, terms)

    def look(self) -> None:
        """See whether the engine itself answers; from now on it is asked, or its copy."""
        try:
            self.backend.look()
        except Away as away:
            self.away = away
        else:
            self.away = None

    def _ask(
        self,
        backend: Backend,
        question: Callable[[], ir.Table],
        shape: Hashable,
        terms: Mapping[str, str],
    ) -> pd.DataFrame:
        written = self._statements.get((backend.dialect, shape))
        statement, schema = written or self._write(backend, question, shape)
        asked = (backend.dialect, statement, frozenset(terms.items()))
        return self.lately.answer(asked, lambda: backend.run(statement, terms, schema))

    def _write(
        self, backend: Backend, question: Callable[[], ir.Table], shape: Hashable
    ) -> tuple[str, ibis.Schema]:
        with self._writing:
            expression = question()
            sql = statement(expression, backend)
            if len(self._statements) >= _MOST_SHAPES:
                self._statements.clear()
            written = sql, expression.schema()
            self._statements[backend.dialect, shape] = written
            return written


def statement(expression: ir.Table, backend: Backend) -> str:
    """An expression in the SQL of a backend, with its placeholders as values to be bound."""
    # the options of a dialect are there once its backend has been named
    getattr(ibis, backend.dialect)
    sql = str(ibis.to_sql(expression, dialect=backend.dialect))
    if backend.bound.startswith("%"):
        sql = sql.replace("%", "%%")
    return _PLACEHOLDER.sub(backend.bound, sql)

"""Asks the engine that holds the data, and compiles each shape of a question only once.

Writing an Ibis expression and compiling it to SQL takes longer than running it on a hundred
thousand rows. So a question is written with placeholders, its SQL is kept, and each reader's
own values are bound to it. Values never become part of a statement's text.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Hashable, Mapping

import ibis
import ibis.expr.types as ir
import pandas as pd

_PLACEHOLDER = re.compile(r"'⟦(\w+)⟧'")
_MOST_SHAPES = 2_000
_MOST_CODES = 255


def placeholder(name: str) -> str:
    """Stands for a text that is bound when the question is asked."""
    return f"⟦{name}⟧"


def _with_codes(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, texts of which there are few different ones as categories."""
    texts = rows.select_dtypes(["object", "string"]).columns
    few = [text for text in texts if 0 < rows[text].nunique() <= _MOST_CODES]
    return rows.astype(dict.fromkeys(few, "category"))


class Engine:
    """An in-memory DuckDB with the tables of one version of the data."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._backend = ibis.duckdb.connect()
        self.tables = {name: self._create(name, rows) for name, rows in tables.items()}
        self._statements: dict[Hashable, str] = {}
        self._writing = threading.Lock()

    def _create(self, name: str, rows: pd.DataFrame) -> ir.Table:
        """A table of the engine, its codes kept as numbers: they are compared twice as fast."""
        self._backend.con.register("rows", _with_codes(rows))
        self._backend.con.execute(f'create table "{name}" as select * from rows')
        self._backend.con.unregister("rows")
        return self._backend.table(name)

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
        """
        statement = self._statements.get(shape) or self._write(question, shape)
        # a cursor of its own: readers ask side by side
        with self._backend.con.cursor() as cursor:
            found = cursor.execute(statement, dict(terms)).df()
        for column, kind in found.dtypes.items():
            if kind == "category":
                found[column] = found[column].astype(object)
        return found

    def _write(self, question: Callable[[], ir.Table], shape: Hashable) -> str:
        with self._writing:
            sql = _PLACEHOLDER.sub(r"$\1", self._backend.compile(question()))
            if len(self._statements) >= _MOST_SHAPES:
                self._statements.clear()
            self._statements[shape] = sql
            return sql

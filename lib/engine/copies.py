"""A copy of a version beside the program, for as long as the engine that holds it is away."""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterator
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from lib.engine import Engine, placeholder
from lib.engine.embedded import Embedded

AT_ONCE = 50_000
"""Of how many activities rows are held while they are copied."""
MEMORY = "512MB"
"""What the copy may hold of itself; the rest stays in its file."""


class Copy(Embedded):
    """The tables of a version in a file that goes when nobody needs it."""

    def __init__(self, engine: Engine) -> None:
        folder = tempfile.mkdtemp(prefix="dashboard-")
        weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        super().__init__(engine.schemas, engine.namespace, str(Path(folder) / "copy.duckdb"))
        self._con.execute(f"set memory_limit = '{MEMORY}'")


def keep_copy(engine: Engine, most: int) -> None:
    """Let a copy answer while the engine is away, where there are at most so many activities."""
    activities = engine.tables["activities"]
    count = engine.ask(lambda: activities.agg(n=activities.count()), shape="all", terms={})
    rows = int(count["n"].iloc[0])
    if rows <= most:
        engine.copy = Copy(engine).fill(_pieces(engine, rows))


def _pieces(engine: Engine, rows: int) -> Iterator[dict[str, pa.Table]]:
    for first in range(0, rows, AT_ONCE):
        bounds = {"first": str(first), "behind": str(first + AT_ONCE)}
        yield {name: _rows(engine, name, bounds) for name in engine.tables}


def _rows(engine: Engine, name: str, bounds: dict[str, str]) -> pa.Table:
    table = engine.tables[name]
    found = engine.ask(lambda: _between(table), shape=("rows of", name), terms=bounds)
    schema = engine.schemas[name].to_pyarrow()
    return pa.Table.from_pandas(found, schema, preserve_index=False)


def _between(table: ir.Table) -> ir.Table:
    first, behind = (ibis.literal(placeholder(key)).cast("int64") for key in ("first", "behind"))
    return table.filter(table.row >= first, table.row < behind).order_by("row")

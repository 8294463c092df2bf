"""The dashboard's own data with other rows, and the dashboard's own questions about them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.generate import SHIPPED, TABLES, connection
from lib.counts import overview
from lib.engine.lately import Lately
from lib.indicators import BY_KEY
from lib.options import option_counts
from lib.search import SEARCH_TEXT
from lib.selection import Selection, parameters, read_link
from lib.store import Data, open_data
from lib.summaries import by_place


def opened(
    folder: Path, combinations: dict[str, dict[str, Any]], file: Path | None = None
) -> tuple[Data, dict[str, Selection]]:
    """The shipped dashboard holding the generated relations, and a selection for each combination.

    They are held as the engine holds its own, with the types that it gave its columns: in memory,
    or in ``file``.
    """
    data = open_data(SHIPPED)
    con = connection(data)
    if file:
        con.execute(f"attach '{file}' as held")
    con.execute("set preserve_insertion_order = false")
    # of so many different texts no engine keeps a list
    con.execute(f"alter table activities alter {SEARCH_TEXT} set data type varchar")
    for table in TABLES:
        rows = f"from '{folder / table}.parquet'"
        if file:
            con.execute(f"create table held.{table} as select * from {table} limit 0")
            con.execute(f"insert into held.{table} by name {rows}")
            con.execute(f"drop table {table}")
            con.execute(f"create view {table} as from held.{table}")
        else:
            con.execute(f"delete from {table}")
            con.execute(f"insert into {table} by name {rows}")
    # an answer that is remembered is no answer of the engine
    data.engine.lately = Lately(seconds=0)
    default = read_link({}, known=parameters(data), allowed={})
    return data, {name: default.with_values(**set_) for name, set_ in combinations.items()}


def questions(data: Data, selection: Selection) -> dict[str, Callable[[], Any]]:
    """What the first page asks after each change: first the map, then what stands around it."""
    return {
        "map": partial(by_place, data, selection, BY_KEY["activities"]),
        "map, money": partial(by_place, data, selection, BY_KEY["money"]),
        "counts": partial(overview, data, selection),
        "options": partial(option_counts, data, selection),
    }

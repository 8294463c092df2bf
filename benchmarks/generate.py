"""The relations of the shipped activities, repeated up to any number of rows, as Parquet; seeded.

Copy by copy an activity keeps what it is and happens elsewhere: it takes the municipalities of
another one. The first copy is the data itself.
"""

from __future__ import annotations

from pathlib import Path

import duckdb

from lib.relations import COMMON_WORDS, SEVERAL, cells_of
from lib.search import SEARCH_TEXT
from lib.store import Data, open_data

SEED = 20121
PRIME = 7919
SHIPPED = Path(__file__).resolve().parent.parent / "data"
ELSEWHERE = ("municipality_ids", "number_of_places", "among_partners")
"""What of an activity says where it happens."""
LONG = (
    "id",
    "implementer",
    "title",
    "settlement",
    "start",
    "end",
    "published_figures",
    "source",
    "note",
)
"""Long texts, which no summary needs."""
TEXT_UP_TO = 1_000_000
"""Above so many rows the texts are left out: most of the bytes, and no summary reads them."""
SEARCHED_UP_TO = 10_000_000
"""Above so many rows what is searched is left out too."""
ONCE = (COMMON_WORDS, *map(cells_of, SEVERAL))
"""Tables of which a copy has no other rows than the data itself."""
TABLES = ("activities", "communities", *ONCE)


def connection(data: Data) -> duckdb.DuckDBPyConnection:
    """The embedded engine's own connection."""
    around = [data.engine]
    for _ in range(3):
        held = [value for each in around for value in getattr(each, "__dict__", {}).values()]
        held += [getattr(each, "con", None) for each in held]
        for each in held:
            if isinstance(each, duckdb.DuckDBPyConnection):
                return each
        around = held
    raise TypeError("the engine holds no DuckDB")


def shift(copy: int, rows: int) -> int:
    """How many activities further the one is found whose places an activity takes in this copy."""
    return 0 if copy == 0 else (copy * PRIME + SEED) % rows


def statements(rows: int, shipped: int, columns: list[str]) -> dict[str, str]:
    """By table, what selects its rows: ``rows`` activities from as many as are shipped."""
    copies = -(-rows // shipped)
    shifts = ", ".join(f"({copy}, {shift(copy, shipped)})" for copy in range(copies))
    copied = f"(values {shifts}) as copies(copy, shift)"
    here = f"row + copy * {shipped}"
    kept = [c for c in columns if c not in (*ELSEWHERE, SEARCH_TEXT, "row")]
    if rows > TEXT_UP_TO:
        kept = [c for c in kept if c not in LONG]
    own = ", ".join(f'a."{c}"' for c in kept)
    if rows <= SEARCHED_UP_TO:
        # with a word of its own: no two activities have the same words
        own += f", a.{SEARCH_TEXT}::varchar || 'Copy' || a.row || 'of' || copy as {SEARCH_TEXT}"
    other = ", ".join(f'b."{c}"' for c in ELSEWHERE)
    every = "select * exclude (copy, shift) replace"
    return {
        "activities": f"select a.row + copy * {shipped} as row, {own}, {other} from {copied},"
        f" activities a join activities b on b.row = (a.row + shift) % {shipped}"
        f" where a.row + copy * {shipped} < {rows}",
        "communities": f"{every} ({here} as row) from {copied}, communities where {here} < {rows}",
        **{name: f"select * from {name} where row < {rows}" for name in ONCE},
    }


def write_relations(folder: Path, rows: int) -> int:
    """Write every table into this folder; how many bytes that are."""
    data = open_data(SHIPPED)
    con = connection(data)
    columns = list(data.activities.columns)
    # the order in which rows are written costs memory, and decides nothing
    con.execute("set preserve_insertion_order = false")
    for table, select in statements(rows, len(data.ids), columns).items():
        con.execute(f"copy ({select}) to '{folder / table}.parquet' (format parquet)")
    return sum(file.stat().st_size for file in folder.glob("*.parquet"))

"""Filter and summary at 1, 10 and 100 million rows: the dashboard's own questions.

The relations of the shipped activities, as `lib.relations` makes them, are repeated with new row
numbers at other places, seeded, and written as Parquet. What is asked is what the first
page asks for each change: the indicator by municipality, the counts above the map, and the counts
beside each option of each filter, by the expressions of `lib.summaries` and `lib.counts`, compiled
by the dashboard's own engine. Beside it: the same answer by pandas, and a scan of the same bytes.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pyarrow.parquet as pq

from benchmarks.apps import ROOT
from benchmarks.generate import SEARCHED_UP_TO, write_relations
from benchmarks.numbers import spread
from benchmarks.servers import memory

TIMES = 5
WORDS = "words"
"""How a search is called: it reads texts of activities."""
EIGHT = {
    "activity_type": ("grant", "training", "workshop"),
    "participation": ("mixed", "unrecorded"),
    "donor": ("USAID", "European Union"),
    "municipality_ids": ("gjilan", "peje", "vushtrri", "istog"),
    "status": ("completed", "ongoing"),
    "evidence": ("published", "illustrative"),
    "since": "2012",
    "until": "2020",
}
COMBINATIONS: dict[str, dict[str, Any]] = {
    "the default": {},
    "nothing filtered": {"evidence": (), "status": ()},
    "one type": {"activity_type": ("grant",)},
    "types and years": {"activity_type": ("grant", "training"), "since": "2015", "until": "2017"},
    "donor and sector group": {"donor": ("USAID",), "sector_group": ("151",)},
    "municipalities": {"municipality_ids": ("gjilan", "peje", "vushtrri")},
    "least share": {"least_share": "10", "evidence": ()},
    "eight filters": EIGHT,
    "words, two": {"text": "school road"},
    "words, one of many": {"text": "training"},
    "words, three": {"text": "build new cooperation"},
    "words, of a letter": {"text": "o"},
    "words, eight filters": {**EIGHT, "text": "training"},
}
"""Filters that are set, and to what."""
ENGINES = ("dashboard", "pandas", "scan")
NEEDED = ("activity_type", "status", "evidence", "municipality_ids")
"""The columns that the map of one type of activity is made of."""
OTHERS_UP_TO = 10_000_000
"""Above so many rows pandas is left out: it would not fit into the machine's memory."""
IN_A_FILE_ABOVE = 10_000_000
"""Above so many rows the engine holds them in a file, compressed, and not in memory."""


def measure(*, rows: list[int], folder: Path | None) -> dict[str, Any]:
    """By number of rows: how large the files are, and what each engine took and held.

    Every engine has a process of its own, so that its memory is its own.
    """
    found: dict[str, Any] = {}
    for many in rows:
        with tempfile.TemporaryDirectory(dir=folder) as temporary:
            began = time.perf_counter()
            size = write_relations(Path(temporary), many)
            made = time.perf_counter() - began
            engines = {
                name: _apart(name, Path(temporary), many)
                for name in ENGINES
                if name != "pandas" or many <= OTHERS_UP_TO
            }
            found[str(many)] = {"bytes": size, "made": made, "engines": engines}
    return found


def _apart(engine: str, folder: Path, rows: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.engine", engine, str(folder), str(rows)]
    done = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(done.stdout.splitlines()[-1])


def _timed(work: Callable[[], Any], times: int = TIMES) -> dict[str, float] | None:
    """Milliseconds of the work, after once that does not count."""
    work()
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - began))
    return spread(taken)


def dashboard(folder: Path, rows: int) -> dict[str, Any]:
    """The dashboard's own questions by its own engine, for each combination of filters."""
    from benchmarks.asked import opened, questions  # noqa: PLC0415 (each engine's process is small)

    began = time.perf_counter()
    some = dict(COMBINATIONS)
    if rows > SEARCHED_UP_TO:
        some = {name: each for name, each in some.items() if not name.startswith(WORDS)}
    file = folder / "held.duckdb" if rows > IN_A_FILE_ABOVE else None
    data, selections = opened(folder, some, file)
    took = time.perf_counter() - began
    held = memory_of_this()
    answers = {
        name: {part: _timed(work) for part, work in questions(data, selection).items()}
        for name, selection in selections.items()
    }
    return {"opened": took, "held": held, "most": memory_of_this("most"), "answers": answers}


def pandas(folder: Path, _: int) -> dict[str, Any]:
    """The indicator by municipality, by pandas on the same columns, codes as categories."""
    began = time.perf_counter()
    activities = pd.read_parquet(folder / "activities.parquet", columns=[*NEEDED])
    activities = activities.astype("category")
    cells = pd.read_parquet(folder / "of_municipality_ids.parquet")
    places = cells.set_index("municipality_ids")["value"]
    took, held = time.perf_counter() - began, memory_of_this()

    def counted() -> pd.Series:
        chosen = activities["evidence"].eq("published") & activities["status"].isin(
            ("completed", "ongoing", "agreed", "reported")
        )
        chosen &= activities["activity_type"].isin(("grant",))
        # as the dashboard does: those with the same municipalities at once, and then by each
        by_cell = activities.loc[chosen, "municipality_ids"].value_counts()
        return by_cell.reindex(places.index).groupby(places.to_numpy()).sum()

    answers = {"one type": {"map": _timed(counted)}}
    return {"opened": took, "held": held, "most": memory_of_this("most"), "answers": answers}


def scan(folder: Path, _: int) -> dict[str, Any]:
    """Every value of the columns that the filters and the summary need, read from the files once:
    the least that anything can take that keeps nothing in memory."""
    database = duckdb.connect()
    file, sums = folder / "activities.parquet", ", ".join(f"max({column})" for column in NEEDED)

    def read() -> None:
        database.execute(f"select {sums} from '{file}'").fetchall()

    answers = {"one type": {"map": _timed(read)}}
    return {
        "opened": 0.0,
        "held": memory_of_this(),
        "most": memory_of_this("most"),
        "answers": answers,
        "bytes": _column_bytes(file, NEEDED),
    }


def _column_bytes(file: Path, columns: tuple[str, ...]) -> int:
    about = pq.ParquetFile(file).metadata
    parts = [
        about.row_group(g).column(c)
        for g in range(about.num_row_groups)
        for c in range(about.num_columns)
    ]
    return sum(part.total_compressed_size for part in parts if part.path_in_schema in columns)


def memory_of_this(which: str = "now") -> int:
    """Bytes that this process holds, or the most that it held."""
    gc.collect()
    return memory(os.getpid())[which]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("rows", type=int)
    asked = parser.parse_args()
    run = {"dashboard": dashboard, "pandas": pandas, "scan": scan}[asked.engine]
    print(json.dumps(run(asked.folder, asked.rows)))

"""Activities in CSV or Parquet: read into the engine inside this program."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import parquet

from lib.address import ENDINGS, Files
from lib.engine import Engine
from lib.engine.embedded import Embedded
from lib.language import phrase
from lib.origins.cells import as_text
from lib.problems import BadData, Problem
from lib.register import Beside, made
from lib.tables import AT_ONCE, Piece, read_pieces


class InFiles:
    """A file, or a folder of files."""

    remote = False

    def __init__(self, address: Files) -> None:
        self.path, self.name = address.path, address.name

    def state(self) -> str:
        """The files, and what changes when one of them does."""
        stats = [(file, file.stat()) for file in self._files() if file.is_file()]
        return repr([(file.name, s.st_mtime_ns, s.st_ctime_ns, s.st_size) for file, s in stats])

    def files(self, folder: Path) -> list[Path]:
        """Those that are elsewhere, or deeper in the folder of the data."""
        return [file for file in self._files() if file.resolve().parent != folder]

    def open(self, beside: Beside, key: str) -> Engine:
        """All of it in memory."""
        tables = made(self._pieces, beside)
        return Engine(beside.schemas, Embedded(beside.schemas).fill(tables))

    def _files(self) -> list[Path]:
        if not self.path.is_dir():
            return [self.path]
        found = sorted(file for file in self.path.iterdir() if file.suffix in ENDINGS)
        if len({file.suffix for file in found}) != 1:
            allowed = phrase("problem.addresses")
            raise BadData([Problem(self.name, 0, "", phrase("problem.folder"), allowed)])
        return found

    def _pieces(self) -> Generator[Piece]:
        for file in self._files():
            yield from _parquet(file) if file.suffix == ".parquet" else read_pieces(file)


def _parquet(file: Path) -> Iterator[Piece]:
    """The rows of a Parquet file as text, numbered as if there were a header."""
    try:
        with parquet.ParquetFile(file) as held:
            row, first = 2, True
            for batch in held.iter_batches(AT_ONCE):
                yield Piece(_text(pa.Table.from_batches([batch]), row), [], file.name)
                row, first = row + len(batch), False
            if first:
                yield Piece(_text(held.schema_arrow.empty_table(), row), [], file.name)
    except FileNotFoundError:
        found: str = phrase("problem.no_file")
    except pa.ArrowException as error:
        found = " ".join(str(error).split())[:300]
    else:
        return
    raise BadData([Problem(file.name, 0, "", found, phrase("problem.parquet"))])


def _text(rows: pa.Table, first: int) -> pd.DataFrame:
    cells = {name: as_text(rows[name].to_pylist()) for name in rows.column_names}
    return pd.DataFrame(cells, index=range(first, first + len(rows)), dtype=str)

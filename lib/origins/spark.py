"""Activities in Parquet that a Spark cluster reads: each version is published in a folder beside
them, and asked about on the cluster.

The operator's files are only read. A version is written under a passing name and gets its own
when it is whole, so that nobody sees half of it; dashboards share it. The present version and the
one before are kept.
"""

from __future__ import annotations

import hashlib
import itertools
import uuid
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from lib.address import Spark
from lib.engine import Engine
from lib.engine.spark import PATIENT, Cluster, OnCluster
from lib.language import phrase
from lib.origins.cells import as_text
from lib.problems import BadData, Problem
from lib.register import Beside, made
from lib.tables import AT_ONCE, Piece, piece

PREFIX = "dashboard_"


class InSpark:
    """A Parquet file or a folder of them, on whatever file system the cluster uses."""

    remote = True

    def __init__(self, address: Spark) -> None:
        self.name, self._path = address.name, address.path.rstrip("/")
        self._cluster = Cluster(address)

    def files(self, folder: Path) -> list[Path]:
        """None: what the cluster reads need not be on this machine."""
        return []

    def state(self) -> str:
        """The files, and what changes when one of them does."""
        session = self._cluster.session()
        with self._cluster.limited(session):
            system, at = self._system(session, self._path)
            held = sorted(_listed(system, at)) if system.exists(at) else None
        if held is None:
            found, allowed = phrase("problem.no_file"), phrase("problem.parquet")
            raise BadData([Problem(self.name, 0, "", found, allowed)])
        return repr(held)

    def open(self, beside: Beside, key: str) -> Engine:
        """The version of the present files: published by now, if it was not before."""
        parts = f"{self._path}|{self.state()}|{key}"
        namespace = PREFIX + hashlib.sha256(parts.encode()).hexdigest()[:16]
        folder = f"{self._path}.versions/{namespace}"
        session = self._cluster.session()
        system, at = self._system(session, folder)
        with self._cluster.limited(session):
            published = system.exists(at)
        if not published:
            self._publish(session, beside, folder)
        engine = Engine(
            beside.schemas, OnCluster(self._cluster, namespace, beside.schemas, folder), namespace
        )
        with self._cluster.limited(session):
            since = system.getFileStatus(at).getModificationTime() / 1000
            engine.since = datetime.fromtimestamp(since, UTC).date()
            self._drop_old(system, at)
        return engine

    def _publish(self, session: Any, beside: Beside, folder: str) -> None:
        making = f"{folder}.{uuid.uuid4().hex}"
        system, passing = self._system(session, making)
        try:
            for tables in made(lambda: self._pieces(session), beside):
                for name, rows in tables.items():
                    with self._cluster.limited(session, PATIENT):
                        held = session.createDataFrame(rows).coalesce(1)
                        held.write.mode("append").parquet(f"{making}/{name}")
            system.rename(passing, self._system(session, folder)[1])
        finally:
            system.delete(passing, True)

    def _pieces(self, session: Any) -> Generator[Piece]:
        """The rows in the order of their ids: many files have no order of their own."""
        with self._cluster.limited(session, PATIENT):
            held = session.read.parquet(self._path)
            if "id" in held.columns:
                held = held.orderBy(held["id"].cast("string"))
            rows, number = held.toLocalIterator(), 0
        while (some := list(itertools.islice(rows, AT_ONCE))) or not number:
            cells = [as_text(column) for column in zip(*some, strict=True)]
            yield piece(held.columns, cells, number, self.name)
            number += len(some)
            if not some:
                return

    def _drop_old(self, system: Any, at: Any) -> None:
        """All but this version and the newest of the others."""
        others = [
            (each.getModificationTime(), each.getPath())
            for each in system.listStatus(at.getParent())
            if each.getPath().getName() != at.getName() and "." not in each.getPath().getName()
        ]
        for _, path in sorted(others, key=lambda other: -int(other[0]))[1:]:
            system.delete(path, True)

    def _system(self, session: Any, path: str) -> tuple[Any, Any]:
        """The file system of a path, and the path in it."""
        at = session._jvm.org.apache.hadoop.fs.Path(path)
        return at.getFileSystem(session.sparkContext._jsc.hadoopConfiguration()), at


def _listed(system: Any, at: Any) -> Iterator[tuple[str, int, int]]:
    files = system.listFiles(at, True)
    while files.hasNext():
        file = files.next()
        yield file.getPath().toString(), file.getModificationTime(), file.getLen()

"""The engine is a Spark cluster: a version's tables are Parquet files that its workers read."""

from __future__ import annotations

import contextlib
import socket
import tempfile
import threading
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

import ibis
import pandas as pd

from lib.address import Spark
from lib.engine import Away, Schemas
from lib.engine.rows import frame
from lib.language import phrase
from lib.problems import BadData, Problem

CONNECT = 3.0
"""Seconds in which the master of a cluster must answer."""
LONGEST = 60.0
"""Seconds after which a question is given up: a cluster without workers waits for ever."""
PATIENT = 3_600.0
"""The same of what reads or writes a version."""
OPTIONS = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "2",
    "spark.default.parallelism": "2",
    "spark.sql.adaptive.enabled": "true",
    "spark.sql.catalogImplementation": "in-memory",
    "spark.scheduler.mode": "FAIR",
    "spark.log.level": "ERROR",
}
"""Answers are small: a few parts of them are enough. The rest is the operator's, who says it in
``spark-defaults.conf``."""


class Cluster:
    """One session with a cluster; a new one where the last has ended."""

    def __init__(self, address: Spark) -> None:
        self.address = address
        self._session: Any = None
        self._starting = threading.Lock()

    def session(self) -> Any:
        """A session that has not ended; raises `Away` where no master answers."""
        with self._starting:
            if self._session is None or self._session.sparkContext._jsc.sc().isStopped():
                self._knock()
                if self._session is not None:
                    self._session.stop()
                self._session = self._begun()
            return self._session

    def _knock(self) -> None:
        """A driver tries for minutes to reach a master that is not there: ask first."""
        at = urlsplit(self.address.master)
        try:
            socket.create_connection((at.hostname, at.port), CONNECT).close()
        except OSError as error:
            raise self.away(error) from None

    def _begun(self) -> Any:
        try:
            from pyspark.sql import SparkSession  # noqa: PLC0415 - most have no need of it
        except ImportError as error:
            allowed = phrase("problem.package")
            raise BadData([Problem(self.address.name, 0, "", str(error), allowed)]) from None
        building = SparkSession.builder.master(self.address.master).appName("dashboard")
        building = building.config("spark.sql.warehouse.dir", tempfile.gettempdir())
        for key, value in OPTIONS.items():
            building = building.config(key, value)
        try:
            return building.getOrCreate()
        except Exception as error:  # Java's errors have no class of their own here
            raise self.away(error) from None

    def away(self, error: Exception) -> Away:
        """That nobody answers, in one line."""
        said = " ".join(str(error).split())[:300]
        allowed = phrase("problem.engine", what="Spark")
        return Away([Problem(self.address.name, 0, "", said, allowed)])

    @contextlib.contextmanager
    def limited(self, session: Any, seconds: float = LONGEST) -> Iterator[None]:
        """What runs meanwhile is given up after a while; whatever fails, the cluster is away."""
        from pyspark.errors import AnalysisException, ParseException  # noqa: PLC0415

        context, group = session.sparkContext, uuid.uuid4().hex
        context.setJobGroup(group, "a question", interruptOnCancel=True)
        limit = threading.Timer(seconds, context.cancelJobGroup, [group])
        limit.start()
        try:
            yield
        except (AnalysisException, ParseException):
            raise
        except Exception as error:
            raise self.away(error) from None
        finally:
            limit.cancel()


class OnCluster:
    """A version of the data on a Spark cluster."""

    dialect, bound = "pyspark", r":\1"

    def __init__(self, cluster: Cluster, namespace: str, schemas: Schemas, folder: str) -> None:
        self._cluster, self._namespace, self._folder = cluster, namespace, folder
        self._names = tuple(schemas)
        self._known_to: Any = None
        self._naming = threading.Lock()

    def run(self, statement: str, terms: Mapping[str, str], schema: ibis.Schema) -> pd.DataFrame:
        """The rows that a statement finds."""
        session = self._named()
        with self._cluster.limited(session):
            rows = session.sql(statement, args=dict(terms)).collect()
        return frame(rows, schema)

    def look(self) -> None:
        """See whether workers answer; raises `Away`."""
        self.run("select 1", {}, ibis.schema({"n": "int64"}))
        self.run(
            f"select row from {self._namespace}.activities limit 1", {}, ibis.schema({"n": "int64"})
        )

    def _named(self) -> Any:
        """A session that knows the tables by their names."""
        session = self._cluster.session()
        with self._naming:
            if session is not self._known_to:
                with self._cluster.limited(session):
                    session.sql(f"create database if not exists {self._namespace}")
                    for name in self._names:
                        self._name(session, name)
                self._known_to = session
        return session

    def _name(self, session: Any, name: str) -> None:
        table = f"{self._namespace}.{name}"
        location = f"{self._folder}/{name}".replace("'", "\\'")
        session.sql(f"create table if not exists {table} using parquet location '{location}'")
        session.sql(f"cache lazy table {table}")

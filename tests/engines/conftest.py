"""What the tests of engines start from: the engines, and the same data in each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from lib.address import read_address
from lib.language import language
from lib.names import Names
from lib.origins import origin_at
from lib.store import Data, open_data
from tests.engines import cluster
from tests.engines.server import Server, programs, running
from tests.world import World

ROOT = Path(__file__).resolve().parents[2]
KINDS = {
    "amount": "numeric(14, 2)",
    "amount_usd": "double precision",
    "participants_total": "integer",
    "participants_women": "bigint",
    "municipality_ids": "text[]",
}
"""Columns that a database would not keep as text."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Py4J leaves the sockets between Python and Java to the garbage collector."""
    for item in items:
        if "spark" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.filterwarnings("ignore:unclosed:ResourceWarning"))
            ignored = "ignore:Exception ignored in:pytest.PytestUnraisableExceptionWarning"
            item.add_marker(pytest.mark.filterwarnings(ignored))


@pytest.fixture(autouse=True)
def no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """What changes is looked for whenever anybody asks."""
    monkeypatch.setattr("lib.versions.REST", 0)
    monkeypatch.setattr("lib.watched.EVERY", 0)
    monkeypatch.setattr("lib.watched.AT_MOST", 1e9)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    if programs() is None:
        pytest.skip(
            "no PostgreSQL server here, and none could be installed: scripts/engines says why"
        )
    with running() as server:
        yield server


@pytest.fixture(scope="session", params=["world", "shipped"])
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of data. Its activities stand in the order of their ids, as those of a table do."""
    made = tmp_path_factory.mktemp("folder") / str(request.param)
    if request.param == "world":
        made.mkdir()
        World().write(made)
    else:
        shutil.copytree(ROOT / "data", made, ignore=shutil.ignore_patterns("sources"))
    rows_in(made).sort_values("id").to_csv(made / "activities.csv", index=False)
    return made


def rows_in(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "activities.csv", dtype=str, keep_default_na=False)


@pytest.fixture(scope="session")
def reference(folder: Path) -> Names:
    """The same on the engine inside the program."""
    return Names(open_data(folder), language("en"))


@pytest.fixture(scope="session")
def on_postgres(folder: Path, postgres: Server) -> Names:
    postgres.load(folder.name, rows_in(folder), KINDS)
    return Names(opened(folder, postgres.address(folder.name)), language("en"))


@pytest.fixture(scope="session")
def spark() -> Iterator[cluster.Cluster]:
    if cluster.why_not():
        pytest.skip(cluster.why_not())
    with cluster.running() as running_cluster:
        yield running_cluster


@pytest.fixture(scope="session")
def on_spark(
    folder: Path, spark: cluster.Cluster, tmp_path_factory: pytest.TempPathFactory
) -> Names:
    file = tmp_path_factory.mktemp("lake") / f"{folder.name}.parquet"
    typed(rows_in(folder)).to_parquet(file, index=False)
    return Names(opened(folder, f"{spark.master}{file}"), language("en"))


def typed(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with the types that a data lake would give them."""
    numbers = ["amount", "amount_usd", "participants_total", "participants_women"]
    lists = rows["municipality_ids"].map(lambda cell: cell.split(";") if cell else None)
    return rows.assign(
        **{column: pd.to_numeric(rows[column].replace("", None)) for column in numbers},
        municipality_ids=lists,
    )


def opened(folder: Path, address: str) -> Data:
    return open_data(folder, origin_at(read_address(address, folder)))

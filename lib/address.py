"""Where the activities are: one address changes the engine that holds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from lib.language import phrase
from lib.problems import BadData, Problem

DEFAULT = "activities.csv"
"""The file of the data folder that holds them where no address says otherwise."""
ENDINGS = (".csv", ".parquet")
POSTGRES, SPARK = ("postgresql", "postgres"), "spark"


@dataclass(frozen=True, slots=True)
class Files:
    """A CSV or Parquet file, or a folder of such files of one kind."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name


@dataclass(frozen=True, slots=True)
class Postgres:
    """A table or view of a PostgreSQL database."""

    dsn: str = field(repr=False)
    """What the driver connects by, the password too: never to be shown."""
    schema: str
    table: str

    @property
    def name(self) -> str:
        return f"{self.schema}.{self.table}"


@dataclass(frozen=True, slots=True)
class Spark:
    """Parquet that the workers of a Spark cluster can read."""

    master: str
    path: str

    @property
    def name(self) -> str:
        return self.path.rstrip("/").rpartition("/")[2]


Address = Files | Postgres | Spark


def read_address(text: str, folder: Path) -> Address:
    """What an address means; a path is seen from ``folder``.

    Raises
    ------
    BadData
        With what is allowed. A password is never repeated.
    """
    scheme = text.partition("://")[0].casefold() if "://" in text else ""
    read = {**dict.fromkeys(POSTGRES, _postgres), SPARK: _spark, "": _files}.get(scheme)
    address = read(text, folder) if read else None
    if address is None:
        raise BadData([Problem(_shown(text), 0, "", _found(scheme), phrase("problem.addresses"))])
    return address


def _files(text: str, folder: Path) -> Files | None:
    path = folder / text
    return Files(path) if path.suffix in ENDINGS or path.is_dir() else None


def _postgres(text: str, folder: Path) -> Postgres | None:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        return None
    options = dict(parse_qsl(parts.query))
    schema, _, table = options.pop("table", "").rpartition(".")
    if not table or not parts.path.strip("/"):
        return None
    dsn = urlunsplit(("postgresql", parts.netloc, parts.path, urlencode(options), ""))
    return Postgres(dsn, schema or "public", table)


def _spark(text: str, folder: Path) -> Spark | None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return None
    if not (parts.hostname and port and parts.path.strip("/")):
        return None
    return Spark(f"spark://{parts.hostname}:{port}", unquote(parts.path))


def _found(scheme: str) -> str:
    return (
        phrase("problem.address.scheme", scheme=scheme)
        if scheme
        else phrase("problem.address.path")
    )


def _shown(text: str) -> str:
    """The address without who asks, by which password, and with which options."""
    scheme, apart, rest = text.partition("://")
    if not apart:
        return text[:200]
    # a password may hold anything, also what ends the name of a host
    host = rest.rpartition("@")[2].partition("?")[0]
    return f"{scheme}://{host}"[:200]

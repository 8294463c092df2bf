"""A PostgreSQL server of the tests' own: in a temporary folder, on a free port, killed at will."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import psycopg
from psycopg.sql import SQL, Identifier

USER, PASSWORD, DATABASE = "reader", "s3cret/word", "postgres"
SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "max_connections": "40",
}


def programs() -> Path | None:
    """Where the newest of Debian's servers is; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4]))
    named = shutil.which("initdb")
    return found[-1].parent if found else (Path(named).parent if named else None)


def free_port() -> int:
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


class Server:
    """Started and stopped by PostgreSQL's own program; it refuses to run as root."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        self._bin = programs()
        self._as = unprivileged()
        if self._as:
            shutil.chown(folder, self._as, pwd.getpwnam(self._as).pw_gid)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        # texts in the order of a language, so that nothing leans on the order of their letters
        order = ("--locale-provider=icu", "--icu-locale=en-US", "--encoding=UTF8")
        self._run(
            "initdb",
            "-D",
            self.data,
            "-U",
            USER,
            f"--pwfile={secret}",
            "-A",
            "scram-sha-256",
            *order,
        )
        lines = "".join(f"{key} = '{value}'\n" for key, value in SETTINGS.items())
        with (self.data / "postgresql.conf").open("a") as settings:
            settings.write(f"{lines}port = {self.port}\n")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def _run(self, program: str, *arguments: object) -> None:
        assert self._bin
        command = [str(self._bin / program), *map(str, arguments)]
        asked = (
            {"user": self._as, "group": pwd.getpwnam(self._as).pw_gid, "extra_groups": []}
            if self._as
            else {}
        )
        subprocess.run(
            command,
            check=True,
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            **asked,  # type: ignore[call-overload]
        )

    def start(self) -> Server:
        """Until it answers."""
        self._run("pg_ctl", "-w", "-D", self.data, "-l", self.folder / "log", "start")
        return self

    def kill(self) -> None:
        """As if the power had gone."""
        self._run("pg_ctl", "-w", "-D", self.data, "-m", "immediate", "stop")

    def address(self, table: str) -> str:
        password = PASSWORD.replace("/", "%2F")
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{DATABASE}?table={table}"

    @contextlib.contextmanager
    def connected(self) -> Iterator[psycopg.Connection]:
        """As the operator, who changes the table."""
        given = {"host": "127.0.0.1", "port": self.port, "user": USER, "password": PASSWORD}
        with psycopg.connect(dbname=DATABASE, autocommit=True, **given) as connection:  # type: ignore[arg-type]
            yield connection

    def load(self, table: str, rows: pd.DataFrame, kinds: dict[str, str]) -> None:
        """A table like a file of activities, its columns with types of a database."""
        columns = SQL(", ").join(
            SQL("{} {}").format(Identifier(name), SQL(kinds.get(name, "text"))) for name in rows
        )
        with self.connected() as connection:
            connection.execute(SQL("create table {} ({})").format(Identifier(table), columns))
            with connection.cursor().copy(
                SQL("copy {} from stdin").format(Identifier(table))
            ) as into:
                for row in rows.itertuples(index=False):
                    into.write_row(
                        [
                            _cell(cell, kinds.get(name, "text"))
                            for name, cell in zip(rows, row, strict=True)
                        ]
                    )


def _cell(cell: str, kind: str) -> object:
    if kind == "text[]":
        return cell.split(";") if cell else None
    return cell or (None if kind != "text" else "")


def unprivileged() -> str | None:
    """Who runs the server where root asks."""
    if os.geteuid():
        return None
    known = {each.pw_name for each in pwd.getpwall()}
    return "postgres" if "postgres" in known else "nobody"


@contextlib.contextmanager
def running() -> Iterator[Server]:
    """A server, until it is not needed any more."""
    folder = Path(tempfile.mkdtemp(prefix="postgres-"))
    server = Server(folder)
    try:
        yield server.start()
    finally:
        with contextlib.suppress(subprocess.CalledProcessError):
            server.kill()
        shutil.rmtree(folder, ignore_errors=True)

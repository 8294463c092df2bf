"""IATI in, CSV out: ``python -m lib.iati FILE.xml > activities.csv``; the account goes to the
terminal. Exit status 0: done; 1: the file is refused; 2: no such file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lib.activities import read_plain
from lib.config import read_config
from lib.iati.known import Known, known_of
from lib.iati.reading import read_iati
from lib.places import read_places
from lib.problems import BadData
from lib.schema import SECTOR_COLUMNS

DATA = Path(__file__).resolve().parents[2] / "data"


def known_beside(folder: Path) -> Known:
    """What the files of a dashboard's folder know.

    Raises
    ------
    BadData
        With what is wrong with them.
    """
    config = read_config(folder / "dashboard.toml")
    sectors = read_plain(folder / "sectors.csv", SECTOR_COLUMNS)
    return known_of(config, read_places(folder / "municipalities.geojson", config), sectors)


def main(arguments: list[str] | None = None) -> int:
    """Read what the command line names, write it as CSV, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m lib.iati", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--beside", type=Path, default=DATA, help="the folder of the dashboard")
    parser.add_argument("--source", default="", help="the address that the file was published at")
    asked = parser.parse_args(arguments)
    if not asked.path.is_file():
        print(f"{asked.path}: no such file", file=sys.stderr)
        return 2
    try:
        with asked.path.open("rb") as held:
            known = known_beside(asked.beside)
            table, account = read_iati(held, known, file=asked.path.name, source=asked.source)
    except BadData as bad:
        print(bad, file=sys.stderr)
        return 1
    print(table.to_csv(index=False), end="")
    print("\n".join(account.lines()), file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())

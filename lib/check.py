"""Checks data files on the command line: ``python -m lib.check [FILE or FOLDER]``.

Says the same as the dashboard would: every problem with its file, row, column, what was found
and what is allowed. Exit status 0: nothing is wrong; 1: something is; 2: no such file.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from lib.activities import read_plain_or_none
from lib.address import read_address
from lib.checks import activity_problems
from lib.config import read_config
from lib.iati import read_iati
from lib.iati.__main__ import known_beside
from lib.origins import origin_at
from lib.places import read_places
from lib.problems import BadData
from lib.register import Beside
from lib.schema import SECTOR_COLUMNS
from lib.store import open_data

DATA = Path(__file__).resolve().parent.parent / "data"


def check(path: Path, beside: Path) -> None:
    """Read a folder, a table or an IATI file of activities, or a file of municipalities.

    Parameters
    ----------
    beside
        The folder with the other files that an activities file is checked against.

    Raises
    ------
    BadData
        With every problem.
    """
    if path.is_dir():
        open_data(path)
        return
    config = read_config(beside / "dashboard.toml")
    if path.suffix in (".geojson", ".json"):
        read_places(path, config)
        return
    if path.suffix == ".xml":
        _check_iati(path, beside)
        return
    sectors = read_plain_or_none(beside / "sectors.csv", SECTOR_COLUMNS)
    places = read_places(beside / "municipalities.geojson", config)
    address = read_address(str(path.resolve()), beside)
    origin_at(address).open(Beside(places, sectors, config), "")


def _check_iati(path: Path, beside: Path) -> None:
    """What is taken of a file of IATI activities, what is not, and what is wrong with the rows."""
    known = known_beside(beside)
    with path.open("rb") as held:
        table, account = read_iati(held, known, file=path.name)
    print("\n".join(account.lines()))
    columns, communities = tuple(known.columns.values()), known.config.community_codes
    problems = activity_problems(table, columns=columns, communities=communities, file=path.name)
    if problems:
        raise BadData(problems)


def main(arguments: list[str] | None = None) -> int:
    """Check what the command line names, say what is wrong, and give the exit status."""
    parser = argparse.ArgumentParser(prog="python -m lib.check", description=__doc__)
    parser.add_argument("path", type=Path, nargs="?", default=DATA, help="a file or a folder")
    parser.add_argument("--beside", type=Path, default=DATA, help="the folder of the other files")
    asked = parser.parse_args(arguments)
    if not asked.path.exists():
        print(f"{asked.path}: no such file", file=sys.stderr)
        return 2
    try:
        check(asked.path, asked.beside)
    except BadData as bad:
        print("\n".join(problem.sentence() for problem in bad.problems))
        print(f"{len(bad.problems)} to mend", file=sys.stderr)
        return 1
    print(f"{asked.path}: nothing is wrong")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Where the operator keeps the activities: watched, read, and published for its engine."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from lib.address import Address, Files, Postgres
from lib.engine import Engine
from lib.origins.files import InFiles
from lib.origins.postgres import InPostgres
from lib.origins.spark import InSpark
from lib.register import Beside


class Origin(Protocol):
    """A place that holds the activities."""

    name: str
    """What a problem names: never a password."""
    remote: bool
    """Whether it may be away."""

    def state(self) -> str:
        """Another text where any activity may be another; raises `lib.engine.Away`."""

    def files(self, folder: Path) -> list[Path]:
        """Its files that are not in the folder of the data itself."""

    def open(self, beside: Beside, key: str) -> Engine:
        """An engine that holds what is there now.

        Parameters
        ----------
        key
            Tells apart with what else the activities are made into tables.

        Raises
        ------
        BadData
            With everything that is wrong with the activities.
        """


def origin_at(address: Address) -> Origin:
    """The place of an address."""
    if isinstance(address, Files):
        return InFiles(address)
    return InPostgres(address) if isinstance(address, Postgres) else InSpark(address)

"""A reader's checked rows as the data of a dashboard, beside what is published: its places, its
codes, its communities. Held in memory only."""

from __future__ import annotations

from dataclasses import replace

from lib.activities import states_money
from lib.engine import Engine
from lib.engine.embedded import Embedded
from lib.intake.judged import Judged
from lib.register import Beside
from lib.store import Data


def preview(judged: Judged, published: Data) -> Data:
    """The rows in which nothing is wrong, opened as the published ones are: small counts of people
    are withheld here too. Published totals are about other rows, and are not beside these."""
    beside = Beside(published.places, published.sectors, published.config)
    stated = states_money(judged.good, published.columns)
    tables = beside.tables(judged.good, stated=stated)
    return replace(
        published,
        totals=published.totals.iloc[:0],
        engine=Engine(beside.schemas, Embedded(beside.schemas).fill([tables])),
        sources={},
        preview=True,
        _remembered={},
    )

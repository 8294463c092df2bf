"""A reader's checked rows as the data of a dashboard, beside what is published: its places, its
codes, its communities. Held in memory only."""

from __future__ import annotations

from lib.activities import typed
from lib.intake.judged import Judged
from lib.participation import with_participation
from lib.protection import protected
from lib.store import Data, load


def preview(judged: Judged, published: Data) -> Data:
    """The rows in which nothing is wrong, opened as the published ones are: small counts of people
    are withheld here too. Published totals are about other rows, and are not beside these."""
    config, columns = published.config, published.columns
    rows = judged.good.reset_index(drop=True)
    read = with_participation(
        typed(rows, columns, published.sectors, config), published.places, config
    )
    return load(
        protected(read, config),
        config=config,
        columns=columns,
        places=published.places,
        sectors=published.sectors,
        totals=published.totals.iloc[:0],
        preview=True,
    )

"""The ways to draw an indicator on the map, and which one suits it."""

from __future__ import annotations

from lib.indicators import RATE, RATIO, SHARE, TOTAL, Indicator

AREAS, CIRCLES, TILES = "areas", "circles", "tiles"
SUITED = "suited"
"""The reader leaves it to the indicator."""
DRAWN = (SUITED, AREAS, CIRCLES, TILES)
SUITS = {TOTAL: CIRCLES, RATE: AREAS, SHARE: AREAS, RATIO: AREAS}
"""By kind of indicator. A total in the colour of an area would speak of the area too: a large
municipality would look as if it had more."""


def shape_of(drawn: str, indicator: Indicator) -> str:
    """`AREAS`, `CIRCLES` or `TILES`: what the reader chose (of `DRAWN`), or what suits."""
    return SUITS[indicator.kind] if drawn == SUITED else drawn

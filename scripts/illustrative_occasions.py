"""Where and when a made-up activity takes place."""

from __future__ import annotations

from datetime import date, timedelta
from math import isqrt
from random import Random

from scripts.chance import between, split
from scripts.illustrative_kinds import Kind
from scripts.illustrative_people import Place, population

Here = tuple[Place, ...]
"""The municipality of an activity, or the several that share it."""

EXACT_DAY = 45
"""How often (of 100) a short activity is dated to the day and not only to the month."""

# one partner that each of these has a boundary with; Gračanica, Klokot and Štrpce have none
NEIGHBOUR = {
    "gjilan": "partesh",
    "istog": "kline",
    "kline": "istog",
    "leposaviq": "zvecan",
    "mitrovice-e-veriut": "zvecan",
    "novoberde": "ranillug",
    "obiliq": "vushtrri",
    "partesh": "gjilan",
    "peje": "istog",
    "ranillug": "novoberde",
    "vushtrri": "obiliq",
    "zubin-potok": "zvecan",
    "zvecan": "leposaviq",
}


def homes(rng: Random, number: int, kind: Kind, partners: dict[str, Place]) -> list[Here]:
    """Where each row is: one partner, now and then two neighbours."""
    names, sizes = list(partners), [isqrt(population((place,))) for place in partners.values()]
    least, most = [int(kind.everywhere)] * len(names), [number] * len(names)
    rows = split(rng, number, weights=sizes, least=least, most=most)
    each = [name for name, times in zip(names, rows, strict=True) for _ in range(times)]
    return [
        (partners[name], partners[NEIGHBOUR[name]])
        if name in NEIGHBOUR and rng.random() * 100 < kind.shared
        else (partners[name],)
        for name in each
    ]


def dates(rng: Random, kind: Kind) -> tuple[str, str]:
    """Start and end within the programme's period, to the month or to the day."""
    first, last = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in kind.period)
    length = between(rng, *kind.months)
    start = between(rng, first, last - length)
    if kind.days and rng.random() * 100 < EXACT_DAY:
        return _days(rng, date(start // 12, start % 12 + 1, 1), between(rng, *kind.days))
    start_month, end_month = (date(m // 12, m % 12 + 1, 1) for m in (start, start + length))
    return f"{start_month:%Y-%m}", f"{end_month:%Y-%m}"


def _days(rng: Random, first: date, length: int) -> tuple[str, str]:
    """Working days of one week that lies within the month whose first day is given."""
    somewhere = first + timedelta(days=between(rng, 0, 17))
    monday = somewhere + timedelta(days=-somewhere.weekday() % 7)
    start = monday + timedelta(days=between(rng, 0, 5 - length))
    return start.isoformat(), (start + timedelta(days=length - 1)).isoformat()

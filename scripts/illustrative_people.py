"""Who came to a made-up activity, and how much of that is recorded."""

from __future__ import annotations

from collections.abc import Sequence
from math import isqrt
from random import Random

from lib.schema import SEPARATOR, participants_column
from scripts.chance import between, pick, skew, split
from scripts.illustrative_kinds import Kind

Place = dict[str, str]
"""A row of data/sources/municipalities.csv."""

RECORDS = ("counted", "named", "unrecorded")
"""How the communities that came can stand in a row, in the order of `Kind.recorded`."""

FEWEST = 30
"""Of a smaller community nobody is made up: a reader could take the person for a real one."""

GUESTS = 3
"""At most so many communities come beside the largest of the municipality."""

ONE_IN = 3
"""No more than one in so many of a community's people come to one activity."""

GROUP = 12
"""People in an activity whose communities are named but whose people are not counted."""

# how often (of 100) a group is counted, and which share (of 100) of the people it then is
GROUPS = {"participants_women": (72, 22, 55), "participants_youth": (55, 8, 35)}


def population(places: Sequence[Place]) -> int:
    """The people of one or several municipalities."""
    return sum(int(place["pop_2024"]) for place in places)


def inhabitants(places: Sequence[Place]) -> dict[str, int]:
    """The people of one or several municipalities by community, in the census of 2024."""
    suffix, others = "_2024", ("pop_2024", "not_declared_2024")
    columns = [name for name in places[0] if name.endswith(suffix) and name not in others]
    return {
        name.removesuffix(suffix): sum(int(place[name]) for place in places) for name in columns
    }


def attendance(rng: Random, people: int, living: dict[str, int], mixed: int) -> dict[str, int]:
    """People by community: of several (as often of 100 as ``mixed``), or of one only."""
    room = {code: count // ONE_IN for code, count in living.items() if count >= FEWEST}
    coming = _several(rng, room) if rng.random() * 100 < mixed else _one(rng, room, people)
    # square roots: a small community comes with more people than its share
    weights = [isqrt(living[code]) * skew(rng) for code in coming]
    most = [room[code] for code in coming]
    counts = split(rng, people, weights=weights, least=[1] * len(coming), most=most)
    return dict(zip(coming, counts, strict=True))


def _several(rng: Random, room: dict[str, int]) -> list[str]:
    """The largest community and one to three others, of which some may be drawn twice."""
    largest = max(room, key=lambda code: room[code])
    others = [code for code in room if code != largest]
    weights = [isqrt(room[code]) for code in others]
    guests = {others[pick(rng, weights)] for _ in range(GUESTS)} if others else set()
    return [code for code in room if code == largest or code in guests]


def _one(rng: Random, room: dict[str, int], people: int) -> list[str]:
    """One community that is large enough; not always the largest."""
    enough = [code for code, most in room.items() if most >= people]
    return [enough[pick(rng, [isqrt(room[code]) for code in enough])]]


def communities(
    rng: Random, people: int, living: dict[str, int], kind: Kind
) -> dict[str, str | int]:
    """The cells on who came: counted by community, only named, or (as in life) nothing."""
    came = attendance(rng, people or GROUP, living, kind.mixed)
    cells: dict[str, dict[str, str | int]] = {
        "counted": {participants_column(code): count for code, count in came.items()},
        "named": {"communities_named": SEPARATOR.join(came)},
        "unrecorded": {},
    }
    return cells[RECORDS[pick(rng, kind.recorded)]]


def women_and_youth(rng: Random, people: int) -> dict[str, str | int]:
    """Women and youth among the people counted, where they were counted."""
    return {
        column: people * between(rng, least, most) // 100
        for column, (often, least, most) in GROUPS.items()
        if rng.random() * 100 < often
    }

"""All that is known of one activity, in words."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from lib.figures import (
    APART,
    beneficiaries,
    count_of_people,
    dates,
    money,
    not_shown,
    people,
    stated,
)
from lib.listed import several
from lib.names import Names
from lib.schema import SEPARATOR, participants_column

SAID_BY_SOURCES = (
    "programme",
    "donor",
    "implementer",
    "settlement",
    "dates",
    "amount",
    "participants_total",
    "participants_women",
    "participants_youth",
    "beneficiaries",
)
"""What a source could state: where none does, that is said."""
_ADDRESS = re.compile(r"https?://[^\s<>\"')]+(?<![.,;:])")


@dataclass(frozen=True, slots=True)
class Described:
    """One activity: ``facts`` are labels with words, ``unstated`` labels of what no source says.

    ``source`` is an address, "" for a row that no source states: then ``made_up`` is its mark.
    ``beside`` are addresses that its note names.
    """

    title: str
    made_up: str
    facts: list[tuple[str, str]]
    unstated: list[str]
    source: str
    beside: list[str]


def describe(names: Names, activity: str) -> Described:
    """All that is known of an activity, by its id."""
    row = names.data.row(activity)
    if row is None:
        raise KeyError(activity)
    parts = (_sure, _what, _figures, _behind)
    facts = {
        key: words or not_shown(names, row, key)
        for part in parts
        for key, words in part(names, row).items()
    }
    labels = {key: _label(names, key) for key in facts}
    return Described(
        title=row["title"],
        made_up=names.option("evidence", row["evidence"]) if row["evidence"] != "published" else "",
        facts=[(labels[key], words) for key, words in facts.items() if words],
        unstated=[labels[key].lower() for key in SAID_BY_SOURCES if not facts[key]],
        source=row["source"],
        beside=[
            each for each in dict.fromkeys(_ADDRESS.findall(row["note"])) if each != row["source"]
        ],
    )


def _label(names: Names, key: str) -> str:
    return names.say("list.dates") if key == "dates" else names.column(key)[0]


def _what(names: Names, row: pd.Series) -> dict[str, str]:
    """What was done, where, when and by whom; "" for what is not known."""
    purpose = APART.join((names.option("sector", row["sector"]), row["sector"]))
    return {
        "activity_type": several(names, "activity_type", row["activity_type"]),
        "status": several(names, "status", row["status"]),
        "dates": dates(names.say, row),
        "municipality_ids": _where(names, row),
        "settlement": row["settlement"],
        "programme": row["programme"],
        "specific_objective": several(names, "specific_objective", row["specific_objective"]),
        "donor": several(names, "donor", row["donor"]),
        "implementer": row["implementer"],
        "sector": purpose,
        "sector_group": several(names, "sector_group", row["sector_group"]),
    }


def _where(names: Names, row: pd.Series) -> str:
    """The municipalities, and that their share of the figures is not known, where several."""
    cell = row["municipality_ids"]
    shared = cell.count(SEPARATOR) + 1
    parts = [several(names, "municipality_ids", cell)]
    parts += [names.say.count("list.shared", shared)] if shared > 1 else []
    return APART.join(parts)


def _figures(names: Names, row: pd.Series) -> dict[str, str]:
    """Money and people, as exactly as they are stated; "" for what is not."""
    say, codes = names.say, names.data.config.community_codes
    counted = [participants_column(code) for code in codes]
    parts = (*counted, "participants_women", "participants_youth")
    return {
        "amount": money(names, row),
        "participation": several(names, "participation", row["participation"]),
        "participants_total": stated(say, people(say, row), row["participants_exactness"]),
        **{column: count_of_people(say, row, column) for column in parts},
        "communities_named": several(names, "communities_named", row["communities_named"]),
        "beneficiaries": stated(say, beneficiaries(say, row), row["beneficiaries_exactness"]),
    }


def _sure(names: Names, row: pd.Series) -> dict[str, str]:
    """Whether a source says so, and what kind of source it is."""
    grade = row["reliability"]
    return {
        "evidence": names.option("evidence", row["evidence"]),
        "reliability": names.option("reliability", grade) if grade else "",
    }


def _behind(names: Names, row: pd.Series) -> dict[str, str]:
    """What must be known to read the figures rightly."""
    totals, toward = names.data.totals, row["counts_toward"]
    titles = totals.loc[totals["total_id"].eq(toward) & bool(toward), "title"]
    return {
        "published_figures": row["published_figures"],
        "note": row["note"],
        "counts_toward": "".join(map(names.total, titles.head(1))) or toward,
        "id": row["id"],
    }

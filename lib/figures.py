"""The figures of one activity in words, as exactly as they are stated: dates, people, money.

Each that a reader sees in words is written here.
"""

from __future__ import annotations

import pandas as pd

from lib.language import Language
from lib.names import Names
from lib.protection import SMALL, WITHHELD
from lib.schema import SEPARATOR
from lib.vocabulary import EXACTNESS

EXACT = EXACTNESS[0]
APART = " · "
"""Between the parts of a fact."""


def dates(say: Language, row: pd.Series) -> str:
    """When, as exactly as it is stated; "" where it is not."""
    stated = [say.partial_date(row[key]) for key in ("start", "end") if row[key]]
    return " – ".join(dict.fromkeys(stated))


def count_of_people(say: Language, row: pd.Series, column: str) -> str:
    """A count of people among those who took part; "" where no source states it."""
    return "" if pd.isna(row[column]) else say.number(row[column])


def not_shown(names: Names, row: pd.Series, column: str) -> str:
    """That a figure or a text is known but withheld (`lib.protection`); "" where it is not."""
    if column in row[SMALL].split(SEPARATOR):
        return names.say("small_counts.cell", n=names.data.config.small_count)
    return names.say("withheld.cell") if column in row[WITHHELD].split(SEPARATOR) else ""


def people(say: Language, row: pd.Series) -> str:
    """How many took part or received, as exactly as it is stated; "" where it is not."""
    if pd.isna(row["participants_total"]):
        return ""
    kind = row["participants_are"] or "participants"
    words = say.count(f"list.{kind}", int(row["participants_total"]))
    return _roughly(say, words, row["participants_exactness"])


def beneficiaries(say: Language, row: pd.Series) -> str:
    """How many are said to benefit; "" where no source states it."""
    if pd.isna(row["beneficiaries"]):
        return ""
    kind = row["beneficiaries_are"] or "people"
    words = say.count(f"beneficiaries.{kind}", int(row["beneficiaries"]))
    return _roughly(say, words, row["beneficiaries_exactness"])


def amount(say: Language, row: pd.Series) -> str:
    """An amount in its own currency, as exactly as it is stated; "" where it is not."""
    if pd.isna(row["amount"]):
        return ""
    words = say.money(row["amount"], row["currency"])
    return _roughly(say, words, row["amount_exactness"])


def money(names: Names, row: pd.Series) -> str:
    """An amount with its value in the operator's currency, how exact it is, and what it covers."""
    say, covers = names.say, row["amount_covers"]
    parts = [stated(say, amount(say, row), row["amount_exactness"])]
    if parts[0] and row["currency"] != names.data.config.currency and not pd.isna(row["money"]):
        parts.append(say.money(row["money"]))
    if parts[0] and covers:
        parts.append(names.option("amount_covers", covers))
    return APART.join(parts)


def _roughly(say: Language, words: str, exactness: str) -> str:
    """A figure with "about" or "at least" in front, where it is not exact."""
    return say(f"exactness.{exactness}", words=words) if exactness else words


def stated(say: Language, words: str, exactness: str) -> str:
    """A figure that is exact says so."""
    return say("exactness.stated", words=words) if words and exactness == EXACT else words

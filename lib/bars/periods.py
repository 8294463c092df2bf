"""What happened when, as a table with bars: activities, people and money by year or quarter."""

from __future__ import annotations

import pandas as pd

from lib.bars import Bars, Cell, part_of
from lib.names import Names
from lib.selection import Selection
from lib.timeline import UNDATED, by_period


def periods(names: Names, selection: Selection, place: str = "") -> Bars:
    """Activities that began in each period, with the people and money that sources state."""
    say, step = names.say, selection["step"]
    table = by_period(names.data, selection, place, step)
    most = table.drop(index=UNDATED, errors="ignore").max()
    rows = [
        (_name(names, step, str(key)), _cells(names, row, most, str(key)))
        for key, row in table.iterrows()
    ]
    heads = [
        say(f"time.{step}"),
        *(say(f"time.{key}") for key in ("activities", "people", "money")),
    ]
    where = names.full[place] if place else say("time.everywhere")
    note = say("time.definition")
    return Bars(say("time.caption", place=where), heads, list(rows), (note,))


def _name(names: Names, step: str, period: str) -> str:
    if period == UNDATED:
        return names.say(f"time.undated.{step}")
    year, _, quarter = period.partition("-Q")
    return names.say("time.quarter_of", year=year, quarter=quarter) if quarter else year


def _cells(names: Names, row: pd.Series, most: pd.Series, period: str) -> list[Cell]:
    """A period as a line. Undated activities have no bar: they are not one period's."""
    say = names.say
    money = "" if pd.isna(row["money"]) else say.money(row["money"])
    people = "" if pd.isna(row["people"]) else say.number(row["people"])
    words = {"activities": say.number(row["activities"]), "people": people, "money": money}
    return [
        (_stated(names, row, key, text), part_of(row[key], most[key]) if period else None)
        for key, text in words.items()
    ]


def _stated(names: Names, row: pd.Series, key: str, words: str) -> str:
    """A sum, with how many activities state it; what none states is said, not zero."""
    if key == "activities":
        return words
    if not row["activities"]:
        return "–"
    say = names.say
    known, rows = (say.number(row[column]) for column in (f"{key}_rows", "activities"))
    if not row[f"{key}_rows"]:
        return say("time.not_stated")
    if row[f"{key}_rough"]:
        words = say("exactness.about", words=words)
    return say("time.stated", words=words, known=known, rows=rows)

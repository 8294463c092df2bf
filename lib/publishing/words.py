"""A difference in words: for the command line, for who publishes, and for every reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby

from lib.indicators import BY_KEY
from lib.language import Language
from lib.listed import several
from lib.names import Names
from lib.publishing.difference import PEOPLE, Difference, Move
from lib.values import in_words

COUNTED = ("added", "changed", "removed")
"""What is counted of rows. Words: ``changes.<key>``."""


def in_short(say: Language, counts: Mapping[str, int]) -> str:
    """How many activities are added, changed and removed, in one line."""
    said = [say.count(f"changes.{key}", counts[key]) for key in COUNTED if counts.get(key)]
    return " · ".join(said) or say("changes.no_rows")


def in_sentences(names: Names, difference: Difference) -> list[str]:
    """What differs, from the whole to the single; not the indicators that move."""
    say = names.say
    if difference.nothing:
        return [say("changes.nothing")]
    said = [in_short(say, difference.rows.counts)]
    columns = difference.rows.changed["column"].value_counts()
    if len(columns):
        counted = [f"{label(names, column)} ({say.number(n)})" for column, n in columns.items()]
        said.append(say("changes.columns", columns=say.list(counted)))
    if difference.files:
        said.append(say("changes.files", files=say.list(difference.files)))
    if difference.untold:
        said.append(say.count("changes.untold", len(difference.untold)))
    if difference.unmoved:
        # said also where nothing moves there: that nothing does would be told by saying nothing
        places = [where(names, place) for place in difference.unmoved]
        said.append(say("changes.unmoved", places=say.list(places)))
    return said


def label(names: Names, column: str) -> str:
    """What to call a column; one that is no longer known, as it is called in the file."""
    if column == PEOPLE:
        return names.say("changes.people")
    known = {each.name for each in names.data.columns}
    return names.column(column)[0] if column in known else column


def cell(names: Names, column: str, text: str) -> str:
    """What a cell of the activities says, as the reader's language writes it."""
    say, kinds = names.say, {each.name: each.kind for each in names.data.columns}
    kind = kinds.get(column, "")
    if column == PEOPLE:
        return say("changes.not_told")
    if not text:
        return say("none")
    if kind in ("number", "integer"):
        return say.number(float(text), 2)
    if kind == "date":
        return say.partial_date(text)
    return several(names, column, text) if kind in ("code", "codes", "names") else text


def moved(names: Names, moves: Iterable[Move]) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    """By indicator: where it moves, from what, and to what."""
    for key, of in groupby(moves, lambda move: move.indicator):
        indicator = BY_KEY[key]
        yield (
            names.say(f"indicator.{key}"),
            [
                (
                    where(names, move.place),
                    in_words(names.say, indicator, move.before),
                    in_words(names.say, indicator, move.after),
                )
                for move in of
            ],
        )


def where(names: Names, place: str) -> str:
    """What to call a municipality, of one version or the other; "" stands for all together."""
    return names.places.get(place, place) if place else names.say("changes.over_all")

"""What the description says of parameters and columns: their values, types and meaning."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from lib.api.asked import known
from lib.api.files import ACTIVITIES, FIGURES, MAP, MUNICIPALITIES, TOTALS
from lib.by_municipality import chosen_indicator, column_words
from lib.kept import LONGEST, Kept
from lib.kinds import ALL, LONGEST_SEARCH, Choice, Choices, Flag, Words
from lib.names import Names
from lib.offered import offered
from lib.parameters import FILTERS, NARROWING, SEARCH
from lib.pieces import columns
from lib.selection import Parameter, read_link
from lib.shapes import AREAS, CIRCLES, TILES
from lib.store import Data

MOST_VALUES = 1_000
"""A longer list of values, as of activities, is left out."""
OWN_WORDS = ("lang", "majority", "indicator", "hxl")
"""Parameters beside the filters that change what is in a file: ``api.parameter.<key>``."""
SCHEMAS = {ACTIVITIES: "Activity", MUNICIPALITIES: "Municipality", TOTALS: "Total", MAP: "Map"}
PAINTED: dict[str, dict[str, Any]] = {
    "drawn": {"type": "string", "enum": [AREAS, CIRCLES, TILES]},
    "places": {"type": "object"},
    "colours": {"type": "array", "items": {"type": "string"}},
    "inks": {"type": "array", "items": {"type": "string"}},
    "chosen": {"type": "string"},
    "stamp": {"type": "string"},
}
"""What a map is painted by, as `lib.painted.shown_places` has it. Words: ``api.map.<key>``."""


def parameter_of(parameter: Parameter, names: Names) -> dict[str, Any]:
    """A parameter of a link, with the values that it takes and what they are called."""
    values = offered(names.data).get(parameter.key, ())
    described = {
        "name": parameter.key,
        "in": "query",
        "description": _meaning(parameter, names),
        "schema": _values(parameter, values if len(values) <= MOST_VALUES else ()),
    }
    if parameter.key in {each.key for each in FILTERS}:
        described["x-names"] = {value: names.option(parameter.key, value) for value in values}
    if parameter.key == "indicator":
        described["x-names"] = {value: names.say(f"indicator.{value}") for value in values}
    return described


def _meaning(parameter: Parameter, names: Names) -> str:
    say, key = names.say, parameter.key
    if key in OWN_WORDS:
        return say(f"api.parameter.{key}")
    if key not in {each.key for each in NARROWING}:
        return say("api.parameter.shown")
    if key == SEARCH.key:
        return say("filter.text.help")
    several = f" {say('api.parameter.several')}" if isinstance(parameter, Choices) else ""
    return f"{say(f'filter.{key}')}.{several}"


def _values(parameter: Parameter, values: Sequence[str]) -> dict[str, Any]:
    """The schema of a parameter."""
    if isinstance(parameter, Choices):
        items: dict[str, Any] = {"type": "string"}
        items |= {"enum": [*values, ALL]} if values else {}
        default = {"default": list(parameter.default)} if parameter.default else {}
        return {"type": "array", "items": items, **default}
    if isinstance(parameter, Choice):
        one: dict[str, Any] = {"type": "string"}
        one |= {"enum": [*values]} if values else {}
        return one | ({"default": parameter.default} if parameter.default else {})
    if isinstance(parameter, Flag):
        return {"type": "string", "enum": ["yes"]}
    if isinstance(parameter, Kept):
        return {"type": "string", "maxLength": LONGEST, "pattern": r"^\?"}
    if isinstance(parameter, Words):
        return {"type": "string", "maxLength": LONGEST_SEARCH}
    return {"type": "string", "pattern": r"^[0-9.,;\s]+$"}


def rows_of(data: Data, names: Names) -> dict[str, Any]:
    """The columns of each kind of row, and the parts of a map, with what they mean."""
    nothing = read_link({}, known=known(data), allowed=offered(data))
    places = chosen_indicator(data, nothing, names)
    kinds = {column.name: column.kind for column in data.columns}
    numbers = {column: str(places[column].dtype).lower() for column in places}
    activities = {
        column: _column(*_words_of(column, names), _json_type(kinds.get(column, "text")))
        for column in columns(data)
    }
    municipalities = {
        column: _column(*column_words(names, column), _json_type(numbers[column]))
        for column in places
    }
    say = names.say
    totals = {column: _column("", say(f"api.total.{column}"), []) for column in FIGURES}
    painted = {
        key: {**schema, "description": say(f"api.map.{key}")} for key, schema in PAINTED.items()
    }
    held = zip(SCHEMAS.values(), (activities, municipalities, totals, painted), strict=True)
    return {name: {"type": "object", "properties": properties} for name, properties in held}


def _words_of(column: str, names: Names) -> tuple[str, str]:
    """What a column of the activities is called, and what it means."""
    stored = column.removesuffix("_name")
    if stored == column:
        return names.column(column)
    say = names.say
    label = say("column.name_of", column=names.column(stored)[0])
    return label, say("column.name_of.meaning")


def _column(label: str, meaning: str, kinds: list[str]) -> dict[str, Any]:
    named = {"title": label} if label else {}
    typed = {"type": [*kinds, "null"]} if kinds else {}
    return {**named, "description": meaning, **typed}


def _json_type(kind: str) -> list[str]:
    if kind.startswith("int"):
        return ["integer"]
    return ["number"] if kind.startswith(("number", "float")) else ["string"]


def problem_of(names: Names) -> dict[str, Any]:
    text = {"type": "string"}
    listed = {"type": "array", "items": text}
    error = {
        **{"parameter": text, "found": text, "message": text, "allowed": listed},
        **{"allowed_in_all": {"type": "integer"}, "nearest": {"type": ["string", "null"]}},
    }
    errors = {"type": "array", "items": {"type": "object", "properties": error}}
    members = {"title": text, "status": {"type": "integer"}, "detail": text, "errors": errors}
    return {
        "type": "object",
        "description": names.say("api.problem"),
        "properties": members,
        "required": ["title", "status", "detail"],
    }

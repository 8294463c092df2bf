"""Reads a TOML file as the typed table that it should be, and says everything that is wrong."""

from __future__ import annotations

import re
import tomllib
import typing
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from lib.config.model import Dashboard
from lib.config.parts import Part
from lib.config.wording import wording_problems
from lib.language import phrase
from lib.problems import BadData, Problem, nearest

P = TypeVar("P", bound=Part)
Location = tuple[int | str, ...]


def read_config(path: Path) -> Dashboard:
    """The configuration at ``path``.

    Raises
    ------
    BadData
        The file is missing, is not TOML, or holds something that is not allowed.
    """
    config = read_toml(path, Dashboard)
    if problems := wording_problems(config.words, path.name):
        text = path.read_text(encoding="utf-8")
        raise BadData(_placed(each, text) for each in problems)
    return config


def read_toml(path: Path, table: type[P]) -> P:
    """A TOML file as the table that it should be; raises as `read_config`."""
    text = ""
    try:
        text = path.read_text(encoding="utf-8")
        return table.model_validate(tomllib.loads(text))
    except FileNotFoundError:
        raise BadData([Problem(path.name, 0, "", phrase("problem.no_file"), path.name)]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData([Problem(path.name, 0, "", str(error), phrase("problem.toml"))]) from None
    except ValidationError as error:
        found = [_problem(path.name, table, each) for each in error.errors()]
        raise BadData(_placed(each, text) for each in found) from None


def _placed(problem: Problem, text: str) -> Problem:
    """The same with the line that gives the key, where only one does."""
    key = [part for part in problem.column.split(".") if not part.isdigit()][-1]
    assigned = re.compile(rf"""(^|[\s{{,.\[])["']?{re.escape(key)}["']?\s*[=.\]]""")
    lines = [n for n, line in enumerate(text.splitlines(), start=1) if assigned.search(line)]
    return problem if len(lines) != 1 else _at(problem, lines[0])


def _at(problem: Problem, line: int) -> Problem:
    return Problem(**{**problem.cells(), "row": line})  # type: ignore[arg-type]


def _problem(file: str, table: type[Part], error: Any) -> Problem:
    """One of pydantic's errors, in the words that every other problem uses."""
    location = tuple(part for part in error["loc"] if part != "[key]")
    key = ".".join(str(part) for part in location)
    if error["type"] != "extra_forbidden":
        return Problem(file, 0, key, repr(error["input"])[:80], error["msg"])
    known = sorted(keys_beside(table, location))
    found, allowed = phrase("problem.unknown_key"), ", ".join(known)
    return Problem(file, 0, key, found, allowed, nearest(str(location[-1]), known))


def keys_beside(table: type[BaseModel], location: Location) -> set[str]:
    """The keys allowed in the table that holds the key at ``location``."""
    for step in location[:-1]:
        field = table.model_fields.get(str(step))
        table = (field and table_of(field.annotation)) or table
    return set(table.model_fields)


def table_of(kind: Any) -> type[Part] | None:
    """The table that a field holds, or holds several of; None for a field of another kind."""
    if isinstance(kind, type) and issubclass(kind, Part):
        return kind
    return next(filter(None, map(table_of, typing.get_args(kind))), None)

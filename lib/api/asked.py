"""What a program asks for. A page forgives nonsense in a link; here all of it is refused, since a
program that is given other rows than it asked for does not notice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lib.kept import Kept
from lib.kinds import ALL, Choices, Flag, Numbers, Words
from lib.language import DEFAULT, nearest_language
from lib.offered import offered
from lib.parameters import LANGUAGE
from lib.problems import nearest
from lib.selection import Link, Parameter, Selection, parameters, read_link
from lib.store import Data

OTHERS: dict[type, tuple[str, ...]] = {Choices: (ALL,), Flag: ("yes",)}
"""What a kind of parameter takes beside its values."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing in a query that cannot be."""

    parameter: str
    found: str
    allowed: tuple[str, ...]
    nearest: str
    words: str
    """The key of the words that say it."""


class Refused(ValueError):
    """A query cannot be answered. Carries everything that is wrong with it."""

    def __init__(self, wrong: list[Wrong], lang: str) -> None:
        super().__init__(", ".join(each.parameter for each in wrong))
        self.wrong = wrong
        self.lang = lang


def known(data: Data) -> tuple[Parameter, ...]:
    """Every parameter; the language is English, or the data's first, where none is asked for."""
    return parameters(data, nearest_language(DEFAULT, data.config.languages))


def asked(data: Data, link: Link) -> Selection:
    """The selection that a query string means.

    Raises
    ------
    Refused
        With every parameter and value that is not known.
    """
    allowed, all_known = offered(data), known(data)
    selection = read_link(link, known=all_known, allowed=allowed)
    keys = [each.key for each in all_known]
    wrong = [
        Wrong(key, key, tuple(keys), nearest(key, keys), "api.wrong.parameter")
        for key in link
        if key not in keys
    ]
    for each in all_known:
        if each.key in link:
            wrong += _wrong(each, link[each.key], selection, allowed)
    if wrong:
        raise Refused(wrong, selection[LANGUAGE])
    return selection


def _wrong(
    parameter: Parameter,
    raw: list[str],
    selection: Selection,
    allowed: Mapping[str, Sequence[str]],
) -> list[Wrong]:
    """What a parameter was given and does not take: what a page would leave out."""
    key, value = parameter.key, selection[parameter.key]
    if isinstance(parameter, Kept):
        lost = [] if value is not None and len(raw) == 1 else raw
        return [Wrong(key, each, (), "", "api.wrong.kept") for each in lost]
    if isinstance(parameter, Words | Numbers):
        lost = raw if len(raw) > 1 or not _is_read(parameter, raw[0], value) else []
        words = f"api.wrong.{'words' if isinstance(parameter, Words) else 'numbers'}"
        return [Wrong(key, each, (), "", words) for each in lost]
    taken = parameter.write(value)
    options = (*allowed.get(key, ()), *OTHERS.get(type(parameter), ()))
    return [
        # a value that is known and still left out is one too many
        Wrong(key, each, options, "" if each in options else nearest(each, options),
              "api.wrong.many" if each in options else "api.wrong.value")
        for each in raw
        if each not in taken
    ]  # fmt: skip


def _is_read(parameter: Words | Numbers, raw: str, value: object) -> bool:
    """Whether a typed text was understood, to its last letter."""
    if isinstance(parameter, Words):
        return " ".join(raw.split()) == value
    return value != parameter.default

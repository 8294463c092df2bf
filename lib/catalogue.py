"""The words of one language as they stand in its catalogue, or with an operator's own in them."""

from __future__ import annotations

import gettext
import io
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

_BLANK = r"\{[^}]*\}"
Phrases = Mapping[str, str | tuple[str, ...]]


class Words:
    """Every phrase of a language by key, read from ``messages.po`` as it is.

    Parameters
    ----------
    instead_of
        Words in small letters, and what is said instead of them, wherever they stand whole.
    phrases
        Phrases by key that are said instead of the catalogue's: one text, or each plural form.
    """

    def __init__(
        self,
        path: Path,
        instead_of: Mapping[str, str] | None = None,
        phrases: Phrases | None = None,
    ) -> None:
        with path.open("rb") as lines:
            self._catalogue = read_po(lines)
        for message in _phrases(self._catalogue):
            forms = tuple(replaced(form, instead_of or {}) for form in forms_of(message))
            own = (phrases or {}).get(key_of(message), forms)
            said = own if isinstance(own, tuple) else (own,) * len(forms)
            message.string = said if isinstance(message.id, tuple) else said[0]

    @cached_property
    def translations(self) -> gettext.GNUTranslations:
        """What answers with a phrase; compiled in memory."""
        compiled = io.BytesIO()
        write_mo(compiled, self._catalogue)
        compiled.seek(0)
        return gettext.GNUTranslations(compiled)

    @cached_property
    def forms(self) -> dict[str, tuple[str, ...]]:
        """By key, the words of a phrase; of one that counts, each plural form."""
        return {key_of(each): forms_of(each) for each in _phrases(self._catalogue)}


def _phrases(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def key_of(message: Message) -> str:
    """The key of a phrase, also of one that counts."""
    return str(message.id[0] if isinstance(message.id, tuple) else message.id)


def forms_of(message: Message) -> tuple[str, ...]:
    """The words of a phrase: one, or one for each plural form."""
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return tuple(str(form) for form in strings)


def words_in(text: str) -> list[str]:
    """The words of a phrase in small letters, without its blanks."""
    return re.findall(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*", re.sub(_BLANK, " ", text).lower())


def replaced(text: str, instead_of: Mapping[str, str]) -> str:
    """A phrase with some words instead of others; a capital letter stays one.

    Of several that fit in one place, the longest: "a municipality" before "municipality".
    """
    if not instead_of:
        return text
    longest_first = sorted(instead_of, key=len, reverse=True)
    known = "|".join(map(re.escape, longest_first))
    found = re.compile(rf"{_BLANK}|(?<!\w)(?:{known})(?!\w)", re.IGNORECASE)

    def said(match: re.Match[str]) -> str:
        own = instead_of.get(match[0].lower(), match[0])
        # what stands between braces is filled in later
        capital = match[0][0].isupper()
        return own[:1].upper() + own[1:] if capital else own

    return found.sub(said, text)

"""Every word the reader sees, and numbers, money and dates as the reader's language writes them.

Words are looked up by key (``filter.donor``) in ``locales/<code>/LC_MESSAGES/messages.po``,
which is read as it is: nothing has to be compiled by hand. A key without words is an error,
so that no page can show one.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from babel.core import get_global

from lib.catalogue import Phrases, Words

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DEFAULT = "en"
"""The language that stands in for others, and that the command line speaks."""
LANGUAGES = tuple(sorted(path.parts[-3] for path in LOCALES.glob("*/LC_MESSAGES/messages.po")))
"""The languages that there are words in, by code: ``sr_Latn``."""


class Language:
    """The words and the ways of writing of one language.

    Parameters
    ----------
    instead_of, phrases
        What is said instead of the catalogue's words (`lib.catalogue.Words`).
    always
        Fields that any phrase may have: ``currency``, in which money is written, among them.
    """

    def __init__(
        self,
        code: str,
        folder: Path = LOCALES,
        *,
        instead_of: Mapping[str, str] | None = None,
        phrases: Phrases | None = None,
        always: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self._words = Words(folder / code / "LC_MESSAGES" / "messages.po", instead_of, phrases)
        self._catalogue = self._words.translations
        self._always = {"currency": "", "least": ""} | dict(always or {})

    def __call__(self, key: str, /, **fields: object) -> str:
        """The words for a key, with the fields filled in; without any, blanks stay to be filled."""
        words = self._catalogue.gettext(key)
        if words == key:
            raise KeyError(f"no words for {key!r} in {self.code}")
        if fields:
            return words.format(**self._always | fields)
        return words.format_map(_Blanks(self._always)) if "{" in words else words

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return key in self._words.forms

    @property
    def forms(self) -> Mapping[str, tuple[str, ...]]:
        """By key, the words of every phrase; of one that counts, each plural form."""
        return self._words.forms

    def count(self, key: str, n: int, /, **fields: object) -> str:
        """The words for a number of things, in the plural form that the number asks for."""
        words = self._catalogue.ngettext(key, f"{key}.plural", n)
        if words in (key, f"{key}.plural"):
            raise KeyError(f"no words for {key!r} in {self.code}")
        return words.format(**{"n": self.number(n)} | self._always | fields)

    def of(self, words: Mapping[str, str]) -> str:
        """The words in this language, from data that holds several; else those in the default
        one, else the first. "" where there are none."""
        return words.get(self.code) or words.get(DEFAULT) or next(iter(words.values()), "")

    def sentences(self, *texts: Mapping[str, str]) -> str:
        """Several texts of the data behind each other, each ending as a sentence."""
        said = filter(None, map(self.of, texts))
        return " ".join(text if text.endswith((".", "!", "?")) else f"{text}." for text in said)

    def phrase(self, text: str) -> str:
        """A phrase in this language; any other text as it is."""
        return self(text.key, **text.fields) if isinstance(text, Phrase) else text

    @property
    def tag(self) -> str:
        """What a document says of its language (BCP 47): ``sr-Latn``."""
        return self.code.replace("_", "-")

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with at most so many decimals: ``1,234.5``."""
        if isinstance(value, int):
            return _whole(value, self.code)
        return numbers.format_decimal(round(value, decimals), _pattern(decimals), self.code)

    def short(self, value: float) -> str:
        """A great number in few signs: ``1.2M``."""
        digits = 1 if value < 10_000 or value >= 1_000_000 else 0
        return numbers.format_compact_decimal(value, locale=self.code, fraction_digits=digits)

    def percent(self, value: float) -> str:
        """A share that is given from 0 to 100: ``41%``."""
        return numbers.format_percent(round(value) / 100, locale=self.code)

    def money(self, value: float, currency: str = "", decimals: int = 0) -> str:
        """An amount with its currency: ``ABC 102,000``; without one named, in the operator's."""
        pattern = f"¤¤ {_pattern(decimals)}"
        written = currency or str(self._always["currency"])
        return numbers.format_currency(
            round(value, decimals), written, pattern, locale=self.code, currency_digits=False
        )

    def partial_date(self, text: str) -> str:
        """A date that may lack its day or its month: ``October 2015``."""
        if not text:
            return ""
        first_day = date.fromisoformat(text + "-01-01"[len(text) - 4 :])
        if len(text) == len("2015-10-02"):
            return dates.format_date(first_day, "long", locale=self.code)
        skeleton = "y" if len(text) == len("2015") else "yMMMM"
        return dates.format_skeleton(skeleton, first_day, locale=self.code)

    def list(self, items: Iterable[str]) -> str:
        """Several things in a sentence: ``a, b, and c``."""
        return lists.format_list(list(items), locale=self.code)


@functools.lru_cache(maxsize=10_000)
def _whole(value: int, code: str) -> str:
    """A whole number in a language. Kept: a page writes four hundred, most of them again."""
    return numbers.format_decimal(value, _pattern(0), code)


class _Blanks(dict[str, object]):
    """Fields to fill in; a blank that is none of them stays one."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _pattern(decimals: int) -> str:
    return "#,##0." + "#" * decimals if decimals else "#,##0"


class Phrase(str):
    """Words that were said before it was known to whom: English by itself, and any language
    where it is shown (`Language.phrase`)."""

    key: str
    fields: dict[str, Any]


def phrase(key: str, /, **fields: object) -> Phrase:
    """The words for a key, to be said in the reader's language later."""
    made = Phrase(language(DEFAULT)(key, **fields))
    made.key, made.fields = key, fields
    return made


def nearest_language(wanted: str, offered: Sequence[str]) -> str:
    """The language offered to whoever's browser asks for one: that of the same script before
    another of the same language, and else the first that is offered.

    Parameters
    ----------
    wanted
        A language tag (BCP 47), as browsers give it: ``sr-Latn-RS``; "" for none.
    """
    language_of, script = _language_and_script(wanted)
    same = [code for code in offered if _language_and_script(code)[0] == language_of]
    written = [code for code in same if _language_and_script(code)[1] == script]
    return [*written, *same, *offered][0]


def _language_and_script(tag: str) -> tuple[str, str]:
    """Where a tag does not say its script, the usual one (Unicode's likely subtags)."""
    try:
        asked = Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError):
        return "", ""
    likely = get_global("likely_subtags").get(asked.language, "")
    return asked.language, asked.script or "".join(likely.split("_")[1:2])


@functools.cache
def language(code: str = DEFAULT) -> Language:
    """The language of that code, read once."""
    return Language(code)

"""Every word the reader sees, and numbers, money and dates as the reader's language writes them.

Words are looked up by key (``filter.donor``) in ``locales/<code>/LC_MESSAGES/messages.po``,
which is read as it is: nothing has to be compiled by hand. A key without words is an error,
so that no page can show one.
"""

from __future__ import annotations

import functools
import gettext
import io
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from babel import dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from lib.config import Words

LOCALES = Path(__file__).resolve().parent.parent / "locales"
DEFAULT = "en"


class Language:
    """The words and the ways of writing of one language."""

    def __init__(self, code: str, folder: Path = LOCALES) -> None:
        self.code = code
        self._catalogue = _catalogue(folder / code / "LC_MESSAGES" / "messages.po")

    def __call__(self, key: str, /, **fields: object) -> str:
        """The words for a key, with the fields filled in."""
        words = self._catalogue.gettext(key)
        if words == key:
            raise KeyError(f"no words for {key!r} in {self.code}")
        return words.format(**fields) if fields else words

    def has(self, key: str) -> bool:
        """Whether there are words for a key."""
        return self._catalogue.gettext(key) != key

    def count(self, key: str, n: int, /, **fields: object) -> str:
        """The words for a number of things, in the plural form that the number asks for."""
        words = self._catalogue.ngettext(key, f"{key}.plural", n)
        if words in (key, f"{key}.plural"):
            raise KeyError(f"no words for {key!r} in {self.code}")
        return words.format(n=self.number(n), **fields)

    def of(self, words: Words) -> str:
        """The words in this language, from data that holds several."""
        return words.get(self.code) or words[DEFAULT]

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with at most so many decimals: ``1,234.5``."""
        return numbers.format_decimal(round(value, decimals), _pattern(decimals), self.code)

    def short(self, value: float) -> str:
        """A great number in few signs: ``1.2M``."""
        digits = 1 if value < 10_000 or value >= 1_000_000 else 0
        return numbers.format_compact_decimal(value, locale=self.code, fraction_digits=digits)

    def percent(self, value: float) -> str:
        """A share that is given from 0 to 100: ``41%``."""
        return numbers.format_percent(round(value) / 100, locale=self.code)

    def money(self, value: float, currency: str = "USD", decimals: int = 0) -> str:
        """An amount with its currency: ``USD 102,000``."""
        pattern = f"¤¤ {_pattern(decimals)}"
        return numbers.format_currency(
            round(value, decimals), currency, pattern, locale=self.code, currency_digits=False
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


def _pattern(decimals: int) -> str:
    return "#,##0." + "#" * decimals if decimals else "#,##0"


@functools.cache
def language(code: str = DEFAULT) -> Language:
    """The language of that code, read once."""
    return Language(code)


def _catalogue(path: Path) -> gettext.GNUTranslations:
    """A catalogue of words, compiled in memory from its readable form."""
    with path.open("rb") as lines:
        catalogue = read_po(lines)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)

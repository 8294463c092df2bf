"""Writes the Serbian words in Cyrillic from those in Latin script.

What stays in Latin (names, abbreviations, formats), and what a letter by letter
transliteration gets wrong, stands in ``locales/sr_Cyrl/exceptions.toml``. Run by ``make words``.
"""

from __future__ import annotations

import functools
import io
import re
import tomllib
from pathlib import Path

import cyrtranslit
from babel.messages.pofile import read_po, write_po

LOCALES = Path(__file__).resolve().parent.parent / "locales"
LATIN, CYRILLIC = (
    LOCALES / code / "LC_MESSAGES" / "messages.po" for code in ("sr_Latn", "sr_Cyrl")
)
EXCEPTIONS = LOCALES / "sr_Cyrl" / "exceptions.toml"
UNTOUCHED = (
    r"\{[^{}]*\}",
    r"<code>.*?</code>",
    r"`[^`]*`",
    r"https?://\S+",
    r"[\w/-]+\.[a-z]{2,}(?:/[\w/-]+)?",
    r"\w+_\w+",
    r"\bm²",
)
"""What is no word: fields, code, addresses, names of files and of columns, units."""


class Transliterator:
    """Turns Serbian in Latin script into Serbian in Cyrillic.

    Parameters
    ----------
    path
        TOML: ``latin`` (stays as it is), ``words`` (phrase → how it is written), and ``latin_in``
        (by key of a phrase, what else stays in it).
    """

    def __init__(self, path: Path = EXCEPTIONS) -> None:
        exceptions = tomllib.loads(path.read_text(encoding="utf-8"))
        self._words: dict[str, str] = exceptions["words"]
        self._latin: list[str] = exceptions["latin"]
        self._latin_in: dict[str, list[str]] = exceptions["latin_in"]

    def __call__(self, text: str, key: str = "") -> str:
        """The text in Cyrillic; ``key``: of which phrase, where one has exceptions of its own."""
        parts, end = [], 0
        for found in self._special(key).finditer(text):
            parts += [_letters(text[end : found.start()]), self._words.get(found[0], found[0])]
            end = found.end()
        return "".join([*parts, _letters(text[end:])])

    @functools.cache  # noqa: B019 - one is made, and lives as long as the program
    def _special(self, key: str) -> re.Pattern[str]:
        """What is not written letter by letter: the longest first."""
        whole = [*self._words, *self._latin, *self._latin_in.get(key, ())]
        words = [rf"(?<!\w){re.escape(each)}(?!\w)" for each in sorted(whole, key=len)[::-1]]
        return re.compile("|".join([*UNTOUCHED, *words]))


def _letters(text: str) -> str:
    written: str = cyrtranslit.to_cyrillic(text, "sr")
    return written


def cyrillic_catalogue() -> str:
    """The Latin catalogue with every phrase in Cyrillic, as the lines of a file."""
    cyrillic = Transliterator()
    latin = LATIN.read_text(encoding="utf-8")
    catalogue = read_po(io.BytesIO(latin.encode()))
    for entry in catalogue:
        if isinstance(entry.id, tuple):
            entry.string = tuple(cyrillic(form, entry.id[0]) for form in entry.string)
        elif entry.id:
            entry.string = cyrillic(str(entry.string), str(entry.id))
    written = io.BytesIO()
    write_po(written, catalogue, width=0, omit_header=True)
    header = latin.partition("\n\n")[0].replace("sr_Latn", "sr_Cyrl")
    return f"{header}\n\n{written.getvalue().decode().strip()}\n"


def main() -> None:
    """Write the catalogue."""
    CYRILLIC.parent.mkdir(parents=True, exist_ok=True)
    CYRILLIC.write_text(cyrillic_catalogue(), encoding="utf-8")


if __name__ == "__main__":
    main()

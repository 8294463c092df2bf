"""Bytes in, text out: which encoding was it?"""

from __future__ import annotations

import codecs
import functools
import re
import unicodedata

from lib.language import LANGUAGES, LOCALES

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
ONE_BYTE = ("cp1252", "cp1250", "iso8859_2", "cp1251")
"""Encodings of one byte a letter. Where several say the same, the first is taken."""
ENCODINGS = ("utf-8", "utf-16", *ONE_BYTE)
"""What a reader may choose from."""
SAMPLE = 200_000
"""How many letters that are not ASCII are looked at."""
OWN, CONTROL, STRANGE, MIXED = 2, -4, -1, -3
"""What a letter is worth: of the dashboard's languages; a control character; no letter at all;
a Latin letter beside a Cyrillic one."""
_BESIDE = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
_ASIDE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")


def decoded(held: bytes, encoding: str = "") -> tuple[str, str]:
    """The text, and the encoding: the one that is given, or else the most likely one.

    Encodings of one byte cannot be told from the bytes alone. The one is taken that gives most
    letters of the languages that the dashboard speaks; so the reader may say otherwise.
    """
    if encoding:
        return held.decode(encoding, errors="replace").removeprefix("\ufeff"), encoding
    for mark, name in MARKS.items():
        if held.startswith(mark):
            return held.decode(name, errors="replace"), name.removesuffix("-sig")
    if held[1:200:2].count(0) > len(held[:200]) / 4:
        return held.decode("utf-16-le", errors="replace"), "utf-16"
    if held[:200:2].count(0) > len(held[:200]) / 4:
        return held.decode("utf-16-be", errors="replace"), "utf-16"
    try:
        return held.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        likely = max(ONE_BYTE, key=lambda each: _score(held, each))
        return held.decode(likely, errors="replace"), likely


def _score(held: bytes, encoding: str) -> int:
    """How much a text looks like one of the languages' own when it is read in an encoding."""
    # only the lines that can tell, however long the file
    lines = b"\n".join(match.group()[:SAMPLE] for match in _first(held))
    text = lines.decode(encoding, errors="replace")
    mixed = sum(1 for _ in _BESIDE.finditer(text))
    return MIXED * mixed + sum(_worth(letter) for letter in text if not letter.isascii())


def _first(held: bytes) -> list[re.Match[bytes]]:
    found, size = [], 0
    for match in _ASIDE.finditer(held):
        found.append(match)
        size += len(match.group())
        if size > SAMPLE:
            break
    return found


@functools.cache
def _worth(letter: str) -> int:
    if letter in _own_letters():
        return OWN
    kind = unicodedata.category(letter)
    return CONTROL if kind[0] == "C" or letter == "\ufffd" else 0 if kind[0] == "L" else STRANGE


@functools.cache
def _own_letters() -> frozenset[str]:
    """The letters and signs that the words of the dashboard are written with."""
    texts = (LOCALES / code / "LC_MESSAGES" / "messages.po" for code in LANGUAGES)
    letters = {letter for text in texts for letter in text.read_text(encoding="utf-8")}
    return frozenset(
        each for letter in letters for each in (letter, letter.upper(), letter.lower())
    )

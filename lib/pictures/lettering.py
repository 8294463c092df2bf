"""Texts for a drawing: how wide they are, where they break, and nothing in them that harms."""

from __future__ import annotations

import unicodedata

FONTS = "Arial, Liberation Sans, Helvetica, sans-serif"
"""Fonts of the same measures; the second comes with what draws pictures, and has Latin and
Cyrillic letters with all their marks."""
THIN, BROAD = frozenset("ijltfrI.,:;'’|!()[] "), frozenset("mwMW@%жшщыюфЖШЩЫЮФ—…")
WIDTHS = {"thin": 0.31, "usual": 0.56, "capital": 0.7, "broad": 0.87}
"""How wide letters are, as parts of the size of the font."""


def plain(text: str) -> str:
    """The same text in one line, without signs that no drawing can hold."""
    kept = (letter if _printable(letter) else " " for letter in str(text))
    return " ".join("".join(kept).split())


def _printable(letter: str) -> bool:
    """Not a control, an invisible change of direction, half a sign, or no sign at all."""
    kinds = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
    return unicodedata.category(letter) not in kinds


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is, in pixels; rather more than less."""
    letters = sum(WIDTHS[_kind(letter)] for letter in text)
    return letters * size * (1.08 if bold else 1.0)


def _kind(letter: str) -> str:
    if letter in THIN:
        return "thin"
    if letter in BROAD or unicodedata.east_asian_width(letter) in ("W", "F"):
        return "broad"
    return "capital" if letter.isupper() else "usual"


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """The lines of a text that must not be wider; a word that is, is broken."""
    lines: list[str] = []
    for word in plain(text).split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer, size, bold=bold) <= width:
            lines[-1] = longer
        else:
            lines += _broken(word, width, size, bold=bold)
    return lines


def _broken(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    """A word in as many pieces as it takes."""
    pieces = [""]
    for letter in word:
        if pieces[-1] and width_of(pieces[-1] + letter, size, bold=bold) > width:
            pieces.append("")
        pieces[-1] += letter
    return pieces


def shortened(lines: list[str], most: int) -> list[str]:
    """At most so many lines; an ellipsis says that there were more."""
    return lines if len(lines) <= most else [*lines[: most - 1], f"{lines[most - 1]}…"]

"""Words without what spellings differ in: marks, case, script. For searching and for sorting.

``Niš``, ``NIS`` and ``Ниш`` are one word. Different letters stay different: ``q`` is not ``ć``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

# The thirty letters of Vuk Karadžić's Cyrillic and what each is in Ljudevit Gaj's Latin alphabet:
# a closed alphabet. Letters of other Cyrillic alphabets stay as they are.
_CYRILLIC = dict(zip("абвгдђежзијклмнопрстћуфхцчш", "abvgdđežzijklmnoprstćufhcčš", strict=True))
_CYRILLIC |= {"љ": "lj", "њ": "nj", "џ": "dž"}
# letters whose mark is part of them, so that Unicode does not take it off
_STROKES = str.maketrans(
    {"đ": "d", "ð": "d", "ł": "l", "ø": "o", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"}
)
_UNSEEN = re.compile(
    "[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Signs that turn the direction of writing, or that nobody sees. What joins letters stays: some
scripts need it."""
_WORD = re.compile(r"[^\W_]+")
_DJ = re.compile("dj+")


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_LETTERS = _STROKES | str.maketrans(
    {letter: _without_marks(name).translate(_STROKES) for letter, name in _CYRILLIC.items()}
)


def fold(text: str) -> str:
    """A text in small Latin letters without marks: ``Đorđe`` and ``Djordje`` give ``dorde``.

    Folding twice gives the same as folding once.
    """
    if not text.isascii():
        # marks come off before and after letters are made small: either can give the other work
        text = _without_marks(_without_marks(text).casefold()).translate(_LETTERS)
    # đ is written đ, dj or d: one of them must do for all
    return _DJ.sub("d", text.lower())


def seen(text: str) -> str:
    """A text without signs that nobody sees: none can turn what stands around it, or make two
    names of one."""
    return _UNSEEN.sub("", text)


def words_of(text: str) -> list[str]:
    """The letters and digits of a text, word by word, spelled as they are."""
    return _WORD.findall(text)


def folded_words(text: str) -> list[str]:
    """The words of a text as they are compared."""
    return words_of(fold(text))


def written(words: Iterable[str]) -> str:
    """Folded words in one text, in which what a word begins with is found as a part of it: written
    alike, "scho" is a part of the text of "new", "school", and "choo" and "wsch" are none.

    The first letter of each is a large one, which no folded word has. It stands more seldom in a
    text than a space does, and an engine looks for the first sign of what it searches: a million
    texts take it a third of the time. What has no large letter has a space in front.
    """
    return "".join(_begun(word) for word in words)


def _begun(word: str) -> str:
    first = word[0].upper()
    large = len(first) == 1 and first != word[0] and first.lower() == word[0]
    return first + word[1:] if large else f" {word}"

"""The operator's own words instead of the tool's: whether they can be said at all."""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping

from lib.catalogue import words_in
from lib.config.parts import Wording
from lib.language import Language, language, phrase
from lib.problems import Problem, nearest

PLACE_WORDS = "words.place"
"""The phrase that lists every form in which a language's phrases name a municipality."""


def place_words(say: Language) -> tuple[str, ...]:
    """Every form of the tool's word for a place, in small letters."""
    return tuple(say(PLACE_WORDS).split(", "))


def wording_problems(words: Mapping[str, Wording], file: str) -> list[Problem]:
    """Words and phrases that there are not, forms left out, blanks that do not fit."""
    return [each for code, wording in words.items() for each in _of(code, wording, file)]


def _of(code: str, wording: Wording, file: str) -> Iterator[Problem]:
    say, at = language(code), f"words.{code}"
    yield from _words(say, wording, f"{at}.instead_of", file)
    for key, texts in wording.phrases.items():
        forms = (texts,) if isinstance(texts, str) else texts
        yield from _phrase(say, key, forms, f"{at}.phrases.{key}", file)


def _words(say: Language, wording: Wording, at: str, file: str) -> Iterator[Problem]:
    known = {word for forms in say.forms.values() for form in forms for word in words_in(form)}
    for words in wording.instead_of:
        if not words_in(words) or not set(words_in(words)) <= known or words != words.lower():
            close = nearest(words, known)
            yield Problem(file, 0, f"{at}.{words}", words, phrase("problem.tools_word"), close)
    forms = place_words(say)
    left_out = [form for form in forms if form not in wording.instead_of]
    if left_out and len(left_out) < len(forms):
        found = phrase("problem.forms_left_out", forms=", ".join(left_out))
        yield Problem(file, 0, at, found, ", ".join(forms))


def _phrase(
    say: Language, key: str, forms: tuple[str, ...], at: str, file: str
) -> Iterator[Problem]:
    if key not in say.forms:
        close = nearest(key, say.forms)
        yield Problem(file, 0, at, key, phrase("problem.phrase_key"), close)
        return
    own = say.forms[key]
    if len(forms) != len(own):
        yield Problem(file, 0, at, str(len(forms)), phrase("problem.plural_forms", n=len(own)))
    blanks = {blank for form in own for blank in blanks_of(form) or ()}
    for form in forms:
        found = blanks_of(form)
        if found is None or not found <= blanks:
            allowed = ", ".join(f"{{{blank}}}" for blank in sorted(blanks)) or phrase("none")
            yield Problem(file, 0, at, form, allowed)


def blanks_of(text: str) -> set[str] | None:
    """The names in braces of a phrase; None where its braces do not match, or hold more."""
    try:
        parts = list(string.Formatter().parse(text))
    except ValueError:
        return None
    if any(more for _, _, form, conversion in parts for more in (form, conversion)):
        return None
    return {name for _, name, _, _ in parts if name is not None}

"""Writes beside each translated phrase the English one that it was made from.

A test compares them with the English words of today: so a phrase whose English has changed is
found. Run by ``make words`` once the phrases that the test names are translated again.
"""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from lib.catalogue import forms_of, key_of
from scripts.build_cyrillic import LOCALES
from scripts.build_cyrillic import main as build_cyrillic

TRANSLATED = ("sq", "sr_Latn")


def catalogue(code: str) -> Catalog:
    """The catalogue of a language."""
    return read_po(io.BytesIO(_path(code).read_bytes()))


def said_in_english(message: Message) -> str:
    """How a comment says the English words, on one line; of several forms, the plural."""
    return " ".join(forms_of(message)[-1].split())


def _path(code: str) -> Path:
    return LOCALES / code / "LC_MESSAGES" / "messages.po"


def main() -> None:
    """Write the English beside every phrase of the translated catalogues, then the Cyrillic."""
    english = {key_of(each): said_in_english(each) for each in catalogue("en") if each.id}
    for code in TRANSLATED:
        header = _path(code).read_text(encoding="utf-8").partition("\n\n")[0]
        words = catalogue(code)
        for message in words:
            message.auto_comments = [english.get(key_of(message), "")]
        written = io.BytesIO()
        write_po(written, words, width=0, omit_header=True)
        text = f"{header}\n\n{written.getvalue().decode().strip()}\n"
        _path(code).write_text(text, encoding="utf-8")
    build_cyrillic()


if __name__ == "__main__":
    main()

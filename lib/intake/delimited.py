"""Tables of text (CSV): any usual encoding and separator, quoted cells with line breaks."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator

from lib.intake.encodings import decoded
from lib.intake.heads import as_sheet
from lib.intake.sheets import Limits, Sheet, refused
from lib.language import phrase

SEPARATORS = (",", ";", "\t", "|")
OTHERS = (b"<", b"%PDF", b"\x89PNG", b"\xff\xd8\xff")
"""How files begin that are no tables of text."""
LOOKED_AT = 100
"""How many rows are looked at to find the separator."""


def is_text(held: bytes) -> bool:
    """Whether it can be a table of text: what nothing else recognises, unless it is empty, or
    plainly something else (XML, PDF)."""
    return bool(held.strip()) and not held.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(OTHERS)


def read_delimited(held: bytes, name: str, limits: Limits, encoding: str = "") -> tuple[Sheet, ...]:
    """The one table of a file of text.

    Raises
    ------
    BadData
        It is no text, or its quotation marks do not close.
    """
    text, read_as = decoded(held, encoding)
    allowed = phrase("intake.allowed.text")
    if "\0" in text:
        raise refused(name, phrase("intake.found.binary"), allowed)
    separator = _separator(text)
    try:
        said = phrase(f"intake.separator.{SEPARATORS.index(separator)}")
        note = phrase("intake.note.text", encoding=read_as.upper(), separator=said)
        rows = _rows(text, separator)
        return (as_sheet("", rows, file=name, limits=limits, notes=(note,)),)
    except csv.Error as error:
        raise refused(name, phrase("problem.not_csv", error=error), allowed) from None


def _separator(text: str) -> str:
    """The one that cuts most rows into the same number of cells, and into more than one."""
    return max(SEPARATORS, key=lambda each: _regularity(text, each))


def _regularity(text: str, separator: str) -> tuple[float, int]:
    """The share of rows that have as many cells as most have, and how many cells that is."""
    nothing = (0.0, 0)
    try:
        head = io.StringIO(text[: LOOKED_AT * 2_000], newline="")
        lines = csv.reader(head, delimiter=separator)
        counts = Counter(len(row) for _, row in zip(range(LOOKED_AT), lines, strict=False) if row)
    except csv.Error:
        return nothing
    if not counts:
        return nothing
    cells, rows = max(counts.items(), key=lambda each: (each[1] * (each[0] > 1), each[0]))
    return (rows / counts.total(), cells) if cells > 1 else nothing


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    # excel writes the separator into the first line of some files
    first, _, rest = text.partition("\n")
    if first.strip().lower() == f"sep={separator}":
        text = f"\n{rest}"
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)

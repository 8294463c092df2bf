"""Reads a file of a reader's, whatever it is."""

from __future__ import annotations

import threading
from functools import partial

from lib.iati import Known, recognises
from lib.intake.aid import read_aid
from lib.intake.delimited import is_text, read_delimited
from lib.intake.points import is_json, read_geojson
from lib.intake.sheets import File, Limits, Reader, refused
from lib.intake.spreadsheets import is_spreadsheet, read_spreadsheet
from lib.language import phrase

IATI = "iati"
"""The kind of file that is understood by what the dashboard knows, and told before all others."""
READERS: tuple[Reader, ...] = (
    Reader("spreadsheet", is_spreadsheet, read_spreadsheet),
    Reader("geojson", is_json, read_geojson),
    Reader("text", is_text, read_delimited),
)
"""The kinds of files: the most surely recognised first, last the one that takes the rest."""


AT_ONCE = threading.BoundedSemaphore(2)
"""How many files are read at the same time: each may take gigabytes. The others wait."""


def read_file(
    held: bytes, name: str, limits: Limits, encoding: str = "", known: Known | None = None
) -> File:
    """The tables of a file.

    Parameters
    ----------
    encoding
        Of text; "" to find it.
    known
        What files of IATI activities are understood by; without it they are not read.

    Raises
    ------
    BadData
        It is too long, is empty, or cannot be read.
    """
    if len(held) > limits.intake_bytes:
        found = phrase("intake.found.bytes", n=len(held))
        raise refused(name, found, phrase("intake.most.bytes", n=limits.intake_bytes))
    if known and recognises(held):
        with AT_ONCE:
            return File(name, IATI, read_aid(held, name, limits, known=known))
    for reader in READERS:
        if reader.recognises(held):
            read = reader.read
            if encoding and reader.key == "text":
                read = partial(read_delimited, encoding=encoding)
            with AT_ONCE:
                return File(name, reader.key, read(held, name, limits))
    found = phrase("intake.found.unknown" if held.strip() else "problem.empty_file")
    raise refused(name, found, phrase("intake.allowed.kinds"))

"""Which encoding a file is in, and which of its characters XML can hold."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from lib.iati.account import Account
from lib.iati.building import FORBIDDEN

CHUNK = 1 << 16
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
)
LAST_RESORT = "cp1252"
"""What a file is read as that is not in the encoding that it declares."""
_ENCODINGS = re.compile(
    r"(utf-?8|us-ascii|ascii|iso-?8859-?\d+|(windows-|cp)125\d|koi8-[ru])", re.I
)
_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([\w.-]+)["']""")
_PROLOG = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.S)
_REFERENCE = re.compile(r"&#(?:x([0-9a-fA-F]{1,6})|([0-9]{1,7}));")


def without_prolog(text: str) -> str:
    """The text from behind the comments and instructions that it begins with."""
    start = _PROLOG.match(text)
    return text[start.end() :] if start else text


def without_forbidden(text: str) -> tuple[str, int]:
    """The text without characters that XML forbids, as such or as a reference; how many went."""
    kept, n = FORBIDDEN.subn("", text)
    # most references are the same few: each is judged once
    lost = {match[0] for match in _REFERENCE.finditer(kept) if _is_forbidden(match)}
    if not lost:
        return kept, n
    found = sum(match[0] in lost for match in _REFERENCE.finditer(kept))
    return _REFERENCE.sub(lambda match: "" if match[0] in lost else match[0], kept), n + found


def _is_forbidden(match: re.Match[str]) -> bool:
    number = int(match[1], 16) if match[1] else int(match[2])
    return number > 0x10FFFF or bool(FORBIDDEN.match(chr(number)))


def encoding_of(source: BinaryIO, account: Account) -> str:
    """The encoding that a file is really in: what it declares, else the last resort."""
    said = declared(source.read(1_000))
    source.seek(0)
    decoder = codecs.getincrementaldecoder(said)()
    try:
        while piece := source.read(CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        account.add("", "iati-activities", said, why="encoding", encoding=LAST_RESORT)
        return LAST_RESORT
    return said


def declared(head: bytes) -> str:
    """The encoding that the first bytes of a file say."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return encoding
    found = _DECLARED.search(head)
    name = found[1].decode("ascii") if found else ""
    try:
        # of the encodings that Python knows some are no encodings of text
        return codecs.lookup(name).name if _ENCODINGS.fullmatch(name) else "utf-8"
    except LookupError:
        return "utf-8"

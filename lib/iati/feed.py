"""Bytes in, activities out, one after the other: whatever the bytes are, in bounded memory.

No entity is expanded, nothing is fetched, and a file that declares a document type is refused, for
no IATI file needs one and every known attack by references does.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from lxml import etree
from lxml.etree import _Element as Element

from lib.iati.account import Account
from lib.iati.building import FORBIDDEN
from lib.language import phrase
from lib.problems import BadData, Problem

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
_ROOT = re.compile(r"<(?:[\w.-]+:)?iati-activit(?:y|ies)[\s/>]")


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read. What lies beyond is said, never left out silently."""

    activities: int = 100_000
    longest: int = 8_000_000
    """Bytes of one activity, or of what stands between two."""
    listed: int = 1_000
    """Entries of an account of each kind; all are counted."""


def recognises(held: bytes) -> bool:
    """Whether bytes are a file of IATI activities, to judge by their beginning."""
    head = held[:CHUNK].decode(_declared(held[:1_000]), errors="replace")
    return bool(_ROOT.search(head, _PROLOG.match(head).end()))  # type: ignore[union-attr]


def activities(
    held: bytes | BinaryIO, account: Account, limits: Limits, file: str
) -> Iterator[Element]:
    """Each activity of a file, whole; it is emptied when the next one is asked for.

    Raises
    ------
    BadData
        The file declares a document type.
    """
    source = io.BytesIO(held) if isinstance(held, bytes) else held
    # only elements and their texts: no entity, no network, no other file
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    parser = etree.XMLPullParser(
        ("end",), tag="{*}iati-activity", encoding="utf-8", remove_comments=True, **safe
    )
    waiting = 0
    for text in _texts(source, account, file):
        broken = _broken(parser, text)
        waiting += len(text)
        # what stands before the break has been read too
        for _, element in parser.read_events():
            waiting = 0
            yield element
            _forget(element)
        if broken or waiting > limits.longest:
            why = "broken" if broken else "too_long"
            account.add("", "iati-activity", "", why=why, error=broken, n=limits.longest)
            return
    if broken := _broken(parser, None):
        account.add("", "iati-activities", "", why="broken", error=broken)


def _broken(parser: etree.XMLPullParser, text: str | None) -> str:
    """Feed a parser, or end it; what is wrong with the XML so far, "" for nothing."""
    try:
        if text is None:
            parser.close()
        else:
            parser.feed(text.encode())
    except etree.XMLSyntaxError as error:
        return str(error.msg)
    return ""


def _forget(element: Element) -> None:
    """Let go of an activity that was read, and of all before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _texts(source: BinaryIO, account: Account, file: str) -> Iterator[str]:
    """The file's text in pieces, without its declaration and without what XML forbids."""
    encoding = _encoding(source, account)
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(
        errors="replace" if encoding == LAST_RESORT else "strict"
    )
    held, begun, lost = "", False, 0
    while piece := source.read(CHUNK):
        held += decoder.decode(piece)
        if not begun:
            start = _PROLOG.match(held)
            _refuse_doctype(held[start.end() :], file)  # type: ignore[union-attr]
            # a comment or a declaration that is not at its end yet
            if held[start.end() :][:2] in ("", "<", "<!", "<?"):  # type: ignore[union-attr]
                continue
            held, begun = held[start.end() :], True  # type: ignore[union-attr]
        # a reference may go on in the next piece
        cut = held.rfind("&", max(0, len(held) - 12))
        whole, held = (held[:cut], held[cut:]) if cut >= 0 else (held, "")
        text, n = _without_forbidden(whole)
        lost += n
        yield text
    yield _without_forbidden(held)[0] if begun else ""
    if lost:
        account.add("", "iati-activities", "", why="characters", n=lost)


def _refuse_doctype(rest: str, file: str) -> None:
    if rest[:9].upper().startswith("<!DOCTYPE"):
        found, allowed = phrase("iati.found.doctype"), phrase("iati.allowed")
        raise BadData([Problem(file, 0, "", found, allowed)])


def _without_forbidden(text: str) -> tuple[str, int]:
    """The text without characters that XML forbids, as such or as a reference; how many went."""
    kept, n = FORBIDDEN.subn("", text)
    lost = [match for match in _REFERENCE.finditer(kept) if _is_forbidden(match)]
    for match in reversed(lost):
        kept = kept[: match.start()] + kept[match.end() :]
    return kept, n + len(lost)


def _is_forbidden(match: re.Match[str]) -> bool:
    number = int(match[1], 16) if match[1] else int(match[2])
    return number > 0x10FFFF or bool(FORBIDDEN.match(chr(number)))


def _encoding(source: BinaryIO, account: Account) -> str:
    """The encoding that a file is really in: what it declares, else the last resort."""
    declared = _declared(source.read(1_000))
    source.seek(0)
    decoder = codecs.getincrementaldecoder(declared)()
    try:
        while piece := source.read(CHUNK):
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeError:
        account.add("", "iati-activities", declared, why="encoding", encoding=LAST_RESORT)
        return LAST_RESORT
    return declared


def _declared(head: bytes) -> str:
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

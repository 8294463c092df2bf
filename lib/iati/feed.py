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
from lib.iati.letters import (
    CHUNK,
    LAST_RESORT,
    declared,
    encoding_of,
    without_forbidden,
    without_prolog,
)
from lib.language import phrase
from lib.problems import BadData, Problem

LONGEST_PROLOG = 1 << 20
"""Letters of comments before the first element."""
MOST_LOST = 1_000_000
"""Characters that may be left out because XML forbids them; a file with more is read no further."""
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
    head = held[:CHUNK].decode(declared(held[:1_000]), errors="replace")
    return bool(_ROOT.search(without_prolog(head)))


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
    encoding = encoding_of(source, account)
    source.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)(
        errors="replace" if encoding == LAST_RESORT else "strict"
    )
    held, begun, lost = "", False, 0
    while piece := source.read(CHUNK):
        held += decoder.decode(piece)
        if not begun:
            rest = without_prolog(held)
            _refuse_doctype(rest, file)
            if len(held) > LONGEST_PROLOG:
                account.add("", "iati-activities", "", why="too_long", n=LONGEST_PROLOG)
                return
            # a comment or a declaration that is not at its end yet
            if rest[:2] in ("", "<", "<!", "<?"):
                continue
            held, begun = rest, True
        # a reference may go on in the next piece
        cut = held.rfind("&", max(0, len(held) - 12))
        whole, held = (held[:cut], held[cut:]) if cut >= 0 else (held, "")
        text, n = without_forbidden(whole)
        lost += n
        yield text
        if lost > MOST_LOST:
            break
    yield without_forbidden(held)[0] if begun else ""
    if lost:
        account.add("", "iati-activities", "", why="characters", n=lost)


def _refuse_doctype(rest: str, file: str) -> None:
    if rest[:9].upper().startswith("<!DOCTYPE"):
        found, allowed = phrase("iati.found.doctype"), phrase("iati.allowed")
        raise BadData([Problem(file, 0, "", found, allowed)])

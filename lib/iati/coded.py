"""What an activity says by code: its status, its sector, and codes of our own vocabularies."""

from __future__ import annotations

from collections import defaultdict

from lxml.etree import _Element as Element

from lib.iati.codes import OWN_VOCABULARY, SECTOR_VOCABULARIES, STATUSES, TAGGED, VOCABULARY
from lib.iati.found import Found, code_of
from lib.schema import SEPARATOR


def status(found: Found, elements: list[Element]) -> None:
    for each in elements[:1]:
        status = STATUSES.get(code_of(each), "")
        if status:
            found.take(each, "status", status)
        else:
            found.lost(each, "no_status")


def sector(found: Found, elements: list[Element]) -> None:
    """One sector: of those that are known, the one with the largest share, else the first."""
    known: list[tuple[float, Element]] = []
    wanted = found.known.config.iati.sector_vocabulary
    for each in elements:
        said = code_of(each, "vocabulary")
        vocabulary = SECTOR_VOCABULARIES.get(said, said)
        if vocabulary != wanted:
            found.lost(each, "vocabulary", vocabulary=said or vocabulary)
        elif code_of(each) not in found.known.columns["sector"].allowed:
            found.lost(each, "code")
        else:
            known.append((_share(each), each))
    if not known:
        return
    chosen = max(known, key=lambda one: one[0])[1]
    for _, each in known:
        if each is chosen:
            found.take(each, "sector", code_of(each))
        else:
            found.lost(each, "another_taken", taken=code_of(chosen))


def _share(element: Element) -> float:
    try:
        share = float(code_of(element, "percentage") or 0)
    except ValueError:
        return 0
    return share if 0 <= share <= 100 else 0


def tags(found: Found, elements: list[Element]) -> None:
    """Codes of our own vocabularies."""
    codes: dict[str, list[str]] = defaultdict(list)
    for each in elements:
        column = code_of(each, "vocabulary-uri").removeprefix(VOCABULARY)
        if code_of(each, "vocabulary") != OWN_VOCABULARY or column not in TAGGED:
            found.lost(each, "vocabulary", vocabulary=code_of(each, "vocabulary"))
            continue
        codes[column].append(code_of(each))
        found.take(each, column, SEPARATOR.join(codes[column]))

"""One activity of a file in, the cells of one row out; and what became of each of its elements."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable

from lxml.etree import _Element as Element

from lib.iati.coded import sector, status, tags
from lib.iati.codes import (
    COLUMN,
    DESCRIBED,
    FUNDING,
    NAME,
    OWN,
    ROLES,
)
from lib.iati.found import Found, code_of, local, plain, real
from lib.iati.money import amount
from lib.iati.people import results
from lib.iati.when import dates
from lib.iati.where import countries, locations
from lib.schema import SEPARATOR

_ADDRESS = re.compile(r"https?://\S+")


def cells_of(found: Found, activity: Element) -> dict[str, str]:
    """The row that an activity makes, by column; "" for what it does not say.

    Elements of IATI are read first. Where the file holds cells of ours in our own namespace, they
    stand instead: those are what IATI has no place for.
    """
    children: dict[str, list[Element]] = defaultdict(list)
    for child in activity:
        if local(child):
            children[local(child)].append(child)
    own = [each for each in children.pop("column", []) if each.tag == COLUMN]
    money = [*children.pop("transaction", []), *children.pop("budget", [])]
    for name, elements in children.items():
        if name in READERS:
            READERS[name](found, real(elements))
        else:
            for each in elements:
                found.lost(each, "no_column")
    amount(found, activity, real(money))
    if found.published:
        found.cells["published_figures"] = "; ".join(found.published)
    _own(found, own)
    return {column: found.cells.get(column, "") for column in found.known.columns}


def _own(found: Found, elements: list[Element]) -> None:
    """Cells as they are: nothing is trimmed."""
    for each in elements:
        column = code_of(each, NAME)
        if column in found.known.columns:
            found.take(each, column, each.text or "")
        else:
            found.lost(each, "code")


def _identifier(found: Found, elements: list[Element]) -> None:
    for each in elements[:1]:
        found.take(each, "id", plain(each))


def _title(found: Found, elements: list[Element]) -> None:
    """The first title: 1.0x has one element for each language."""
    for number, each in enumerate(elements):
        if number:
            found.lost(each, "another_taken", taken=found.cells["title"][:60])
        else:
            found.take(each, "title", found.text(each))


def _description(found: Found, elements: list[Element]) -> None:
    """The first description is the note, unless it says which column it is."""
    for each in elements:
        column = each.get(f"{{{OWN}}}column", "")
        if column in DESCRIBED:
            found.take(each, column, found.text(each))
        elif "note" not in found.cells and found.text(each):
            found.take(each, "note", found.text(each))
        else:
            found.lost(each, "another_taken", taken=found.cells.get("note", "")[:60])


def _organisations(found: Found, elements: list[Element]) -> None:
    """Who funds and who implements; other roles have no column."""
    names: dict[str, list[str]] = {"donor": [], "implementer": []}
    for each in elements:
        role = ROLES.get(code_of(each, "role").lower(), "")
        name = found.text(each) or code_of(each, "ref")
        if not role or not name:
            found.lost(each, "role")
            continue
        column = "donor" if role == FUNDING else "implementer"
        if column == "donor":
            name = name.replace(SEPARATOR, ",")
        if name not in names[column]:
            names[column].append(name)
        found.take(each, column, "")
    found.cells["donor"] = SEPARATOR.join(names["donor"])
    found.cells["implementer"] = "; ".join(names["implementer"])


def _documents(found: Found, elements: list[Element]) -> None:
    """The first address is the source."""
    for each in elements:
        address = code_of(each, "url")
        if not _ADDRESS.fullmatch(address):
            found.lost(each, "address")
        elif "source" in found.cells:
            found.lost(each, "another_taken", taken=found.cells["source"][:60])
        else:
            found.take(each, "source", address)


READERS: dict[str, Callable[[Found, list[Element]], None]] = {
    "iati-identifier": _identifier,
    "title": _title,
    "description": _description,
    "participating-org": _organisations,
    "activity-status": status,
    "activity-date": dates,
    "recipient-country": countries,
    "location": locations,
    "sector": sector,
    "tag": tags,
    "document-link": _documents,
    "result": results,
}
"""What reads each element; transactions and budgets are read together, after these."""

"""What IATI calls things, and what this dashboard calls them: one table for both directions.

Codes of IATI 2.0x stand first; those of 1.0x, which many files still use, are read too.
"""

from __future__ import annotations

from calendar import monthrange

OWN = "urn:municipal-dashboard:iati"
"""The namespace of what IATI has no place for; the schema lets other namespaces in."""
VOCABULARY = "urn:municipal-dashboard:vocabulary:"
"""What the codes of a column are called as a vocabulary: this, and the column."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
COLUMN, NAME, STATED, MADE = (
    f"{{{OWN}}}column",
    "name",
    f"{{{OWN}}}stated",
    f"{{{OWN}}}made",
)
"""Our own names: an element that holds a cell; a date as it was stated; what was put in only
because the schema requires it, and is no cell."""
EPSG = "http://www.opengis.net/def/crs/EPSG/0/4326"
UNSTATED = "0001-01-01"
"""Stands where the schema requires a date and none is stated: nobody can take it for one."""

STATUS_CODES = {
    **{"planned": "1", "announced": "1", "agreed": "1"},
    **{"ongoing": "2", "completed": "3", "reported": "3"},
}
STATUSES = {"1": "planned", "2": "ongoing", "3": "completed", "4": "completed"}
"""Cancelled (5) and suspended (6) activities have no status here."""
NOT_BEGUN = ("planned", "announced", "agreed")
NOT_ENDED = (*NOT_BEGUN, "ongoing")
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
DATE_TYPES = {
    **{"start-planned": "1", "start-actual": "2", "end-planned": "3", "end-actual": "4"},
    **{code: code for code in "1234"},
}
FUNDING, IMPLEMENTING = "1", "4"
ROLES = {"funding": "1", "implementing": "4", "1": "1", "4": "4"}
COMMITMENT = "2"
TRANSACTIONS = {
    **{"2": "commitment", "C": "commitment"},
    **{"3": "spent", "4": "spent", "D": "spent", "E": "spent"},
}
SECTOR_VOCABULARIES = {"": "1", "DAC": "1", "DAC-3": "2", "RO": "99", "RO2": "98"}
"""No vocabulary means the first one; the words are those of 1.0x."""
OWN_VOCABULARY = "99"
TAGGED = (
    *("programme", "activity_type", "specific_objective", "communities_named", "evidence"),
    "reliability",
)
"""Columns of codes that IATI has no element for: each code is a tag of our own vocabulary."""
DESCRIBED = ("published_figures", "note")
"""Columns that stand as descriptions of their own."""
PEOPLE, BENEFICIARIES = "participants_total", "beneficiaries"
DIMENSIONS = {"participants_women": ("sex", "female"), "participants_youth": ("age", "youth")}
COMMUNITY = "community"
FORMATS = {".pdf": "application/pdf"}


def first_day(stated: str) -> str:
    """The first day that a date can mean, which may lack its day or its month."""
    return stated + "-01-01"[len(stated) - 4 :]


def last_day(stated: str) -> str:
    """The last day that it can mean."""
    if len(stated) == len("2016"):
        return f"{stated}-12-31"
    if len(stated) == len("2016-02"):
        year, month = map(int, stated.split("-"))
        return f"{stated}-{monthrange(year, month)[1]:02}"
    return stated

"""A file of IATI activities in, rows of text under our own columns out, and an account."""

from __future__ import annotations

from typing import BinaryIO

import pandas as pd
from lxml.etree import _Element as Element

from lib.iati.account import Account
from lib.iati.cells import cells_of
from lib.iati.feed import Limits, activities
from lib.iati.found import Found, first, of_name, plain
from lib.iati.known import Known
from lib.iati.where import countries_of, is_here

VERSIONS = ("2.03", "2.02", "2.01", "1.05", "1.04", "1.03", "1.02", "1.01")
PUT_IN = {"activity_type": "other", "evidence": "published"}
"""What a row must say and no element of IATI does."""
PARENT_OF = "2"


def read_iati(
    held: bytes | BinaryIO,
    known: Known,
    limits: Limits = Limits(),  # noqa: B008
    *,
    file: str = "activities.xml",
    source: str = "",
) -> tuple[pd.DataFrame, Account]:
    """The activities of a file that lie in the dashboard's country, and what became of the rest.

    Parameters
    ----------
    held
        The file, of any version from 1.01 to 2.03.
    source
        The address that the file was published at: the source of activities that name none.

    Returns
    -------
    DataFrame, Account
        Texts, as `lib.tables.read_rows` gives them: one row an activity, one column for each of
        ``activities.csv``; indexed by the activity's number in the file, the first being 1.

    Raises
    ------
    BadData
        The file declares a document type.
    """
    account, known = Account(limits.listed), known.for_one_file()
    rows: dict[int, dict[str, str]] = {}
    number = 0
    for number, activity in enumerate(activities(held, account, limits, file), start=1):
        if number == 1:
            _version(activity, account)
        if number > limits.activities:
            account.add("", "iati-activity", "", why="too_many", n=limits.activities)
            break
        row = _row(activity, known, account)
        if row:
            rows[number] = row | ({} if row["source"] else {"source": source})
    if not number:
        account.add("", "iati-activities", "", why="no_activity")
    table = pd.DataFrame(
        list(rows.values()), index=list(rows), columns=list(known.columns), dtype=str
    )
    return table, account


def _row(activity: Element, known: Known, account: Account) -> dict[str, str]:
    """One activity as a row; nothing where it lies elsewhere."""
    name = plain(first(activity, "iati-identifier"))
    if not is_here(known, activity):
        found = ", ".join(countries_of(activity))
        account.add(name, "iati-activity", found, why="outside")
        return {}
    row = cells_of(Found(known, account, name), activity)
    if any(each.get("type") == PARENT_OF for each in of_name(activity, "related-activity")):
        account.add(name, "iati-activity/related-activity", row["title"], why="children")
    if not row["activity_type"]:
        account.add(name, "iati-activity", row["title"], "activity_type", "type_put_in")
    return row | {column: cell for column, cell in PUT_IN.items() if not row[column]}


def _version(activity: Element, account: Account) -> None:
    """Say what is unusual about the whole file: its version, its namespace."""
    root = activity.getroottree().getroot()
    version = str(root.get("version", ""))
    if version not in VERSIONS:
        account.add("", "iati-activities/version", version, why="version")
    if str(activity.tag).startswith("{"):
        account.add("", "iati-activities", str(activity.tag), why="namespace")

"""A reader's messy tables, read and checked against the small world."""

from __future__ import annotations

from lib.intake.columns import Plan, recognised, stated_currency
from lib.intake.files import read_file
from lib.intake.forms import decided
from lib.intake.judged import Judged, judged
from lib.intake.sheets import Limits, Sheet
from lib.store import Data

ALL_ROWS = {
    "activity_type": "training",
    "sector": "10010",
    "status": "completed",
    "evidence": "published",
}
"""What a table of trainings does not say itself."""


def sheet_of(text: str | bytes, limits: Limits | None = None) -> Sheet:
    """The first table of a file."""
    held = text if isinstance(text, bytes) else text.encode()
    return read_file(held, "mine", limits or Limits()).sheets[0]


def plan_of(sheet: Sheet, data: Data, **said: str) -> Plan:
    """What is recognised, with what a reader says of all rows."""
    columns = recognised(sheet, data)
    currency = stated_currency(sheet, columns, data)
    constants = {**ALL_ROWS, **({"currency": currency} if currency else {}), **said}
    plan = Plan(columns, {k: v for k, v in constants.items() if k not in columns})
    return Plan(columns, plan.constants, *decided(sheet, plan, data))


def check(text: str | bytes, data: Data, **said: str) -> Judged:
    """A file as text or bytes, checked as the page would."""
    sheet = sheet_of(text)
    return judged(sheet, plan_of(sheet, data, **said), data, "mine")

"""The parameters of a link: those that narrow the activities, and what is shown of them.

One name does all the work: a parameter's ``key`` is its column, its widget's key, its link
parameter and its label's key. Values in a link do not depend on the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import ibis.expr.types as ir
from ibis import _

from lib.kept import Kept
from lib.kinds import Choice, Choices, Flag, Numbers, Words
from lib.participation import MAJORITIES
from lib.shapes import SUITED
from lib.store import Data


def _not_before(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """Still going on in the first chosen year. Undated activities cannot be said to be."""
    return (_.last_year >= int(values["since"])).fill_null(False)


def _not_after(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """Begun by the last chosen year."""
    return (_.first_year <= int(values["until"])).fill_null(False)


def _enough_non_majority(data: Data, values: Mapping[str, Any]) -> ir.BooleanValue:
    """At least this share of the participants counted by community are not of the majority."""
    # -1 where that is not known
    return _[f"share_{values['majority']}"] >= int(values["least_share"])


SEARCH = Words("text")
FILTERS = (
    Choices("activity_type", short=True),
    Choices("participation", short=True),
    Choices("sector_group"),
    Choices("sector", rare=True),
    Choices("programme", rare=True),
    Choices("donor", rare=True),
    Choices("specific_objective", short=True),
    Choices("municipality_ids"),
    Choices("status", short=True),
    Choices("evidence", default=("published",), short=True),
)
BOUNDS = (
    Choice("since", test=_not_before),
    Choice("until", test=_not_after),
    Choice("least_share", test=_enough_non_majority),
)
"""Filters that bound a number: years, and the share of non-majority participants."""

COMPARED = Choices("compared", rare=True, most=4)
"""Municipalities side by side."""
COMPARING = ("municipalities", "selections")
"""What is set side by side."""
OTHER = Kept("other")
"""The selection that was kept, to compare the present one with."""
YEAR = "year"
ACROSS = ("sector_group", "activity_type", "programme", YEAR)
"""What the columns of the matrix can be. The cell that is chosen: ``place`` and ``column``."""
ORDERS = ("name", "most")
"""How its rows and columns can be ordered."""
EFFORTS = ("participants_per_1000", "money_per_1000")
"""The indicators that need is set against."""
NARROWING = (SEARCH, *FILTERS, *BOUNDS)
"""Every way to narrow the activities, in the order of the page."""
MAJORITY = Choice("majority", MAJORITIES[0])
"""Whose majority the least share of non-majority participants is of."""

LANGUAGE = "lang"
"""The reader's language: by default what the browser asks for."""

SHOWN = (
    Choice(LANGUAGE),
    MAJORITY,
    Choice("indicator"),
    Choice("drawn", SUITED),
    Flag("by_year"),
    Flag("hxl"),
    Choice("place"),
    Choice("compare", COMPARING[0]),
    COMPARED,
    OTHER,
    Choice("step", "year"),
    Choice("activity"),
    Choice("scheme", "natural"),
    Choice("classes", "5"),
    Numbers("breaks"),
    Flag("refit"),
    Choice("across", ACROSS[0]),
    Choice("column"),
    Choice("rows_by", ORDERS[0]),
    Choice("columns_by", ORDERS[1]),
    Choice("effort", EFFORTS[0]),
    Choice("change"),
)
"""What is shown of the activities that are left, and how."""

LEAST_SHARES = ("10", "20", "30", "40", "50", "60", "70", "80", "90", "100")

"""A file of IATI activities as a table of a reader's, with an account of what was not taken."""

from __future__ import annotations

import dataclasses

from lib.iati import Known, read_iati
from lib.iati import Limits as IatiLimits
from lib.intake.sheets import Limits, Sheet, Untaken
from lib.language import phrase


def read_aid(held: bytes, name: str, limits: Limits, *, known: Known) -> tuple[Sheet, ...]:
    """The activities in the dashboard's country under its own columns; empty ones are left out.

    Raises
    ------
    BadData
        The file declares a document type, or holds no activity that is taken.
    """
    bounds = dataclasses.replace(IatiLimits(), activities=limits.intake_rows)
    table, account = read_iati(held, known, bounds, file=name)
    told = table.loc[:, table.ne("").any()]
    untaken = tuple(Untaken(*each) for each in account.left_out())
    note = phrase("iati.taken", n=account.taken)
    cells = told.set_axis(range(told.shape[1]), axis=1)
    return (Sheet(name, tuple(told.columns), cells, notes=(note,), untaken=untaken),)

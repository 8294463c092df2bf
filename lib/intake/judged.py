"""What is wrong with a reader's table, what may be, and what the wrong values could mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from lib.checks import ALLOWED_WORDS, activity_problems
from lib.intake.columns import Plan
from lib.intake.doubts import doubts
from lib.intake.forms import Formed, formed
from lib.intake.places import with_places
from lib.intake.sheets import Sheet
from lib.intake.values import parts_of, values_of
from lib.language import phrase
from lib.problems import Problem
from lib.store import Data

LATER = ALLOWED_WORDS["source_of_published"]
"""What a row needs to be published, but not to be looked at."""
NEEDED_BY_ALL = phrase("intake.allowed.for_all")
MOST_UNKNOWN = 200_000
"""Wrong values that are looked at one by one."""
STEPS = (0.0, 0.3, 0.4, 0.7, 0.8)
"""How far a table is before each step of its check, as shares of the time that long ones take."""
UNKNOWN = ("column", "found", "cells", "nearest")


@dataclass(frozen=True, eq=False)
class Judged:
    """A table with everything that was found about it.

    ``errors`` keep their row out of the data; ``warnings`` may be right and do not.
    """

    sheet: Sheet
    plan: Plan
    formed: Formed
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    placed: int
    """Rows whose municipality was found by their coordinates."""
    unknown: pd.DataFrame
    """Values that no code is called by: ``column``, ``found``, in how many ``cells``, and the
    ``nearest`` code ("" where none is near). From the most to the fewest cells."""

    @cached_property
    def wrong_rows(self) -> frozenset[int]:
        return frozenset(problem.row for problem in self.errors if problem.row)

    @cached_property
    def whole(self) -> bool:
        """Whether something is wrong with the table itself and not with some of its rows."""
        return any(not problem.row for problem in self.errors)

    @property
    def rows(self) -> int:
        return len(self.formed.table) + len(self.sheet.problems)

    @cached_property
    def good(self) -> pd.DataFrame:
        """The rows in which nothing is wrong, as the data files have them."""
        table = self.formed.table
        return table[~table.index.isin(self.wrong_rows)]


def _nobody(share: float) -> None:
    """Is told how far a check is."""


def judged(
    sheet: Sheet, plan: Plan, data: Data, file: str, tell: Callable[[float], object] = _nobody
) -> Judged:
    """Everything that can be said of a table.

    Parameters
    ----------
    data
        What it is checked against: its municipalities, codes, programmes.
    file
        The name to give in each problem.
    tell
        Is told before each step how far the check is, from 0 to 1.
    """
    step = iter(STEPS)
    tell(next(step))
    as_read = formed(sheet, plan, data)
    tell(next(step))
    table, placed = with_places(as_read.table, as_read.coordinates, data.places)
    as_read = Formed(table, as_read.coordinates, as_read.readings, as_read.emptied)
    communities = data.config.community_codes
    tell(next(step))
    found = activity_problems(table, columns=data.columns, communities=communities, file=file)
    tell(next(step))
    unknown = _unknown(table, data)
    near = {(row.column, row.found): row.nearest for row in unknown.itertuples()}
    found = [_with_nearest(problem, near) for problem in found]
    later = _once(found, table, file)
    errors = [*sheet.problems, *_errors(found, _unsaid(plan, data), file)]
    wrong = {problem.row for problem in errors if problem.row}
    tell(next(step))
    sound = table[~table.index.isin(wrong)]
    doubted = doubts(sound, as_read.coordinates, data, file)
    return Judged(
        sheet, plan, as_read, tuple(sorted(errors)), tuple(sorted([*later, *doubted])), placed,
        _counted(unknown),
    )  # fmt: skip


def _errors(found: list[Problem], unsaid: tuple[str, ...], file: str) -> list[Problem]:
    """What keeps a row, or the whole table, out of the data."""
    of_all = [Problem(file, 0, name, "", NEEDED_BY_ALL) for name in unsaid]
    rows = [each for each in found if each.allowed != LATER and each.column not in unsaid]
    return [*of_all, *rows]


def _unsaid(plan: Plan, data: Data) -> tuple[str, ...]:
    """What every row needs and nobody says: one problem for all, not one for each row."""
    needed = {column.name for column in data.columns if column.required}
    return tuple(each for each in plan.missing() if each in needed and each not in plan.constants)


def _once(found: list[Problem], table: pd.DataFrame, file: str) -> list[Problem]:
    """What is needed later; said once for the file where no row has it."""
    later = [problem for problem in found if problem.allowed == LATER]
    if later and table["source"].eq("").all():
        return [Problem(file, 0, "source", "", LATER)]
    return later


def _unknown(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Values that are no codes: ``column``, ``cell``, ``found``, ``cells``, ``nearest``."""
    rows: list[tuple[str, str, str, int, str]] = []
    for column in data.columns:
        if column.kind not in ("code", "codes"):
            continue
        values = values_of(column, data)
        for cell, cells in table[column.name].value_counts().items():
            parts = parts_of(cell) if column.kind == "codes" else [cell]
            if len(rows) > MOST_UNKNOWN:
                break
            rows += [
                (column.name, cell, part, int(cells), values.nearest(part))
                for part in parts
                if part and part not in values.codes
            ]
    return pd.DataFrame(rows, columns=["column", "cell", "found", "cells", "nearest"])


def _counted(unknown: pd.DataFrame) -> pd.DataFrame:
    by_value = unknown.groupby(["column", "found", "nearest"], as_index=False)["cells"].sum()
    ordered = by_value.sort_values(["cells", "column", "found"], ascending=[False, True, True])
    return ordered[list(UNKNOWN)].reset_index(drop=True)


def _with_nearest(problem: Problem, near: Mapping[tuple[str, str], str]) -> Problem:
    """A problem with the code whose name in any language is nearest, not only the code."""
    found = near.get((problem.column, problem.found), "")
    return replace(problem, nearest=found) if found else problem

"""Every problem of a table of activities, found in one go and said in plain words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd
import pandera.pandas as pa

from lib.cells import are_codes, are_names, is_code, is_date, matches
from lib.language import phrase
from lib.problems import Problem, nearest
from lib.schema import SEPARATOR, Column, money_column, participants_column

CHECKS = (
    "number",
    "integer",
    "date",
    "address",
    "currency",
    "names",
    "required",
    "field_uniqueness",
    "ends_after_start",
    "parts_within_total",
    "amount_has_currency",
    "money_has_amount",
    "source_of_published",
)
ALLOWED_WORDS = {check: phrase(f"check.{check}") for check in CHECKS}
"""What is allowed, by the name of the check that failed."""
NO_COLUMN = phrase("problem.no_column")


def _column_checks(column: Column) -> list[pa.Check]:
    """What the cells of one column must hold, by its kind."""
    tests: dict[str, Callable[[pd.Series], pd.Series]] = {
        "number": partial(matches, kind="number"),
        "integer": partial(matches, kind="integer"),
        **{kind: partial(matches, kind=kind) for kind in ("address", "currency")},
        "date": is_date,
        "code": partial(is_code, allowed=column.allowed),
        "codes": partial(are_codes, allowed=column.allowed),
        "names": are_names,
    }
    checks = [pa.Check(tests[column.kind], name=column.kind)] if column.kind in tests else []
    if column.required:
        checks.append(pa.Check(lambda cells: cells.str.strip().ne(""), name="required"))
    return checks


def _numbers(table: pd.DataFrame, column: str) -> pd.Series:
    return pd.to_numeric(table[column], errors="coerce")


def _parts_within_total(table: pd.DataFrame, communities: tuple[str, ...]) -> pd.Series:
    """People by community are parts of the total: together they cannot be more."""
    total = _numbers(table, "participants_total")
    counts = [_numbers(table, participants_column(code)).fillna(0) for code in communities]
    parts = sum(counts, start=pd.Series(0.0, table.index))
    others = [_numbers(table, f"participants_{group}") for group in ("women", "youth")]
    most = pd.concat([parts, *others], axis=1).max(axis=1)
    return total.isna() | (most <= total)


def _row_checks(
    communities: tuple[str, ...], money: str
) -> dict[str, tuple[str, Callable[..., pd.Series]]]:
    """Checks across the cells of a row: name → (the column to mend, the test)."""
    converted = {
        "money_has_amount": (
            money,
            lambda table: table[money].eq("") | table["amount"].ne(""),
        )
    }
    return (converted if money else {}) | {
        # a month is not before a day within it: only the part both dates state is compared
        "ends_after_start": ("end", lambda table: ~_ends_before_start(table)),
        "parts_within_total": (
            "participants_total",
            partial(_parts_within_total, communities=communities),
        ),
        "amount_has_currency": (
            "currency",
            lambda table: table["amount"].eq("") | table["currency"].ne(""),
        ),
        "source_of_published": (
            "source",
            lambda table: table["evidence"].ne("published") | table["source"].ne(""),
        ),
    }


def _ends_before_start(table: pd.DataFrame) -> pd.Series:
    length = table[["start", "end"]].apply(lambda dates: dates.str.len()).min(axis=1)
    start = [text[:n] for text, n in zip(table["start"], length, strict=True)]
    end = [text[:n] for text, n in zip(table["end"], length, strict=True)]
    return pd.Series([a > b > "" for a, b in zip(start, end, strict=True)], index=table.index)


def activity_problems(
    table: pd.DataFrame, *, columns: tuple[Column, ...], communities: tuple[str, ...], file: str
) -> list[Problem]:
    """Everything that is wrong with a table of activities.

    Parameters
    ----------
    table
        The activities as read: all cells strings, "" where nothing is stated.
    columns
        The data dictionary with its registries filled (`lib.schema.with_registries`).
    communities
        Codes of the communities that are counted.
    file
        The name to give in each problem.
    """
    problems = table_problems(table, columns=columns, file=file, strict=True)
    if any(problem.found == NO_COLUMN for problem in problems):
        return problems
    for name, (column, test) in _row_checks(communities, money_column(columns)).items():
        bad = table.loc[~test(table), column]
        problems += [
            Problem(file, int(row), column, str(found), ALLOWED_WORDS[name])
            for row, found in bad.items()
        ]
    return problems


def table_problems(
    table: pd.DataFrame, *, columns: tuple[Column, ...], file: str, strict: bool = False
) -> list[Problem]:
    """What is wrong with the columns of a table and with each cell by itself.

    Parameters
    ----------
    table
        Indexed by the row of a spreadsheet (`lib.tables.read_rows`).
    strict
        Whether a column that is not declared is a problem.
    """
    by_name = {column.name: column for column in columns}
    fields = {
        name: pa.Column(str, _column_checks(column), unique=column.unique)
        for name, column in by_name.items()
    }
    try:
        pa.DataFrameSchema(fields, strict=strict).validate(table, lazy=True)
    except pa.errors.SchemaErrors as refused:
        cases = refused.failure_cases
        keys = ["column", "check", "failure_case", "index"]
        # cells that are wrong in the same way are described once: a long file repeats its mistakes
        described: dict[tuple[str, str, str], Problem] = {}
        problems = []
        for column, check, found, row in zip(*(cases[key] for key in keys), strict=True):
            case = (str(column), str(check), str(found))
            if case not in described:
                described[case] = _problem(*case, by_name, file)
            one = described[case]
            problems.append(replace(one, row=int(row)) if one.row == 0 else one)
        return problems
    return []


def _problem(name: str, check: str, found: str, by_name: dict[str, Column], file: str) -> Problem:
    """One of pandera's failure cases as a problem; its row is 0 where a row has it."""
    if check == "column_in_schema":
        known = ", ".join(by_name)
        why = phrase("problem.unknown_column")
        return Problem(file, 1, found, why, known, nearest(found, by_name))
    if check == "column_in_dataframe":
        return Problem(file, 1, found, NO_COLUMN, phrase("problem.column"))
    column, row = by_name[name], 0
    if check not in ("code", "codes"):
        return Problem(file, row, column.name, found, ALLOWED_WORDS[check])
    parts = found.split(SEPARATOR)
    wrong = [part for part in parts if part not in column.allowed or parts.count(part) > 1]
    unknown = [part for part in wrong if part not in column.allowed]
    close = SEPARATOR.join(filter(None, (nearest(part, column.allowed) for part in unknown)))
    shown = ", ".join(column.allowed[:12]) + (", …" if len(column.allowed) > 12 else "")
    which = "needed" if column.required else "may_be_empty"
    said = found if "" in wrong else ", ".join(dict.fromkeys(wrong))
    allowed = phrase(f"check.{check}.{which}", options=shown)
    return Problem(file, row, column.name, said, allowed, close)

"""A reader's own rows as a spreadsheet with the wrong cells marked, and a sheet of every problem.

Text is written as text: a cell that began with = is no formula here either.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

import pandas as pd

from lib.intake.judged import Judged
from lib.names import Names
from lib.problems import Problem
from lib.workbook import AS_TEXT

COLOURS = {"errors": "#F8CBAD", "warnings": "#FFE699"}
LONGEST = 32_767
"""Letters that a cell of a spreadsheet can hold."""


def marked(judged: Judged, names: Names, most: int) -> bytes:
    """The file with its cells marked.

    Parameters
    ----------
    most
        How many problems are marked and listed; that there are more is said on the sheet of them.
    """
    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="xlsxwriter", engine_kwargs={"options": AS_TEXT}) as book:
        sheet = book.book.add_worksheet(names.say("sheet.checked"))
        listed = book.book.add_worksheet(names.say("sheet.problems"))
        forms = {k: book.book.add_format({"bg_color": c}) for k, c in COLOURS.items()}
        bold = book.book.add_format({"bold": True})
        _write_rows(sheet, judged, names, bold)
        problems = [(k, p) for k in COLOURS for p in getattr(judged, k)]
        _mark(sheet, judged, names, problems[:most], forms)
        _list(listed, names, problems, most, bold)
    return held.getvalue()


def _write_rows(sheet: Any, judged: Judged, names: Names, bold: Any) -> None:
    """The rows as they were found; in front of each its number in the reader's file."""
    heads = [names.say("intake.head.row"), *judged.sheet.heads]
    for place, head in enumerate(heads):
        sheet.write_string(0, place, head, bold)
    for line, row in enumerate(judged.sheet.cells.itertuples(name=None), start=1):
        sheet.write_number(line, 0, row[0])
        for place, cell in enumerate(row[1:], start=1):
            if cell:
                sheet.write_string(line, place, cell[:LONGEST])
    sheet.freeze_panes(1, 1)
    sheet.set_column(1, len(heads), 16)


def _mark(
    sheet: Any,
    judged: Judged,
    names: Names,
    problems: Iterable[tuple[str, Problem]],
    forms: dict[str, Any],
) -> None:
    """Colour each wrong cell, and say in a comment what is wrong; a row's number where its column
    is not in the file."""
    lines = {row: line for line, row in enumerate(judged.sheet.cells.index, start=1)}
    places = {column: n for n, column in enumerate(judged.plan.columns, start=1) if column}
    said: dict[tuple[int, int], tuple[str, list[str]]] = {}
    for kind, problem in problems:
        if problem.row in lines:
            cell = (lines[problem.row], places.get(problem.column, 0))
            said.setdefault(cell, (kind, []))[1].append(_sentence(problem, names))
    for (line, place), (kind, sentences) in said.items():
        if place:
            found = judged.sheet.cells.iat[line - 1, place - 1]
            sheet.write_string(line, place, found[:LONGEST], forms[kind])
        else:
            row = int(judged.sheet.cells.index[line - 1])
            sheet.write_number(line, 0, row, forms[kind])
        sheet.write_comment(line, place, "\n".join(sentences))


def _sentence(problem: Problem, names: Names) -> str:
    say = names.say
    label = names.column(problem.column)[0] if problem.column else ""
    words = say("intake.comment", column=label, allowed=say.phrase(problem.allowed))
    near = names.cell(problem.column, problem.nearest) if problem.nearest else ""
    return f"{words} {say('intake.comment.nearest', name=near)}" if near else words


def _list(
    sheet: Any, names: Names, problems: list[tuple[str, Problem]], most: int, bold: Any
) -> None:
    say = names.say
    heads = ("kind", "row", "column", "found", "allowed", "nearest")
    sheet.write_row(0, 0, [say(f"intake.head.{head}") for head in heads], bold)
    for line, (kind, each) in enumerate(problems[:most], start=1):
        label = names.column(each.column)[0] if each.column else ""
        near = names.cell(each.column, each.nearest) if each.nearest else ""
        texts = (label, say.phrase(each.found), say.phrase(each.allowed), near)
        sheet.write_string(line, 0, say(f"intake.kind_of.{kind}"))
        if each.row:
            sheet.write_number(line, 1, each.row)
        for place, text in enumerate(texts, start=2):
            sheet.write_string(line, place, text[:LONGEST])
    if len(problems) > most:
        more = say("problems.more", n=say.number(len(problems) - most))
        sheet.write_string(most + 1, 0, more, bold)
    sheet.set_column(2, 5, 34)
    sheet.freeze_panes(1, 0)

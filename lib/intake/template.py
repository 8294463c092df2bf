"""An empty table with the dashboard's columns, what each means, and what it may hold."""

from __future__ import annotations

import io
from typing import Any

import pandas as pd

from lib.names import Names
from lib.schema import Column
from lib.workbook import AS_TEXT

ROWS = 1_000
"""How many rows of the template offer the allowed values."""


def as_csv_template(names: Names) -> bytes:
    """The heads alone."""
    heads = [column.name for column in names.data.columns]
    return (",".join(heads) + "\r\n").encode("utf-8-sig")


def as_xlsx_template(names: Names) -> bytes:
    """A sheet to fill in, whose cells offer what they may hold, and one that explains it.

    The heads are the words of the reader's language; needed ones are bold. A value may be written
    as its code or as its name in any language.
    """
    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="xlsxwriter", engine_kwargs={"options": AS_TEXT}) as book:
        bold = book.book.add_format({"bold": True, "text_wrap": True})
        usual = book.book.add_format({"text_wrap": True})
        sheet = book.book.add_worksheet(names.say("sheet.activities"))
        about = book.book.add_worksheet(names.say("sheet.dictionary"))
        lists = book.book.add_worksheet(names.say("template.values"))
        _explain(about, names, bold)
        for number, column in enumerate(names.data.columns):
            form = bold if column.required else usual
            sheet.write_string(0, number, names.column(column.name)[0], form)
            sheet.set_column(number, number, 18)
            allowed = [names.option(column.name, code) for code in column.allowed]
            lists.write_string(0, number, names.column(column.name)[0], bold)
            lists.write_column(1, number, allowed)
            if column.kind == "code" and allowed:
                _offer(sheet, lists.get_name(), number, len(allowed))
        sheet.freeze_panes(1, 0)
    return held.getvalue()


def _offer(sheet: Any, lists: str, number: int, values: int) -> None:
    """A list of values in the cells of a column."""
    letters = _letters(number)
    source = f"='{lists}'!${letters}$2:${letters}${values + 1}"
    options = {"validate": "list", "source": source, "error_type": "information"}
    sheet.data_validation(1, number, ROWS, number, options)


def _letters(number: int) -> str:
    """What a spreadsheet calls its columns: A for 0, AA for 26."""
    text = ""
    while number >= 0:
        text, number = chr(ord("A") + number % 26) + text, number // 26 - 1
    return text


def _explain(sheet: Any, names: Names, bold: Any) -> None:
    """Each column: its code, its name, its meaning, and what it may hold."""
    say = names.say
    heads = ("name", "code", "meaning", "allowed")
    rows = [[say(f"template.head.{head}") for head in heads]]
    rows += [
        [*names.column(c.name)[:1], c.name, names.column(c.name)[1], _allowed(c, names)]
        for c in names.data.columns
    ]
    for number, cells in enumerate(rows):
        sheet.write_row(number, 0, cells, *([bold] if number == 0 else []))
    sheet.set_column(0, 1, 26)
    sheet.set_column(2, 3, 70)


def _allowed(column: Column, names: Names) -> str:
    say = names.say
    held = say(f"template.kind.{column.kind}")
    return f"{held}; {say('template.needed')}" if column.required else held

"""A selection as a spreadsheet (XLSX): its activities, its municipalities, and what explains them.

Text is written as text, so that no cell is run as a formula or opened as a link; numbers are
numbers; what is not known is an empty cell.
"""

from __future__ import annotations

import io

import pandas as pd

from lib.by_municipality import every_indicator
from lib.companions import ACTIVITIES, MUNICIPALITIES, dictionary, filters, sources
from lib.exports import activity_rows, tags_of
from lib.names import Names
from lib.selection import Selection
from lib.store import Data

SHEETS = (ACTIVITIES, MUNICIPALITIES, "filters", "dictionary", "sources")
HEADS = ("layer", "name", "code", "chosen", "meaning", "what", "source", "rows")
"""Columns of the sheets that explain."""
AS_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
NARROWEST, WIDEST = 9, 48
"""Widths of columns, in letters."""
MOST_MEASURED = 200
"""How many rows are looked at to find a width."""


def as_xlsx(data: Data, selection: Selection, names: Names) -> bytes:
    """The view as a workbook.

    Returns
    -------
    bytes
        Sheets of activities (exactly those shown), municipalities (every indicator), filters,
        dictionary and sources. The heads are words; the dictionary has the code of each.
    """
    rows = activity_rows(data, selection, names)
    places = every_indicator(data, selection, names)
    about = dictionary(data, selection, names, activities=rows, municipalities=places)
    labels = {table: _labels(part) for table, part in about.groupby("layer")}
    own = {head: names.say(f"head.{head}") for head in HEADS}
    about["layer"] = [names.say(f"sheet.{table}") for table in about["layer"]]
    tables = (rows, places, filters(data, selection, names), about, sources(rows, data, names))
    held = io.BytesIO()
    with pd.ExcelWriter(held, engine="xlsxwriter", engine_kwargs={"options": AS_TEXT}) as book:
        book.book.set_properties({"title": names.say.of(data.config.title)})
        for key, table in zip(SHEETS, tables, strict=True):
            tags = tags_of(table.columns, data, selection) if key == ACTIVITIES else ()
            labelled = table.rename(columns=labels.get(key, own))
            _write(book, labelled, names.say(f"sheet.{key}"), tags)
    return held.getvalue()


def _labels(about: pd.DataFrame) -> dict[str, str]:
    """What to call each column that a part of a dictionary explains."""
    return dict(zip(about["code"], about["name"], strict=True))


def _write(
    book: pd.ExcelWriter, table: pd.DataFrame, name: str, tags: tuple[str, ...] = ()
) -> None:
    """A table as a sheet: its heads, and HXL tags below them, stay in sight and can be filtered
    by."""
    top = 1 + bool(tags)
    table.to_excel(book, sheet_name=name, index=False, header=False, startrow=top)
    sheet, last = book.sheets[name], len(table.columns) - 1
    head = book.book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    for number, column in enumerate(table.columns):
        sheet.write_string(0, number, column, head)
        sheet.set_column(number, number, _width(table.iloc[:, number]))
    for number, tag in enumerate(tags):
        sheet.write_string(1, number, tag)
    sheet.freeze_panes(top, 0)
    # tags are no row to sort
    sheet.autofilter(top - 1, 0, len(table) + top - 1, last)


def _width(cells: pd.Series) -> int:
    """Wide enough for the head's longest word and for most cells, and not wider than a line."""
    texts = cells.head(MOST_MEASURED).dropna().astype("str").str.len()
    longest = int(texts.quantile(0.9)) if len(texts) else 0
    word = max(len(part) for part in str(cells.name).split())
    # the mark of the filter takes the room of some letters
    return min(max(longest + 2, word + 4, NARROWEST), WIDEST)

"""A selection in, a file out: exactly the rows that are shown, with names beside codes.

The files are CSV in UTF-8 with a byte-order mark, so that spreadsheets read every letter
rightly. A cell that a spreadsheet could take for a formula gets an apostrophe in front of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

import ibis.expr.types as ir
import pandas as pd

from lib import hxl
from lib.names import Names
from lib.parameters import BOUNDS, FILTERS, SEARCH
from lib.parts import ALL, Part, in_part
from lib.protection import SMALL, WITHHELD
from lib.selection import Selection, ask, narrow
from lib.spelling import fold
from lib.store import Data

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_FORMULA_WITHIN = re.compile(r"(?<=[;\t\r\n])(?=\s*[=+@＝＋＠])")
"""Where a spreadsheet that cuts cells at semicolons, tabs or lines would begin another one. A
hyphen there is a list's or a name's."""
NAMED = (
    "activity_type",
    "sector",
    "sector_group",
    "specific_objective",
    "municipality_ids",
    "status",
    "communities_named",
    "participation",
    "evidence",
    SMALL,
    WITHHELD,
)
"""Columns of codes that get a column of names beside them: ``<column>_name``."""
MOST_OF_FILTERS = 60
"""How many letters of a file's name may say by which filters it was made."""
DERIVED = ("sector_group", "participation", SMALL, WITHHELD)
"""Columns that follow from others: by which a reader may have filtered, or what is withheld."""


def _rows(data: Data, selection: Selection, part: Part) -> ir.Table:
    rows = in_part(data, narrow(data, selection), part)
    return rows.order_by("row").select(*stored_columns(data))


def stored_columns(data: Data) -> list[str]:
    """The columns that hold what is known, without names."""
    return [*(column.name for column in data.columns), *DERIVED]


def activity_rows(data: Data, selection: Selection, names: Names, part: Part = ALL) -> pd.DataFrame:
    """The activities of a selection, or of a part of it, as they are exported.

    Returns
    -------
    DataFrame
        One row an activity, in the order of the data: every column of ``activities.csv``,
        the derived ones, and a ``<column>_name`` after each column of codes. Whole numbers
        without decimals; missing where no source states a figure.
    """
    rows = with_names(ask(data, _rows, selection, part.shape, **part.texts), data, names)
    if data.preview:
        # each row says it, as made-up rows do by their evidence
        rows.insert(0, "preview", names.say("preview.short"))
    return rows


def with_names(rows: pd.DataFrame, data: Data, names: Names) -> pd.DataFrame:
    """Whole numbers as such, and names beside codes."""
    whole = [column.name for column in data.columns if column.kind == "integer"]
    rows[whole] = rows[whole].astype("Int64")
    for column in NAMED:
        # most cells repeat: name each different one once
        found = {cell: names.cell(column, cell) for cell in rows[column].unique()}
        # text, also where there is no row to tell it by
        named = rows[column].map(found).astype("str")
        rows.insert(rows.columns.get_loc(column) + 1, f"{column}_name", named)
    return rows


def harmless(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with no text that a spreadsheet would run."""
    texts = rows.select_dtypes(exclude="number").columns
    return rows.assign(**{text: rows[text].map(_harmless, na_action="ignore") for text in texts})


def _harmless(text: str) -> str:
    within = _FORMULA_WITHIN.sub("'", str(text))
    return f"'{within}" if within.startswith(FORMULA_STARTS) else within


def as_csv(rows: pd.DataFrame, tags: Sequence[str] = ()) -> bytes:
    """Rows as CSV for a spreadsheet, under their heads and, where there are any, HXL tags."""
    return as_lines(rows, tags=tags).encode("utf-8-sig")


def activities_as_csv(data: Data, selection: Selection, names: Names, part: Part = ALL) -> bytes:
    """The activities of a selection, or of a part of it, as CSV for a spreadsheet."""
    rows = activity_rows(data, selection, names, part)
    return as_csv(rows, tags_of(rows.columns, data, selection))


def as_lines(rows: pd.DataFrame, header: bool = True, tags: Sequence[str] = ()) -> str:
    """Rows as the lines of a CSV for a spreadsheet."""
    text: str = harmless(rows).to_csv(index=False, header=header, lineterminator="\r\n")
    if not tags or not header:
        return text
    # no tag needs a quotation mark, and heads are names of columns
    heads, end, lines = text.partition("\r\n")
    return f"{heads}{end}{','.join(tags)}{end}{lines}"


def tags_of(columns: Iterable[str], data: Data, selection: Selection) -> tuple[str, ...]:
    """The HXL tag of each column of the activities, where the selection asks for tags."""
    if not selection["hxl"]:
        return ()
    return tuple(hxl.tags(map(str, columns), data.columns, data.config.admin_level))


def explanation(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    """What the exported file is: when and by which filters it was made, and its columns.

    Returns
    -------
    DataFrame
        ``part`` (file, filter or column), ``name``, ``code`` and ``meaning``.
    """
    say = names.say
    credit = data.config.boundaries.credit
    about = [
        *(
            ("file", say(f"{mark}.short"), mark, say(f"{mark}.long"))
            for mark in marks(data, selection)
        ),
        ("file", say("export.made"), "made", date.today().isoformat()),
        ("file", say("export.view"), "view", f"?{query(selection)}"),
        *((("file", say("export.credit"), "credit", say.of(credit)),) if credit else ()),
        ("file", say("export.evidence"), "evidence", say("export.evidence.meaning")),
    ]
    filters = filter_words(selection, names)
    about += [("filter", say(f"filter.{key}"), key, words) for key, words in filters]
    own = ("preview",) if data.preview else ()
    about += [
        ("column", label, column, meaning)
        for column in [*own, *(column.name for column in data.columns), *DERIVED]
        for label, meaning in [names.column(column)]
    ]
    about += [
        (
            "column",
            say("column.name_of", column=names.column(column)[0]),
            f"{column}_name",
            say("column.name_of.meaning"),
        )
        for column in NAMED
    ]
    return pd.DataFrame(about, columns=["part", "name", "code", "meaning"])


def filter_words(selection: Selection, names: Names) -> list[tuple[str, str]]:
    """Each filter that narrows, with its chosen values in words."""
    searched = [(SEARCH.key, selection[SEARCH.key])] if selection[SEARCH.key] else []
    chosen = [(each.key, selection[each.key]) for each in FILTERS if selection[each.key]]
    words = [(key, names.say.list(names.option(key, v) for v in values)) for key, values in chosen]
    bounds = [(each.key, selection[each.key]) for each in BOUNDS if selection[each.key]]
    if selection["least_share"]:
        bounds.append(("majority", names.say(f"majority.{selection['majority']}")))
    return searched + words + bounds


def has_illustrative(data: Data, selection: Selection) -> bool:
    """Whether rows that are made up may be among the selected: asked for, or not left out."""
    return "illustrative" in (selection["evidence"] or data.sizes)


def marks(data: Data, selection: Selection) -> tuple[str, ...]:
    """What must be said wherever rows of a selection are shown: keys of words, as in
    ``<mark>.short``, ``<mark>.long`` and ``file.<mark>``."""
    made_up = has_illustrative(data, selection)
    return (*(("preview",) if data.preview else ()), *(("illustrative",) if made_up else ()))


def marked(names: Names, selection: Selection, length: str = "short") -> str:
    """The marks of a selection in words; "" for none."""
    return " ".join(names.say(f"{mark}.{length}") for mark in marks(names.data, selection))


def query(selection: Selection) -> str:
    """The selection as a query string."""
    return urlencode(selection.link(), doseq=True)


def file_name(
    names: Names, selection: Selection, what: str, part: Part = ALL, ending: str = "csv"
) -> str:
    """What a file holds and when it was made: ``activities_mixed_2026-11-22.csv``, with the
    dashboard's own name in front.

    Parameters
    ----------
    what
        Words for what it holds.
    """
    say, config = names.say, names.data.config
    changed = [each.key for each in FILTERS if each.key in selection.link()]
    values = [names.option(key, value) for key in changed for value in selection[key]]
    chosen = "_".join(filter(None, map(_safe, (selection[SEARCH.key], *values))))
    marked = "-".join(say(f"file.{mark}") for mark in marks(names.data, selection))
    column = _safe(names.option(part.across, part.column))[:MOST_OF_FILTERS] if part.column else ""
    place = names.places[part.place] if part.place else ""
    words = [_safe(what), chosen[:MOST_OF_FILTERS].strip("-_"), _safe(place), column, _safe(marked)]
    parts = [config.file_name, *words, date.today().isoformat()]
    return "_".join(filter(None, parts)) + f".{ending}"


def _safe(word: str) -> str:
    """Plain letters, digits and hyphens: what every file system takes, in any language."""
    kept = "".join(letter if letter.isalnum() else "-" for letter in fold(word))
    return "-".join(filter(None, kept.split("-")))

"""What goes with the rows in a file that can hold more than one table: by which filters it was
made, what its columns mean, and where its figures come from."""

from __future__ import annotations

from typing import Any

import pandas as pd

from lib.by_municipality import column_words
from lib.exports import explanation
from lib.names import Names
from lib.schema import SEPARATOR
from lib.selection import Selection
from lib.store import Data

ACTIVITIES, MUNICIPALITIES = "activities", "municipalities"
"""The tables of rows that a dictionary explains."""


def filters(data: Data, selection: Selection, names: Names) -> pd.DataFrame:
    """When the file was made and by which filters: first, whether rows in it are made up.

    Returns
    -------
    DataFrame
        ``name``, ``code``, ``chosen`` (the chosen values as codes, separated by ``;``; empty
        where nothing is chosen but something said) and ``meaning`` (in words).
    """
    about = explanation(data, selection, names)
    rows = about[about["part"] != "column"].reset_index(drop=True)
    chosen = [
        _codes(selection[code]) if part == "filter" else None
        for part, code in zip(rows["part"], rows["code"], strict=True)
    ]
    # an engine must know the type, even where nothing is chosen
    rows["chosen"] = pd.Series(chosen, dtype="str")
    return rows[["name", "code", "chosen", "meaning"]]


def _codes(chosen: Any) -> str:
    return chosen if isinstance(chosen, str) else SEPARATOR.join(chosen)


def dictionary(
    data: Data, selection: Selection, names: Names, **tables: pd.DataFrame
) -> pd.DataFrame:
    """What each column of the tables is called, and what it means.

    Parameters
    ----------
    tables
        `ACTIVITIES`, `MUNICIPALITIES` or both, with the columns that the file has.

    Returns
    -------
    DataFrame
        ``layer``, ``code`` (the column), ``name`` and ``meaning``, in the order of the columns.
    """
    about = explanation(data, selection, names)
    known = about[about["part"] == "column"].set_index("code")
    words = {code: (row["name"], row["meaning"]) for code, row in known.iterrows()}

    def explained(table: str, column: str) -> tuple[str, str]:
        if table == MUNICIPALITIES:
            return column_words(names, column)
        return words.get(column) or names.column(column)

    rows = [
        (table, column, *explained(table, column))
        for table, held in tables.items()
        for column in held.columns
    ]
    return pd.DataFrame(rows, columns=["layer", "code", "name", "meaning"]).astype("str")


def sources(rows: pd.DataFrame, data: Data, names: Names) -> pd.DataFrame:
    """Where the rows come from, and whom the map and the population are owed to.

    Parameters
    ----------
    rows
        Activities, as `lib.exports.activity_rows` gives them.

    Returns
    -------
    DataFrame
        ``what``, ``source`` and ``rows``: each different address with how many of the rows it
        holds, from most to fewest; rows without one; then credits, which hold no row.
    """
    say, owed = names.say, data.config.boundaries
    counted = rows["source"].fillna("").value_counts()
    # rows without a source last, whatever their number
    order = sorted(counted.items(), key=lambda held: (not held[0], -held[1], held[0]))
    found = [
        (say("sources.activities" if source else "sources.unstated"), source or None, count)
        for source, count in order
    ]
    credit = {
        "sources.credit": owed.credit,
        "sources.status": owed.status_note,
        "sources.population": owed.population_note,
    }
    found += [(say(key), say.of(text), None) for key, text in credit.items() if text]
    types = {"what": "str", "source": "str", "rows": "Int64"}
    return pd.DataFrame(found, columns=list(types)).astype(types)


def unfilled(rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows with what is not stated missing, rather than a text without letters."""
    texts = rows.select_dtypes(exclude="number").columns
    return rows.assign(**{text: rows[text].astype("str").replace("", None) for text in texts})

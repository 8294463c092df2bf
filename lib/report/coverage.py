"""Who is reached and who is not: the matrix of a report, and what has nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from lib.classes import Classes
from lib.coverage import gaps, matrix
from lib.grid import classes_of, columns_of, rows_of
from lib.indicators import BY_KEY
from lib.maps import colours, ink
from lib.names import Names
from lib.report.document import Block, Bounds, Cell, Said, Section, Table, short
from lib.report.rows import bounded
from lib.said import missing
from lib.selection import Selection
from lib.summaries import FEW, NONE, UNKNOWN, VALUE
from lib.values import ranges_in_words, short_figure

HEAD, NOTHING = 34, 400
"""Letters of a head of the matrix, and of the names of what has nothing."""

Draw = Callable[[Mapping[str, Any]], Cell]


def coverage(names: Names, selection: Selection, bounds: Bounds) -> Section:
    """What has nothing under the filters, and the matrix as the reader ordered it."""
    say, across = names.say, selection["across"]
    cells = matrix(names.data, selection, BY_KEY[selection["indicator"]], across)
    nothing = tuple(
        (part.title, short(", ".join(part.names), NOTHING) or part.instead)
        for part in missing(names, gaps(names.data, selection))
    )
    rows: list[tuple[Block, ...]] = [(Said((say("gaps.hint"),), nothing),)]
    if not cells.empty:
        rows.append(
            (bounded(names, _table(names, selection, cells, bounds.columns), bounds.places),)
        )
    title = say("report.coverage", across=say(f"across.{across}").lower())
    return Section("coverage", title, tuple(rows))


def _table(names: Names, selection: Selection, cells: pd.DataFrame, most: int) -> Table:
    """The matrix: a name, and a shaded cell for each column."""
    say, across = names.say, selection["across"]
    classes, found = classes_of(names, selection, cells), cells.to_dict("index")
    kept = columns_of(names, selection, cells, most)
    draw = _drawn(names, selection, classes)
    rows = [
        [Cell(names.places[place]), *(draw(found[place, column]) for column in kept)]
        for place in rows_of(names, selection, cells)
    ]
    heads = [short(names.option(across, column), HEAD) for column in kept]
    all_columns = cells.index.get_level_values("column").nunique()
    first = say("matrix.first", n=len(kept), all=say.number(all_columns))
    return Table(
        "matrix",
        say("report.matrix", indicator=say(f"indicator.{selection['indicator']}")),
        [say("ranking.place"), *heads],
        rows,
        notes=(first,) if len(kept) < all_columns else (),
        legend=_legend(names, selection, cells, classes),
    )


def _drawn(names: Names, selection: Selection, classes: Classes) -> Draw:
    """How a cell of the matrix is written and shaded."""
    say, indicator, palette = names.say, BY_KEY[selection["indicator"]], colours(len(classes))

    def draw(row: Mapping[str, Any]) -> Cell:
        if row["state"] != VALUE:
            return Cell(say(f"cell.{row['state']}"), state=row["state"])
        colour = palette[classes.of(row["value"])]
        words = short_figure(say, indicator, row["value"])
        return Cell(words, colour=colour, ink=ink(colour))

    return draw


def _legend(
    names: Names, selection: Selection, cells: pd.DataFrame, classes: Classes
) -> tuple[Cell, ...]:
    """What the colours mean, and what stands for no number."""
    say, indicator = names.say, BY_KEY[selection["indicator"]]
    ranges = ranges_in_words(say, indicator, classes)
    held = set(cells["state"])
    return (
        *(Cell(w, colour=c) for c, w in zip(colours(len(classes)), ranges, strict=True)),
        *(Cell(say(f"state.{key}"), state=key) for key in (NONE, UNKNOWN, FEW) if key in held),
    )

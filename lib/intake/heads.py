"""Rows of cells in, a table with heads out: spreadsheets have titles and empty rows above."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import pandas as pd

from lib.intake.known import is_known
from lib.intake.sheets import Limits, Sheet, refused, within
from lib.language import Phrase, phrase
from lib.problems import Problem

LOOKED_AT = 25
"""In how many of the first rows the heads are looked for."""
LONGEST = 120
"""Letters of a head as it is shown."""


def as_sheet(
    name: str,
    rows: Iterable[list[str]],
    *,
    file: str,
    limits: Limits,
    notes: tuple[Phrase, ...] = (),
    ragged: bool = False,
) -> Sheet:
    """The rows as a table under the row of heads.

    Parameters
    ----------
    rows
        From the first row of the sheet on; cells of text.
    ragged
        Whether rows may be shorter than the heads, as in a spreadsheet; else one that is not of
        the same length is a problem, for its cells may stand under the wrong heads.

    Raises
    ------
    BadData
        There is no row, or there are too many columns.
    """
    filled, more = _filled(rows, file, limits)
    if not filled:
        raise refused(file, phrase("problem.empty_file"), phrase("intake.allowed.table"))
    top = _row_of_heads(filled)
    heads = _trimmed(filled[top])
    body = {number: cells for number, cells in filled.items() if number > top}
    kept, numbers, cut = within(list(body.values()), list(body), file, limits, more)
    within([heads], [top], file, limits)
    good: list[tuple[int, list[str]]] = []
    wrong: list[tuple[int, list[str]]] = []
    for number, cells in zip(numbers, kept, strict=True):
        fits = (ragged or len(cells) >= len(heads)) and not "".join(cells[len(heads) :]).strip()
        (good if fits else wrong).append((number, cells))
    width = len(heads)
    table = pd.DataFrame(
        [cells if len(cells) == width else (cells + [""] * width)[:width] for _, cells in good],
        index=[number for number, _ in good],
        columns=range(width),
        dtype=str,
    )
    above = phrase("intake.note.above", n=top - 1)
    said = (*notes, *((above,) if any(number < top for number in filled) else ()), *cut)
    problems = tuple(_problem(file, number, len(cells), width) for number, cells in wrong)
    return Sheet(name, tuple(head.strip()[:LONGEST] for head in heads), table, problems, said)


def _filled(
    rows: Iterable[list[str]], file: str, limits: Limits
) -> tuple[dict[int, list[str]], int]:
    """The rows with something in them by number: as many as may be read, and how many more there
    are. What is not read is not kept, or a file of empty rows would fill the memory."""
    filled: dict[int, list[str]] = {}
    more, most = 0, limits.intake_rows + LOOKED_AT
    for number, cells in enumerate(rows, start=1):
        if not any(cells) or not "".join(cells).strip():
            continue
        if len(filled) < most:
            within([cells], [number], file, limits)
            filled[number] = cells
        else:
            more += 1
    return filled, more


def _trimmed(cells: list[str]) -> list[str]:
    """The cells without empty ones at the end."""
    last = max((place for place, cell in enumerate(cells) if cell.strip()), default=-1)
    return cells[: last + 1]


def _row_of_heads(rows: dict[int, list[str]]) -> int:
    """The row with most heads that are known; where none is, the first of the widest."""
    first = islice(rows.items(), LOOKED_AT)

    def likeness(item: tuple[int, list[str]]) -> tuple[int, int]:
        _, cells = item
        filled = [cell for cell in cells if cell.strip()]
        # tags of HXL stand below the heads that they explain
        tags = sum(cell.strip().startswith("#") for cell in filled) > len(filled) / 2
        return sum(map(is_known, filled)) + tags, len(filled)

    return max(first, key=likeness)[0]


def _problem(file: str, row: int, cells: int, heads: int) -> Problem:
    found, allowed = phrase("problem.cells", n=cells), phrase("problem.cells_of_header", n=heads)
    return Problem(file, row, "", found, allowed)

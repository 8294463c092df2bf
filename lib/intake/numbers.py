"""Numbers as people write them: with points or commas before decimals and between thousands."""

from __future__ import annotations

import re

import pandas as pd

SIGNS = re.compile(r"[\s'’\u00a0\u202f]|€|\$|[A-Za-z]{3}$|^[A-Za-z]{3}(?=[\d ])")
"""What stands around a number, or between its thousands, and is none of it."""
AMBIGUOUS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
"""``1.234`` is a thousand and more for some, and one and a bit for others."""
GROUPED = {sign: re.compile(rf"\d{{1,3}}(?:{re.escape(sign)}\d{{3}})+") for sign in ".,"}


def bare(cell: str) -> str:
    """A number without signs of money, spaces and apostrophes."""
    return SIGNS.sub("", cell)


def is_ambiguous(cell: str) -> bool:
    """Whether it must be said what the point or the comma means."""
    return AMBIGUOUS.fullmatch(bare(cell)) is not None


def written(cell: str, decimal: str | None, *, whole: bool) -> str:
    """A number as the data files have it (``1234.5``); a cell that is none as it is.

    Parameters
    ----------
    decimal
        What stands before decimals where the cell itself does not tell; None: not known, and such
        a cell stays as it is.
    whole
        Whether it counts: then a point between thousands is not the decimal one.
    """
    text = bare(cell)
    if re.fullmatch(r"[0-9]+", text):
        return text
    if is_ambiguous(text):
        if whole:
            return re.sub(r"[.,]", "", text)
        if decimal is None:
            return cell
        return text.replace(decimal, ".") if decimal in text else re.sub(r"[.,]", "", text)
    return _plain(_one_decimal(text), cell, whole)


def _one_decimal(text: str) -> str:
    """Without thousands, and with a point before decimals."""
    last = max(text.rfind("."), text.rfind(","))
    if last < 0:
        return text
    sign = text[last]
    other = "," if sign == "." else "."
    if GROUPED[sign].fullmatch(text):
        # 1.234.567: several of one sign are thousands; a single one is decided before
        return text.replace(sign, "") if text.count(sign) > 1 else text.replace(sign, ".")
    before, after = text[:last], text[last + 1 :]
    if other in before and GROUPED[other].fullmatch(before):
        before = before.replace(other, "")
    return f"{before}.{after}"


def _plain(text: str, cell: str, whole: bool) -> str:
    if not re.fullmatch(r"[0-9]+\.[0-9]+|[0-9]+", text):
        return cell
    if whole and "." in text and not text.partition(".")[2].strip("0"):
        return text.partition(".")[0]
    return text


def decimal_of(cells: pd.Series) -> tuple[str | None, bool]:
    """What stands before decimals in the cells that tell, None where they do not agree or none
    tells; and whether there are cells for which it must be known.

    Parameters
    ----------
    cells
        Of columns that may have decimals; each different one once is enough.
    """
    texts = [bare(cell) for cell in cells]
    asked = any(AMBIGUOUS.fullmatch(text) for text in texts)
    told = {sign for text in texts if (sign := _tells(text))}
    return (told.pop() if len(told) == 1 else None), asked


def _tells(text: str) -> str:
    """The sign before decimals, where the number itself shows it."""
    signs = [letter for letter in text if letter in ".,"]
    if not signs or AMBIGUOUS.fullmatch(text) or not re.fullmatch(r"[\d.,]+", text):
        return ""
    if len(signs) > 1 and len(set(signs)) == 1:
        # several of one sign stand between thousands: the other one is for decimals
        return "," if signs[0] == "." else "."
    return signs[-1]

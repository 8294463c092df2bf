"""Which activities a selection keeps, as the engine finds them."""

from __future__ import annotations

from lib.selection import Selection, ask, narrow
from lib.store import Data


def ids(data: Data, selection: Selection) -> list[str]:
    """Their ids, in the order of the register."""
    return ask(data, _in_order, selection)["id"].tolist()


def _in_order(data: Data, selection: Selection) -> object:
    return narrow(data, selection).order_by("row").select("id")

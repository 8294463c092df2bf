"""How the numbers of a view are cut into classes: those of the map, of the matrix, of a picture."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from lib.classes import Classes, classify
from lib.indicators import BY_KEY
from lib.selection import Selection, everything
from lib.store import Data
from lib.summaries import by_place


def of_map(data: Data, selection: Selection, table: pd.DataFrame) -> Classes:
    """The classes of the map.

    Parameters
    ----------
    table
        As `lib.summaries.by_place` gives it for the chosen indicator.
    """
    inside, indicator = data.places["partner"], BY_KEY[selection["indicator"]]

    def values(of: Selection) -> pd.Series:
        return by_place(data, of, indicator).loc[inside, "value"]

    return cut(data, selection, table.loc[inside, "value"], values)


def cut(
    data: Data,
    selection: Selection,
    shown: pd.Series,
    values: Callable[[Selection], pd.Series],
    *across: str,
) -> Classes:
    """Classes of all the data, unless the reader wants those of what is shown.

    Parameters
    ----------
    values
        The values of a selection.
    across
        What else the values depend on, beside the indicator.
    """
    how = {"scheme": selection["scheme"], "count": int(selection["classes"])}
    how["own"] = selection["breaks"]
    if selection["refit"]:
        return classify(shown.dropna(), **how)

    def of_all() -> Classes:
        return classify(values(everything(selection)).dropna(), **how)

    # readers' own breaks are without number: those are not kept
    key = ("classes", selection["indicator"], selection["evidence"], *across, *how.values())
    made = of_all() if selection["breaks"] else data.remember(key, of_all)
    return made.covering(shown.dropna())

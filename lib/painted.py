"""What the browser is told to paint: for each place a class, a radius or a state, and words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from lib.circles import radius, round_values
from lib.classes import Classes
from lib.maps import CIRCLE, colours, fingerprint, ink
from lib.shapes import CIRCLES, TILES
from lib.store import Data
from lib.summaries import NONE, VALUE

Words = Callable[[Mapping[str, Any]], str]
"""What to say of a place, by its row of a table, under its name; lines are kept."""


@dataclass(frozen=True, slots=True)
class Scale:
    """What a value looks like in one of `lib.shapes.DRAWN`: its class, or its circle."""

    shape: str
    classes: Classes

    @property
    def greatest(self) -> float:
        """The value of the largest circle; 0 where nothing is known."""
        return self.classes.bounds[-1] if self.classes.bounds else 0.0

    @property
    def colours(self) -> tuple[str, ...]:
        return (CIRCLE,) if self.shape == CIRCLES else colours(len(self.classes))

    @property
    def legend(self) -> list[tuple[float, float]]:
        """The circles of a legend: each value with its radius in pixels."""
        values = round_values(self.greatest, whole=self.classes.whole)
        return [(value, round(radius(value, self.greatest), 1)) for value in values]

    def kind(self, row: Mapping[str, Any]) -> int | float | str:
        """A class, from 0; or pixels of a radius; or the state of a place without a number."""
        if row["state"] != VALUE:
            return str(row["state"])
        if self.shape == CIRCLES:
            return round(radius(row["value"], self.greatest), 1)
        return self.classes.of(row["value"])


def shown_places(
    table: pd.DataFrame, scale: Scale, words: Words, chosen: str, **more: Any
) -> dict[str, Any]:
    """What the browser needs to paint the places.

    Parameters
    ----------
    table
        Indexed by place: ``value`` and ``state``, as `lib.summaries.by_place` gives them.
    chosen
        The place to outline, or "".
    more
        What else is sent.
    """
    places = {
        str(place): [scale.kind(row), words(row)]
        for place, row in zip(table.index, table.to_dict("records"), strict=True)
    }
    shown = {"drawn": scale.shape, "places": places, "colours": scale.colours, "chosen": chosen}
    if scale.shape == TILES:
        # what is written on a tile
        shown["inks"] = [ink(colour) for colour in scale.colours]
    shown |= more
    return {**shown, "stamp": fingerprint(json.dumps(shown))}


def every_year(data: Data, cells: pd.DataFrame) -> pd.DataFrame:
    """`lib.coverage.matrix` by year, with every year of the data and no others: a slider keeps
    its years while a reader filters."""
    years = (
        [str(year) for year in range(min(data.years), max(data.years) + 1)] if data.years else []
    )
    names = ["place", "column"]
    cells = cells.reindex(pd.MultiIndex.from_product([data.partners.index, years], names=names))
    return cells.assign(state=cells["state"].fillna(NONE))


def shown_years(cells: pd.DataFrame, scale: Scale, words: Words) -> dict[str, Any]:
    """Every year's map, on one scale, as one small table.

    Parameters
    ----------
    cells
        Indexed by ``place`` and ``column``, as `every_year` gives them.

    Returns
    -------
    dict
        ``years``, in order; ``cells``: each different pair of class, radius or state and words;
        ``places``: by place, the number of its pair in each year; and ``colours``.
    """
    years = list(cells.index.unique("column"))
    pairs: dict[tuple[int | float | str, str], int] = {}
    places: dict[str, list[int]] = {}
    for place in cells.index.unique("place"):
        rows = cells.loc[place].to_dict("records")
        said = [(scale.kind(row), words(row)) for row in rows]
        places[str(place)] = [pairs.setdefault(pair, len(pairs)) for pair in said]
    inks = {"inks": [ink(colour) for colour in scale.colours]} if scale.shape == TILES else {}
    return {
        "years": years,
        "cells": [list(pair) for pair in pairs],
        "places": places,
        "colours": scale.colours,
        **inks,
    }

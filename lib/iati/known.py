"""What a dashboard knows that a file of others is understood by: its country, places and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import pandas as pd
from shapely import Point

from lib.activities import dictionary
from lib.config import Dashboard
from lib.schema import Column
from lib.spelling import fold


@dataclass(frozen=True, eq=False)
class Known:
    """What elements are held against."""

    config: Dashboard
    columns: Mapping[str, Column]
    places: gpd.GeoDataFrame
    by_name: Mapping[str, str]
    """Municipalities by each of their names, without what spellings differ in."""
    _at: dict[tuple[float, float], str] = field(default_factory=dict)

    def for_one_file(self) -> Known:
        """The same, for one file that is read or written: what is looked up in it is forgotten with
        it. This may be kept for all readers, and a reader's own file is nobody else's."""
        return replace(self, _at={})

    def place_at(self, position: str) -> str:
        """The municipality that a position (``latitude longitude``) lies in; "" for none."""
        at = _parsed(position)
        if at is None:
            return ""
        if at not in self._at:
            self._at[at] = self._place_at(*at)
        return self._at[at]

    def _place_at(self, latitude: float, longitude: float) -> str:
        inside = self.places.sindex.query(Point(longitude, latitude), predicate="intersects")
        return str(self.places.index[inside[0]]) if len(inside) else ""

    def named(self, name: str) -> str:
        """The municipality of that name, in any spelling; "" for none."""
        return self.by_name.get(fold(name), "") if name else ""


def _parsed(position: str) -> tuple[float, float] | None:
    """Latitude and longitude; None for what is nowhere on Earth."""
    try:
        latitude, longitude = map(float, position.replace(",", " ").split())
    except ValueError:
        return None
    on_earth = abs(latitude) <= 90 and abs(longitude) <= 180
    return (latitude, longitude) if on_earth else None


def known_of(config: Dashboard, places: gpd.GeoDataFrame, sectors: pd.DataFrame) -> Known:
    """What the files of a dashboard know."""
    columns = {column.name: column for column in dictionary(places, sectors, config)}
    called = [column for column in places.columns if column.startswith("name_")]
    by_name = {
        fold(str(name)): str(place)
        for column in reversed(called)
        for place, name in places[column].dropna().items()
        if name
    }
    return Known(config, columns, places, by_name)

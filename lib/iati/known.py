"""What a dashboard knows that a file of others is understood by: its country, places and codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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
    _at: dict[str, str] = field(default_factory=dict)

    def place_at(self, position: str) -> str:
        """The municipality that a position (``latitude longitude``) lies in; "" for none."""
        if position not in self._at:
            self._at[position] = self._place_at(position)
        return self._at[position]

    def _place_at(self, position: str) -> str:
        try:
            latitude, longitude = map(float, position.replace(",", " ").split())
            if not (abs(latitude) <= 90 and abs(longitude) <= 180):
                return ""
        except ValueError:
            return ""
        inside = self.places.sindex.query(Point(longitude, latitude), predicate="intersects")
        return str(self.places.index[inside[0]]) if len(inside) else ""

    def named(self, name: str) -> str:
        """The municipality of that name, in any spelling; "" for none."""
        return self.by_name.get(fold(name), "") if name else ""


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

"""A small table in, a Folium map out.

The shapes are a script that the dashboard serves itself, drawn once in the browser; what
changes with the filters is a thin layer that only recolours them. No other host is needed.
"""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Mapping
from typing import Any

import folium
import geopandas as gpd
from branca.element import MacroElement
from branca.utilities import color_brewer
from folium.template import Template

from lib.tiles import cells

PALETTE = "YlGnBu"
"""ColorBrewer's, sequential, told apart by colour-blind readers."""
CIRCLE = "#2c7fb8"
"""Of the same palette: circles differ in size, not in colour."""


@functools.cache
def colours(count: int) -> tuple[str, ...]:
    """One colour for each class, from light to dark. The lightest of the palette is left out:
    it is too near to the white of "none". Kept: branca reads its palettes from disk each time."""
    return tuple(color_brewer(PALETTE, max(count, 2) + 1))[-count:] if count else ()


def ink(colour: str) -> str:
    """Black or white: the letters that are read best on a colour (WCAG's relative luminance)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    light = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "#000000" if light > 0.179 else "#ffffff"


def boundaries_script(places: gpd.GeoDataFrame, names: Mapping[str, str]) -> str:
    """The shapes as a script for the browser: each with its name, a point inside for it, and its
    cell in the grid of tiles."""
    inside, grid = places.representative_point(), cells(places)
    shapes = places[["geometry", "partner"]].assign(
        id=places.index,
        name=[names[place] for place in places.index],
        lon=inside.x.round(4),
        lat=inside.y.round(4),
        column=grid["column"],
        row=grid["row"],
    )
    return f"window.placeBoundaries={shapes.to_json(drop_id=True)};"


def words_script(words: Mapping[str, Any]) -> str:
    """What the map says, as a script for the browser."""
    return f"\nwindow.placeWords={json.dumps(dict(words), ensure_ascii=False)};"


def fingerprint(text: str) -> str:
    """Changes when the text does: part of an address, so that browsers may keep what it names."""
    return hashlib.sha256(text.encode()).hexdigest()[:12]


class OfflineMap(folium.Map):
    """A Folium map that fetches nothing from any other host.

    Parameters
    ----------
    scripts, styles
        Addresses the dashboard serves itself, in the order in which to load them.
    credit
        Who drew the boundaries; stands on the map.
    """

    def __init__(self, *, scripts: Mapping[str, str], styles: Mapping[str, str]) -> None:
        super().__init__(tiles=None, zoom_control=True, scrollWheelZoom=False, zoomSnap=0.05)
        self.default_js = list(scripts.items())
        self.default_css = list(styles.items())

    def render(self, **kwargs: Any) -> str:
        """Nothing: Folium's page around a map, which streamlit-folium would send with every answer
        and take apart again. The map's own script is written without it."""
        return ""


class Outlines(MacroElement):
    """Draws the shapes, once, in a frame of this name."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.placesMap.draw({{ this._parent.get_name() }}, {{ this.frame }});
        {% endmacro %}
        """
    )

    def __init__(self, frame: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "Outlines"
        self.frame = json.dumps(frame, ensure_ascii=False)


class Colouring(folium.FeatureGroup):
    """Recolours the shapes: the only part of the map that changes with the filters."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        var {{ this.get_name() }} = L.featureGroup();
        window.placesMap.recolour({{ this.shown }});
        {% endmacro %}
        """
    )

    def __init__(self, shown: Mapping[str, Any]) -> None:
        super().__init__()
        text = json.dumps(shown, ensure_ascii=False, separators=(",", ":"))
        # what is shown is data: it must not close the script that it stands in
        self.shown = text.replace("</", "<\\/").replace("\u2028", "").replace("\u2029", "")

    def render(self, **kwargs: Any) -> str:
        """Nothing, as for `OfflineMap`: streamlit-folium adds it to the map itself."""
        return ""

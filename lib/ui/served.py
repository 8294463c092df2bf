"""The files that the dashboard serves itself, so that the map reaches no other host.

Streamlit serves the folder of a declared component. The map's frame is itself such a
component, so it reaches these folders by relative addresses, behind any base path.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import jinja2
import js_lib_leaflet
import streamlit.components.v1 as components

from lib.maps import fingerprint

FRONTEND = Path(__file__).resolve().parent.parent / "frontend"
LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
# boundaries are written anew by each process; their names change with what they hold
GENERATED = Path(tempfile.mkdtemp(prefix="municipal-dashboard-"))

_templates = jinja2.Environment(loader=jinja2.FileSystemLoader(FRONTEND), autoescape=True)

components.declare_component("leaflet", path=LEAFLET)
components.declare_component("frontend", path=FRONTEND)
components.declare_component("generated", path=GENERATED)


def _address(folder: str, file: str) -> str:
    return f"../{__name__}.{folder}/{file}"


def _together(*files: str) -> str:
    """The address of files of ours as one; it changes when one of them does.

    One, because every answer of the dashboard names the files of its map.
    """
    return _generated("\n".join((FRONTEND / file).read_text("utf-8") for file in files), files[0])


def _generated(text: str, name: str) -> str:
    """The address of a file with this text, written where it is not there yet."""
    file = GENERATED / f"{fingerprint(text)}-{name}"
    if not file.exists():
        file.write_text(text, encoding="utf-8")
    return _address("generated", file.name)


def scripts(boundaries: str) -> dict[str, str]:
    """Addresses of the map's scripts in the order to load them: Leaflet, the shapes, our own."""
    return {
        "leaflet": _address("leaflet", "leaflet.js"),
        "boundaries": _generated(boundaries, "boundaries.js"),
        "map": _together("map.js", "shapes.js", "labels.js", "years.js", "ahead.js"),
    }


def styles() -> dict[str, str]:
    """Addresses of the map's style sheets; its legends look as on the page."""
    return {
        "leaflet": _address("leaflet", "leaflet.css"),
        "map": _together("map.css", "page.css"),
    }


def render(template: str, **fields: object) -> str:
    """A piece of a page from its template. What is data is written as text, never as markup."""
    return _templates.get_template(template).render(**fields)

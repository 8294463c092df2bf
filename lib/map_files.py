"""The files of the map's frame, which the dashboard serves itself: the map reaches no other host.

Each is named after what it holds, so that a browser keeps it for good. The frame is the
component of streamlit-folium; it reaches ours, declared beside the pages, by relative addresses,
behind any base path.
"""

from __future__ import annotations

import tempfile
from importlib.util import find_spec
from pathlib import Path

import js_lib_leaflet

from lib.maps import fingerprint

FRONTEND = Path(__file__).resolve().parent / "frontend"
LEAFLET = Path(js_lib_leaflet.__file__).parent / "static" / "js_lib_leaflet"
# boundaries are written anew by each process; their names change with what they hold
GENERATED = Path(tempfile.mkdtemp(prefix="municipal-dashboard-"))
OURS = "lib.ui.served.generated"
"""Where Streamlit serves that folder: the name of the module that declares it, and its own."""
FRAME = "component/streamlit_folium.st_folium/static/js"
SCRIPTS = ("map.js", "shapes.js", "labels.js", "years.js", "ahead.js")
STYLES = ("map.css", "page.css")


def scripts(boundaries: str) -> dict[str, str]:
    """Addresses of the map's scripts in the order to load them: Leaflet, and ours with the shapes.

    The frame loads one after the other, so that each more is a journey to the server and back.
    """
    return {
        "leaflet": _generated((LEAFLET / "leaflet.js").read_text("utf-8"), "leaflet.js"),
        "map": _generated("\n".join((boundaries, _joined(*SCRIPTS))), "map.js"),
    }


def styles() -> dict[str, str]:
    """Addresses of the map's style sheets; its legends look as on the page."""
    return {
        "leaflet": _generated((LEAFLET / "leaflet.css").read_text("utf-8"), "leaflet.css"),
        "map": _generated(_joined(*STYLES), "map.css"),
    }


def _joined(*files: str) -> str:
    """Files of ours as one text: every answer of the dashboard names the files of its map."""
    return "\n".join((FRONTEND / file).read_text("utf-8") for file in files)


def _generated(text: str, name: str) -> str:
    """The address of a file with this text, written where it is not there yet."""
    file = GENERATED / f"{fingerprint(text)}-{name}"
    if not file.exists():
        # in one moment: what a reader gets of it is kept for good
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=GENERATED, delete=False) as new:
            new.write(text)
        Path(new.name).replace(file)
    return f"../{OURS}/{file.name}"


def folders() -> dict[str, Path]:
    """By address, below the dashboard's own: folders with files of the frame that never change."""
    return {f"component/{OURS}": GENERATED, FRAME: _frame()}


def _frame() -> Path:
    """The scripts of streamlit-folium."""
    frame = find_spec("streamlit_folium")  # to import it would declare it before Streamlit runs
    if frame is None or frame.origin is None:
        raise ModuleNotFoundError("streamlit_folium")
    return Path(frame.origin).parent / "frontend" / "build" / "static" / "js"


def of_every_map() -> list[str]:
    """Addresses, below the dashboard's own, of what the frame loads whatever its map shows."""
    ours = [scripts("")["leaflet"], *styles().values()]
    return [
        *(f"{FRAME}/{file.name}" for file in _frame().glob("main.*.js")),
        *(f"component/{each.removeprefix('../')}" for each in ours),
    ]

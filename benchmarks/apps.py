"""The apps that are compared: one record each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILLS = ("Grants", "Infrastructure", "Trainings")
MAP = 'iframe[title*="st_folium"]'


@dataclass(frozen=True, slots=True)
class App:
    """An app and what is clicked in it."""

    name: str
    file: str
    watched: str
    """What has to change on the screen: ``map`` or ``text`` (sampler.js says how it looks)."""
    carries: str
    """Text that only the message with the change holds."""
    clicked: tuple[str, ...]
    """Selectors, clicked in turn: each is a switch, so that every click changes something."""
    shown: str
    """There when the app has painted for the first time."""


_PILLS = tuple(
    f'[data-testid="stSidebar"] [aria-label="Activity type"] button:has-text("{name} · ")'
    for name in PILLS
)
_MAP_SHOWN = f"{MAP} >> internal:control=enter-frame >> path.leaflet-interactive >> nth=20"

OURS = App("this dashboard", "dashboard.py", "map", "recolour", _PILLS, _MAP_SHOWN)
USUAL = App("usual", "benchmarks/usual/app.py", "map", "st_folium", _PILLS, _MAP_SHOWN)
GROUP = App("usual, group", "benchmarks/usual/group.py", "map", "st_folium", _PILLS, _MAP_SHOWN)
BARE = App(
    "bare toggle",
    "benchmarks/bare/app.py",
    "text",
    "The toggle is",
    ('[data-testid="stCheckbox"] label',),
    '[data-testid="stText"]',
)
APPS = (OURS, USUAL, GROUP, BARE)

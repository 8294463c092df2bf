"""The apps that are compared: one record each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PILLS = (
    "Infrastructure",
    "Grants",
    "Other",
    "Trainings",
    "Technical assistance",
    "Workshops",
    "Debates and hearings",
)
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
    """Selectors of switches."""
    shown: str
    """There when the app has painted for the first time."""

    def switch(self, number: int) -> str:
        """What to click the n-th time (from 1), so that no selection comes twice: as a Gray code
        counts. A server that remembers its answers would otherwise be measured remembering."""
        place = (number & -number).bit_length() - 1
        return self.clicked[place % len(self.clicked)]


_PILLS = tuple(
    f'[data-testid="stSidebar"] [aria-label="Activity type"] button:has-text("{name}")'
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

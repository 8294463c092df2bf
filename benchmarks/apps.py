"""The apps that are compared, and what is done in them: one record each."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BENCH = ROOT / ".bench"
"""Where the packages are that only the Dash twin needs."""
CROSSFILTER = ROOT / "benchmarks" / "static" / "node_modules" / "crossfilter2"
HOST = "127.0.0.1"
PILLS = (
    "Infrastructure",
    "Grants",
    "Other",
    "Trainings",
    "Technical assistance",
    "Workshops",
    "Debates and hearings",
)
NUMBERS = ("Money, USD", "Activities")
MAP = 'iframe[title*="st_folium"]'
FILTER, HAND, INDICATOR, PLACE, OPEN = "filter", "hand", "indicator", "place", "open"
ACTIONS = {
    FILTER: "filter click → painted map",
    HAND: "the same by a hand",
    OPEN: "open → painted map",
    PLACE: "click on the map → profile",
    INDICATOR: "indicator change → painted map",
}
"""What is done, in the order of the document."""


@dataclass(frozen=True, slots=True)
class Action:
    """Something to click, and what it changes."""

    clicked: tuple[str, ...] = ()
    """Selectors of what is clicked; none: the shapes of the map."""
    watched: str = "map"
    """What has to change on the screen: ``map``, or a text, by its selector."""
    before: str = ""
    """What has to be clicked first, and is not measured: what holds the options."""
    hand: bool = False
    """Whether the pointer rests on what it will click, and holds it down, as a hand does; a robot
    is there and away at once."""
    carries: str = ""
    """Text that only the message with the change holds; "": the first answer."""
    gray: bool = False
    """Whether the clicked ones are switches, to be switched as a Gray code counts: no selection
    comes twice. A server that remembers its answers would otherwise be measured remembering."""

    def target(self, number: int) -> str:
        """What to click the n-th time (from 1)."""
        place = (number & -number).bit_length() - 1 if self.gray else number - 1
        return self.clicked[place % len(self.clicked)]


@dataclass(frozen=True, slots=True)
class App:
    """An app, how to serve it, and what can be done in it."""

    name: str
    command: tuple[str, ...]
    """How to serve it on ``{port}``."""
    health: str
    actions: dict[str, Action]
    frame: str = ""
    """The frame of its map; "": the map is in the page itself."""
    chosen: str = "path.leaflet-interactive"
    """The shapes of the map that can be chosen by a click."""
    stamped: bool = False
    """Whether its map carries a stamp that says which answer it shows."""
    over: str = ""
    """There when the server has nothing more to say."""
    path: tuple[str, ...] = field(default=())
    """Where its packages are, beside the environment's."""
    needs: Path = ROOT
    """What has to be installed for it."""


def _streamlit(file: str) -> tuple[str, ...]:
    command = (sys.executable, "-m", "streamlit", "run", file, "--server.port={port}")
    return (*command, f"--server.address={HOST}", "--server.headless=true")


def _labels(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f'label:has-text("{name}")' for name in words)


_SIDEBAR = '[data-testid="stSidebar"] [aria-label="Activity type"]'
_PILLS = tuple(f'{_SIDEBAR} button:has-text("{name}")' for name in PILLS)
_INDICATOR = '[data-testid="stSelectbox"]:has-text("Indicator") input'
_OPTION = '[role="option"]:has(:text-is("{}"))'
_OPTIONS = tuple(_OPTION.format(name) for name in NUMBERS)
_TABLE = '.plain, [data-testid="stTable"]'
"""The numbers of one municipality: this dashboard's table of words, or Streamlit's own."""
_HEALTH = "/_stcore/health"
_OVER = '[data-testid="stApp"][data-test-script-state="notRunning"]'


def _of_streamlit(carries: str, indicator: str = _INDICATOR) -> dict[str, Action]:
    return {
        FILTER: Action(_PILLS, carries=carries, gray=True),
        HAND: Action(_PILLS, carries=carries, gray=True, hand=True),
        OPEN: Action(),
        PLACE: Action(watched=_TABLE),
        INDICATOR: Action(_OPTIONS, before=indicator, carries=carries),
    }


def _of_page() -> dict[str, Action]:
    return {
        FILTER: Action(_labels(PILLS), gray=True),
        HAND: Action(_labels(PILLS), gray=True, hand=True),
        OPEN: Action(),
        PLACE: Action(watched="#profile"),
        INDICATOR: Action(_labels(NUMBERS)),
    }


def _toggle() -> dict[str, Action]:
    text = '[data-testid="stText"]'
    toggled = Action(('[data-testid="stCheckbox"] label',), watched=text, carries="The toggle is")
    # whatever is done elsewhere: the least that Streamlit can do
    by_hand = {HAND: replace(toggled, hand=True), OPEN: Action(watched=text)}
    return dict.fromkeys((FILTER, PLACE, INDICATOR), toggled) | by_hand


OURS = App(
    "this dashboard",
    _streamlit("server.py"),
    _HEALTH,
    _of_streamlit("recolour", _INDICATOR.replace("Indicator", "Number to show")),
    frame=MAP,
    chosen="path.place",
    stamped=True,
    over=_OVER,
)
USUAL = App(
    "usual",
    _streamlit("benchmarks/usual/app.py"),
    _HEALTH,
    _of_streamlit("st_folium"),
    frame=MAP,
    over=_OVER,
)
GROUP = App(
    "usual, group",
    _streamlit("benchmarks/usual/group.py"),
    _HEALTH,
    _of_streamlit("st_folium"),
    frame=MAP,
    over=_OVER,
)
DASH = App(
    "Dash",
    (sys.executable, "benchmarks/dash/app.py", "{port}"),
    "/",
    _of_page(),
    stamped=True,
    path=(str(BENCH),),
    needs=BENCH,
)
STATIC = App(
    "static page",
    (sys.executable, "-m", "benchmarks.static.serve", "{port}"),
    "/",
    _of_page(),
    stamped=True,
    needs=CROSSFILTER,
)
BARE = App("bare toggle", _streamlit("benchmarks/bare/app.py"), _HEALTH, _toggle(), over=_OVER)
APPS = (OURS, USUAL, GROUP, DASH, STATIC, BARE)


def installed() -> tuple[App, ...]:
    """The apps whose packages are there (``make bench`` sets them up)."""
    return tuple(app for app in APPS if app.needs.exists())

"""What a document to hand on is made of, whatever it is written as: words, tables, pictures.

All of it is text that says nothing to a typesetter or a browser: they write it as it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any

from lib.pictures.lettering import plain


class CannotMake(RuntimeError):
    """The report could not be made, whatever was in it."""


LONGEST = 1_000
"""Letters of one piece of text: more is cut."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much stands in a report of what has no end."""

    places: int = 40
    columns: int = 20
    communities: int = 20
    activities: int = 18
    sites: int = 24
    files: int = 10
    letters: int = 240
    """After how many letters what a filter chooses is cut: the link has it all."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell says; the length of its bar (0 to 1); its colour and that of its letters; what
    stands for a number (`lib.summaries`); and where it leads."""

    words: str
    bar: float = 0.0
    colour: str = ""
    ink: str = ""
    state: str = ""
    link: str = ""
    mark: str = ""
    """What must be said of it, in a frame of its own."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, the first of each being its name. ``kind``: bars, matrix, list or files."""

    kind: str
    caption: str
    heads: list[str]
    rows: list[list[Cell]]
    notes: tuple[str, ...] = ()
    legend: tuple[Cell, ...] = ()
    block: str = "table"

    def noting(self, *words: str) -> Table:
        """The same table with more said below it."""
        return replace(self, notes=(*self.notes, *words))


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing by its key, with what it shows in words for those who cannot see it."""

    key: str
    words: str
    block: str = "picture"


@dataclass(frozen=True, slots=True)
class Said:
    """Sentences; or, where they have names, what is said of each."""

    sentences: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    block: str = "said"


Block = Table | Picture | Said


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under its own heading: rows of blocks, each beside the other."""

    key: str
    title: str
    rows: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Everything of a document but its pictures, which are drawings by key."""

    language: str
    title: str
    subtitle: str
    made: str
    view: str
    """The link of the view that it was made of, to be read."""
    link: str
    """The same to be followed; "" where the dashboard's own address is not known."""
    words: dict[str, str]
    """What stands around the text: on the links, in the foot."""
    mark: str = ""
    """What every page must say, where rows in it are made up."""
    warning: str = ""
    filters: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    emptied: str = ""
    sections: tuple[Section, ...] = ()
    pictures: dict[str, bytes] = field(default_factory=dict, repr=False)
    """SVG by key; a picture without one is left out."""

    def fields(self) -> dict[str, Any]:
        """Everything but the drawings, as plain text in lists and dictionaries."""
        held = {key: value for key, value in asdict(self).items() if key != "pictures"}
        cleaned: dict[str, Any] = _cleaned(held)
        return cleaned

    @property
    def asked(self) -> list[Picture]:
        """The pictures that the document asks for."""
        blocks = [block for part in self.sections for row in part.rows for block in row]
        return [block for block in blocks if isinstance(block, Picture)]


def _cleaned(held: Any) -> Any:
    if isinstance(held, str):
        return short(plain(held), LONGEST)
    if isinstance(held, dict):
        # an address that is cut leads elsewhere
        return {k: plain(v) if k == "link" else _cleaned(v) for k, v in held.items()}
    return [_cleaned(each) for each in held] if isinstance(held, list | tuple) else held


def short(text: str, most: int) -> str:
    """Text of at most so many letters; more is cut, and seen to be."""
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"

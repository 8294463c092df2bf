"""A report made step by step: counted, drawn, and set on as many pages as it may have."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lib.names import Names
from lib.report.contents import contents
from lib.report.document import Bounds
from lib.report.drawn import drawings
from lib.report.typeset import as_pdf
from lib.report.webpage import as_html
from lib.selection import Selection

STEPS = ("counting", "drawing", "setting")
"""What is done, in order. Their words: ``report.step.<key>``."""
MOST_PAGES = 4
BOUNDS = (
    Bounds(),
    Bounds(places=24, columns=16, communities=14, activities=12, sites=16, files=6, letters=160),
    Bounds(places=12, columns=10, communities=8, activities=6, sites=8, files=3, letters=80),
)
"""How much stands in a report: the first that stays within the pages."""


@dataclass(frozen=True, slots=True)
class Report:
    """The files of a report, which say the same, and the pages of the PDF."""

    pdf: bytes
    html: bytes
    pages: int


def make(
    names: Names, selection: Selection, address: str = "", tell: Callable[[str], object] = str
) -> Report:
    """The report of a selection.

    Parameters
    ----------
    address
        Where the dashboard is, to lead back there; "" where that is not known.
    tell
        Called with each of `STEPS` when it begins.

    Raises
    ------
    CannotMake
        It cannot be drawn or set.
    """
    counting, drawing, setting = STEPS
    tell(counting)
    document = contents(names, selection, address, BOUNDS[0])
    tell(drawing)
    drawn = drawings(document, names, selection)
    tell(setting)
    for bounds in BOUNDS:
        if bounds != BOUNDS[0]:
            document = contents(names, selection, address, bounds)
        document = replace(document, pictures=drawn)
        pdf, pages = as_pdf(document)
        if pages <= MOST_PAGES:
            break
    return Report(pdf, as_html(document), pages)

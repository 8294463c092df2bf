"""A selection in, a report to hand on out: what the pages show, on two to four sheets of paper.

Its numbers and words are made by what the pages are made by, so that both say the same. What
has no end in the data is bounded, and the report says so.
"""

from lib.report.contents import SECTIONS, contents
from lib.report.document import CannotMake, Document
from lib.report.made import MOST_PAGES, STEPS, Report, make

__all__ = [
    "MOST_PAGES",
    "SECTIONS",
    "STEPS",
    "CannotMake",
    "Document",
    "Report",
    "contents",
    "make",
]

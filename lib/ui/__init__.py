"""The only room that talks to Streamlit: the frame, ways to ask, ways to show."""

from lib.ui.ask import ask_filters, ask_indicator
from lib.ui.downloads import show_downloads
from lib.ui.frame import Page, open_page
from lib.ui.gaps import show_gaps, show_need
from lib.ui.mapped import show_map, show_ranking
from lib.ui.matrix import ask_matrix, show_matrix
from lib.ui.methods import show_methods
from lib.ui.place import show_cell, show_place
from lib.ui.shades import cut_into_classes, show_legend
from lib.ui.show import show_counts, show_notes, show_published_totals, show_title

__all__ = [
    "Page",
    "ask_filters",
    "ask_indicator",
    "ask_matrix",
    "cut_into_classes",
    "open_page",
    "show_cell",
    "show_counts",
    "show_downloads",
    "show_gaps",
    "show_legend",
    "show_map",
    "show_matrix",
    "show_methods",
    "show_need",
    "show_notes",
    "show_place",
    "show_published_totals",
    "show_ranking",
    "show_title",
]

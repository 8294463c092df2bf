"""The only room that talks to Streamlit: the frame, ways to ask, ways to show."""

from lib.ui.activities import show_activities, show_activity
from lib.ui.ask import ask_filters, ask_indicator
from lib.ui.downloads import show_downloads
from lib.ui.frame import Page, open_page
from lib.ui.mapped import cut_into_classes, show_legend, show_map, show_ranking
from lib.ui.methods import show_methods
from lib.ui.place import show_place
from lib.ui.show import show_counts, show_notes, show_published_totals, show_title

__all__ = [
    "Page",
    "ask_filters",
    "ask_indicator",
    "cut_into_classes",
    "open_page",
    "show_activities",
    "show_activity",
    "show_counts",
    "show_downloads",
    "show_legend",
    "show_map",
    "show_methods",
    "show_notes",
    "show_place",
    "show_published_totals",
    "show_ranking",
    "show_title",
]

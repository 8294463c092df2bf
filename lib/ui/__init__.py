"""The only room that talks to Streamlit: the frame, ways to ask, ways to show."""

from lib.ui.activities import show_activities, show_activity
from lib.ui.ask import ask_filters, ask_indicator
from lib.ui.back import ask_version
from lib.ui.changes import show_changes
from lib.ui.columns import ask_columns
from lib.ui.compared import ask_compared, show_compared
from lib.ui.downloads import show_downloads
from lib.ui.findings import show_findings
from lib.ui.frame import Page, open_page
from lib.ui.gaps import show_gaps, show_need
from lib.ui.mapped import let_paint, show_map, show_ranking, show_way_around
from lib.ui.matrix import ask_matrix, show_matrix
from lib.ui.methods import show_methods
from lib.ui.opened import ask_file
from lib.ui.pair import ask_sides, ask_what_to_compare
from lib.ui.people import (
    show_communities,
    show_participation,
    show_representation,
    show_sex_and_age,
    show_small_counts,
)
from lib.ui.periods import ask_step, show_periods
from lib.ui.pictured import show_pictures
from lib.ui.place import ask_place, show_activities_of, show_cell, show_place
from lib.ui.profile import show_beside_the_others, show_sectors, show_whereabouts
from lib.ui.publish import ask_new_data, show_log
from lib.ui.report import show_report
from lib.ui.shades import cut_into_classes, show_legend
from lib.ui.show import show_counts, show_notes, show_published_totals, show_title
from lib.ui.shown_alone import ask_preview
from lib.ui.sides import show_sides
from lib.ui.signed import ask_publisher
from lib.ui.state import pointed
from lib.ui.versions import show_versions

__all__ = [
    "Page",
    "ask_columns",
    "ask_compared",
    "ask_file",
    "ask_filters",
    "ask_indicator",
    "ask_matrix",
    "ask_new_data",
    "ask_place",
    "ask_preview",
    "ask_publisher",
    "ask_sides",
    "ask_step",
    "ask_version",
    "ask_what_to_compare",
    "cut_into_classes",
    "let_paint",
    "open_page",
    "pointed",
    "show_activities",
    "show_activities_of",
    "show_activity",
    "show_beside_the_others",
    "show_cell",
    "show_changes",
    "show_communities",
    "show_compared",
    "show_counts",
    "show_downloads",
    "show_findings",
    "show_gaps",
    "show_legend",
    "show_log",
    "show_map",
    "show_matrix",
    "show_methods",
    "show_need",
    "show_notes",
    "show_participation",
    "show_periods",
    "show_pictures",
    "show_place",
    "show_published_totals",
    "show_ranking",
    "show_report",
    "show_representation",
    "show_sectors",
    "show_sex_and_age",
    "show_sides",
    "show_small_counts",
    "show_title",
    "show_versions",
    "show_way_around",
    "show_whereabouts",
]

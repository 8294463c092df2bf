"""Who is reached, and who is not?"""

import streamlit as st

from lib import counts, coverage, options, ui

page = ui.open_page("coverage")
data, selection = page.data, page.selection
ui.show_title(page)
number, order = st.columns([2, 3], gap="small")
with number:
    ui.ask_indicator(page)
with order:
    ui.ask_matrix(page)

shown = counts.overview(data, selection)
cells = coverage.matrix(data, selection, page.indicator, selection["across"])
ui.show_counts(page, shown)
left, right = st.columns([4, 1], gap="medium")
with left:
    ui.show_matrix(page, cells)
with right:
    ui.show_gaps(page, coverage.gaps(data, selection))
ui.show_cell(page)
ui.show_need(page, coverage.need(data, selection, page.effort))
ui.show_notes(page, shown)
ui.show_downloads(page)
ui.ask_filters(page, options.option_counts(data, selection))

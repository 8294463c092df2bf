"""Where did grants, trainings and infrastructure go, and who took part?"""

import streamlit as st

from lib import summaries, ui

page = ui.open_page("map")
ui.show_title(page)
ui.ask_indicator(page)
above = st.container()
left, right = st.columns([3, 2], gap="medium")

# the map first: everything else may follow a moment later
table = summaries.by_place(page.data, page.selection, page.indicator)
with left:
    ui.show_map(page, table)
with above:
    ui.show_counts(page)
with left:
    ui.show_notes(page)
with right:
    ui.show_ranking(page, table)
    ui.show_downloads(page)
ui.show_published_totals(page)
ui.show_place(page)
ui.ask_filters(page)

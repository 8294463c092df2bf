"""Where did grants, trainings and infrastructure go, and who took part?"""

import streamlit as st

from lib import summaries, ui

page = ui.open_page("map")
ui.show_title(page)
ui.ask_indicator(page)
counted = st.container()

# the map first: everything else may follow a moment later
beside = st.columns([3, 2], gap="medium")
table = summaries.by_place(page.data, page.selection, page.indicator)
with beside[0]:
    ui.show_map(page, table)
with counted:
    ui.show_overview(page)
with beside[1]:
    ui.show_ranking(page, table)
    ui.show_downloads(page)
ui.show_published_totals(page)
ui.show_place(page)
ui.ask_filters(page)

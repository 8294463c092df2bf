"""Who took part, by community, sex and age, and how does that compare with who lives there?"""

import streamlit as st

from lib import counts, options, ui

page = ui.open_page("communities")
ui.show_title(page)
ui.show_counts(page, counts.overview(page.data, page.selection))
left, right = st.columns(2, gap="large")
with left:
    ui.show_participation(page)
with right:
    ui.show_sex_and_age(page)
ui.show_communities(page)
ui.show_representation(page)
ui.ask_step(page)
ui.show_periods(page)
ui.show_downloads(page)
ui.show_small_counts(page)
ui.ask_filters(page, options.option_counts(page.data, page.selection))

"""What happened in one municipality, and how does it compare?"""

import streamlit as st

from lib import counts, options, ui

page = ui.open_page("municipality")
ui.show_title(page)
ui.show_counts(page, counts.overview(page.data, page.selection))
place = ui.ask_place(page)
if place:
    left, right = st.columns([1, 2], gap="large")
    with left:
        ui.show_whereabouts(page, place)
        ui.show_sectors(page, place)
    with right:
        ui.show_beside_the_others(page, place)
    ui.show_communities(page, place)
    ui.ask_step(page)
    ui.show_periods(page, place)
    ui.show_pictures(page)
    ui.show_activities_of(page, place)
ui.ask_filters(page, options.option_counts(page.data, page.selection))

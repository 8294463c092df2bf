"""What sets these municipalities, or these selections of activities, apart?"""

import streamlit as st

from lib import counts, options, ui

page = ui.open_page("compare")
# a place of its own for what comes and goes: maps that are moved on the page are drawn anew
top = st.container()
with top:
    ui.show_title(page)
    two_selections = ui.ask_what_to_compare(page)
    if not page.sides:
        ui.show_counts(page, counts.overview(page.data, page.selection))
    chosen = () if two_selections else ui.ask_compared(page)
    sides = ui.ask_sides(page) if two_selections else ()
if sides:
    ui.ask_indicator(page)
    ui.show_sides(page, sides)
if len(chosen) > 1:
    ui.show_compared(page, chosen)
ui.show_downloads(page)
ui.ask_filters(page, options.option_counts(page.data, page.selection))

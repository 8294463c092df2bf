"""Where did grants, trainings and infrastructure go, and who took part?"""

import streamlit as st

from lib import counts, options, summaries, ui

page = ui.open_page("map")
top = st.container()
left, right = st.columns([3, 2], gap="medium")

below = st.container()

# what was clicked is sent first: a municipality, or else the map; while the browser paints the
# map, the rest is counted, and then sent
pointed = ui.pointed()
if pointed:
    ui.show_place(page)
table = summaries.by_place(page.data, page.selection, page.indicator)
classes = ui.cut_into_classes(page, table)
with left:
    legend = st.container()
    stamp = ui.show_map(page, table, classes)
if not pointed:
    ui.let_paint(stamp)
shown = counts.overview(page.data, page.selection)
held = options.option_counts(page.data, page.selection)

with top:
    ui.show_title(page)
    ui.ask_indicator(page, mapped=True)
    ui.show_counts(page, shown)
with legend:
    ui.show_legend(page, table, classes)
    ui.show_way_around(page)
with left:
    ui.show_notes(page, shown)
with right:
    ui.show_ranking(page, table)
    ui.show_downloads(page)
with below:
    ui.show_published_totals(page)
if not pointed:
    ui.show_place(page)
ui.ask_filters(page, held)

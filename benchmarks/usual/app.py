"""The usual way: a new Folium map in each run, handed to st_folium.

As good as the documentation of streamlit-folium makes it: data is cached, the key is fixed, and
of what happens on the map only a click on a municipality causes a rerun.
"""

import streamlit as st
from areas import RETURNED, ask_indicator, ask_types, base_map, layer, show_place
from streamlit_folium import st_folium

st.title("Activities by municipality")
types = ask_types()
shown = base_map()
layer(types, ask_indicator()).add_to(shown)
happened = st_folium(
    shown, key="map", height=500, use_container_width=True, returned_objects=RETURNED
)
show_place(happened["last_active_drawing"], types)

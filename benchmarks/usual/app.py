"""The usual way: a new Folium map in each run, handed to st_folium.

As good as the documentation of streamlit-folium makes it: data is cached, the key is fixed, and
nothing that happens on the map causes a rerun.
"""

import streamlit as st
from areas import ask_types, base_map, layer
from streamlit_folium import st_folium

st.title("Activities by municipality")
shown = base_map()
layer(ask_types()).add_to(shown)
st_folium(shown, key="map", height=500, use_container_width=True, returned_objects=[])

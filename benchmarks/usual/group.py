"""The usual way, the faster one: the map stays, and st_folium exchanges a feature group on it.

What streamlit-folium documents as dynamic updates (``feature_group_to_add``).
"""

import folium
import streamlit as st
from areas import RETURNED, ask_indicator, ask_types, base_map, layer, show_place
from streamlit_folium import st_folium

st.title("Activities by municipality")
types = ask_types()
group = folium.FeatureGroup("Activities")
group.add_child(layer(types, ask_indicator()))
happened = st_folium(
    base_map(),
    key="map",
    height=500,
    use_container_width=True,
    returned_objects=RETURNED,
    feature_group_to_add=group,
)
show_place(happened["last_active_drawing"], types)

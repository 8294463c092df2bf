"""The usual way, the faster one: the map stays, and st_folium exchanges a feature group on it.

What streamlit-folium documents as dynamic updates (``feature_group_to_add``).
"""

import folium
import streamlit as st
from areas import ask_types, base_map, layer
from streamlit_folium import st_folium

st.title("Activities by municipality")
group = folium.FeatureGroup("Activities")
group.add_child(layer(ask_types()))
st_folium(
    base_map(),
    key="map",
    height=500,
    use_container_width=True,
    returned_objects=[],
    feature_group_to_add=group,
)

"""The least that Streamlit can do: a toggle, and a text that changes with it."""

import streamlit as st

on = st.toggle("Grants")
st.text("The toggle is on" if on else "The toggle is off")

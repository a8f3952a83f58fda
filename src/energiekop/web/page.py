"""The script that app.py names: for now one welcome; sign-in, language, place and pages follow."""

import streamlit as st

from energiekop.web import welcome

st.set_page_config(page_title="Energiekop", page_icon="🏘️", layout="centered")

st.title("Energiekop", anchor=False)
st.subheader(welcome.GOAL, anchor=False)
with st.container(border=True):
    st.markdown(f":material/science: {welcome.DEMO}")
st.write(welcome.in_service())
st.write(welcome.COMING)

"""The script that app.py names: reads the question from the URL, draws the bar, and runs the page."""

import os
from pathlib import Path

import streamlit as st

from energiekop import logs
from energiekop.privacy import NoSnapshot, OutOfScope
from energiekop.publish import store
from energiekop.web import asked as questions
from energiekop.web import bar, furnishing, links, noting, page, standing, starting, turns

st.set_page_config(page_icon="🏘️", layout="wide")
with turns.taken():
    parameters = links.settled()
    language = questions.language_in(parameters)
    furnishing.furnish(language)

    folder = Path(os.environ["ENERGIEKOP_STORE"])
    # Read once: a snapshot that comes into service while the page is drawn waits for the next rerun.
    snapshot = store.current(folder)
    try:
        asked = starting.question(parameters, folder, snapshot)
    except (NoSnapshot, store.UnknownSnapshot):
        starting.nothing_yet(language)
        st.stop()
    except starting.RealData as reason:
        starting.refused(language, reason)
        st.stop()

    for what, value in asked.mistakes:
        logs.log("url_not_understood", "warning", role=asked.role, what=what)
        if what == "looks_as":
            noting.refused(asked, f"as={value}")
    chosen = st.navigation([links.streamlit_page(asked, name) for name in links.PAGES], position="hidden")
    name = next(name for name, listed in links.PAGES.items() if listed.url_path == chosen.url_path)
    asked = questions.on_page(asked, name)
    links.current.set(asked)
    if asked.page == links.FIRST and asked.page not in links.offered(asked):  # who came by the address alone
        links.go(asked, links.offered(asked)[0])
    bar.bar(asked, starting.places(folder, asked.snapshot), starting.cast(asked))
    standing.standing(asked)
    try:
        chosen.run()
    except OutOfScope as refusal:
        noting.refused(asked, f"{asked.page} {asked.place.in_url}")
        page.refused(asked, refusal)

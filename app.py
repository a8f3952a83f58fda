"""The ASGI application: the same through `streamlit run app.py`, `uvicorn app:app` and `energiekop serve`."""

import os
from pathlib import Path

import streamlit as st

from energiekop import logs
from energiekop.web import failing, routes, sign_in_settings, signing_in, starting, streamlit_settings, warm

logs.begin()
streamlit_settings.apply(Path(__file__).parent / ".streamlit" / "config.toml")
os.environ.setdefault("ENERGIEKOP_STORE", str(Path(__file__).parent / "data" / "store"))
starting.refuse_to_start_with_real_data()
sign_in_settings.warn_of_loose_files(signing_in.access_file(Path(os.environ["ENERGIEKOP_STORE"])))
warm.warm()
starting.started()

# Streamlit's command recognises this literal call; the path holds from any working directory.
app = st.App(
    Path(__file__).parent / "src" / "energiekop" / "web" / "shell.py",
    routes=routes.routes(),
    middleware=routes.middleware(),
    on_script_error=failing.kindly,
    secrets=sign_in_settings.secrets(),
)

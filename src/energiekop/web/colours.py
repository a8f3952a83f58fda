"""The palette of the theme that the viewer's browser shows."""

import streamlit as st

from energiekop import palette
from energiekop.palette import Palette


def colours() -> Palette:
    """Light unless the browser says dark; it says so with every rerun."""
    return palette.of(dark=is_dark())


def is_dark() -> bool:
    """Whether the browser said with this rerun that its theme is dark."""
    return st.context.theme.type == "dark"

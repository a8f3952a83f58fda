"""What every page needs of the browser besides Streamlit's theme: its language, and a few lines of style."""

from functools import cache
from pathlib import Path

import streamlit as st

from energiekop.locale import LANGUAGES, Language

_SPEAKS: dict[Language, str] = {
    language: f'<script>document.documentElement.lang = "{language}"</script>' for language in LANGUAGES
}
SCRIPTS = tuple(_SPEAKS.values())  # the only ones that the content policy lets run


def furnish(language: Language) -> None:
    """Says to the browser, and so to a screen reader, which language it reads; and adds our style."""
    with st.container(key="inrichting"):
        st.html(f"<style>{_style()}</style>")
        st.html(_SPEAKS[language], unsafe_allow_javascript=True)


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")

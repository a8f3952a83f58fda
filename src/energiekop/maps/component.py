"""The map as an element of a Streamlit page."""

from collections.abc import Callable
from typing import Any

import streamlit as st

# Streamlit runs a component's code from a blob, so the few lines it gets only fetch ours by absolute address;
# the code itself comes from a route, once, and not with every change over the websocket.
_FETCH = """
export default async (component) => {
  const code = await import(new URL(component.data.assets.code, document.baseURI).href);
  return code.default(component);
};
"""

_component = st.components.v2.component("energiekop_map", js=_FETCH)


def draw(message: dict[str, Any], *, key: str, on_chosen: Callable[[], None]) -> None:
    """Draw a message. A choice on map or list calls `on_chosen`; it stands in session_state[key].chosen.

    `{"kind": "buurt", "code": "BU0363ZA01"}`; the same key keeps the map's place and zoom over reruns.
    """
    _component(key=key, data=message, on_chosen_change=on_chosen)

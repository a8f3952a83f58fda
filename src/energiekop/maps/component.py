"""The map as an element of a Streamlit page."""

from collections.abc import Callable
from typing import Any, NamedTuple

import streamlit as st

# Streamlit runs a component's code from a blob, so the few lines it gets only fetch ours by absolute address;
# the code itself comes from a route, once, and not with every change over the websocket.
_FETCH = """
export default async (component) => {
  const code = await import(new URL(component.data.assets.code, document.baseURI).href);
  return code.default(component);
};
"""


class Chosen(NamedTuple):
    """A place somebody chose: its kind (also `house`, for the houses of a street) and its code."""

    kind: str
    code: str


_component = st.components.v2.component("energiekop_map", js=_FETCH)


def draw(message: dict[str, Any], *, key: str, on_chosen: Callable[[Chosen], None]) -> Chosen | None:
    """Draw a message; the same key keeps the map's place and zoom over reruns.

    What is chosen on map or list is given to `on_chosen` before the rerun, and to the page in it.
    """

    def chosen() -> None:
        if place := _chosen(st.session_state[key].chosen):
            on_chosen(place)

    return _chosen(_component(key=key, data=message, on_chosen_change=chosen).chosen)


def _chosen(sent: object) -> Chosen | None:
    """What a browser sent may be anything; None when it is no choice."""
    if not isinstance(sent, dict):
        return None
    kind, code = sent.get("kind"), sent.get("code")
    return Chosen(kind, code) if isinstance(kind, str) and isinstance(code, str) else None

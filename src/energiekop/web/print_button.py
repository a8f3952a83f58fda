"""The button 'print my street': the browser's own printing, with what was folded opened on paper."""

import streamlit as st

_HTML = '<button type="button"></button>'
_CSS = """
button {
  width: 100%; max-width: 46rem; min-height: 48px; padding: .6rem 1rem; border-radius: .7rem;
  border: 2px solid var(--st-primary-color); background: var(--st-primary-color);
  color: var(--st-background-color);
  font: 600 1.125rem var(--st-font); cursor: pointer;
}
button:focus-visible { outline: 3px solid var(--st-text-color); outline-offset: 2px; }
"""
# Older browsers keep what is folded off the paper, so it is opened first and closed again after.
_JS = """
export default function ({ data, parentElement }) {
  const button = parentElement.querySelector("button");
  button.textContent = data.label;
  button.onclick = () => {
    const folded = [...document.querySelectorAll(".ek-sheet details:not([open])")];
    for (const part of folded) part.open = true;
    window.print();
    for (const part of folded) part.open = false;
  };
}
"""

_component = st.components.v2.component("energiekop.print_button", html=_HTML, css=_CSS, js=_JS)


def print_button(label: str) -> None:
    """A wide button that opens the browser's print window; `label` is what stands on it."""
    _component(data={"label": label}, key="print_button", height=52)

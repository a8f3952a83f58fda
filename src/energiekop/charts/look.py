"""What every chart shares: no background, no frame, our letters, nothing to drag or zoom.

A chart is put together as Plotly's own JSON and checked by Plotly once, when it is whole: adding to a figure
piece by piece checks and copies it for every piece, and took most of the time of a page.
"""

from typing import Any

from energiekop.palette import Palette

LETTERS = '"Source Sans", "Source Sans 3", sans-serif'  # Streamlit's own, which the page has loaded already

# A chart here is a picture: reading it takes no tools, and a finger that scrolls past must not zoom in.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}

Part = dict[str, Any]  # a trace, a shape, an annotation, a layout, as Plotly's schema names its fields


def layout(colours: Palette, *, height: float, **more: Any) -> Part:
    """The layout of a chart. Without a template it weighs 1 kB instead of 7 on its way to the browser."""
    return {
        "template": "none",
        "height": height,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": LETTERS, "size": 14, "color": colours.ink},
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": colours.card,
            "bordercolor": colours.line,
            "font": {"family": LETTERS, "size": 14, "color": colours.ink},
        },
    } | more


def note(text: str, *, x: object, y: object, colour: str, size: int = 13, **placed: Any) -> Part:
    """Words inside the chart, beside what they name."""
    return {
        "text": text, "x": x, "y": y, "showarrow": False, "font": {"color": colour, "size": size}, **placed,
    }  # fmt: skip

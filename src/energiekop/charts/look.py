"""What every chart shares: no background, no frame, our letters, nothing to drag or zoom."""

import plotly.graph_objects as go

from energiekop.palette import Palette

LETTERS = '"Source Sans", "Source Sans 3", sans-serif'  # Streamlit's own, which the page has loaded already

# A chart here is a picture: reading it takes no tools, and a finger that scrolls past must not zoom in.
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "showTips": False}


def bare(colours: Palette, *, height: int) -> go.Figure:
    """A figure without traces. Without a template it weighs 1 kB instead of 7 on its way to the browser."""
    figure = go.Figure()
    figure.update_layout(
        template="none",
        height=height,
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        font={"family": LETTERS, "size": 14, "color": colours.ink},
        showlegend=False,
        dragmode=False,
        hoverlabel={
            "bgcolor": colours.card,
            "bordercolor": colours.line,
            "font": {"family": LETTERS, "size": 14, "color": colours.ink},
        },
    )
    return figure


def note(figure: go.Figure, text: str, *, x: object, y: object, colour: str, **placed: object) -> None:
    """Words inside the chart, beside what they name."""
    placed.setdefault("font", {"color": colour, "size": 13})
    figure.add_annotation(text=text, x=x, y=y, showarrow=False, **placed)

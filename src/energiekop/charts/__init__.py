"""Frame in, Plotly figure out: no Streamlit, no SQL, no words of its own.

    figure = charts.burn_up(rows, words=words, colours=palette.of(dark=False))

What is written in a chart comes from the caller, in the reader's language, and so do numbers and days.
"""

from energiekop.charts.burn_up import BurnUpWords, burn_up
from energiekop.charts.steps import StepsWords, steps

__all__ = ["BurnUpWords", "StepsWords", "burn_up", "steps"]

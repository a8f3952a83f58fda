"""Typed functions with a viewer: what pages, exports and the command line call.

rows = figures.progress(Viewer.team(), by="buurt")
answer = figures.answer(Viewer.municipality(), "funnel", by="street", as_of=date(2026, 10, 31))
answer.rows, figures.about(answer, "nl")
"""

from energiekop.figures.about import About, about
from energiekop.figures.answers import answer, ask
from energiekop.figures.named import burn_up, funnel, handovers, progress, waiting
from energiekop.figures.shapes import Shapes, shapes

__all__ = [
    "About",
    "Shapes",
    "about",
    "answer",
    "ask",
    "burn_up",
    "funnel",
    "handovers",
    "progress",
    "shapes",
    "waiting",
]

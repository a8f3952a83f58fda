"""Typed functions with a viewer: what pages, exports and the command line call.

rows = figures.progress(Viewer.team(), by="buurt")
answer = figures.answer(Viewer.municipality(), "funnel", by="street", as_of=date(2026, 10, 31))
answer.rows, figures.about(answer, "nl")
"""

from energiekop.figures.about import About, about
from energiekop.figures.answers import answer, ask
from energiekop.figures.books import freshness, ledger, matching, overdue, readings, rejected, unsure
from energiekop.figures.handed_back import HandedBack, handed_back
from energiekop.figures.held import Held, held
from energiekop.figures.named import burn_up, funnel, handovers, progress, waiting
from energiekop.figures.shapes import Shapes, shapes
from energiekop.figures.steering import begin_here, map_values, occasions, wishes
from energiekop.figures.steps import breakdown, contradictions, durations, households, moved, states, turns
from energiekop.figures.street import (
    Savings,
    as_champion,
    neighbours,
    own_lines,
    own_places,
    savings,
    street_houses,
)
from energiekop.privacy import Answer

__all__ = [
    "About",
    "Answer",
    "HandedBack",
    "Held",
    "Savings",
    "Shapes",
    "about",
    "answer",
    "as_champion",
    "ask",
    "begin_here",
    "breakdown",
    "burn_up",
    "contradictions",
    "durations",
    "freshness",
    "funnel",
    "handed_back",
    "handovers",
    "held",
    "households",
    "ledger",
    "map_values",
    "matching",
    "moved",
    "neighbours",
    "occasions",
    "overdue",
    "own_lines",
    "own_places",
    "progress",
    "readings",
    "rejected",
    "savings",
    "shapes",
    "states",
    "street_houses",
    "turns",
    "unsure",
    "waiting",
    "wishes",
]

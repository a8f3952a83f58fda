"""Every figure there is: its name, meaning, unit and columns, who may ask it by what, and its SQL.

The catalogue opens nothing and computes nothing. `privacy` asks it what a role may have and runs its SQL;
`figures`, pages and exports take their columns, titles and definitions from it, so that one figure has one
definition wherever it appears.
"""

from energiekop.catalogue.entries import (
    EXACT_ROLES,
    FIGURES,
    MILESTONES,
    ROLES,
    Audience,
    Choice,
    Figure,
    Measure,
    UnknownFigure,
    copied_list,
    figure,
    macros,
)
from energiekop.catalogue.grains import GRAINS, Grain

__all__ = [
    "EXACT_ROLES",
    "FIGURES",
    "GRAINS",
    "MILESTONES",
    "ROLES",
    "Audience",
    "Choice",
    "Figure",
    "Grain",
    "Measure",
    "UnknownFigure",
    "copied_list",
    "figure",
    "macros",
]

"""The map: classes and colours of values, public geometry, and the element that draws them.

found = classes.sequential(values["value"])
draw(message(values, sheet(store, meta, "buurt"), look, view, months), key="kaart", on_chosen=go)
"""

from energiekop.maps import classes, colours
from energiekop.maps.assets import ADDRESSES, ASSETS
from energiekop.maps.component import Chosen, draw
from energiekop.maps.geometry import Drawn, Kind, Sheet, sheet
from energiekop.maps.message import Look, View, Wording, house_message, message

__all__ = [
    "ADDRESSES",
    "ASSETS",
    "Chosen",
    "Drawn",
    "Kind",
    "Look",
    "Sheet",
    "View",
    "Wording",
    "classes",
    "colours",
    "draw",
    "house_message",
    "message",
    "sheet",
]

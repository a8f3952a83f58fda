"""What the page of one street asks besides figures: lists that a champion may see, and the savings."""

from functools import cache
from importlib.resources import files
from typing import Literal

StreetList = Literal["houses", "neighbours", "own_lines", "savings"]


@cache
def street_query(name: StreetList) -> str:
    """The query of a list; its parameters: `kind` ('street' or 'complex'), `code`, and for some a day."""
    return files(__package__).joinpath("street", f"{name}.sql").read_text(encoding="utf-8")

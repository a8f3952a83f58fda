"""Names that no rule finds out: old names of streets, what a place is called besides its register name.

They stand in files that people can add to (data/aliases); here they are only tables to look in. An alias of a
street holds in one place, and never where a street has that very name.
"""

from typing import NamedTuple


class StreetAlias(NamedTuple):
    place: str
    said: str
    meant: str


class Aliases(NamedTuple):
    """`places` are (said, meant)."""

    streets: tuple[StreetAlias, ...] = ()
    places: tuple[tuple[str, str], ...] = ()


NO_ALIASES = Aliases()

"""Dutch addresses: reading what people type and finding the dwelling it means in a register."""

from .aliases import NO_ALIASES, Aliases, StreetAlias
from .match import match_addresses
from .reasons import REASONS
from .street_names import place_key, street_key

__all__ = ["NO_ALIASES", "REASONS", "Aliases", "StreetAlias", "match_addresses", "place_key", "street_key"]

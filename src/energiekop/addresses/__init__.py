"""Dutch addresses: reading what people type and finding the dwelling it means in a register."""

from .aliases import NO_ALIASES, Aliases, StreetAlias
from .match import match_addresses
from .reasons import REASONS

__all__ = ["NO_ALIASES", "REASONS", "Aliases", "StreetAlias", "match_addresses"]

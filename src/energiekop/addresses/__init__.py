"""Dutch addresses: reading what people type and finding the dwelling it means in a register."""

from .match import match_addresses
from .reasons import REASONS

__all__ = ["REASONS", "match_addresses"]

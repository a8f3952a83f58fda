"""Which kinds of file tell of a household, and which of a dwelling whoever lives there."""

from energiekop.sources import KINDS, Kind

# The municipality's registers: they stay when a household asks to be forgotten (docs/decisions/0015).
_OF_DWELLINGS = frozenset({"residents", "moves", "labels", "complex_addresses"})
HOUSEHOLD_KINDS = tuple(
    kind for kind in KINDS.values() if kind.has_address and kind.name not in _OF_DWELLINGS
)


def days_told(kind: Kind) -> list[str]:
    """The columns of a kind that say on which days something happened."""
    return [column.name for column in kind.columns if column.happened]

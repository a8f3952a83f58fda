"""How much is tried of what has no end: a sample with each `make test`, many with `make soak`."""

import os


def some(few: int, many: int) -> int:
    """`few`, or `many` when the soak runs (SOAK=1)."""
    return many if os.environ.get("SOAK") else few

"""A place as pages hand it in."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Somewhere:
    """Kind and code; the city has no code."""

    kind: str
    code: str = ""

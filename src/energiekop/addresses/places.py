"""Which place of the register stands in a cell, or at the end or start of a text."""

import re
from collections.abc import Set as AbstractSet

from .street_names import place_key

# Provinces as they are written behind a place name that occurs more than once.
_PROVINCE = re.compile(
    r"[\s(]+(?:gn|gr|gron|fr|frl|dr|ov|gld|gd|ut|utr|nh|n-h|zh|z-h|zld|zl|nb|n-b|lb|fl)\.?\)?$"
)
_BEHIND = re.compile(r"\s*\(.*\)\s*$")
_IN = re.compile(r"^(?:te|in|gem|gemeente|wpl)\.?\s+")
# A place name has no more words than this.
_MOST_WORDS = 6


class PlaceNames:
    """The places of a register, found in texts."""

    def __init__(self, keys: AbstractSet[str]) -> None:
        self._keys = keys

    def in_cell(self, folded: str) -> str:
        """The key of a place cell; a province behind it is dropped when the rest is a place."""
        folded = _IN.sub("", folded)
        if not folded or folded in {"nl", "nederland"}:
            return ""
        key = place_key(folded)
        if key in self._keys:
            return key
        for shorter in (_PROVINCE.sub("", folded), _BEHIND.sub("", folded)):
            if (other := place_key(shorter)) in self._keys:
                return other
        return key

    def is_place(self, folded: str) -> bool:
        return self.in_cell(folded) in self._keys

    def off_the_end(self, folded: str) -> tuple[str, str]:
        """(what stands before, key) for the longest place at the end; (text, "") when there is none."""
        starts = [found.start() for found in re.finditer(r"(?<![a-z'])['a-z]", folded)]
        for start in starts[-_MOST_WORDS:]:
            key = self.in_cell(folded[start:].strip(" ,.()"))
            if key in self._keys:
                return folded[:start].rstrip(" ,(-"), key
        return folded, ""

    def off_the_front(self, folded: str) -> tuple[str, str]:
        """(what stands behind, key) for the longest place at the start; (text, "") when there is none."""
        ends = [found.start() for found in re.finditer(r"[ ,]", folded)]
        for end in reversed(ends[:_MOST_WORDS]):
            if place_key(folded[:end]) in self._keys:
                return folded[end:].strip(" ,.-:"), place_key(folded[:end])
        return folded, ""

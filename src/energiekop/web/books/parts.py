"""Which part of the data page is asked, from the URL: one at a time, so that a phone loads no more than that.

| parameter | holds                                              | absent              |
| wat       | bronnen, adressen, terug, tegenspraak, aanleveren  | bronnen             |
| bestand   | the file whose rows were handed back, by its path  | all files           |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from energiekop.web.asked import Asked
from energiekop.web.words import say

Part = Literal["bronnen", "adressen", "terug", "tegenspraak", "aanleveren"]
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True)
class Chosen:
    """The part, and the file it is about if it is about one."""

    part: Part = PARTS[0]
    file: str | None = None


def read(parameters: Mapping[str, str]) -> Chosen:
    """The choice in a URL. What cannot be understood falls back to what is asked when it is absent."""
    typed = parameters.get("wat", "")
    part = next((known for known in PARTS if known == typed), PARTS[0])
    return Chosen(part, parameters.get("bestand", "")[:300] or None)


def names(asked: Asked) -> dict[Part, str]:
    """What each part is called."""
    return {
        "bronnen": say(asked, "Deliveries"),
        "adressen": say(asked, "Addresses"),
        "terug": say(asked, "Handed back"),
        "tegenspraak": say(asked, "Contradictions"),
        "aanleveren": say(asked, "Hand in a file"),
    }

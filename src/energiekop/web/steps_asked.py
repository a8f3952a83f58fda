"""What Stappen is asked besides place and day, from the URL: which split, and behind which piece to look.

| parameter | holds                                                              | absent             |
| splits    | tenure, label, building_period, dwelling_type, party, firm, or two | all together       |
| stap      | reached, signed_up, conversation, advice, plan, measure            | no list            |
| hoe       | further, on_time, too_long, stopped, moved_away                    | waiting too long   |
| deel      | a value of the split, such as a firm's name                        | all of them        |
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from energiekop.catalogue import MILESTONES
from energiekop.disclosure import CROSSED
from energiekop.palette import STATES

SPLITS = ("none", "tenure", "label", "building_period", "dwelling_type", "party", "firm")
NO_SPLIT, FIRST_STATE = SPLITS[0], "too_long"


@dataclass(frozen=True)
class Chosen:
    """The split, and the piece: a step, a state and a value of the split; without a step there is no list."""

    splits: str = NO_SPLIT
    stap: str = ""
    hoe: str = FIRST_STATE
    deel: str = ""

    @property
    def is_split(self) -> bool:
        """Whether the steps themselves are split, which the team alone sees."""
        return self.splits in SPLITS[1:]

    @property
    def piece(self) -> tuple[str, str, str | None] | None:
        """As a chart of steps carries it."""
        return (self.stap, self.hoe, self.deel or None) if self.stap else None

    def query(self, **changed: str) -> dict[str, str]:
        """The URL's parameters for this choice with some of them changed; another split forgets the value."""
        stands = asdict(self) | changed
        if stands["splits"] != self.splits:
            stands["deel"] = ""
        absent = {"splits": NO_SPLIT, "hoe": FIRST_STATE}
        return {name: "" if value == absent.get(name) else value for name, value in stands.items()}


def read(parameters: Mapping[str, str]) -> Chosen:
    """The choice in a URL. What cannot be understood falls back to what is asked when it is absent."""
    splits = _known(parameters.get("splits", ""), (*SPLITS, *CROSSED), NO_SPLIT)
    return Chosen(
        splits=splits,
        stap=_known(parameters.get("stap", ""), MILESTONES, ""),
        hoe=_known(parameters.get("hoe", ""), STATES, FIRST_STATE),
        deel=parameters.get("deel", "")[:80] if splits != NO_SPLIT else "",
    )


def _known(typed: str, known: tuple[str, ...], absent: str) -> str:
    return typed if typed in known else absent

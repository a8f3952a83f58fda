"""The steps as bars of plain HTML: there at once with the page, readable on a phone and on paper."""

from dataclasses import dataclass

from energiekop.palette import DARK, LIGHT, SIGNS, STATES
from energiekop.sheets.templates import render


@dataclass(frozen=True)
class Piece:
    """Part of a bar: how many stand so, and the number as it is read."""

    state: str
    count: float
    number: str


@dataclass(frozen=True)
class Bar:
    """A step: its name, its pieces, the number at its end, what stands beside it, and all of it in words."""

    name: str
    pieces: tuple[Piece, ...]
    number: str
    beside: str
    in_words: str


_ROOM = 0.08  # of the widest bar: what a number takes when it is written in its piece


def legend(states: dict[str, str]) -> str:
    """State -> its name, each with its colour and sign: for under a chart that was drawn elsewhere."""
    return bars([], states=states)


def bars(given: list[Bar], *, states: dict[str, str]) -> str:
    """One bar a step, in the order given, as long as its pieces together; `states` names the signs below.

    Without states there is one kind of piece and no legend.
    """
    widest = max((sum(piece.count for piece in bar.pieces) for bar in given), default=0) or 1
    marks = {
        state: {
            "sign": SIGNS[state],
            "fill": f"light-dark({LIGHT.states[state].fill}, {DARK.states[state].fill})",
            "edge": f"light-dark({LIGHT.states[state].edge}, {DARK.states[state].edge})",
            "text": f"light-dark({LIGHT.states[state].text}, {DARK.states[state].text})",
        }
        for state in STATES
    }
    return render(
        "bars",
        bars=[
            {
                "said": bar,
                "pieces": [
                    {
                        "width": round(100 * piece.count / widest, 2),
                        "said": f"{SIGNS[piece.state]} {piece.number}" if states else "",
                        "has_room": piece.count / widest > _ROOM,
                        **marks[piece.state],
                    }
                    for piece in bar.pieces
                    if piece.count > 0
                ],
            }
            for bar in given
        ],
        legend=[{"name": name, **marks[state]} for state, name in states.items()],
    )

"""The colours of the screens, by what they mean, in light and in dark; never the only sign.

A mark is a fill with an edge: a soft fill may lie close to the ground, its edge keeps three to one.
tests/charts/test_palette.py holds text at 4.5 to one and edges at three, against both grounds of each theme.
"""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True)
class Mark:
    """A coloured shape: its inside, its outline, and what is written on it."""

    fill: str
    edge: str
    text: str


@dataclass(frozen=True)
class Palette:
    """One theme. `states`: how households of a step stand; `parties`: who brings or holds a step.

    `tints`: from little to much, for shares on a map. `tail` is laid over the ground, as is.
    """

    ground: str
    card: str
    ink: str
    quiet: str
    line: str
    accent: str
    waiting: str
    tail: str
    tints: tuple[str, ...]
    states: MappingProxyType[str, Mark]
    parties: MappingProxyType[str, str]


# The same order everywhere: what went on first, what stopped or left last.
STATES = ("further", "on_time", "too_long", "stopped", "moved_away")
SIGNS = MappingProxyType(
    {
        "further": "■",
        "on_time": "●",
        "too_long": "▲",
        "stopped": "◆",
        "moved_away": "→",
        "done": "✓",
        "under_way": "…",
    }
)

LIGHT = Palette(
    ground="#fbfbf9",
    card="#ffffff",
    ink="#1c2b2a",
    quiet="#566664",
    line="#dfe6e4",
    accent="#0b5d5b",
    waiting="#b45309",
    tail="#fbf3ec",
    tints=("#e6f1f0", "#cfe4e1", "#8cc0bb", "#3f8f8a", "#0b5d5b"),
    states=MappingProxyType(
        {
            "further": Mark("#0b5d5b", "#0b5d5b", "#ffffff"),
            "on_time": Mark("#8cc0bb", "#3f8f8a", "#1c2b2a"),
            "too_long": Mark("#b45309", "#b45309", "#ffffff"),
            "stopped": Mark("#d6dad9", "#7b8886", "#1c2b2a"),
            "moved_away": Mark("#fbfbf9", "#7b8886", "#1c2b2a"),
        }
    ),
    parties=MappingProxyType({"municipality": "#1d4e89", "consultancy": "#7a3e9d", "community": "#b8480f"}),
)

DARK = Palette(
    ground="#131b1a",
    card="#1d2827",
    ink="#e4ecea",
    quiet="#a9b8b5",
    line="#33413f",
    accent="#6cb5af",
    waiting="#e0883a",
    tail="#2b251d",
    tints=("#1f3433", "#23504e", "#2f7572", "#5aa6a0", "#a5d6d1"),
    states=MappingProxyType(
        {
            "further": Mark("#6cb5af", "#6cb5af", "#131b1a"),
            "on_time": Mark("#23504e", "#4f9c96", "#e4ecea"),
            "too_long": Mark("#e0883a", "#e0883a", "#131b1a"),
            "stopped": Mark("#3b4745", "#84918f", "#e4ecea"),
            "moved_away": Mark("#131b1a", "#84918f", "#e4ecea"),
        }
    ),
    parties=MappingProxyType({"municipality": "#6a9fdc", "consultancy": "#d6b8ee", "community": "#f0925a"}),
)


def of(*, dark: bool) -> Palette:
    """The palette of a theme."""
    return DARK if dark else LIGHT

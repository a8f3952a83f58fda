"""Which steps have households taken, and how do those stand who have not gone on?"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from energiekop.charts.look import Part, layout, note
from energiekop.palette import SIGNS, STATES, Palette

BAR = 30  # pixels from bar to bar, thick enough for a finger together with its neighbour's gap
HEADING = 28  # pixels for the name of a step above its bars
GAP = 1 / 350  # between two pieces, of the widest bar: some two pixels
ROOM = 1 / 14  # of the widest bar: what a number takes when it is written in its piece

Piece = tuple[str, str, str | None]  # milestone, state, value of the split


@dataclass(frozen=True)
class StepsWords:
    """Names: `steps` by milestone, `states` by state, `parts` by value of the split."""

    steps: dict[str, str]
    states: dict[str, str]
    parts: dict[str, str]
    number: Callable[[float], str]


def steps(
    rows: pd.DataFrame,
    *,
    words: StepsWords,
    colours: Palette,
    part: str | None = None,
    chosen: Piece | None = None,
) -> go.Figure:
    """Each row becomes one bar of up to five pieces, under the name of its step, in the order of the rows.

    rows: milestone, the STATES and, with a split, the column `part`; without it one bar a step.
    A frame with `households` instead of the states (below team) gives bars of one piece. A piece carries
    (milestone, state, part) as its customdata, which a click returns; the piece `chosen` is outlined.
    """
    states = [state for state in STATES if state in rows] or ["households"]
    counts = rows[states].astype("Float64")
    totals = counts.sum(axis=1, min_count=1)
    widest = max([1.0, *totals.fillna(0).astype(float)])
    parts = [None] * len(rows) if part is None else [str(value) for value in rows[part]]
    places, headings, height = _lines(rows["milestone"])

    traces: list[Part] = []
    begin = pd.Series(0.0, index=rows.index)
    for state in states:
        lengths = counts[state].fillna(0).astype(float)
        keys: list[Piece] = [
            (str(step), state, value) for step, value in zip(rows["milestone"], parts, strict=True)
        ]
        pieces = _pieces(keys, lengths, room=widest * ROOM, words=words, colours=colours, chosen=chosen)
        traces.append(pieces | {"base": begin.tolist(), "y": places})
        begin = begin + lengths + (lengths > 0) * widest * GAP
    shown = rows["shown"] if "shown" in rows else totals.map(words.number, na_action="ignore")
    traces.append(_totals(shown, colours) | {"x": begin.tolist(), "y": places})
    return go.Figure(
        data=traces,
        layout=layout(
            colours,
            height=height + 16,
            barmode="overlay",
            bargap=0,
            uniformtext={"minsize": 11, "mode": "hide"},
            annotations=[
                note(
                    f"<b>{words.steps.get(name, name)}</b>",
                    x=0, y=y, colour=colours.ink, size=15, xanchor="left",
                )
                for name, y in headings
            ],
            xaxis={"range": [0, widest * 1.18], "visible": False, "fixedrange": True},
            yaxis={
                "range": [height, 0],
                "tickvals": places if part else [],
                "ticktext": [words.parts.get(str(value), str(value)) for value in parts] if part else [],
                "tickfont": {"size": 13, "color": colours.quiet},
                "showgrid": False,
                "zeroline": False,
                "ticks": "",
                "ticklabelstandoff": 6,
                "automargin": True,
                "fixedrange": True,
            },
        ),
    )  # fmt: skip


def _lines(milestones: pd.Series) -> tuple[list[float], list[tuple[str, float]], int]:
    """Where each bar lies and each heading, counted in pixels from the top, and how high that is together."""
    places: list[float] = []
    headings: list[tuple[str, float]] = []
    at, before = 0, None
    for name in milestones:
        if name != before:
            headings.append((str(name), at + HEADING / 2))
            at, before = at + HEADING, name
        places.append(at + BAR / 2)
        at += BAR
    return places, headings, at


def _pieces(
    keys: list[Piece],
    lengths: pd.Series,
    *,
    room: float,
    words: StepsWords,
    colours: Palette,
    chosen: Piece | None,
) -> Part:
    """The pieces of one state, one in each bar; a narrow one tells its number when it is pointed at."""
    state = keys[0][1] if keys else "further"
    mark = colours.states.get(state, colours.states["further"])
    sign, named = SIGNS.get(state, ""), words.states.get(state, "")
    return {
        "type": "bar",
        # Nothing is no piece; drawn at zero it would leave its outline.
        "x": [length if length > 0 else None for length in lengths],
        "width": BAR - 8,
        "orientation": "h",
        "name": named,
        "marker": {
            "color": mark.fill,
            "cornerradius": 3,
            "line": {
                "color": [colours.ink if key == chosen else mark.edge for key in keys],
                "width": [3 if key == chosen else 1 for key in keys],
            },
        },
        "text": [f"{sign} {words.number(length)}".strip() if length > room else "" for length in lengths],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "insidetextfont": {"color": mark.text, "size": 13},
        "customdata": [[*key, words.number(length)] for key, length in zip(keys, lengths, strict=True)],
        "hovertemplate": f"{sign} {named}: <b>%{{customdata[3]}}</b><extra></extra>",
        # Plotly fades what was not clicked; the outline says it, and stays in a link.
        "selected": {"marker": {"opacity": 1}},
        "unselected": {"marker": {"opacity": 1}},
    }


def _totals(shown: pd.Series, colours: Palette) -> Part:
    """The number of each bar at its end, in the words of the figure where it is rounded."""
    return {
        "type": "scatter",
        "mode": "text",
        "text": [f" {said}" if isinstance(said, str) and said else " ?" for said in shown],
        "textposition": "middle right",
        "textfont": {"size": 14, "color": colours.ink},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }

"""Which steps have households taken, and how do those stand who have not gone on?"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from energiekop.charts.look import bare
from energiekop.palette import SIGNS, STATES, Palette

BAR = 30  # pixels from bar to bar, thick enough for a finger together with its neighbour's gap
HEADING = 28  # pixels for the name of a step above its bars


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
    chosen: tuple[str, str, str | None] | None = None,
) -> go.Figure:
    """Each row becomes one bar of up to five pieces, under the name of its step, in the order of the rows.

    rows: milestone, the STATES and, with a split, the column `part`; without it one bar a step.
    A frame with `households` instead of the states (below team) gives bars of one piece. A piece carries
    (milestone, state, part) as its customdata, which a click returns; the piece `chosen` is outlined.
    """
    states = [state for state in STATES if state in rows] or ["households"]
    places, headings, height = _lines(rows, split=part is not None)
    figure = bare(colours, height=height + 16)
    totals = rows[states].astype("Float64").sum(axis=1, min_count=1)
    widest = max(float(totals.max()) if totals.notna().any() else 1.0, 1.0)
    for state in states:
        _pieces(
            figure, rows, state, places, part=part, words=words, colours=colours, chosen=chosen, widest=widest
        )
    _totals(figure, rows, totals, places, words=words, colours=colours)
    for name, y in headings:
        figure.add_annotation(
            text=f"<b>{words.steps.get(name, name)}</b>",
            x=0,
            xref="x",
            y=y,
            xanchor="left",
            yanchor="middle",
            showarrow=False,
            font={"size": 15, "color": colours.ink},
        )
    figure.update_xaxes(range=[0, widest * 1.18], visible=False, fixedrange=True)
    figure.update_yaxes(
        range=[height, 0],
        tickvals=places if part else [],
        ticktext=[words.parts.get(str(value), str(value)) for value in rows[part]] if part else [],
        tickfont={"size": 13, "color": colours.quiet},
        showgrid=False,
        zeroline=False,
        ticks="",
        automargin=True,
        fixedrange=True,
    )
    figure.update_layout(barmode="stack", bargap=0, uniformtext={"minsize": 11, "mode": "hide"})
    return figure


def _lines(rows: pd.DataFrame, *, split: bool) -> tuple[list[float], list[tuple[str, float]], int]:
    """Where each bar lies and each heading, counted in pixels from the top, and how high that is together."""
    places: list[float] = []
    headings: list[tuple[str, float]] = []
    at, before = 0, None
    for name in rows["milestone"]:
        if name != before:
            headings.append((str(name), at + HEADING / 2))
            at, before = at + HEADING, name
        places.append(at + BAR / 2)
        at += BAR
    return places, headings, at


def _pieces(
    figure: go.Figure,
    rows: pd.DataFrame,
    state: str,
    places: list[float],
    *,
    part: str | None,
    words: StepsWords,
    colours: Palette,
    chosen: tuple[str, str, str | None] | None,
    widest: float,
) -> None:
    mark = colours.states.get(state, colours.states["further"])
    counts = rows[state].astype("Float64")
    values = [None] * len(rows) if part is None else [str(value) for value in rows[part]]
    keys = [(str(step), state, value) for step, value in zip(rows["milestone"], values, strict=True)]
    named = words.states.get(state, "")
    figure.add_bar(
        x=counts.fillna(0).astype(float),
        y=places,
        width=BAR - 8,
        orientation="h",
        name=named,
        marker={
            "color": mark.fill,
            "cornerradius": 3,
            "line": {
                "color": [colours.ink if key == chosen else mark.edge for key in keys],
                "width": [3 if key == chosen else 1 for key in keys],
            },
        },
        # A number is written where it has room; a narrow piece tells it when it is pointed at or chosen.
        text=[
            f"{SIGNS.get(state, '')} {words.number(count)}".strip() if count > widest / 14 else ""
            for count in counts.fillna(0)
        ],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        insidetextfont={"color": mark.text, "size": 13},
        customdata=[[*key, words.number(count)] for key, count in zip(keys, counts.fillna(0), strict=True)],
        hovertemplate=f"{SIGNS.get(state, '')} {named}: <b>%{{customdata[3]}}</b><extra></extra>",
        # Plotly fades what was not clicked; the outline says it, and stays in a link.
        selected={"marker": {"opacity": 1}},
        unselected={"marker": {"opacity": 1}},
    )


def _totals(
    figure: go.Figure,
    rows: pd.DataFrame,
    totals: pd.Series,
    places: list[float],
    *,
    words: StepsWords,
    colours: Palette,
) -> None:
    """The number of each bar at its end, with the words of the figure where it is rounded."""
    shown = rows["shown"] if "shown" in rows else totals.map(words.number, na_action="ignore")
    figure.add_scatter(
        x=totals.fillna(0).astype(float),
        y=places,
        mode="text",
        text=[f" {said}" if isinstance(said, str) and said else " ?" for said in shown],
        textposition="middle right",
        textfont={"size": 14, "color": colours.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )

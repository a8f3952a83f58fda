"""How far are we? The number of residents with a plan, beside the line that was agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from energiekop.charts.look import bare, note
from energiekop.palette import Palette

HEIGHT = 330
AFTER = 0.45  # of the counted stretch: room behind it for the words at the ends of lines and lanes
LANE = 20  # pixels for each kind of occasion under the line
SYMBOLS = {"straatfeest": "circle", "mailing": "square", "subsidie": "diamond"}  # any other kind: a cross


@dataclass(frozen=True)
class BurnUpWords:
    """`target` and `planned` name their lines, `tail` the shaded weeks; `occasions`: kind -> its name."""

    target: str
    planned: str
    tail: str
    occasions: dict[str, str]
    number: Callable[[float], str]
    day: Callable[[date], str]
    month: Callable[[date], str]


def burn_up(
    rows: pd.DataFrame,
    *,
    words: BurnUpWords,
    colours: Palette,
    measure: str = "residents_helped",
    occasions: pd.DataFrame | None = None,
    tail_from: date | None = None,
) -> go.Figure:
    """Each row becomes a point at its `on_date`; a month without a count has no point, it is never zero.

    rows: on_date, `measure` and, where something was agreed, planned_residents. occasions: on_date,
    occasion_kind, label; each becomes a sign on its day, under the line. From `tail_from` on is shaded.
    """
    figure = bare(colours, height=HEIGHT)
    known = rows[rows[measure].notna()]
    if known.empty:
        return figure
    planned = rows[rows["planned_residents"].notna()] if "planned_residents" in rows else rows.iloc[:0]
    top = max(
        float(known[measure].max()), float(planned["planned_residents"].max()) if len(planned) else 1.0, 1.0
    )
    if tail_from is not None:
        _tail(figure, tail_from, known, words, colours)
    if len(planned):
        _planned(figure, planned, words, colours)
    _counted(figure, known, measure, words, colours)
    figure.update_yaxes(
        range=[0, top * 1.12], showgrid=False, zeroline=False, showticklabels=False, fixedrange=True
    )
    if occasions is not None and len(occasions):
        _occasions(figure, occasions, known, words, colours)
    _axis(figure, colours)
    figure.update_layout(margin={"l": 30, "r": 30})  # half a label at either end of the axis
    _months(figure, pd.concat([known["on_date"], planned["on_date"]]), known["on_date"].max(), words, colours)
    return figure


def _tail(figure: go.Figure, since: date, known: pd.DataFrame, words: BurnUpWords, colours: Palette) -> None:
    until = known["on_date"].max()
    figure.add_vrect(x0=pd.Timestamp(since), x1=until, fillcolor=colours.tail, line_width=0, layer="below")
    note(
        figure,
        words.tail,
        x=until,
        y=0,
        colour=colours.quiet,
        yanchor="bottom",
        xanchor="left",
        xshift=4,
        yshift=2,
    )


def _planned(figure: go.Figure, planned: pd.DataFrame, words: BurnUpWords, colours: Palette) -> None:
    last = planned.iloc[-1]
    first_day = planned["on_date"].iloc[0]
    figure.add_scatter(
        x=planned["on_date"],
        y=planned["planned_residents"].astype(float),
        mode="lines",
        name=words.planned,
        line={"color": colours.quiet, "width": 1.5, "dash": "dot"},
        customdata=[[words.day(day), words.number(n)] for day, n in _points(planned, "planned_residents")],
        hovertemplate=f"%{{customdata[0]}}<br>{words.planned}: <b>%{{customdata[1]}}</b><extra></extra>",
    )
    height = float(last["planned_residents"])
    figure.add_shape(
        type="line",
        x0=first_day,
        x1=last["on_date"],
        y0=height,
        y1=height,
        line={"color": colours.quiet, "width": 1, "dash": "dash"},
    )
    note(figure, words.target, x=first_day, y=height, colour=colours.quiet, xanchor="left", yanchor="bottom")
    beside = planned.iloc[(3 * len(planned)) // 4]
    note(
        figure,
        words.planned,
        x=beside["on_date"],
        y=float(beside["planned_residents"]),
        colour=colours.quiet,
        xanchor="left",
        yanchor="top",
        xshift=6,
    )


def _counted(
    figure: go.Figure, known: pd.DataFrame, measure: str, words: BurnUpWords, colours: Palette
) -> None:
    figure.add_scatter(
        x=known["on_date"],
        y=known[measure].astype(float),
        mode="lines",
        name=measure,
        line={"color": colours.accent, "width": 3},
        customdata=[[words.day(day), words.number(n)] for day, n in _points(known, measure)],
        hovertemplate="%{customdata[0]}<br><b>%{customdata[1]}</b><extra></extra>",
    )
    last = known.iloc[-1]
    note(
        figure,
        f"<b>{words.number(float(last[measure]))}</b>",
        x=last["on_date"],
        y=float(last[measure]),
        colour=colours.accent,
        font={"color": colours.accent, "size": 16},
        xanchor="left",
        yanchor="middle",
        xshift=6,
    )


def _occasions(
    figure: go.Figure, occasions: pd.DataFrame, known: pd.DataFrame, words: BurnUpWords, colours: Palette
) -> None:
    """A lane under the line for each kind, its name at the end, so that no sign hides the line or another."""
    inside = occasions[occasions["on_date"].between(known["on_date"].min(), known["on_date"].max())]
    kinds = sorted(inside["occasion_kind"].unique())
    for lane, kind in enumerate(kinds):
        of_kind = inside[inside["occasion_kind"] == kind]
        figure.add_scatter(
            x=of_kind["on_date"],
            y=[-lane] * len(of_kind),
            yaxis="y2",
            mode="markers",
            name=words.occasions.get(kind, kind),
            marker={
                "symbol": f"{SYMBOLS.get(kind, 'cross')}-open",
                "size": 9,
                "color": colours.ink,
                "line": {"width": 1.5},
            },
            customdata=of_kind["label"],
            hovertemplate="%{customdata}<extra></extra>",
        )
        note(
            figure,
            words.occasions.get(kind, kind),
            x=known["on_date"].max(),
            y=-lane,
            yref="y2",
            colour=colours.quiet,
            xanchor="left",
            yanchor="middle",
            xshift=6,
        )
    lanes = len(kinds) * LANE / (HEIGHT + len(kinds) * LANE)
    figure.update_layout(
        height=HEIGHT + len(kinds) * LANE,
        yaxis={"domain": [lanes, 1]},
        yaxis2={
            "domain": [0, lanes],
            "range": [0.5 - max(len(kinds), 1), 0.5],
            "visible": False,
            "fixedrange": True,
        },
    )


def _axis(figure: go.Figure, colours: Palette) -> None:
    """The line of zero, from which all is counted."""
    figure.add_shape(
        type="line", xref="x domain", x0=0, x1=1, y0=0, y1=0, line={"color": colours.line, "width": 1}
    )


def _months(
    figure: go.Figure, days: pd.Series, counted: pd.Timestamp, words: BurnUpWords, colours: Palette
) -> None:
    """Only where the line begins, each January and where it ends: enough to find one's way."""
    first, last = days.min(), days.max()
    januaries = [pd.Timestamp(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    # On a phone a label takes a sixth of the width: what lies closer to an end gives way to the end.
    room = (last - first) / 6
    ticks = [first, *(day for day in januaries if day - first > room and last - day > room), last]
    figure.update_xaxes(
        tickvals=ticks,
        ticktext=[words.month(day.date()) for day in ticks],
        tickfont={"color": colours.quiet, "size": 13},
        tickangle=0,
        ticklabeloverflow="allow",
        automargin=True,
        showgrid=False,
        zeroline=False,
        range=[first, max(last + (last - first) / 20, counted + (counted - first) * AFTER)],
        # Free of both y axes, so that months stand under the lanes where there are any.
        anchor="free",
        position=0,
        fixedrange=True,
    )


def _points(rows: pd.DataFrame, measure: str) -> list[tuple[date, float]]:
    return [(day.date(), float(count)) for day, count in zip(rows["on_date"], rows[measure], strict=True)]

"""How far are we? The number of residents with a plan, beside the line that was agreed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain

import pandas as pd
import plotly.graph_objects as go

from energiekop.charts.look import Part, layout, note
from energiekop.palette import Palette

HEIGHT = 330
AFTER = 0.45  # of the counted stretch: room behind it for the words at the ends of lines and lanes
LANE = 20  # pixels for each kind of occasion under the line
SYMBOLS = {"straatfeest": "circle", "mailing": "square", "subsidie": "diamond"}  # any other kind: a cross

Points = list[tuple[pd.Timestamp, float]]


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


@dataclass(frozen=True)
class _Drawn:
    """One thing in the chart: its lines or signs, its shapes and the words beside them."""

    traces: tuple[Part, ...] = ()
    shapes: tuple[Part, ...] = ()
    notes: tuple[Part, ...] = ()


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
    counted, planned = _points(rows, measure), _points(rows, "planned_residents")
    if not counted:
        return go.Figure(layout=layout(colours, height=HEIGHT))
    kinds = _by_kind(occasions, counted)
    drawn = [
        *([_tail(tail_from, counted, words, colours)] if tail_from else []),
        *([_planned(planned, words, colours)] if planned else []),
        _counted(counted, measure, words, colours),
        *(
            _lane(lane, kind, signs, counted, words, colours)
            for lane, (kind, signs) in enumerate(kinds.items())
        ),
    ]
    height = HEIGHT + len(kinds) * LANE
    lanes = len(kinds) * LANE / height
    zero = _line(colours.line, xref="x domain", x0=0, x1=1, y0=0, y1=0)  # from which all is counted
    return go.Figure(
        data=list(chain.from_iterable(one.traces for one in drawn)),
        layout=layout(
            colours,
            height=height,
            # Half a label at either end of the axis, one below it: when Plotly must find out, it draws twice.
            margin={"l": 30, "r": 30, "t": 8, "b": 30},
            shapes=[*chain.from_iterable(one.shapes for one in drawn), zero],
            annotations=list(chain.from_iterable(one.notes for one in drawn)),
            xaxis=_months(counted, planned, words, colours),
            yaxis={
                "range": [0, 1.12 * max(1.0, *(count for _, count in counted + planned))],
                "domain": [lanes, 1],
                "showgrid": False,
                "zeroline": False,
                "showticklabels": False,
                "fixedrange": True,
            },
            **({"yaxis2": _lanes(len(kinds), lanes)} if kinds else {}),
        ),
    )


def _points(rows: pd.DataFrame, measure: str) -> Points:
    if measure not in rows:
        return []
    known = zip(rows["on_date"], rows[measure], strict=True)
    return [(day, float(count)) for day, count in known if not pd.isna(count)]


def _by_kind(occasions: pd.DataFrame | None, counted: Points) -> dict[str, list[tuple[pd.Timestamp, str]]]:
    """Day and label of each sign inside the counted days, by kind in the order of their names."""
    found: dict[str, list[tuple[pd.Timestamp, str]]] = {}
    if occasions is None:
        return found
    first, last = counted[0][0], counted[-1][0]
    shown = zip(occasions["occasion_kind"], occasions["on_date"], occasions["label"], strict=True)
    for kind, day, label in shown:
        if first <= day <= last:
            found.setdefault(str(kind), []).append((day, label))
    return dict(sorted(found.items()))


def _tail(since: date, counted: Points, words: BurnUpWords, colours: Palette) -> _Drawn:
    until = counted[-1][0]
    shade = {
        "type": "rect", "x0": pd.Timestamp(since), "x1": until, "yref": "y domain", "y0": 0, "y1": 1,
        "fillcolor": colours.tail, "line": {"width": 0}, "layer": "below",
    }  # fmt: skip
    named = note(
        words.tail, x=until, y=0, colour=colours.quiet, yanchor="bottom", xanchor="left", xshift=4, yshift=2
    )
    return _Drawn(shapes=(shade,), notes=(named,))


def _planned(planned: Points, words: BurnUpWords, colours: Palette) -> _Drawn:
    (first_day, _), (last_day, target) = planned[0], planned[-1]
    beside, height = planned[(3 * len(planned)) // 4]
    line = _curve(planned, words, words.planned, f"{words.planned}: ") | {
        "line": {"color": colours.quiet, "width": 1.5, "dash": "dot"}
    }
    level = _line(colours.quiet, x0=first_day, x1=last_day, y0=target, y1=target, dash="dash")
    goal = note(
        words.target, x=first_day, y=target, colour=colours.quiet, xanchor="left", yanchor="bottom"
    )
    named = note(
        words.planned, x=beside, y=height, colour=colours.quiet, xanchor="left", yanchor="top", xshift=6
    )
    return _Drawn((line,), (level,), (goal, named))


def _counted(counted: Points, measure: str, words: BurnUpWords, colours: Palette) -> _Drawn:
    last_day, now = counted[-1]
    line = _curve(counted, words, measure) | {"line": {"color": colours.accent, "width": 3}}
    said = note(
        f"<b>{words.number(now)}</b>",
        x=last_day, y=now, colour=colours.accent, size=16, xanchor="left", yanchor="middle", xshift=6,
    )  # fmt: skip
    return _Drawn((line,), (), (said,))


def _curve(points: Points, words: BurnUpWords, name: str, before: str = "") -> Part:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": [day for day, _ in points],
        "y": [count for _, count in points],
        "customdata": [[words.day(day.date()), words.number(count)] for day, count in points],
        "hovertemplate": f"%{{customdata[0]}}<br>{before}<b>%{{customdata[1]}}</b><extra></extra>",
    }


def _lane(
    lane: int,
    kind: str,
    signs: list[tuple[pd.Timestamp, str]],
    counted: Points,
    words: BurnUpWords,
    colours: Palette,
) -> _Drawn:
    """A lane under the line for each kind, its name at the end, so that no sign hides the line or another."""
    named = words.occasions.get(kind, kind)
    marks = {
        "type": "scatter",
        "mode": "markers",
        "name": named,
        "x": [day for day, _ in signs],
        "y": [-lane] * len(signs),
        "yaxis": "y2",
        "marker": {
            "symbol": f"{SYMBOLS.get(kind, 'cross')}-open",
            "size": 9,
            "color": colours.ink,
            "line": {"width": 1.5},
        },
        "customdata": [label for _, label in signs],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    beside = note(
        named, x=counted[-1][0], y=-lane, yref="y2", colour=colours.quiet, xanchor="left", yanchor="middle",
        xshift=6,
    )  # fmt: skip
    return _Drawn((marks,), (), (beside,))


def _lanes(number: int, upto: float) -> Part:
    """The axis of the lanes, from the bottom of the chart up to this share of its height."""
    return {"domain": [0, upto], "range": [0.5 - number, 0.5], "visible": False, "fixedrange": True}


def _line(colour: str, *, dash: str = "solid", **between: object) -> Part:
    return {"type": "line", "line": {"color": colour, "width": 1, "dash": dash}, **between}


def _months(counted: Points, planned: Points, words: BurnUpWords, colours: Palette) -> Part:
    """Only where the line begins, each January and where it ends: enough to find one's way."""
    days = [day for day, _ in counted + planned]
    first, last, now = min(days), max(days), counted[-1][0]
    januaries = [pd.Timestamp(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
    # On a phone a label takes a sixth of the width: what lies closer to an end gives way to the end.
    room = (last - first) / 6
    ticks = [first, *(day for day in januaries if day - first > room and last - day > room), last]
    return {
        "tickvals": ticks,
        "ticktext": [words.month(day.date()) for day in ticks],
        "tickfont": {"color": colours.quiet, "size": 13},
        "tickangle": 0,
        "ticklabeloverflow": "allow",
        "showgrid": False,
        "zeroline": False,
        "range": [first, max(last + (last - first) / 20, now + (now - first) * AFTER)],
        # Free of both y axes, so that months stand under the lanes where there are any.
        "anchor": "free",
        "position": 0,
        "fixedrange": True,
    }

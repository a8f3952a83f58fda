"""What a chart shows, in a few sentences, for who cannot see it or would rather read."""

from typing import Any

import pandas as pd

from energiekop.palette import SIGNS
from energiekop.web import names
from energiekop.web.asked import Asked
from energiekop.web.sentences import Progress, beside_the_plan
from energiekop.web.words import month, number, say, say_many


def burn_up(
    asked: Asked,
    rows: pd.DataFrame,
    so_far: Progress,
    *,
    measure: str,
    happened: pd.DataFrame,
    tail_weeks: int,
) -> str:
    """Where the line comes from and stands, what was planned, what happened, what is not complete."""
    known = rows[rows[measure].notna()]
    if known.empty:
        return say(asked, "Nothing has been counted yet.")
    first, last = known.iloc[0], known.iloc[-1]
    grew = say(
        asked,
        "A line that rises from {begin} in {first} to {now} in {last}.",
        begin=first[measure],
        first=month(asked, first["on_date"].date()),
        now=last[measure],
        last=month(asked, last["on_date"].date()),
    )
    told = (grew, beside_the_plan(asked, so_far), occasions(asked, happened), tail(asked, tail_weeks))
    return " ".join(part for part in told if part)


def occasions(asked: Asked, happened: pd.DataFrame) -> str:
    """'Onder de lijn staat wat er gebeurde: straatfeest, Lindestraat, 31 oktober 2026; ...'."""
    if happened.empty:
        return ""
    return say(asked, "Under the line stands what happened: {what}.", what="; ".join(happened["label"]))


def tail(asked: Asked, weeks: int) -> str:
    """Why the last stretch is shaded: a fixed rule, named."""
    return say(
        asked,
        "The last {weeks} weeks are shaded: not everything is in yet. Later files usually add to them.",
        weeks=weeks,
    )


def step(asked: Asked, row: Any, states: list[str]) -> str:
    """'2.060 al een stap verder, 189 op tijd, 529 wacht te lang, 80 gestopt'; only what there is."""
    called = names.states(asked)
    counted = [f"{number(asked, row[state])} {called[state]}" for state in states if row[state]]
    return ", ".join(counted) or say(asked, "nobody")


def steps(asked: Asked, rows: pd.DataFrame, states: list[str]) -> str:
    """Each bar as a sentence: the step, its number, and how they stand."""
    called = names.steps(asked)
    lines = []
    for _, row in rows.iterrows():
        total = say_many(asked, "{n} household", "{n} households", int(row["households"] or 0))
        how = f" ({step(asked, row, states)})" if states else ""
        lines.append(f"{called[row['milestone']]}: {total}{how}.")
    return " ".join(lines)


def signed(asked: Asked, state: str) -> str:
    """'▲ wacht te lang'."""
    return f"{SIGNS[state]} {names.states(asked)[state]}"

"""The sentences of the steps: where households wait, or which steps they take where waiting is not shown."""

import pandas as pd

from energiekop.web import names
from energiekop.web.asked import Asked
from energiekop.web.words import say, say_many


def waiting(asked: Asked, rows: pd.DataFrame) -> tuple[str, str]:
    """Where do households wait? From states: how many wait too long, and at which step most do."""
    everyone = rows.groupby("milestone", sort=False)[["households", "too_long"]].sum()
    if everyone["households"].sum() == 0:
        return say(asked, "In {place} nobody has taken a step yet.", place=asked.place.name), ""
    too_long = int(everyone["too_long"].sum())
    if too_long == 0:
        return say(asked, "In {place} nobody waits too long now.", place=asked.place.name), ""
    most = str(everyone["too_long"].idxmax())
    told = say_many(
        asked,
        "In {place} **{n}** household waits too long.",
        "In {place} **{n}** households wait too long.",
        too_long,
        place=asked.place.name,
    )
    next_step = names.awaited(asked)[most]
    if everyone["too_long"].max() == too_long:
        where = say_many(
            asked,
            "It waits for {next_step}.",
            "All of them wait for {next_step}.",
            too_long,
            next_step=next_step,
        )
    else:
        where = say(
            asked, "Most wait for {next_step}: {n}.", next_step=next_step, n=int(everyone["too_long"].max())
        )
    quiet = say(
        asked, "Too long is longer than was agreed for that step. Click on a bar and see who it is about."
    )
    return f"{told} {where}", quiet


def taken(asked: Asked, rows: pd.DataFrame) -> tuple[str, str]:
    """Which steps are taken? For who sees rounded counts or the city's totals, as `shown` says them."""
    steps = rows.set_index("milestone")
    shown = {name: steps["shown"].get(name) or say(asked, "unknown") for name in ("signed_up", "plan")}
    told = say(
        asked,
        "In {place} **{signed_up}** households take part and **{plan}** have a plan.",
        place=asked.place.name,
        **shown,
    )
    return told, ""


def listed(asked: Asked, count: int, step: str, state: str, part: str) -> str:
    """'529 huishoudens wachten te lang op hun plan.': what the list below it holds, counted from it."""
    called, awaited = names.steps(asked)[step], names.awaited(asked).get(step, "")
    told = {
        "further": say_many(
            asked,
            "{n} household took the step “{step}” and is further.",
            "{n} households took the step “{step}” and are further.",
            count,
            step=called,
        ),
        "on_time": say_many(
            asked,
            "{n} household waits for {next_step}, on time.",
            "{n} households wait for {next_step}, on time.",
            count,
            next_step=awaited,
        ),
        "too_long": say_many(
            asked,
            "{n} household waits too long for {next_step}.",
            "{n} households wait too long for {next_step}.",
            count,
            next_step=awaited,
        ),
        "stopped": say_many(
            asked,
            "{n} household stopped after the step “{step}”.",
            "{n} households stopped after the step “{step}”.",
            count,
            step=called,
        ),
        "moved_away": say_many(
            asked,
            "{n} household moved away after the step “{step}”.",
            "{n} households moved away after the step “{step}”.",
            count,
            step=called,
        ),
    }[state]
    if step == "measure" and state == "further":
        told = say_many(asked, "{n} household is done.", "{n} households are done.", count)
    return f"{part}: {told}" if part else told

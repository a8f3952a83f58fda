"""What the page says above and beside the map: the sentence that answers 'where is it?', and the titles."""

from collections.abc import Mapping

import pandas as pd

from energiekop.web.asked import Asked
from energiekop.web.map.answers import Found
from energiekop.web.map.choices import Choices, Measure
from energiekop.web.map.drawing import look_of
from energiekop.web.words import number, say, say_many

_NAMED = 2  # as many places as are named when they share the first place
_IN_WORDS = 3  # as many places as the map's text alternative names


def sentence(asked: Asked, chosen: Choices, found: Found) -> tuple[str, str]:
    """'Kruiskwartier is het verst: daar heeft 9 % van de woningen een plan.', and what else to know."""
    rows = found.last
    values = found.values.loc[rows.index, "value"]
    known = values.dropna()
    if known.empty:
        quiet = _quiet(asked, found, values)
        if quiet:
            return say(asked, "Here we show no numbers: the groups are too small."), quiet
        return say(asked, "Here you will see where residents have a plan. There are no figures yet."), ""
    most = int(known.max())
    if most <= 0:
        return _nowhere(asked, chosen), _quiet(asked, found, values)
    first = [str(name) for name in rows.loc[known.index[known == most], found.name]]
    return _there(asked, chosen, first, most, found.answer.is_protected), _quiet(asked, found, values)


def measures(asked: Asked) -> Mapping[Measure, str]:
    """By what a map can be coloured, on the button."""
    return {
        "share": say(asked, "Share with a plan"),
        "change": say(asked, "Added in a month"),
        "too_long": say(asked, "Waiting too long"),
    }


def title(asked: Asked, chosen: Choices) -> str:
    """The title of the map's tile."""
    return {
        "share": say(asked, "Where do dwellings have a plan?"),
        "change": say(asked, "Where are plans added?"),
        "too_long": say(asked, "Where do households wait too long?"),
    }[chosen.measure]


def in_words(asked: Asked, chosen: Choices, found: Found) -> str:
    """The map in words: the places with most, each with its value."""
    look = look_of(asked, chosen.measure, found.values, rounded=found.answer.is_protected)
    last = found.last.assign(whole=found.values["value"]).dropna(subset=["whole"])
    most = last.sort_values("whole", ascending=False, kind="stable").head(_IN_WORDS)
    said = [
        f"{name} {look.wording.of(int(value), lambda n: number(asked, n))}"
        for name, value in zip(most[found.name], most["whole"], strict=True)
    ]
    return f"{look.title}: {', '.join(said)}." if said else say(asked, "There are no figures yet.")


def houses_sentence(asked: Asked, houses: pd.DataFrame) -> str:
    """How many houses of a street have a plan."""
    return say_many(
        asked,
        "{place}: {n} of {houses} houses has a plan.",
        "{place}: {n} of {houses} houses have a plan.",
        int((houses["state"] == "further").sum()),
        place=asked.place.name,
        houses=len(houses),
    )


def _there(asked: Asked, chosen: Choices, first: list[str], most: int, rounded: bool) -> str:
    """Where most is; `rounded` counts are said as about that many."""
    place = say(asked, "{n} places", n=len(first)) if len(first) > _NAMED else say(asked, " and ").join(first)
    amount = number(asked, most)
    if chosen.measure == "share":
        return say_many(
            asked,
            "{place} is furthest: there **{share}** of the dwellings have a plan.",
            "{place} are furthest: there **{share}** of the dwellings have a plan.",
            len(first),
            place=place,
            share=say(asked, "some {n} %", n=amount) if rounded else f"{amount} %",
        )
    if chosen.measure == "change":
        return say_many(
            asked,
            "{place} has the most new plans this month: **{amount}** per 1000 dwellings.",
            "{place} have the most new plans this month: **{amount}** per 1000 dwellings.",
            len(first),
            place=place,
            amount=say(asked, "some {n}", n=amount) if rounded else amount,
        )
    return say_many(
        asked,
        "{place} has the most households that wait too long: **{amount}**.",
        "{place} have the most households that wait too long: **{amount}**.",
        len(first),
        place=place,
        amount=amount,
    )


def _nowhere(asked: Asked, chosen: Choices) -> str:
    return {
        "share": say(asked, "No household has a plan yet here."),
        "change": say(asked, "No plans were added here this month."),
        "too_long": say(asked, "Nowhere here a household waits too long."),
    }[chosen.measure]


def _quiet(asked: Asked, found: Found, values: pd.Series) -> str:
    """How many places have no value, and why."""
    unknown = int(values.isna().sum())
    if not unknown:
        return ""
    if found.answer.is_protected:
        return say_many(
            asked,
            "{n} place is too small for a number: people could be recognised.",
            "{n} places are too small for a number: people could be recognised.",
            unknown,
        )
    return say_many(asked, "Of {n} place we do not know it.", "Of {n} places we do not know it.", unknown)

"""The sentences of a street: how many homes take part, as of which day, and what the street can save."""

import re
from typing import Any

from energiekop import figures
from energiekop.disclosure.words import SCREEN_SENTENCE
from energiekop.privacy import Answer, NotPublished
from energiekop.web import page
from energiekop.web.page import Asked, Place

Pieces = list[tuple[str, bool]]  # a sentence in pieces; True is a number that stands out


def progress(asked: Asked, place: Place) -> Answer | None:
    """How far the group of the street is, else its buurt; None while nothing of either was published."""
    tries: list[dict[str, Any]] = [{"by": place.kind, place.kind: place.code}]
    if asked.viewer.role == "champion":
        tries.append({"by": "buurt"})
    for named in tries:
        try:
            answer = page.answer(asked, "progress", **named)
        except NotPublished:
            continue
        if len(answer.rows) == 1 and answer.rows["households"].notna().all():
            return answer
    return None


def answer(asked: Asked, place: Place, told: Answer | None) -> Pieces:
    """'About 15 of the 40 homes take part. About 6 already have a plan.'"""
    if told is None:
        return [(page.say(asked, "At the end of the month it says here how many homes take part."), False)]
    row = told.rows.iloc[0]
    name = str(row[f"{told.by}_name"])
    few = int(row["households"]) == 0
    some, planned = str(row["households_shown"]), str(row["shown"])
    numbers = {"some": _loud(some), "all": _loud(page.number(asked, row["dwellings"])), "group": name}
    about = {shown: shown.isdigit() for shown in (some, planned)}
    if name == place.name and about[some]:
        first = page.say(asked, "About {some} of the {all} homes take part.", **numbers)
    elif name == place.name:
        first = page.say(asked, "{some} of the {all} homes take part.", **numbers)
    elif about[some]:
        first = page.say(asked, "In {group} about {some} of the {all} homes take part.", **numbers)
    else:
        first = page.say(asked, "In {group} {some} of the {all} homes take part.", **numbers)
    if few:
        return _pieces(first)
    if about[planned]:
        second = page.say(asked, "About {some} already have a plan.", some=_loud(planned))
    else:
        second = page.say(asked, "{some} already have a plan.", some=_loud(planned))
    return _pieces(f"{first} {second}")


def since(asked: Asked, place: Place, told: Answer | None, own: int) -> list[str]:
    """Of which day the figures are, what her own list adds, and why it may be about more than one street."""
    if told is None:
        return []
    day = page.say(asked, "As of {day}.", day=page.day(asked, told.as_of))
    if own:
        added = page.say_many(
            asked,
            "Since then {n} home joined, by your own list.",
            "Since then {n} homes joined, by your own list.",
            own,
        )
        day = f"{day} {added}"
    name = str(told.rows.iloc[0][f"{told.by}_name"])
    if told.by == "buurt":
        return [day, page.say(asked, "{place} is too small for numbers of its own.", place=place.name)]
    if name != place.name and place.kind == "complex":
        return [
            day,
            page.say(asked, "Small buildings are counted together, so that nobody can be recognised."),
        ]
    if name != place.name:
        return [day, page.say(asked, "Small streets are counted together, so that nobody can be recognised.")]
    return [day]


def counted(asked: Asked, told: Answer | None) -> list[str]:
    """How the figures are counted, rounded, and where they come from."""
    if told is None:
        return []
    about = figures.about(told, asked.language)
    known = page.say(
        asked,
        "Source: the lists of the three parties, as known on {day}.",
        day=page.day(asked, told.reference_day),
    )
    return [about.definition, SCREEN_SENTENCE[asked.language], known]


def saved(asked: Asked, place: Place, savings: figures.Savings | None) -> Pieces:
    """'If the whole street takes part, it saves about 45 to 65 euros per home a month.'"""
    if savings is None:
        return [(page.say(asked, "There are too few homes from before 1992 here to name an amount."), False)]
    low, high = (page.number(asked, amount) for amount in (savings.low_eur, savings.high_eur))
    if low == high:
        amount = page.say(asked, "{low} euros per home a month", low=low)
    else:
        amount = page.say(asked, "{low} to {high} euros per home a month", low=low, high=high)
    loud = _loud(amount)
    if savings.kind != place.kind:
        sentence = page.say(
            asked, "In {group} homes that join save about {amount}.", group=savings.name, amount=loud
        )
    elif savings.name != place.name:
        sentence = page.say(
            asked, "If all of {group} takes part, it saves about {amount}.", group=savings.name, amount=loud
        )
    elif place.kind == "complex":
        sentence = page.say(asked, "If the whole building takes part, it saves about {amount}.", amount=loud)
    else:
        sentence = page.say(asked, "If the whole street takes part, it saves about {amount}.", amount=loud)
    return _pieces(sentence)


def _loud(number: str) -> str:
    return f"\x01{number}\x02"


def _pieces(sentence: str) -> Pieces:
    """Splits what `_loud` marked from what stands around it."""
    parts = re.split("\x01(.*?)\x02", sentence)
    return [(part, bool(index % 2)) for index, part in enumerate(parts) if part]

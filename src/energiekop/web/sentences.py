"""The sentence that answers a page's question, with the number in it, and the quiet one under it.

Whoever reads only this knows where we stand. Every case has words: one, equal, fewer, the first week, nothing
yet, beside the target, a rounded number, a group too small to show. Pure functions from figures to text.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from energiekop.disclosure.words import SCREEN_SENTENCE
from energiekop.web.asked import Asked
from energiekop.web.words import say, say_many


@dataclass(frozen=True)
class Progress:
    """How far a place is, from progress, moved and burn_up; None is what is not known or not agreed.

    helped: residents with a plan; change: those added after `since`, earlier: of these, those whose household
    had the plan before; target: agreed for `end`, planned: for the day that is shown. estimated: 0 to 1.
    """

    helped: int | None
    since: date | None = None
    change: int | None = None
    earlier: int | None = None
    target: int | None = None
    end: date | None = None
    planned: int | None = None
    estimated: float | None = None


def goal(asked: Asked, so_far: Progress) -> tuple[str, str]:
    """'4.258 van de 8.000 bewoners hebben nu een plan. Dat zijn er 54 meer ...', and the quiet one."""
    if so_far.helped is None:
        return nothing_yet(asked), ""
    quiet = [
        beside_the_plan(asked, so_far),
        known_late(asked, so_far.earlier),
        guessed(asked, so_far.estimated),
    ]
    return f"{_helped(asked, so_far)} {_change(asked, so_far)}", " ".join(part for part in quiet if part)


def nothing_yet(asked: Asked) -> str:
    """What would stand here, and how it comes there."""
    return say(asked, "Here you will read how many residents have a plan. First hand in the files.")


def about(asked: Asked, stands_at: date) -> str:
    """The quiet line of a rounded group: of which day it is, and why it is rounded."""
    return say(asked, "As on {day}.", day=stands_at) + " " + SCREEN_SENTENCE[asked.language]


def rounded(
    asked: Asked, shown: str | None, *, households: int | None, change: int | None, since: date | None
) -> str:
    """The same for a group whose counts are rounded: households, with the words that the rounding gave."""
    if households is None or not shown:
        return say(
            asked,
            "{place} is too small for a number: people could be recognised. Look at a larger area.",
            place=asked.place.name,
        )
    if shown.replace(".", "").isdigit() and households:
        first = say(
            asked, "In {place} some **{shown}** households have a plan.", place=asked.place.name, shown=shown
        )
    else:
        first = say(
            asked, "In {place} **{shown}** households have a plan.", place=asked.place.name, shown=shown
        )
    if change is None or since is None:
        return first
    day = since
    if change > 0:
        return first + " " + say(asked, "That is some {n} more than on {day}.", n=change, day=day)
    if change < 0:
        return first + " " + say(asked, "That is some {n} fewer than on {day}.", n=-change, day=day)
    return first + " " + say(asked, "That is about as many as on {day}.", day=day)


def beside_the_plan(asked: Asked, so_far: Progress) -> str:
    """'Dat is 120 minder dan gepland. Afgesproken is 8.000 eind 2027.'; empty where nothing was agreed."""
    if so_far.target is None or so_far.end is None:
        return ""
    agreed = say(
        asked,
        "Agreed is {target} {by}.",
        target=so_far.target,
        by=by_the_end(asked, so_far.end),
    )
    if so_far.planned is None or so_far.helped is None:
        return agreed
    ahead = so_far.helped - so_far.planned
    if ahead == 0:
        beside = say(asked, "That is exactly as planned.")
    elif ahead > 0:
        beside = say(asked, "That is {n} more than planned.", n=ahead)
    else:
        beside = say(asked, "That is {n} fewer than planned.", n=-ahead)
    return f"{beside} {agreed}"


def by_the_end(asked: Asked, end: date) -> str:
    """'eind 2027' for the last day of a year, else 'op 30 juni 2027'."""
    if (end.month, end.day) == (12, 31):
        return say(asked, "by the end of {year}", year=str(end.year))
    return say(asked, "on {day}", day=end)


def known_late(asked: Asked, earlier: int | None) -> str:
    """What came in late is no news of this week, and says so."""
    if not earlier:
        return ""
    return say_many(
        asked,
        "{n} of them had the plan earlier; we only heard it now.",
        "{n} of them had the plan earlier; we only heard it now.",
        earlier,
    )


def guessed(asked: Asked, estimated: float | None) -> str:
    """Out of how many addresses the number of residents is a guess; empty when of none."""
    of_hundred = round(100 * (estimated or 0))
    if of_hundred == 0:
        return ""
    return say(
        asked,
        "At {n} of 100 addresses we do not know how many people live there. We estimated that.",
        n=of_hundred,
    )


def _helped(asked: Asked, so_far: Progress) -> str:
    helped, place = so_far.helped or 0, asked.place.name
    target = so_far.target or 0
    if so_far.target and asked.place.kind == "city":
        if is_past(asked):
            return say_many(
                asked,
                "On {day} **{n} of {target}** residents had a plan.",
                "On {day} **{n} of {target}** residents had a plan.",
                helped,
                day=asked.as_of,
                target=target,
            )
        return say_many(
            asked,
            "**{n} of {target}** residents now has a plan.",
            "**{n} of {target}** residents now have a plan.",
            helped,
            target=target,
        )
    if is_past(asked):
        return say_many(
            asked,
            "In {place} **{n}** resident had a plan on {day}.",
            "In {place} **{n}** residents had a plan on {day}.",
            helped,
            place=place,
            day=asked.as_of,
        )
    return say_many(
        asked,
        "In {place} **{n}** resident now has a plan.",
        "In {place} **{n}** residents now have a plan.",
        helped,
        place=place,
    )


def _change(asked: Asked, so_far: Progress) -> str:
    if so_far.change is None or so_far.since is None:
        return {
            "week": say(asked, "This is the first week. From next week on we compare."),
            "month": say(asked, "This is the first month. From next month on we compare."),
            "quarter": say(asked, "This is the first quarter. From next quarter on we compare."),
        }[asked.period]
    if so_far.change < 0:
        return say_many(
            asked,
            "That is {n} fewer: we corrected mistakes.",
            "That is {n} fewer: we corrected mistakes.",
            -so_far.change,
        )
    if so_far.change == 0:
        if not _is_one_period(asked, so_far.since):
            return say(asked, "Since {day} nobody was added.", day=so_far.since)
        return {
            "week": say(asked, "Nobody was added this week."),
            "month": say(asked, "Nobody was added this month."),
            "quarter": say(asked, "Nobody was added this quarter."),
        }[asked.period]
    return say_many(
        asked,
        "That is {n} more than {before}.",
        "That is {n} more than {before}.",
        so_far.change,
        before=before(asked, so_far.since),
    )


def before(asked: Asked, since: date) -> str:
    """What a change is compared with: 'vorige week', 'een week eerder' on a past day, or else the day itself.

    Figures below team are of published days, which need not lie exactly a week or a month apart.
    """
    if not _is_one_period(asked, since):
        return say(asked, "on {day}", day=since)
    if is_past(asked):
        return {
            "week": say(asked, "a week earlier"),
            "month": say(asked, "a month earlier"),
            "quarter": say(asked, "a quarter earlier"),
        }[asked.period]
    return {
        "week": say(asked, "last week"),
        "month": say(asked, "last month"),
        "quarter": say(asked, "last quarter"),
    }[asked.period]


def _is_one_period(asked: Asked, since: date) -> bool:
    ago = {
        "week": pd.DateOffset(days=7),
        "month": pd.DateOffset(months=1),
        "quarter": pd.DateOffset(months=3),
    }
    return pd.Timestamp(asked.as_of) - ago[asked.period] == pd.Timestamp(since)


def is_past(asked: Asked) -> bool:
    """Whether the page stands at a day before the last one that is known."""
    return asked.as_of < asked.reference_day


def change(asked: Asked, added: int | None, since: date | None) -> str:
    """'▲ 21 meer dan vorige week', 'evenveel als ...'; empty when there is nothing to compare with."""
    if added is None or since is None:
        return ""
    if added == 0:
        return say(asked, "as many as {before}", before=before(asked, since))
    if added > 0:
        return "▲ " + say(asked, "{n} more than {before}", n=added, before=before(asked, since))
    return "▼ " + say(asked, "{n} fewer than {before}", n=-added, before=before(asked, since))


def share_of(part: int | None, whole: int | None) -> float | None:
    """How much of the whole, from 0 to 1; None where that cannot be said."""
    return part / whole if part is not None and whole else None


def wishes(asked: Asked, rows: pd.DataFrame) -> str:
    """'Minder tocht (214 keer, 160 beantwoord) · samen inkopen (131, 84)', most asked for first."""
    if rows.empty:
        return say(asked, "Here you will read what residents ask for most, once wishes are handed in.")
    return " · ".join(_wish(asked, row, is_first=at == 0) for at, row in enumerate(rows.to_dict("records")))


def _wish(asked: Asked, row: dict[Any, Any], *, is_first: bool) -> str:
    """The first one says what its numbers are."""
    if is_first:
        return say_many(
            asked,
            "{wish} ({n} household, {answered} answered)",
            "{wish} ({n} households, {answered} answered)",
            int(row["asked"]),
            wish=row["wish"],
            answered=row["answered"],
        )
    return say(asked, "{wish} ({n}, {answered})", wish=row["wish"], n=row["asked"], answered=row["answered"])

"""'Begin hier': what to do about it, in words, each with the place where it shows.

From rows of figures.begin_here to sentences. Nobody is blamed: people wait, and somebody asks what it takes.
"""

from typing import Any

import pandas as pd

from energiekop.palette import SIGNS
from energiekop.web import names
from energiekop.web.asked import Asked
from energiekop.web.page import Step
from energiekop.web.words import say, say_many


def beginnings(asked: Asked, rows: pd.DataFrame) -> list[Step]:
    """One for each row, in their order; a rule without words here is a mistake of ours and says so."""
    words = {"queue": _queue, "coming_on": _coming_on, "no_news": _no_news}
    return [words[row["rule"]](asked, _known(row)) for row in rows.to_dict("records")]


def _known(row: dict[Any, Any]) -> dict[str, Any]:
    """A row without what is missing, so that what is there can be relied on."""
    return {str(name): value for name, value in row.items() if not pd.isna(value)}


def _queue(asked: Asked, row: dict[str, Any]) -> Step:
    waiting = int(row["waiting"])
    sentence = say_many(
        asked,
        "{n} household has waited longer than {weeks} weeks for {next_step}.",
        "{n} households have waited longer than {weeks} weeks for {next_step}.",
        waiting,
        weeks=row["weeks"],
        next_step=names.awaited(asked)[row["milestone"]],
    )
    query = {"stap": row["milestone"], "hoe": "too_long"}
    if "firm" in row:
        sentence += " " + say(asked, "{n} of them at {firm}.", n=row["of_which"], firm=row["firm"])
        query |= {"splits": "firm", "deel": row["firm"]}
    quiet = say(asked, "Ask what is needed.")
    if "previous" in row:
        quiet = say(asked, "A week ago {n}.", n=row["previous"]) + " " + quiet
    return Step(SIGNS["too_long"], sentence, quiet, "stappen", query)


def _coming_on(asked: Asked, row: dict[str, Any]) -> Step:
    sentence = say_many(
        asked,
        "{street} is coming on: {n} new neighbour joined in {weeks} weeks.",
        "{street} is coming on: {n} new neighbours joined in {weeks} weeks.",
        int(row["new_households"]),
        street=row["place_name"],
        weeks=row["weeks"],
    )
    return Step(
        SIGNS["on_time"], sentence, _after(asked, row), "straat", {"plaats": f"street:{row['place_code']}"}
    )


def _after(asked: Asked, row: dict[str, Any]) -> str:
    if "occasion_on" not in row:
        return say(asked, "Ask what works there.")
    on = pd.Timestamp(row["occasion_on"]).date()
    known = {
        "straatfeest": say(asked, "After the street party of {day}.", day=on),
        "mailing": say(asked, "After the letter of {day}.", day=on),
        "subsidie": say(asked, "After the grant changed on {day}.", day=on),
    }
    return known.get(row.get("occasion_kind", ""), say(asked, "After what happened on {day}.", day=on))


def _no_news(asked: Asked, row: dict[str, Any]) -> Step:
    sentence = say(
        asked, "No news from {place} for {weeks} weeks.", place=row["place_name"], weeks=row["weeks"]
    )
    quiet = say_many(
        asked,
        "{n} household waits there. Who calls?",
        "{n} households wait there. Who calls?",
        int(row["waiting"]),
    )
    place = f"{row['place_kind']}:{row['place_code']}"
    return Step(SIGNS["stopped"], sentence, quiet, "stappen", {"plaats": place})

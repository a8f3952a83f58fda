"""The table behind a figure as the screen shows it: headings and words in the viewer's language.

The files keep the columns' own names and keys: they are for programs, and the same in both languages.
"""

import pandas as pd

from energiekop.catalogue import GRAINS
from energiekop.privacy import Answer
from energiekop.web import names
from energiekop.web.asked import Asked
from energiekop.web.books import words as books
from energiekop.web.words import say

MOST_ROWS = 2000  # on the screen; the files hold them all


def on_screen(asked: Asked, answer: Answer) -> pd.DataFrame:
    """The first rows of the answer, to be read by people."""
    rows = answer.rows.head(MOST_ROWS).drop(columns="as_of", errors="ignore")
    for column, words in _words(asked).items():
        if column in rows:
            rows[column] = rows[column].map(lambda key, words=words: words.get(key, key))
    days = rows.select_dtypes("datetime")
    rows = rows.assign(**{str(name): days[name].dt.date for name in days})  # a day without its midnight
    return blank(rows).rename(columns=_each_once(_headings(asked, answer), list(rows.columns)))


def blank(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with an empty text where there is none: Streamlit writes 'None' there."""
    texts = [name for name in rows if pd.api.types.is_string_dtype(rows[name])]
    return rows.assign(**{str(name): rows[name].fillna("") for name in texts})


def _headings(asked: Asked, answer: Answer) -> dict[str, str]:
    """Column -> what it holds: places by their kind, other keys, measures as the catalogue says."""
    headings = _keys(asked)
    for key in GRAINS[answer.by].keys:
        kind, _, ending = key.partition("_")
        headings[key] = getattr(GRAINS[kind], asked.language) + ("" if ending == "name" else f" ({ending})")
    for measure in answer.figure.columns(answer.audience):
        headings[measure.name] = getattr(measure, asked.language)
    return {column: heading[:1].upper() + heading[1:] for column, heading in headings.items()}


def _keys(asked: Asked) -> dict[str, str]:
    return {
        "milestone": say(asked, "step"),
        "state": say(asked, "how it stands"),
        "level": say(asked, "plan for"),
        "desk": say(asked, "whose turn"),
        "turn": say(asked, "whose turn"),
        "split_value": say(asked, "split by"),
        "from_party": say(asked, "from"),
        "to_party": say(asked, "to"),
        "from_step": say(asked, "from step"),
        "to_step": say(asked, "to step"),
        "quarter": say(asked, "quarter, its first day"),
        "month": say(asked, "month"),
        "on_date": say(asked, "day"),
        "occasion_kind": say(asked, "occasion"),
        "wish": say(asked, "wish"),
        "topic": say(asked, "topic"),
        "household_id": say(asked, "household"),
        "firm": say(asked, "firm"),
        "party": say(asked, "party"),
        "source": say(asked, "from whom"),
        "kind": say(asked, "kind of file"),
        "path": say(asked, "file"),
        "row_no": say(asked, "row"),
        "way": say(asked, "how it was found"),
        "reason": say(asked, "why"),
        "typed": say(asked, "address as typed"),
        "field": say(asked, "about what"),
        "chosen": say(asked, "what was chosen"),
        "column_name": say(asked, "column"),
        "case_no": say(asked, "number of the request"),
    }


def _words(asked: Asked) -> dict[str, dict[str, str]]:
    """Column -> key -> word, for the columns whose keys are ours."""
    parties = names.parts(asked)
    return {
        "milestone": names.steps(asked),
        "from_step": names.steps(asked),
        "to_step": names.steps(asked),
        "state": names.states(asked),
        "level": names.levels(asked),
        "desk": names.desks(asked),
        "split_value": parties,
        "from_party": parties,
        "to_party": parties,
        "party": parties,
        "source": books.sources(asked),
        "kind": books.kinds(asked),
        "way": books.ways(asked),
        "reason": books.reasons(asked),
        "field": books.fields(asked),
    }


def _each_once(headings: dict[str, str], columns: list[str]) -> dict[str, str]:
    """A heading that another column has too keeps the column's own name beside it."""
    given: dict[str, str] = {}
    for column in columns:
        heading = headings.get(column, column)
        given[column] = f"{heading} ({column})" if heading in given.values() else heading
    return given

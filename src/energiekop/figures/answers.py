"""From what the SQL gives to the table people get: key columns first, then measures, then `as_of`."""

from dataclasses import replace
from typing import Unpack

import numpy as np
import pandas as pd

from energiekop import privacy
from energiekop.catalogue import GRAINS, Audience, Figure
from energiekop.disclosure import shown_words_of
from energiekop.disclosure.words import Language
from energiekop.privacy import Answer, Asked, Viewer

# Which count each column of words reads out; `shown` is about the figure's headline.
_IN_WORDS = {"households_shown": "households"}


def answer(viewer: Viewer, name: str, *, language: Language = "nl", **asked: Unpack[Asked]) -> Answer:
    """The table of a figure for this viewer, with what it is about. Asks and raises as `privacy.ask` does.

    Counts are whole numbers or missing (unknown), shares lie between 0 and 1, days may be halves.
    """
    given = privacy.ask(viewer, name, **asked)
    rows = given.rows.assign(as_of=pd.Timestamp(given.as_of))
    if given.audience != "exact":
        rows = _in_words(rows, given.figure, given.audience, language)
    for measure in given.figure.columns(given.audience):
        if measure.words:
            rows[measure.name] = rows[measure.name].map(
                {code: said[language] for code, said in measure.words.items()}
            )
    return replace(given, rows=_as_table(rows, given))


def ask(viewer: Viewer, name: str, **asked: Unpack[Asked]) -> pd.DataFrame:
    """`answer` without what it is about: the rows."""
    return answer(viewer, name, **asked).rows


def _in_words(rows: pd.DataFrame, figure: Figure, audience: Audience, language: Language) -> pd.DataFrame:
    """Adds the columns of words: '0-2', '15', '10 of meer'; empty where the count is unknown."""
    for column in (measure.name for measure in figure.columns(audience) if measure.unit == "text"):
        count = rows[_IN_WORDS.get(column, figure.headline)]
        known = count.notna()
        if audience == "city":  # exact, so the number is its own word
            words = count[known].astype("int64").astype(str)
        else:
            rounded = pd.DataFrame({"shown": count[known], "dwellings": rows.loc[known, "dwellings"]})
            words = shown_words_of(rounded, language=language)
        rows[column] = words.reindex(rows.index).astype("str")
    return rows


def _as_table(rows: pd.DataFrame, given: Answer) -> pd.DataFrame:
    grain = GRAINS[given.by]
    measures = given.figure.columns(given.audience)
    named = dict(zip(grain.keys, grain.columns, strict=False))  # what a key is called in the SQL
    keys = dict.fromkeys((*grain.keys, *given.figure.keys))
    whole = {measure.name for measure in measures if measure.is_count}
    columns = (*keys, *(measure.name for measure in measures), "as_of")
    # Put together once: a frame renamed, cut and cast column by column took longer than the query.
    return pd.DataFrame(
        {
            name: _whole_numbers(rows[name]) if name in whole else rows[named.get(name, name)].array
            for name in columns
        },
        index=rows.index,
    )


def _whole_numbers(counted: pd.Series) -> pd.arrays.IntegerArray:
    """Counts as Int64, unknown ones missing. Raises TypeError for a count that is not whole."""
    numbers = counted.to_numpy(dtype="float64", na_value=np.nan)
    unknown = np.isnan(numbers)
    known = np.where(unknown, 0, numbers)
    if (known != np.trunc(known)).any():
        raise TypeError(f"{counted.name} counts parts of households or residents")
    return pd.arrays.IntegerArray(known.astype("int64"), unknown)

"""How long it takes, as the page writes it: pairs of steps in rows, quarters in columns."""

from collections.abc import Sequence
from itertools import pairwise

import pandas as pd

from energiekop.web import steps_timed
from tests.web.test_sentences import asked

PAIRS = [
    *pairwise(("reached", "signed_up", "conversation", "advice", "plan", "measure")),
    ("signed_up", "plan"),
]


def told(weeks: dict[str, Sequence[int | None]]) -> pd.DataFrame:
    """Per quarter the weeks of each of the first pairs, the others unknown."""
    return pd.DataFrame(
        [
            (*pair, pd.Timestamp(quarter), known)
            for quarter, all_known in weeks.items()
            for pair, known in zip(PAIRS, [*all_known, *[None] * len(PAIRS)], strict=False)
        ],
        columns=["from_step", "to_step", "quarter", "weeks"],
    ).astype({"weeks": "Int64"})


def test_pairs_of_steps_stand_in_rows_and_quarters_in_columns() -> None:
    shown = steps_timed.by_quarter(asked(), told({"2026-04-01": [1, 8], "2026-07-01": [0, None, 2]}))
    assert list(shown.columns) == ["Van", "Naar", "2e kwartaal 2026", "3e kwartaal 2026"]
    pairs = list(zip(shown["Van"], shown["Naar"], strict=True))
    assert (pairs[1], pairs[-1]) == (("Aangemeld", "Gesprek gehad"), ("Aangemeld", "Plan gekozen"))
    too_few = "te weinig om te laten zien"
    assert list(shown["2e kwartaal 2026"]) == ["1 week", "8 weken", *[too_few] * 4]
    assert list(shown["3e kwartaal 2026"]) == ["0 weken", too_few, "2 weken", *[too_few] * 3]


def test_in_english_it_is_said_in_english() -> None:
    shown = steps_timed.by_quarter(asked("en"), told({"2026-07-01": [8]}))
    assert list(shown.columns) == ["From", "To", "3rd quarter 2026"]
    assert list(shown["3rd quarter 2026"])[:2] == ["8 weeks", "too few to show"]


def test_of_many_quarters_the_last_four_are_shown() -> None:
    many = told({f"{year}-{month:02}-01": [3] for year in (2025, 2026) for month in (1, 4, 7, 10)})
    shown = steps_timed.by_quarter(asked(), steps_timed.last_quarters(many))
    assert list(shown.columns[2:]) == [f"{nth}e kwartaal 2026" for nth in (1, 2, 3, 4)]

"""Values fall into at most five classes, which mean the same in every month."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from energiekop.maps import classes
from energiekop.maps.classes import UNKNOWN, Classes

WHOLE = st.lists(st.none() | st.integers(-500, 100_000), max_size=60)


def series(*values: int | None) -> pd.Series:
    return pd.Series(values, dtype="Int64")


def test_shares_are_broken_at_round_numbers_with_as_many_places_in_each():
    found = classes.sequential(series(*range(81)))
    assert found.starts == (1, 20, 40, 60)


def test_zero_is_a_class_of_its_own_and_unknown_is_none():
    found = classes.sequential(series(0, 3, 12, None))
    assert found.starts == (1, 5, 8, 10)
    assert found.of(series(0, 1, 5, None)).to_list() == [0, 1, 2, UNKNOWN]


@pytest.mark.parametrize(
    ("values", "starts"),
    [
        ((), ()),
        ((None, None), ()),
        ((0, 0, 0), ()),
        ((0, 1, 1), (1,)),
        ((2,), (1, 2)),
        ((3, 3, 3, 300), (1, 3, 80)),
    ],
)
def test_few_values_give_few_classes(values: tuple[int | None, ...], starts: tuple[int, ...]):
    assert classes.sequential(series(*values)).starts == starts


def test_change_is_the_same_on_both_sides_of_zero():
    found = classes.diverging(series(-1, 0, 4, 5, 9, None))
    assert found.starts == (-4, 0, 1, 5)
    assert found.of(series(-9, -4, -1, 0, 1, 4, 5, None)).to_list() == [0, 1, 1, 2, 3, 3, 4, UNKNOWN]


def test_a_small_change_is_less_equal_or_more():
    assert classes.diverging(series(0, 1, -1)).starts == (0, 1)
    assert classes.diverging(series(0, None)).starts == (0, 1)


@given(WHOLE)
def test_there_are_at_most_five_classes_and_every_known_value_has_one(values: list[int | None]):
    given_values = series(*values)
    for found in (classes.sequential(given_values), classes.diverging(given_values)):
        assert len(found) <= 5
        assert list(found.starts) == sorted(set(found.starts))
        of_each = found.of(given_values)
        assert (of_each == UNKNOWN).equals(given_values.isna())
        assert of_each.between(UNKNOWN, len(found) - 1).all()


@given(WHOLE)
def test_a_higher_value_never_has_a_lower_class(values: list[int | None]):
    sorted_values = series(*values).dropna().sort_values()
    assert classes.sequential(sorted_values).of(sorted_values).is_monotonic_increasing


@given(st.lists(st.integers(-50, 50), min_size=1))
def test_a_change_and_its_opposite_lie_opposite(values: list[int]):
    found = classes.diverging(series(*values))
    there, back = found.of(series(*values)), found.of(-series(*values))
    assert (there + back == len(found) - 1).all()


def test_the_legend_says_from_where_to_where_each_class_runs():
    words = {"number": lambda n: f"{n} %", "zero": "niemand", "between": "{first} tot en met {last}"}
    shares = Classes("sequential", (1, 2, 20))
    assert classes.in_words(shares, or_more="{first} of meer", **words) == [
        "niemand",
        "1 %",
        "2 tot en met 19 %",
        "20 % of meer",
    ]
    change = Classes("diverging", (-4, 0, 1, 5))
    said = classes.in_words(change, number=lambda n: f"{n:+d}", zero="gelijk", or_less="{last} of minder")
    assert said == ["-5 of minder", "-4–-1", "gelijk", "1–+4", "+5+"]

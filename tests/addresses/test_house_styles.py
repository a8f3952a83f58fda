"""What spreadsheets and exports make of an address, taken back."""

import pytest

from energiekop.addresses.house_styles import number_and_addition_of_day, straighten


@pytest.mark.parametrize(
    ("exported", "typed"),
    [
        ("lindestraat 27.0", "lindestraat 27"),
        ("lindestraat 4-jan", "lindestraat 4-1"),
        ("lindestraat 4-mei-26", "lindestraat 4-5"),
        ("lindestraat 4 jan, leek", "lindestraat 4-1, leek"),
        ("lindestraat 01-04-2026", "lindestraat 1-4"),
        ("lindestraat 2026-04-01 00:00:00", "lindestraat 1-4"),
        ("lindestraat nov-70", "lindestraat 70-11"),
        ("lindestraat 31 null null", "lindestraat 31    "),
        ("lindestraat 31, n.v.t.", "lindestraat 31,  "),
        # a day that is said about the address, and streets named for one
        ("lindestraat 31 sinds 01-04-2026", "lindestraat 31 sinds 01-04-2026"),
        ("16 aprillaan 5", "16 aprillaan 5"),
        ("5 mei plein 3", "5 mei plein 3"),
        ("nannestraat 3", "nannestraat 3"),
    ],
)
def test_numbers_are_as_they_were_typed(exported, typed):
    assert straighten(exported) == typed


def test_a_count_of_days_is_the_number_and_addition_that_a_spreadsheet_took_for_a_day():
    assert number_and_addition_of_day(46113) == (1, 4)
    assert number_and_addition_of_day(45509) == (5, 8)
    assert number_and_addition_of_day(353) is None

"""On which days is a protected figure published?"""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from energiekop.disclosure import published_dates

DAYS = st.dates(date(2020, 1, 1), date(2032, 12, 31))


def test_month_ends_and_sundays_up_to_and_including_the_last_day():
    dates = published_dates(date(2024, 1, 20), date(2024, 3, 31))
    assert dates.month_ends == [date(2024, 1, 31), date(2024, 2, 29), date(2024, 3, 31)]
    assert (dates.week_ends[0], dates.week_ends[-1]) == (date(2024, 1, 21), date(2024, 3, 31))


def test_a_month_or_week_that_has_not_ended_has_no_date():
    dates = published_dates(date(2024, 12, 1), date(2025, 1, 30))
    assert dates.month_ends == [date(2024, 12, 31)]
    assert dates.week_ends[-1] == date(2025, 1, 26)


def test_a_last_day_before_the_first_gives_no_dates():
    assert published_dates(date(2025, 3, 31), date(2025, 2, 1)) == ([], [])


@given(DAYS, DAYS)
def test_every_month_end_and_sunday_between_is_there_once_and_in_order(first, last):
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    dates = published_dates(first, last)
    assert dates.month_ends == [day for day in days if (day + timedelta(days=1)).day == 1]
    assert dates.week_ends == [day for day in days if day.isoweekday() == 7]

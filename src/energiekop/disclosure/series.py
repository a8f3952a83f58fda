"""On which days is a protected figure published?"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

SUNDAY = 6


class PublishedDates(NamedTuple):
    """month_ends: for every group; week_ends (Sundays): for buurt and above also."""

    month_ends: list[date]
    week_ends: list[date]


def published_dates(first: date, last: date) -> PublishedDates:
    """The month-ends and Sundays from `first` up to and including `last`; none when `last` lies before it.

    A month or week that has not ended by `last` has no date yet: half a week would be one more date that
    somebody could set beside the whole week.
    """
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    month_ends = [_last_day(*divmod(month, 12)) for month in months]
    first_sunday = first + timedelta(days=(SUNDAY - first.weekday()) % 7)
    weeks = range((last - first_sunday).days // 7 + 1)
    return PublishedDates(
        month_ends=[day for day in month_ends if first <= day <= last],
        week_ends=[first_sunday + timedelta(weeks=week) for week in weeks],
    )


def _last_day(year: int, month_from_zero: int) -> date:
    month = month_from_zero + 1
    return date(year, month, monthrange(year, month)[1])

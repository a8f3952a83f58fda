"""What spreadsheets, exports and copying do to a typed address, taken back before it is read."""

import re
from datetime import date, timedelta

_DECIMAL = re.compile(r"(?<![\d.])(\d+)\.0+(?![\d.])")
# What an export writes where it has nothing, between the parts of an address.
_NOTHING = re.compile(r"(?<![a-z0-9])(?:null|nan|none|<na>|#n/a|n\.?v\.?t\.?)(?![a-z0-9])")
_MAY_BE_NOTHING = re.compile(r"n(?:u|a|o|\.?v|/a)")
_MONTHS = {
    name: at + 1 for at, name in enumerate("jan feb mrt apr mei jun jul aug sep okt nov dec".split())
} | {"mar": 3, "may": 5, "oct": 10, "maa": 3, "sept": 9}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_MAY_BE_MONTH = re.compile(rf"\d[- ](?:{_MONTH})|(?:{_MONTH})\.?-\d")
# A spreadsheet shows 4-1 as 4-jan or 4-1-2026, and 70-11 as nov-70. In front stands only a street, no number.
_DAY_MONTH = re.compile(rf"^(\D*\b|.*?[,;]\s*)(\d{{1,2}})-({_MONTH})\b\.?(?:-(?:20)?\d\d\b)?")
_DAY_MONTH_APART = re.compile(rf"^(\D+)\b(\d{{1,2}}) ({_MONTH})\.?(?=\s*(?:,|$))")
_MONTH_YEAR = re.compile(rf"^(\D*)\b({_MONTH})\.?-(\d\d)\b")
_MIDNIGHT = r"(?:[ t]00:00(?::00)?(?:\.0+)?)?"
_DATE = re.compile(rf"^(\D*)\b(\d{{1,2}})[-/](\d{{1,2}})[-/]20\d\d\b{_MIDNIGHT}")
_ISO_DATE = re.compile(rf"^(\D*)\b20\d\d-(\d\d)-(\d\d)\b{_MIDNIGHT}")
# Days counted by a spreadsheet, for the years 2009 to 2050.
_FIRST_DAY, _LAST_DAY = 39814, 55153


def straighten(folded: str) -> str:
    """The folded text with numbers as they were typed: "27.0" is 27, "4-jan" is 4-1; "NULL" is nothing."""
    if _MAY_BE_NOTHING.search(folded):
        folded = _NOTHING.sub(" ", folded)
    if "." in folded:
        folded = _DECIMAL.sub(r"\1", folded)
    if "-" in folded or "/" in folded:
        folded = _DATE.sub(lambda at: f"{at[1]}{int(at[2])}-{int(at[3])}", folded)
        folded = _ISO_DATE.sub(lambda at: f"{at[1]}{int(at[3])}-{int(at[2])}", folded)
    if _MAY_BE_MONTH.search(folded):
        folded = _DAY_MONTH.sub(lambda at: f"{at[1]}{at[2]}-{_MONTHS[at[3]]}", folded)
        folded = _MONTH_YEAR.sub(lambda at: f"{at[1]}{at[3]}-{_MONTHS[at[2]]}", folded)
        folded = _DAY_MONTH_APART.sub(lambda at: f"{at[1]}{at[2]}-{_MONTHS[at[3]]}", folded)
    return folded


def number_and_addition_of_day(number: int) -> tuple[int, int] | None:
    """Number and addition that a spreadsheet took for a day and shows as a count: 46113 is 1-4 (2026)."""
    if not _FIRST_DAY <= number <= _LAST_DAY:
        return None
    day = date(1899, 12, 30) + timedelta(days=number)
    return day.day, day.month

"""How a page speaks: texts in the viewer's language, numbers and days as people there write them."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Protocol

import pandas as pd
from babel.dates import format_date
from babel.numbers import format_decimal, format_percent

from energiekop.locale import Language, messages

_REGION: dict[Language, str] = {"nl": "nl_NL", "en": "en_GB"}


class Speaking(Protocol):
    """What words are chosen by: anything with a language."""

    @property
    def language(self) -> Language: ...


@dataclass(frozen=True)
class Speaker:
    """A language alone, for what is said before it is known who looks at what."""

    language: Language


def say(asked: Speaking, message: str, **values: Any) -> str:
    """The text in the viewer's language; `{name}` in it becomes that value, numbers and days written out.

    `message` is the English text, literally in the call: the catalogues are made from the code.
    """
    words = messages(asked.language).get(message, (message,))
    return words[0].format_map(_written(asked, values)) if values else words[0]


def say_many(asked: Speaking, one: str, many: str, n: int, **values: Any) -> str:
    """As `say`, for a text about a count: `one` when n is 1, else `many`; `{n}` is the count."""
    words = messages(asked.language).get(one, (one, many))
    return words[0 if n == 1 else -1].format_map(_written(asked, {"n": n} | values))


def number(asked: Speaking, value: Any) -> str:
    """4258 -> 4.258 in Dutch, 4,258 in English; no decimals from ten on, one below; 'onbekend' if missing."""
    if value is None or value is pd.NA or value != value:
        return say(asked, "unknown")
    return _decimal(float(value), asked.language)


@lru_cache(maxsize=10_000)  # a chart names hundreds of numbers, in each rerun the same
def _decimal(value: float, language: Language) -> str:
    pattern = "#,##0" if value.is_integer() or abs(value) >= 10 else "#,##0.0"
    return format_decimal(value, format=pattern, locale=_REGION[language])


def day(asked: Speaking, on: date, *, weekday: bool = False, year: bool = True) -> str:
    """23 november 2026; maandag 23 november 2026; 23 november."""
    return _date(on, f"{'EEEE ' if weekday else ''}d MMMM{' y' if year else ''}", asked.language)


def month(asked: Speaking, on: date, *, short: bool = False) -> str:
    """november 2026; short: nov 2026."""
    return _date(on, "LLL y" if short else "LLLL y", asked.language)


def quarter(asked: Speaking, first_day: date) -> str:
    """3e kwartaal 2026; 3rd quarter 2026."""
    return _date(first_day, "QQQQ y", asked.language)


@lru_cache(maxsize=10_000)
def _date(on: date, pattern: str, language: Language) -> str:
    return format_date(on, pattern, locale=_REGION[language])


def share(asked: Speaking, fraction: Any) -> str:
    """0.8 -> 80 %; 'onbekend' if missing."""
    if fraction is None or fraction is pd.NA or fraction != fraction:
        return say(asked, "unknown")
    return format_percent(fraction, format="#,##0 %", locale=_REGION[asked.language])


def _written(asked: Speaking, values: dict[str, Any]) -> dict[str, str]:
    return {name: _as_text(asked, value) for name, value in values.items()}


def _as_text(asked: Speaking, value: Any) -> str:
    if isinstance(value, str):
        return value
    return day(asked, value) if isinstance(value, date) else number(asked, value)

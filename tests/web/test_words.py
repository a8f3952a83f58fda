"""Words: in two languages, each with all of them; numbers and days as people there write them; text stays text."""

from datetime import date

import pandas as pd
import pytest

from energiekop import locale
from energiekop.web.escaping import as_text, with_accent
from energiekop.web.words import Speaker, day, month, number, quarter, say, say_many, share
from tests.house.places import ROOT

NL, EN = Speaker("nl"), Speaker("en")


def test_every_text_in_the_code_has_its_words_and_no_words_are_left_over() -> None:
    assert list(locale.differences(ROOT)) == []


def test_the_values_in_a_text_stand_in_its_words_too() -> None:
    import string

    def names(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    wrong = []
    for english, dutch in locale.messages("nl").items():
        strange = {name for words in dutch for name in names(words)} - names(english) - {"n"}
        missing = names(english) - names(dutch[-1])
        wrong += [(english, sorted(strange | missing))] if strange or missing - {"n"} else []
    assert wrong == []


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (4258, "4.258", "4,258"),
        (4258.6, "4.259", "4,259"),
        (7.25, "7,2", "7.2"),
        (7.0, "7", "7"),
        (0, "0", "0"),
        (-12, "-12", "-12"),
        (None, "onbekend", "unknown"),
        (pd.NA, "onbekend", "unknown"),
        (float("nan"), "onbekend", "unknown"),
    ],
)
def test_a_number_is_written_as_people_write_it(value: object, dutch: str, english: str) -> None:
    assert (number(NL, value), number(EN, value)) == (dutch, english)


def test_a_day_is_written_out() -> None:
    on = date(2026, 11, 23)
    assert day(NL, on, weekday=True) == "maandag 23 november 2026"
    assert day(EN, on, weekday=True) == "Monday 23 November 2026"
    assert (day(NL, on), day(NL, on, year=False)) == ("23 november 2026", "23 november")
    assert (month(NL, on), month(EN, on)) == ("november 2026", "November 2026")
    assert (quarter(NL, on), quarter(EN, on)) == ("4e kwartaal 2026", "4th quarter 2026")


def test_a_share_is_written_in_hundreds() -> None:
    assert (share(NL, 0.8), share(EN, 0.123), share(NL, None)) == ("80 %", "12 %", "onbekend")


def test_values_come_into_a_text_in_its_language() -> None:
    assert say(NL, "as on {day}", day=date(2026, 10, 31)) == "stand van 31 oktober 2026"
    assert say(EN, "as on {day}", day=date(2026, 10, 31)) == "as on 31 October 2026"
    one, many = (
        "{n} file could not be read. What it held before still counts.",
        ("{n} files could not be read. What they held before still counts."),
    )
    assert say_many(NL, one, many, 1).startswith("1 bestand konden we")
    assert say_many(NL, one, many, 1200).startswith("1.200 bestanden konden we")
    assert say_many(EN, one, many, 1) == "1 file could not be read. What it held before still counts."


def test_what_a_resident_wrote_is_no_markup() -> None:
    wish = "[klik](https://kwaad.example) <b>x</b> `code` $a$ *schuin* :red[rood] #1 1. eerst"
    shown = as_text(wish)
    for sign in "[]<>`$#:":
        assert f"\\{sign}" in shown
        assert shown.replace(f"\\{sign}", "").count(sign) == 0
    assert "\\*schuin\\*" in shown
    assert as_text("1. eerst\n- dan") == "1\\. eerst\n\\- dan"


def test_only_two_stars_make_something_stand_out() -> None:
    assert with_accent("**4.258 van de 8.000** bewoners") == ":primary[4.258 van de 8.000] bewoners"

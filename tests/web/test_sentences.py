"""The sentence that answers the page, in every case that can come: one, equal, fewer, first week, nothing yet."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from energiekop.privacy import Viewer
from energiekop.web import sentences
from energiekop.web.asked import Asked, Period
from energiekop.web.places import Place
from energiekop.web.sentences import Progress

CITY = Place("city", "", "Demostad")
BUURT = Place("buurt", "BU0363ZA01", "Bloemenbuurt")
LAST_DAY = date(2026, 11, 23)
LAST_WEEK = date(2026, 11, 16)


def asked(language="nl", *, place=CITY, period: Period = "week", as_of=LAST_DAY) -> Asked:
    return Asked(
        viewer=Viewer.team(),
        language=language,
        place=place,
        period=period,
        as_of=as_of,
        snapshot="20261124T000000Z-00000000",
        store=Path("store"),
        reference_day=LAST_DAY,
        demo=True,
        presenting=False,
    )


def read(progress: Progress, **how) -> str:
    """The headline as it is read, without the signs that make a number stand out."""
    return sentences.goal(asked(**how), progress)[0].replace("**", "")


def quiet(progress: Progress, **how) -> str:
    return sentences.goal(asked(**how), progress)[1]


def progress(helped: int | None = 4258, change: int | None = 54, **more) -> Progress:
    agreed = {"target": 8000, "end": date(2027, 12, 31), "since": LAST_WEEK}
    return Progress(helped, change=change, **(agreed | more))


@pytest.mark.parametrize(
    ("so_far", "nl", "en"),
    [
        (
            progress(),
            "4.258 van de 8.000 bewoners hebben nu een plan. Dat zijn er 54 meer dan vorige week.",
            "4,258 of 8,000 residents now have a plan. That is 54 more than last week.",
        ),
        (
            progress(1, 1),
            "1 van de 8.000 bewoners heeft nu een plan. Dat is er 1 meer dan vorige week.",
            "1 of 8,000 residents now has a plan. That is 1 more than last week.",
        ),
        (
            progress(4258, 0),
            "4.258 van de 8.000 bewoners hebben nu een plan. Deze week kwam er niemand bij.",
            "4,258 of 8,000 residents now have a plan. Nobody was added this week.",
        ),
        (
            progress(4251, -7),
            "4.251 van de 8.000 bewoners hebben nu een plan. Dat zijn er 7 minder: we hebben fouten hersteld.",
            "4,251 of 8,000 residents now have a plan. That is 7 fewer: we corrected mistakes.",
        ),
        (
            progress(12, None),
            "12 van de 8.000 bewoners hebben nu een plan. Dit is de eerste week. Vanaf volgende week vergelijken we.",
            "12 of 8,000 residents now have a plan. This is the first week. From next week on we compare.",
        ),
        (
            Progress(None),
            "Hier komt te staan hoeveel bewoners een plan hebben. Lever eerst de bestanden aan.",
            "Here you will read how many residents have a plan. First hand in the files.",
        ),
        (
            Progress(1, since=LAST_WEEK, change=0),
            "In Demostad heeft 1 bewoner nu een plan. Deze week kwam er niemand bij.",
            "In Demostad 1 resident now has a plan. Nobody was added this week.",
        ),
    ],
    ids=["more", "one", "equal", "fewer", "first week", "no data", "nothing agreed"],
)
def test_the_goal_is_told_in_every_case(so_far: Progress, nl: str, en: str):
    assert read(so_far) == nl
    assert read(so_far, language="en") == en


@pytest.mark.parametrize(
    ("planned", "nl"),
    [
        (4378, "Dat is 120 minder dan gepland. Afgesproken is 8.000 eind 2027."),
        (4158, "Dat is 100 meer dan gepland. Afgesproken is 8.000 eind 2027."),
        (4258, "Dat is precies zoals gepland. Afgesproken is 8.000 eind 2027."),
        (None, "Afgesproken is 8.000 eind 2027."),
    ],
)
def test_the_quiet_line_says_where_we_stand_beside_the_target(planned: int | None, nl: str):
    assert quiet(progress(planned=planned)) == nl


def test_an_end_within_a_year_is_a_day():
    assert quiet(progress(end=date(2027, 6, 30))) == "Afgesproken is 8.000 op 30 juni 2027."


def test_what_is_estimated_is_told_out_of_a_hundred():
    told = quiet(progress(estimated=0.09, target=None))
    assert told == "Bij 9 van de 100 adressen weten we niet hoeveel mensen er wonen. Dat hebben we geschat."


def test_what_came_in_late_is_no_news_of_this_week():
    assert (
        quiet(progress(earlier=12, target=None))
        == "12 daarvan hadden het plan al eerder; we hoorden het nu pas."
    )
    assert (
        quiet(progress(earlier=1, target=None)) == "1 daarvan had het plan al eerder; we hoorden het nu pas."
    )


@pytest.mark.parametrize(
    ("period", "since", "more", "nobody"),
    [
        ("week", date(2026, 11, 16), "54 meer dan vorige week", "Deze week kwam er niemand bij."),
        ("month", date(2026, 10, 23), "54 meer dan vorige maand", "Deze maand kwam er niemand bij."),
        ("quarter", date(2026, 8, 23), "54 meer dan vorig kwartaal", "Dit kwartaal kwam er niemand bij."),
        (
            "week",
            date(2026, 11, 8),
            "54 meer dan op 8 november 2026",
            "Sinds 8 november 2026 kwam er niemand bij.",
        ),
    ],
)
def test_a_change_names_what_it_is_compared_with(period: Period, since: date, more: str, nobody: str):
    assert read(progress(since=since), period=period).endswith(f"Dat zijn er {more}.")
    assert read(progress(change=0, since=since), period=period).endswith(nobody)


def test_a_day_that_is_past_is_named():
    told = read(progress(since=date(2026, 10, 24)), as_of=date(2026, 10, 31))
    assert told == (
        "Op 31 oktober 2026 hadden 4.258 van de 8.000 bewoners een plan. Dat zijn er 54 meer dan een week eerder."
    )


def test_a_place_is_named_and_is_not_held_against_the_city():
    assert read(progress(45, 2), place=BUURT) == (
        "In Bloemenbuurt hebben 45 bewoners nu een plan. Dat zijn er 2 meer dan vorige week."
    )


def rounded(shown: str | None, households: int | None, change: int | None = None) -> str:
    return sentences.rounded(
        asked(place=BUURT), shown, households=households, change=change, since=date(2026, 10, 31)
    ).replace("**", "")


@pytest.mark.parametrize(
    ("shown", "households", "change", "nl"),
    [
        ("45", 45, 6, "In Bloemenbuurt hebben ongeveer 45 huishoudens een plan. Dat zijn er ongeveer 6 meer dan op 31 oktober 2026."),
        ("45", 45, -3, "In Bloemenbuurt hebben ongeveer 45 huishoudens een plan. Dat zijn er ongeveer 3 minder dan op 31 oktober 2026."),
        ("45", 45, 0, "In Bloemenbuurt hebben ongeveer 45 huishoudens een plan. Dat is ongeveer evenveel als op 31 oktober 2026."),
        ("0-2", 0, None, "In Bloemenbuurt hebben 0-2 huishoudens een plan."),
        ("10 of meer", 12, None, "In Bloemenbuurt hebben 10 of meer huishoudens een plan."),
    ],
)  # fmt: skip
def test_a_rounded_number_says_that_it_is_about(shown: str, households: int, change: int | None, nl: str):
    assert rounded(shown, households, change) == nl


def test_a_group_that_is_too_small_says_why_there_is_no_number():
    assert rounded(None, None) == (
        "Bloemenbuurt is te klein voor een getal: mensen zouden herkend kunnen worden. Kijk naar een groter gebied."
    )


@pytest.mark.parametrize(
    ("added", "nl"),
    [
        (21, "▲ 21 meer dan vorige week"),
        (0, "evenveel als vorige week"),
        (-3, "▼ 3 minder dan vorige week"),
        (None, ""),
    ],
)
def test_a_number_says_what_changed_with_a_sign(added: int | None, nl: str):
    assert sentences.change(asked(), added, LAST_WEEK) == nl


def wishes(*given: tuple[str, int, int]) -> str:
    return sentences.wishes(asked(), pd.DataFrame(given, columns=["wish", "asked", "answered"]))


def test_what_residents_want_tells_how_often_and_how_often_answered():
    assert wishes(("Minder tocht", 214, 160), ("Samen inkopen", 131, 84)) == (
        "Minder tocht (214 keer, 160 beantwoord) · Samen inkopen (131, 84)"
    )


def test_without_wishes_it_says_what_would_stand_here():
    assert wishes() == "Hier komt te staan wat bewoners het meest vragen, zodra er wensen zijn aangeleverd."

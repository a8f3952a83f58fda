"""Where to begin, in words: people wait, nobody is blamed, and each sentence leads to where it shows."""

import pandas as pd

from energiekop.web import beginnings
from energiekop.web.page import Step
from tests.web.test_sentences import asked


def told(language: str = "nl", **row: object) -> Step:
    [step] = beginnings.beginnings(asked(language), pd.DataFrame([row]))
    return step


QUEUE = {"rule": "queue", "milestone": "conversation", "waiting": 38, "weeks": 6, "previous": 29}


def test_the_longest_queue_names_a_firm_that_stands_out_and_leads_to_its_households():
    step = told(**QUEUE, firm="Bureau Noord", of_which=31)
    assert (
        step.sentence == "38 huishoudens wachten langer dan 6 weken op advies. 31 daarvan bij Bureau Noord."
    )
    assert step.quiet == "Een week geleden 29. Vraag wat er nodig is."
    assert (step.sign, step.page) == ("▲", "stappen")
    assert step.query == {"stap": "conversation", "hoe": "too_long", "splits": "firm", "deel": "Bureau Noord"}


def test_a_queue_without_such_a_firm_names_none():
    step = told(**QUEUE, firm=None, of_which=None)
    assert step.sentence == "38 huishoudens wachten langer dan 6 weken op advies."
    assert step.query == {"stap": "conversation", "hoe": "too_long"}


def test_one_household_is_one():
    assert told(**(QUEUE | {"waiting": 1})).sentence == "1 huishouden wacht langer dan 6 weken op advies."


COMING_ON = {
    "rule": "coming_on",
    "place_code": "abc",
    "place_name": "Lindestraat",
    "weeks": 3,
    "new_households": 9,
}


def test_a_street_that_comes_on_tells_what_came_before_it():
    step = told(**COMING_ON, occasion_kind="straatfeest", occasion_on=pd.Timestamp("2026-10-31"))
    assert step.sentence == "Lindestraat komt op gang: in 3 weken doen 9 nieuwe buren mee."
    assert step.quiet == "Na het straatfeest van 31 oktober 2026."
    assert (step.page, step.query) == ("straat", {"plaats": "street:abc"})


def test_a_street_that_comes_on_by_itself_makes_one_curious():
    assert told(**COMING_ON, occasion_on=pd.NaT).quiet == "Vraag wat daar werkt."


def test_no_news_asks_who_calls():
    step = told(
        rule="no_news", place_kind="buurt", place_code="BU1", place_name="Oosterpolder", weeks=5, waiting=12
    )
    assert step.sentence == "Al 5 weken geen nieuws uit Oosterpolder."
    assert step.quiet == "Daar wachten 12 huishoudens. Wie belt?"
    assert step.query == {"plaats": "buurt:BU1"}


def test_it_is_told_in_english_too():
    assert told("en", **QUEUE, firm="Bureau Noord", of_which=31).sentence == (
        "38 households have waited longer than 6 weeks for advice. 31 of them at Bureau Noord."
    )

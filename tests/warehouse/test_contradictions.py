"""Who contradicts whom about a household, which value stands, and why: drawn tables in and out."""

from collections.abc import Callable

import pytest

HOUSES = """
    household_id | dwelling_id | period | from_day   | until_day
    a            | 1           | 1      | 0001-01-01 | 9999-12-31
    b            | 2           | 1      | 0001-01-01 | 2026-06-01
    c            | 2           | 2      | 2026-06-01 | 9999-12-31
"""
NOTHING = {
    "event": "household_id | dwelling_id | milestone | happened_on | known_on | party | source | firm | record_key",
    "seen_milestone": "household_id | milestone | seen_on | party",
    "household_firm": "household_id | firm",
    "household_period": HOUSES,
    "filed_residents": "dwelling_id | tenure | delivered_on | row_hash | source | record_key",
    "standing_consents": "dwelling_id | purpose | given:boolean | said_on | source | record_key | known_on",
    "standing_sign_ups": "dwelling_id | signed_up_on | consent_programme:boolean | consent_champion_sees:boolean"
    " | consent_firm_contacts:boolean | consent_example:boolean | source | record_key | known_on",
    "standing_stops": "dwelling_id | stopped_on | ended_on | source | record_key | known_on",
    "case_record": "dwelling_id | stopped_on | firm | record_key | known_on",
    "contradiction": "kind | record_key | dwelling_id | source | column_name | stands | stands_delivered_on"
    " | gave_way | gave_way_delivered_on | rule",
    "delivery": "source | firm | kind",
}


@pytest.fixture
def run(run_model: Callable[..., object]) -> Callable[..., object]:
    """The model on what a test draws, and nothing else."""
    return lambda *, expecting, **drawn: run_model(
        "household_contradiction", expecting=expecting, **(NOTHING | drawn)
    )


def test_of_two_parties_that_tell_of_another_day_the_first_counts(run) -> None:
    run(
        event="""
            household_id | dwelling_id | milestone | happened_on | known_on   | party       | source | firm  | record_key
            a            | 1           | plan      | 2026-03-02  | 2026-03-31 | community   | team   |       | p1
            a            | 1           | plan      | 2026-04-02  | 2026-03-31 | consultancy | Noord  | Noord | c1
            b            | 2           | plan      | 2026-03-02  | 2026-03-31 | community   | team   |       | p2
            b            | 2           | plan      | 2026-03-02  | 2026-03-31 | consultancy | Noord  | Noord | c2
        """,
        seen_milestone="household_id | milestone | seen_on | party\na | plan | 2026-03-02 | community",
        household_firm="household_id | firm\na | Noord\nb | Noord",
        expecting="""
            household_id | field | told       | stands | party       | source | told_on    | rule
            a            | plan  | 2026-03-02 | True   | community   | team   | 2026-03-31 | first_day
            a            | plan  | 2026-04-02 | False  | consultancy | Noord  | 2026-03-31 | first_day
        """,
    )


def test_conversations_and_contacts_may_be_many(run) -> None:
    run(
        event="""
            household_id | dwelling_id | milestone    | happened_on | known_on   | party       | source | firm | record_key
            a            | 1           | conversation | 2026-03-02  | 2026-03-31 | community   | team   |      | p1
            a            | 1           | conversation | 2026-04-02  | 2026-03-31 | consultancy | Noord  |      | c1
            a            | 1           | plan         | 2026-05-02  | 2026-03-31 | community   | team   |      | p2
            a            | 1           | plan         | 2026-05-09  | 2026-03-31 | community   | team   |      | p3
            c            | 2           | signed_up    | 2026-07-02  | 2026-08-31 | community   | team   |      | s1
            c            | 2           | signed_up    | 2026-07-01  | 2026-08-31 | consultancy | Noord  |      | c3
        """,
        expecting="""
            household_id | field     | told       | stands
            c            | signed_up | 2026-07-01 | True
            c            | signed_up | 2026-07-02 | False
        """,
    )


def test_of_two_firms_the_one_it_came_to_first_stands(run) -> None:
    run(
        event="""
            household_id | dwelling_id | milestone    | happened_on | known_on   | party       | source | firm  | record_key
            a            | 1           | conversation | 2026-03-02  | 2026-03-31 | consultancy | Noord  | Noord | c1
            a            | 1           | conversation | 2026-04-02  | 2026-04-30 | consultancy | Zuid   | Zuid  | c2
        """,
        household_firm="household_id | firm\na | Noord",
        expecting="""
            household_id | field | told  | stands | told_on    | rule
            a            | firm  | Noord | True   | 2026-03-31 | first_day
            a            | firm  | Zuid  | False  | 2026-04-30 | first_day
        """,
    )


def test_tenure_is_that_of_the_last_delivery_while_the_same_household_lives_there(run) -> None:
    run(
        filed_residents="""
            dwelling_id | tenure | delivered_on | row_hash | source    | record_key
            1           | owner  | 2026-01-01   | x        | municipal | r1
            1           | tenant | 2026-07-01   | x        | municipal | r2
            2           | owner  | 2026-01-01   | x        | municipal | r3
            2           | tenant | 2026-07-01   | x        | municipal | r4
        """,
        expecting="""
            household_id | field  | told   | stands | told_on    | rule
            a            | tenure | owner  | False  | 2026-01-01 | later_delivery
            a            | tenure | tenant | True   | 2026-07-01 | later_delivery
        """,
    )


def test_a_yes_and_a_no_on_one_day_contradict_and_a_change_of_mind_does_not(run) -> None:
    run(
        standing_sign_ups="""
            dwelling_id | signed_up_on | consent_programme:boolean | consent_champion_sees:boolean | consent_firm_contacts:boolean | consent_example:boolean | source | record_key | known_on
            1           | 2026-03-02   | yes                       | yes                           |                               |                         | team   | s1         | 2026-03-31
        """,
        standing_consents="""
            dwelling_id | purpose       | given | said_on    | source | record_key | known_on
            1           | champion_sees | no    | 2026-03-02 | ijburg | k1         | 2026-04-30
            1           | programme     | no    | 2026-03-09 | ijburg | k2         | 2026-04-30
        """,
        expecting="""
            household_id | field                 | told | stands | source | rule
            a            | consent_champion_sees | no   | True   | ijburg | no_over_yes
            a            | consent_champion_sees | yes  | False  | team   | no_over_yes
        """,
    )


def test_stopped_says_one_party_while_another_tells_of_a_step(run) -> None:
    run(
        standing_stops="""
            dwelling_id | stopped_on | ended_on   | source | record_key | known_on
            1           | 2026-03-02 |            | team   | x1         | 2026-03-31
            2           | 2026-03-02 | 2026-03-20 | team   | x2         | 2026-03-31
        """,
        event="""
            household_id | dwelling_id | milestone | happened_on | known_on   | party       | source | firm | record_key
            a            | 1           | advice    | 2026-04-02  | 2026-04-30 | consultancy | Noord  |      | c1
            b            | 2           | advice    | 2026-04-02  | 2026-04-30 | consultancy | Noord  |      | c2
        """,
        expecting="""
            household_id | field   | told               | stands | party       | rule
            a            | stopped | advice 2026-04-02  | True   | consultancy | later_step
            a            | stopped | stopped 2026-03-02 | False  | community   | later_step
        """,
    )


def test_a_firm_that_corrects_itself_is_shown_with_what_it_said_before(run) -> None:
    run(
        delivery="source | firm | kind\nnoord | Bureau Noord | cases",
        contradiction="""
            kind  | record_key | dwelling_id | source | column_name | stands     | stands_delivered_on | gave_way   | gave_way_delivered_on | rule
            cases | c1         | 1           | noord  | advised_on  | 2026-03-02 | 2026-04-30          | 2026-03-01 | 2026-03-31            | later delivery
            cases | c1         | 1           | noord  | hours       | 4          | 2026-04-30          | 3          | 2026-03-31            | later delivery
            cases | c2         | 2           | noord  | yes_on      |            | 2026-04-30          | 2026-03-01 | 2026-04-30            | smallest hash
        """,
        expecting="""
            household_id | field  | told       | stands | source       | told_on    | rule
            a            | advice | 2026-03-01 | False  | Bureau Noord | 2026-03-31 | later_delivery
            a            | advice | 2026-03-02 | True   | Bureau Noord | 2026-04-30 | later_delivery
            c            | plan   | 2026-03-01 | False  | Bureau Noord | 2026-04-30 | smallest_hash
            c            | plan   | taken back | True   | Bureau Noord | 2026-04-30 | smallest_hash
        """,
    )


def test_what_two_parties_and_a_correction_say_of_one_step_has_one_value_that_stands(run) -> None:
    run(
        event="""
            household_id | dwelling_id | milestone | happened_on | known_on   | party       | source | firm | record_key
            a            | 1           | plan      | 2026-03-05  | 2026-03-31 | community   | team   |      | p1
            a            | 1           | plan      | 2026-03-09  | 2026-04-30 | consultancy | Noord  |      | c1
        """,
        seen_milestone="household_id | milestone | seen_on | party\na | plan | 2026-03-05 | community",
        contradiction="""
            kind  | record_key | dwelling_id | source | column_name | stands     | stands_delivered_on | gave_way   | gave_way_delivered_on | rule
            cases | c1         | 1           | noord  | yes_on      | 2026-03-09 | 2026-04-30          | 2026-03-01 | 2026-03-31            | later delivery
        """,
        expecting="""
            household_id | field | told       | stands | rule
            a            | plan  | 2026-03-01 | False  | later_delivery
            a            | plan  | 2026-03-05 | True   | first_day
            a            | plan  | 2026-03-09 | False  | first_day
        """,
    )

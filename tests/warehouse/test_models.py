"""SQL models, input and outcome drawn as tables."""

from collections.abc import Callable

Run = Callable[..., object]


def test_a_household_keeps_the_first_day_and_a_party_breaks_a_tie(run_model: Run) -> None:
    run_model(
        "seen_milestone",
        event="""
            household_id | milestone | happened_on | known_on   | party
            a            | advice    | 2026-03-02  | 2026-03-31 | consultancy
            a            | advice    | 2026-01-09  | 2026-04-30 | consultancy
            a            | reached   | 2026-01-01  | 2026-01-31 | community
            b            | advice    | 2026-01-09  | 2026-01-31 | consultancy
            b            | advice    | 2026-01-09  | 2026-02-28 | community
                         | advice    | 2026-01-09  | 2026-01-31 | consultancy
        """,
        first_plan="household_id | plan_on | known_on | level | party | firm",
        expecting="""
            household_id | milestone | seen_on    | known_on   | party
            a            | advice    | 2026-01-09 | 2026-04-30 | consultancy
            a            | reached   | 2026-01-01 | 2026-01-31 | community
            b            | advice    | 2026-01-09 | 2026-02-28 | community
        """,
    )


def test_work_done_before_the_programme_met_a_household_is_no_step(run_model: Run) -> None:
    run_model(
        "seen_milestone",
        event="""
            household_id | milestone | happened_on | known_on   | party
            a            | measure   | 2026-01-09  | 2026-01-31 | municipality
            a            | signed_up | 2026-02-01  | 2026-02-28 | community
            b            | reached   | 2026-01-01  | 2026-01-31 | community
            b            | measure   | 2026-02-01  | 2026-02-28 | municipality
            c            | signed_up | 2026-02-01  | 2026-02-28 | community
            c            | measure   | 2026-02-01  | 2026-02-28 | municipality
        """,
        first_plan="household_id | plan_on | known_on | level | party | firm",
        expecting="""
            household_id | milestone
            a            | signed_up
            b            | reached
            c            | measure
            c            | signed_up
        """,
    )


def test_of_two_plans_on_one_day_the_most_personal_level_is_the_first(run_model: Run) -> None:
    run_model(
        "first_plan",
        plan_choice="""
            household_id | plan_on    | known_on   | level   | party       | firm
            a            | 2026-03-01 | 2026-03-31 | buurt   | community   |
            a            | 2026-03-01 | 2026-03-31 | complex | community   |
            b            | 2026-03-01 | 2026-03-31 | straat  | community   |
            b            | 2026-03-01 | 2026-03-31 | huis    | consultancy | Bureau Noord
            c            | 2026-03-02 | 2026-03-31 | huis    | consultancy | Bureau Noord
            c            | 2026-03-01 | 2026-03-31 | buurt   | community   |
        """,
        expecting="""
            household_id | plan_on    | level
            a            | 2026-03-01 | complex
            b            | 2026-03-01 | huis
            c            | 2026-03-01 | buurt
        """,
    )


def test_milestones_are_monotone_and_keep_what_was_filed_beside(run_model: Run) -> None:
    run_model(
        "household_milestones",
        seen_milestone="""
            household_id | milestone    | seen_on    | known_on   | party
            a            | advice       | 2026-03-01 | 2026-03-31 | consultancy
            a            | signed_up    | 2026-05-01 | 2026-05-31 | community
            b            | signed_up    | 2026-01-01 | 2026-01-31 | community
        """,
        expecting="""
            household_id | reached_on | signed_up_on | signed_up_seen_on | signed_up_party | advice_on  | plan_on
            a            | 2026-03-01 | 2026-03-01   | 2026-05-01        | consultancy     | 2026-03-01 |
            b            | 2026-01-01 | 2026-01-01   | 2026-01-01        | community       |            |
        """,
    )


def test_the_newest_label_that_is_valid_on_the_reference_day_counts(run_model: Run) -> None:
    run_model(
        "dwelling_label",
        reference="""
            reference_day
            2026-09-20
        """,
        standing_labels="""
            dwelling_id | label | registered_on | valid_until:date | row_hash
            1           | D     | 2016-09-01    | 2026-09-19       | x
            1           | B     | 2015-01-01    | 2030-01-01       | x
            1           | C     | 2014-01-01    | 2030-01-01       | x
            2           | A     |               |                  | x
            3           | G     | 2010-01-01    | 2020-01-01       | x
            4           | E     | 2016-09-20    | 2026-09-20       | x
        """,
        expecting="""
            dwelling_id | label
            1           | B
            2           | A
            4           | E
        """,
    )


def test_periods_follow_one_another_and_end_with_the_dwelling(run_model: Run) -> None:
    run_model(
        "household_period",
        standing_moves="""
            dwelling_id | moved_on
            d1          | 2026-05-01
            d1          | 2025-02-01
            d1          | 2025-02-01
            shop        | 2025-02-01
        """,
        dwelling="""
            dwelling_id | is_dwelling | in_register
            d1          | yes         | yes
            d2          | yes         | yes
            gone        | yes         | no
            shop        | no          | yes
        """,
        filed_addresses="""
            dwelling_id | part_of:date
            d1          | 2025-01-01
            gone        | 2025-01-01
            d1          | 2026-01-01
            d1          | 2026-06-01
        """,
        expecting="""
            household_id | period | lived_from | lived_until
            d1-1         | 1      |            | 2025-02-01
            d1-2         | 2      | 2025-02-01 | 2026-05-01
            d1-3         | 3      | 2026-05-01 |
            d2-1         | 1      |            |
            gone-1       | 1      |            | 2026-01-01
        """,
    )


def test_without_any_count_the_agreed_average_is_spread(run_model: Run) -> None:
    run_model(
        "resident_count",
        dwelling="""
            dwelling_id | buurt_code | is_dwelling
            d1          | B          | yes
            d2          | B          | yes
            d3          | B          | yes
            d4          | B          | yes
            d5          | B          | yes
        """,
        filed_residents="dwelling_id | delivered_on | part_of:date | residents:bigint | row_hash",
        setting_average="residents:double\n1.8",
        expecting="""
            dwelling_id | residents | estimated
            d1          | 1         | True
            d2          | 2         | True
            d3          | 2         | True
            d4          | 2         | True
            d5          | 2         | True
        """,
    )


def test_a_stop_ends_with_the_next_step_or_the_day_that_was_agreed(run_model: Run) -> None:
    run_model(
        "stop",
        standing_stops="""
            dwelling_id | stopped_on | ended_on   | reason
            d1          | 2026-01-01 |            | te druk
            d2          | 2026-01-01 | 2026-06-01 | verbouwing
            d3          | 2026-01-01 | 2026-02-01 | verbouwing
        """,
        case_record="dwelling_id | stopped_on | stop_reason",
        household_period="""
            household_id | dwelling_id | from_day   | until_day
            h1           | d1          | 0001-01-01 | 9999-12-31
            h2           | d2          | 0001-01-01 | 9999-12-31
            h3           | d3          | 0001-01-01 | 9999-12-31
        """,
        seen_milestone="""
            household_id | milestone | seen_on
            h1           | signed_up | 2025-12-01
            h2           | advice    | 2026-03-01
            h3           | advice    | 2026-03-01
        """,
        expecting="""
            household_id | stopped_on | ended_on   | reason
            h1           | 2026-01-01 |            | te druk
            h2           | 2026-01-01 | 2026-03-01 | verbouwing
            h3           | 2026-01-01 | 2026-02-01 | verbouwing
        """,
    )

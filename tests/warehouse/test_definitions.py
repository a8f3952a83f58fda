"""The hard cases of the definitions: what was handed in, and what the households become."""

import pytest

from tests.town import COUNTED_ON, ID, TOWER, Town, table

CASES = "consultancy/noord/cases_2026-01-31.csv"
LISTS = "community/team"


def test_a_report_without_the_residents_yes_stays_at_advice(town: Town) -> None:
    town.file(CASES, """
        Dossier | Adres         | Aanmelding | Gesprek    | Advies     | Ja         | Uitgevoerd | Gestopt
        1       | Lindestraat 1 | 01-02-2025 | 01-03-2025 | 01-04-2025 |            |            |
        2       | Lindestraat 2 | 01-02-2025 | 01-03-2025 | 01-04-2025 | 01-05-2025 |            |
    """)  # fmt: skip
    town.build()
    assert town.households("advice_on, plan_on, plan_level") == table("""
        home          | advice_on  | plan_on    | plan_level
        Lindestraat 1 | 2025-04-01 |            |
        Lindestraat 2 | 2025-04-01 | 2025-05-01 | huis
    """)


def test_a_measure_without_a_plan_implies_one_for_who_had_signed_up_before(town: Town) -> None:
    town.file(CASES, """
        Dossier | Adres         | Aanmelding | Gesprek    | Advies | Ja         | Uitgevoerd | Gestopt
        1       | Lindestraat 1 | 01-02-2025 |            |        |            | 01-06-2025 |
        2       | Lindestraat 2 |            | 01-03-2025 |        |            | 01-06-2025 |
        3       | Lindestraat 3 | 01-02-2025 |            |        | 01-05-2025 | 01-06-2025 |
        4       | Lindestraat 4 |            |            |        |            | 01-06-2025 |
    """)  # fmt: skip
    town.build()
    assert town.households("plan_on, plan_seen_on, measure_on, plan_level, plan_implied") == table("""
        home          | plan_on    | plan_seen_on | measure_on | plan_level | plan_implied
        Lindestraat 1 | 2025-06-01 |              | 2025-06-01 | huis       | True
        Lindestraat 2 | 2025-06-01 |              | 2025-06-01 | huis       | True
        Lindestraat 3 | 2025-05-01 | 2025-05-01   | 2025-06-01 | huis       | False
    """)


def test_a_grant_outside_the_programme_is_in_neither_funnel_nor_total(town: Town) -> None:
    town.file(f"{LISTS}/aanmeldingen_2026-01-31.csv", """
        Tijdstempel | Adres         | Toestemming programma
        01-02-2025  | Lindestraat 2 | ja
        01-09-2025  | Lindestraat 3 | ja
    """)  # fmt: skip
    town.file("municipal/subsidies_2026-01-31.csv", f"""
        aanvraagnummer | adresseerbaarobject_id | aangevraagd_op | besluit   | uitgevoerd_op | bedrag
        S1             | {ID["Lindestraat 1"]}  | 01-03-2025     | toegekend | 01-06-2025    | 1.250,50
        S2             | {ID["Lindestraat 2"]}  | 01-03-2025     | toegekend | 01-06-2025    | 800
        S3             | {ID["Lindestraat 3"]}  | 01-03-2025     | toegekend | 01-06-2025    | 800
        S4             | {ID["Lindestraat 4"]}  | 01-03-2025     | afgewezen | 01-06-2025    |
    """)  # fmt: skip
    town.build()
    assert town.households("signed_up_on, measure_on, measure_party") == table("""
        home          | signed_up_on | measure_on | measure_party
        Lindestraat 2 | 2025-02-01   | 2025-06-01 | municipality
        Lindestraat 3 | 2025-09-01   |            |
    """)


def test_a_street_plan_counts_from_the_later_of_decision_and_own_yes(town: Town) -> None:
    town.file(f"{LISTS}/initiatieven_2026-01-31.csv", """
        Initiatief | Naam        | Niveau | Gebied      | Besluit
        I1         | Linde samen | straat | Lindestraat | 01-06-2025
    """)  # fmt: skip
    town.file(f"{LISTS}/leden_2026-01-31.csv", """
        Initiatief | Adres         | Lid sinds  | Ja op
        I1         | Lindestraat 1 | 01-03-2025 | 01-05-2025
        I1         | Lindestraat 2 | 01-03-2025 | 01-08-2025
        I1         | Lindestraat 3 | 01-03-2025 |
    """)  # fmt: skip
    town.build()
    told = "plan_on is not null or (covered_on is not null and house_number <= 4)"
    assert town.households("plan_on, plan_level, covered_on", told) == table("""
        home          | plan_on    | plan_level | covered_on
        Lindestraat 1 | 2025-06-01 | straat     |
        Lindestraat 2 | 2025-08-01 | straat     |
        Lindestraat 3 |            |            | 2025-06-01
        Lindestraat 4 |            |            | 2025-06-01
    """)


@pytest.mark.parametrize(
    ("votes", "rule", "counts"),
    [
        ("8 | 12", {"majority": "2/3"}, True),
        ("7 | 12", {"majority": "2/3"}, False),
        ("6 | 12", {"majority": "meer dan 1/2"}, False),
        ("7 | 12", {"majority": "meer dan 1/2"}, True),
        ("7 | 10", {"majority": "70%"}, True),
        ("7 | 10", {"majority": "70,5%"}, False),
        ("5 | 5", {"majority": "2/3", "quorum": "1/2"}, False),  # too few were there
        ("6 | 6", {"majority": "2/3", "quorum": "1/2"}, True),
        ("6 | 6", {"majority": "2/3", "quorum": "meer dan 1/2"}, False),  # half is not more than half
        ("7 | 7", {"majority": "2/3", "quorum": "meer dan 1/2"}, True),
        ("9 | 9", {"majority": "2/3", "quorum": "drie kwart"}, False),  # nobody can hold votes against that
        (" | ", {"majority": "2/3"}, False),  # nobody noted the votes
    ],
)
def test_an_assembly_decides_for_its_owners_with_the_majority_its_deed_asks(
    town: Town, votes: str, rule: dict[str, str], counts: bool
) -> None:
    town.tower(**rule)
    town.file(f"{LISTS}/initiatieven_2026-01-31.csv", f"""
        Initiatief | Naam  | Niveau  | Gebied | Besluit    | Stemmen voor | Stemmen uitgebracht
        I1         | Toren | complex | C1     | 01-06-2025 | {votes}
    """)  # fmt: skip
    town.build()
    helped = [row["home"] for row in town.households("plan_level", "plan_on = date '2025-06-01'")]
    owners = [name for name in TOWER if not name.endswith("-3")]
    assert helped == (sorted(owners, key=lambda name: (name[:11], name[12:])) if counts else [])


def test_a_tenant_counts_only_with_an_own_yes(town: Town) -> None:
    town.tower()
    town.file(f"{LISTS}/initiatieven_2026-01-31.csv", """
        Initiatief | Naam  | Niveau  | Gebied | Besluit    | Stemmen voor | Stemmen uitgebracht
        I1         | Toren | complex | C1     | 01-06-2025 | 10           | 12
    """)  # fmt: skip
    town.file(f"{LISTS}/leden_2026-01-31.csv", """
        Initiatief | Adres           | Ja op
        I1         | Torenkade 1 3   | 15-07-2025
    """)  # fmt: skip
    town.build()
    told = "addition in ('2', '3') and house_number < 3"
    assert town.households("tenure, plan_on, covered_on", told) == table("""
        home          | tenure | plan_on    | covered_on
        Torenkade 1-2 | vve    | 2025-06-01 |
        Torenkade 1-3 | tenant | 2025-07-15 |
        Torenkade 2-2 | vve    | 2025-06-01 |
        Torenkade 2-3 | tenant |            | 2025-06-01
    """)


def test_of_two_plans_the_first_gives_the_level_and_the_household_counts_once(town: Town) -> None:
    town.file(CASES, """
        Dossier | Adres         | Aanmelding | Gesprek | Advies | Ja         | Uitgevoerd | Gestopt
        1       | Lindestraat 1 |            |         |        | 01-08-2025 |            |
        2       | Lindestraat 2 |            |         |        | 01-06-2025 |            |
    """)  # fmt: skip
    town.file(f"{LISTS}/initiatieven_2026-01-31.csv", """
        Initiatief | Naam        | Niveau | Gebied      | Besluit
        I1         | Linde samen | straat | Lindestraat | 01-06-2025
    """)  # fmt: skip
    town.file(f"{LISTS}/leden_2026-01-31.csv", """
        Initiatief | Adres         | Ja op
        I1         | Lindestraat 1 | 01-05-2025
        I1         | Lindestraat 2 | 01-05-2025
    """)  # fmt: skip
    town.build()
    assert town.households("plan_on, plan_level", "plan_on is not null") == table("""
        home          | plan_on    | plan_level
        Lindestraat 1 | 2025-06-01 | straat
        Lindestraat 2 | 2025-06-01 | huis
    """)


def test_a_stop_undoes_no_milestone_and_a_later_one_ends_it(town: Town) -> None:
    town.file(CASES, """
        Dossier | Adres         | Aanmelding | Gesprek    | Advies     | Ja | Uitgevoerd | Gestopt
        1       | Lindestraat 1 | 01-02-2025 | 01-03-2025 | 01-09-2025 |    |            |
        2       | Lindestraat 2 | 01-02-2025 |            |            |    |            |
        3       | Lindestraat 3 | 01-02-2025 |            |            |    |            | 01-04-2025
    """)  # fmt: skip
    town.file(f"{LISTS}/afmeldingen_2026-01-31.csv", """
        Datum      | Adres         | Tot        | Reden
        01-06-2025 | Lindestraat 1 |            | te druk
        01-06-2025 | Lindestraat 2 | 01-12-2025 | verbouwing
    """)  # fmt: skip
    town.build()
    assert town.households("signed_up_on, advice_on") == table("""
        home          | signed_up_on | advice_on
        Lindestraat 1 | 2025-02-01   | 2025-09-01
        Lindestraat 2 | 2025-02-01   |
        Lindestraat 3 | 2025-02-01   |
    """)
    assert town.query("select stopped_on, ended_on, reason from stop order by household_id") == table("""
        stopped_on | ended_on   | reason
        2025-06-01 | 2025-09-01 | te druk
        2025-06-01 | 2025-12-01 | verbouwing
        2025-04-01 |            |
    """)


def test_a_move_ends_a_household_and_the_next_starts_at_nothing(town: Town) -> None:
    town.file(f"{LISTS}/aanmeldingen_2026-01-31.csv", """
        Tijdstempel | Adres         | Toestemming programma | Koploper mag meekijken
        01-02-2025  | Lindestraat 1 | ja                    | ja
        01-10-2025  | Lindestraat 1 | ja                    | nee
    """)  # fmt: skip
    town.file(f"{LISTS}/plannen_2026-01-31.csv", "Datum ja | Adres\n01-05-2025 | Lindestraat 1")
    town.file("municipal/verhuizingen_2026-01-31.csv", f"""
        adresseerbaarobject_id | verhuisdatum
        {ID["Lindestraat 1"]}  | 01-09-2025
    """)  # fmt: skip
    town.build()
    assert town.households("period, lived_from, lived_until, signed_up_on, plan_on") == table("""
        home          | period | lived_from | lived_until | signed_up_on | plan_on
        Lindestraat 1 | 1      |            | 2025-09-01  | 2025-02-01   | 2025-05-01
        Lindestraat 1 | 2      | 2025-09-01 |             | 2025-10-01   |
    """)
    assert town.query("""
        select household_id like '%-1' as first, purpose, given_on, withdrawn_on from consent order by 1 desc, 2
    """) == table("""
        first | purpose       | given_on   | withdrawn_on
        True  | champion_sees | 2025-02-01 | 2025-09-01
        True  | programme     | 2025-02-01 | 2025-09-01
        False | programme     | 2025-10-01 |
    """)


def test_a_late_correction_changes_the_day_and_keeps_since_when_it_is_known(town: Town) -> None:
    town.file("consultancy/noord/cases_2025-05-31.csv", """
        Dossier | Adres         | Aanmelding | Gesprek | Advies     | Ja | Uitgevoerd | Gestopt
        1       | Lindestraat 1 |            |         | 01-05-2025 |    |            |
    """)  # fmt: skip
    town.file("consultancy/noord/cases_2025-08-31.csv", """
        Dossier | Adres         | Aanmelding | Gesprek | Advies     | Ja         | Uitgevoerd | Gestopt
        1       | Lindestraat 1 |            |         | 15-03-2025 | 01-06-2025 |            |
    """)  # fmt: skip
    town.build()
    assert town.households("advice_on, advice_known_on, plan_on, plan_known_on") == table("""
        home          | advice_on  | advice_known_on | plan_on    | plan_known_on
        Lindestraat 1 | 2025-03-15 | 2025-05-31      | 2025-06-01 | 2025-08-31
    """)
    assert town.query("select column_name, stands, gave_way, rule from contradiction") == table("""
        column_name | stands     | gave_way   | rule
        advised_on  | 2025-03-15 | 2025-05-01 | later delivery
    """)


def test_unknown_residents_are_estimated_over_the_whole_buurt_and_say_so(town: Town) -> None:
    people = "\n".join(
        f"{ID[f'Kerkpad {n}']} | {count}" for n, count in enumerate(["", "", "", "2", "3", "2", "3"], start=1)
    )
    town.file("municipal/bewoners_2025-06-01.csv", f"adresseerbaarobject_id | aantal_bewoners\n{people}")
    town.build()
    # Mean 2.5 of those known; Kerkpad 1, 2, 3 and 8 to 12 are unknown: floor(2.5 i) - floor(2.5 (i - 1)).
    assert town.households("residents, residents_estimated", "street_name = 'Kerkpad'") == table("""
        home       | residents | residents_estimated
        Kerkpad 1  | 2         | True
        Kerkpad 2  | 3         | True
        Kerkpad 3  | 2         | True
        Kerkpad 4  | 2         | False
        Kerkpad 5  | 3         | False
        Kerkpad 6  | 2         | False
        Kerkpad 7  | 3         | False
        Kerkpad 8  | 3         | True
        Kerkpad 9  | 2         | True
        Kerkpad 10 | 3         | True
        Kerkpad 11 | 2         | True
        Kerkpad 12 | 3         | True
    """)


def test_residents_are_counted_nearest_before_the_day_of_help_and_never_again(town: Town) -> None:
    one = ID["Lindestraat 1"], ID["Lindestraat 2"], ID["Lindestraat 3"]
    for day, people in (("2025-06-01", "5"), ("2025-12-01", "1")):
        lines = "\n".join(f"{dwelling} | {people}" for dwelling in one)
        town.file(f"municipal/bewoners_{day}.csv", f"adresseerbaarobject_id | aantal_bewoners\n{lines}")
    town.file(f"{LISTS}/plannen_2026-01-31.csv", """
        Datum ja   | Adres
        01-05-2024 | Lindestraat 1
        01-07-2025 | Lindestraat 2
    """)  # fmt: skip
    town.build()
    assert str(COUNTED_ON) == "2025-01-01"  # the first count, of three people, lies after the first plan
    assert town.households("residents", "street_name = 'Lindestraat' and house_number <= 3") == table("""
        home          | residents
        Lindestraat 1 | 3
        Lindestraat 2 | 5
        Lindestraat 3 | 1
    """)


def test_a_later_milestone_implies_the_earlier_at_its_own_date(town: Town) -> None:
    town.file(f"{LISTS}/gesprekken_2026-01-31.csv", """
        Datum      | Adres         | Gespreksvorm
        01-06-2025 | Lindestraat 1 | keukentafel
    """)  # fmt: skip
    town.file(f"{LISTS}/contacten_2026-01-31.csv", "Datum | Adres\n01-09-2025 | Lindestraat 1")
    town.build()
    assert town.households("reached_on, reached_seen_on, signed_up_on, signed_up_seen_on") == table("""
        home          | reached_on | reached_seen_on | signed_up_on | signed_up_seen_on
        Lindestraat 1 | 2025-06-01 | 2025-09-01      | 2025-06-01   |
    """)

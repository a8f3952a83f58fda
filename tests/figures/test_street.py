"""A street as its champion sees it: houses from the register, neighbours who agreed, the own list, the savings."""

from datetime import date

import pytest

from energiekop import figures
from energiekop.catalogue.assumptions import ASSUMPTIONS, SAVINGS_DEFINITION, SAVINGS_TITLE
from energiekop.privacy import NoScope, NotForRole, Scope, Viewer
from tests.privacy.drawn_snapshot import lines, make, shown

LINDE = Viewer.champion(street="Lindestraat")
HOUSES = """
    scope_kind | scope_id | dwelling_id | street_name | house_number | addition | side | floor | is_dwelling | complex_id | complex_name
    street     | LIN      | d1          | Lindestraat | 1            |          | odd  |       | true        |            |
    street     | LIN      | d2          | Lindestraat | 2            | H        | even | 0     | true        | TOR        | De Toren
    street     | LIN      | d3          | Lindestraat | 2            | 1        | even | 1     | true        | TOR        | De Toren
    street     | LIN      | shop        | Lindestraat | 4            |          | even |       | false       |            |
    complex    | TOR      | d2          | Lindestraat | 2            | H        | even | 0     | true        | TOR        | De Toren
    complex    | TOR      | d3          | Lindestraat | 2            | 1        | even | 1     | true        | TOR        | De Toren
    street     | DIJ      | d9          | Dijk        | 1            |          | odd  |       | true        |            |
"""
CONSENTED = """
    scope_kind | scope_id | household_id | dwelling_id | street_name | house_number | addition | step         | step_on    | why_now          | is_example
    street     | LIN      | d1-1         | d1          | Lindestraat | 1            |          | conversation | 2026-10-19 | waiting_too_long | false
    street     | LIN      | d2-2         | d2          | Lindestraat | 2            | H        | measure      | 2026-01-01 | done             | true
    street     | LIN      | d3-1         | d3          | Lindestraat | 2            | 1        | signed_up    | 2026-11-20 | on_time          | false
    street     | LIN      | d4-1         | d4          | Lindestraat | 6            |          | advice       | 2026-01-01 | stopped          | false
    street     | LIN      | d5-1         | d5          | Lindestraat | 8            |          | advice       | 2026-09-01 | waiting_too_long | false
    street     | LIN      | d6-1         | d6          | Lindestraat | 10           |          |              |            | on_time          | false
    street     | DIJ      | d9-1         | d9          | Dijk        | 1            |          | plan         | 2026-01-01 | waiting_too_long | false
"""
OWN_LIST = """
    scope_kind | scope_id | street_id | dwelling_id | street_name | house_number | milestone | happened_on
    list       | mine     | KER       | k1          | Kerkpad     | 1            | signed_up | 2026-11-03
    list       | mine     | KER       | k1          | Kerkpad     | 1            | signed_up | 2026-11-09
    list       | mine     | KER       | k2          | Kerkpad     | 2            | signed_up | 2026-10-31
    list       | mine     | KER       | k3          | Kerkpad     | 3            | reached   | 2026-11-05
    list       | mine     | MOL       | m1          | Molenweg    | 1            | signed_up | 2026-11-12
    list       | mine     | DIJ       | d9          | Dijk        | 1            | signed_up | 2026-11-12
    list       | other    | KER       | k4          | Kerkpad     | 4            | signed_up | 2026-11-12
"""
SAVING = """
    cell_id | homes_counted | saving_low_eur | saving_high_eur
    5       | 60            | 20             | 30
    8       | 12            | 45             | 65
    10      | 4             |                |
    11      | 20            | 15             | 20
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("street")
    make(
        folder,
        shared_street_house=HOUSES,
        shared_consented=CONSENTED,
        shared_own_list=OWN_LIST,
        published_saving=SAVING,
    )
    return folder


def test_the_houses_of_a_street_are_its_dwellings_and_not_its_shops(store):
    houses = figures.street_houses(LINDE, street="Lindestraat", store=store)
    columns = ("dwelling_id", "house_number", "addition", "side", "floor", "complex_name")
    assert shown(houses, *columns) == lines("""
        dwelling_id | house_number | addition | side | floor | complex_name
        d1          | 1            |          | odd  |       |
        d3          | 2            | 1        | even | 1     | De Toren
        d2          | 2            | H        | even | 0     | De Toren
    """)


def test_a_complex_is_seen_without_its_street(store):
    houses = figures.street_houses(Viewer.champion(complex="De Toren"), complex="De Toren", store=store)
    assert list(houses["dwelling_id"]) == ["d3", "d2"]


def test_neighbours_are_those_who_agreed_and_the_longest_waiting_come_first(store):
    found = figures.neighbours(LINDE, street="LIN", store=store)
    assert shown(found, "house_number", "step", "why_now", "days_waiting", "is_example") == lines("""
        house_number | step         | why_now          | days_waiting | is_example
        8            | advice       | waiting_too_long | 83           | False
        1            | conversation | waiting_too_long | 35           | False
        2            | measure      | done             |              | True
        6            | advice       | stopped          |              | False
        2            | signed_up    | on_time          | 3            | False
    """)
    assert "household_id" not in found


def test_the_own_list_counts_who_signed_up_after_the_day_in_all_streets_of_the_group(store):
    viewer = Viewer("champion", scopes=(Scope("street", "KER"), Scope("list", "mine")))
    found = figures.own_lines(viewer, since=date(2026, 10, 31), street="KER", store=store)
    assert shown(found, "street_name", "house_number", "signed_up_on") == lines("""
        street_name | house_number | signed_up_on
        Kerkpad     | 1            | 2026-11-03
        Molenweg    | 1            | 2026-11-12
    """)


def test_without_a_list_of_her_own_there_are_no_own_lines(store):
    viewer = Viewer.champion(street="KER")
    assert figures.own_lines(viewer, since=date(2026, 1, 1), street="KER", store=store).empty


def test_savings_are_those_of_the_street_and_where_too_few_homes_are_old_those_of_the_buurt(store):
    linde = figures.savings(LINDE, street="LIN", store=store)
    assert (linde.kind, linde.name, linde.homes) == ("street", "Lindestraat", 12)
    assert (linde.low_eur, linde.high_eur) == (45, 65)
    molen = figures.savings(Viewer.municipality(), street="Molenweg", store=store)
    assert (molen.kind, molen.name, molen.low_eur, molen.high_eur) == ("buurt", "Buurt A", 20, 30)
    tower = figures.savings(Viewer.champion(complex="TOR"), complex="TOR", store=store)
    assert (tower.kind, tower.low_eur) == ("complex", 15)


def test_where_street_and_buurt_have_too_few_older_homes_no_amount_is_named(store):
    assert figures.savings(Viewer.municipality(), street="Dijk", store=store) is None


def test_the_team_sees_what_the_champion_sees_and_no_more(store):
    for figure in (figures.street_houses, figures.neighbours):
        theirs = figure(Viewer.team(), street="LIN", store=store)
        assert theirs.equals(figure(LINDE, street="LIN", store=store))


def test_others_are_told_who_may_see_the_houses_of_a_street(store):
    for viewer, role in ((Viewer.municipality(), "municipality"), (Viewer.adviser("Noord"), "adviser")):
        with pytest.raises(NotForRole) as refused:
            figures.neighbours(viewer, street="LIN", store=store)
        assert str(refused.value) == (
            f"The role {role} may not see the houses of a street; only its champion and the team may."
        )
    with pytest.raises(NotForRole, match="The role adviser may not ask by street"):
        figures.savings(Viewer.adviser("Noord"), street="LIN", store=store)


def test_a_champion_asks_her_own_street_only(store):
    for ask in (figures.street_houses, figures.neighbours, figures.savings):
        with pytest.raises(NoScope) as refused:
            ask(LINDE, street="Dijk", store=store)
        assert str(refused.value) == ('The street "Dijk" is not one of this champion; it may see its own.')
    with pytest.raises(NoScope, match="Name the street or the complex"):
        figures.street_houses(LINDE, store=store)


def test_every_assumption_has_words_in_two_languages_and_a_source_with_its_year():
    assert {each.name for each in ASSUMPTIONS} == {
        "built_before", "gas_m3_per_m2", "least_saved", "most_saved", "gas_eur_per_m3",
    }  # fmt: skip
    for each in ASSUMPTIONS:
        assert each.nl and each.en and "20" in each.source
    assert set(SAVINGS_TITLE) == set(SAVINGS_DEFINITION) == {"nl", "en"}

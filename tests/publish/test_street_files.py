"""What a champion's file holds: houses for all, a neighbour only by a standing yes, a list by its own hand."""

import duckdb
import pytest

from energiekop.catalogue.assumptions import ASSUMPTIONS
from energiekop.publish import store
from tests.town import ID, Town

SIGN_UPS = """
    Tijdstempel | Adres         | Toestemming programma | Koploper mag meekijken | Mag als voorbeeld
    02-01-2025  | Lindestraat 1 | ja                    | ja                     | ja
    02-01-2025  | Lindestraat 2 | ja                    | nee                    | ja
    02-01-2025  | Lindestraat 3 | ja                    | ja                     | nee
    02-01-2025  | Lindestraat 4 | ja                    | ja                     |
    02-01-2025  | Torenkade 1-1 | ja                    | ja                     |
"""
WITHDRAWN = """
    Datum      | Adres         | Doel     | Gegeven | Hoe
    01-02-2025 | Lindestraat 3 | koploper | nee     | telefoon
"""
MOVED = f"""
    adresseerbaarobject_id | verhuisdatum
    {ID["Lindestraat 4"]}  | 03-02-2025
"""
REGISTER = """
    straat      | huisnummer | postcode | woonplaats | verblijfsobject_id | woonfunctie | bouwjaar | opp_adresseerbaarobject_m2
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    town = Town(tmp_path_factory.mktemp("street") / "town")
    town.tower()
    town.file("community/koplopers-linde/aanmeldingen_2025-03-01.csv", SIGN_UPS)
    town.file("community/team/toestemmingen_2025-03-01.csv", WITHDRAWN)
    town.file("municipal/verhuizingen_2025-03-01.csv", MOVED)
    town.build()
    return town


def ask(town, file, sql):
    """Rows of one of the three files in service."""
    with duckdb.connect(
        str(town.store / store.current(town.store) / f"{file}.duckdb"), read_only=True
    ) as con:
        return con.execute(sql).fetchall()


def test_a_neighbour_is_seen_by_a_standing_yes_alone(built):
    assert ask(built, "shared", """
        select scope_kind, street_name, house_number, addition, step, is_example from consented order by all
    """) == [
        ("complex", "Torenkade", 1, "1", "signed_up", False),
        ("street", "Lindestraat", 1, "", "signed_up", True),
        ("street", "Torenkade", 1, "1", "signed_up", False),
    ]  # fmt: skip


def test_every_house_of_a_street_is_there_whoever_lives_in_it(built):
    assert ask(built, "shared", """
        select scope_kind, street_name, count(*), count(complex_name), count(distinct dwelling_id)
        from street_house group by all order by all
    """) == [
        ("complex", "Torenkade", 12, 12, 12),
        ("street", "Kerkpad", 12, 0, 12),
        ("street", "Lindestraat", 40, 0, 40),
        ("street", "Molenweg", 11, 0, 11),
        ("street", "Torenkade", 12, 12, 12),
    ]  # fmt: skip


def test_a_list_belongs_to_who_handed_it_in(built):
    assert ask(built, "shared", """
        select scope_id, street_name, house_number, milestone from own_list
        where scope_id = 'koplopers-linde' order by all limit 2
    """) == [
        ("koplopers-linde", "Lindestraat", 1, "signed_up"),
        ("koplopers-linde", "Lindestraat", 2, "signed_up"),
    ]  # fmt: skip


def test_without_sizes_and_years_in_the_register_no_amount_is_named(built):
    assert {row[0] for row in ask(built, "published", "select saving_low_eur from saving")} == {None}


def test_an_amount_is_the_mean_home_times_the_published_numbers_rounded_to_five_euros(tmp_path):
    """Lindestraat: twelve homes of 100 m2 of 1930, four new ones. Kerkpad: nine old ones, too few to name."""
    town = Town(tmp_path / "town")
    homes = [("Lindestraat", n, "1001AB", 1930 if n <= 12 else 2010, 100) for n in (*range(1, 16), 40)]
    homes += [("Kerkpad", n, "1002AB", 1930 if n <= 9 else 2010, 50) for n in range(1, 13)]
    drawn = REGISTER.strip() + "".join(
        f"\n{street} | {n} | {postcode} | Demostad | {ID[f'{street} {n}']} | 1 | {year} | {area}"
        for street, n, postcode, year, area in homes
    )
    town.file("municipal/adressen_2025-01-02.csv", drawn)
    town.build()
    found = ask(town, "published", """
        select name, homes_counted, saving_low_eur, saving_high_eur
        from saving join cell using (cell_id) where kind = 'street' order by name
    """)  # fmt: skip
    value = {each.name: each.value for each in ASSUMPTIONS}
    a_month = 100 * value["gas_m3_per_m2"] * value["gas_eur_per_m3"] / 12
    low, high = a_month * value["least_saved"], a_month * value["most_saved"]
    assert found == [
        ("Kerkpad", 9, None, None),
        ("Lindestraat", 12, int(low // 5) * 5, -int(-high // 5) * 5),
    ]
    assert 25 <= low < high <= 35

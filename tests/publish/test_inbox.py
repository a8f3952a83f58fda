"""A file handed in on the page is tried aside, comes in by the same door, and can be taken back."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from energiekop.publish import Refused, build, inbox, store
from energiekop.publish.demo_data import is_demo
from energiekop.publish.inbox import Difference, Inbox
from energiekop.sources import hashes
from tests.town import ID, Town, as_csv

SIGN_UPS = "community/team/aanmeldingen_2025-03-01.csv"
NEW = as_csv("""
    Tijdstempel | Adres          | Toestemming programma
    01-02-2025  | Lindestraat 1  | ja
    02-02-2025  | Lindestraat 2  | ja
    02-02-2025  | Lindestraat 2  | ja
    03-02-2025  | Lindestraat 99 | ja
""").encode()


@pytest.fixture
def handed(town: Town) -> Inbox:
    """The inbox of a town that was published once."""
    town.build()
    return Inbox(town.data, town.store, town.folder / "store-private")


@pytest.fixture
def untouched(handed: Inbox) -> Iterator[None]:
    """Fails when inbox, store or what is in service changed during the test."""
    before = (hashes(handed.data), sorted(handed.store.iterdir()), store.current(handed.store))
    yield
    assert (hashes(handed.data), sorted(handed.store.iterdir()), store.current(handed.store)) == before
    assert list(handed.private.glob(".trying-*")) == []


def difference(handed: Inbox, name: str, content: bytes) -> Difference:
    with inbox.tried(handed, name, content) as tried:
        build(tried.data, tried.store, private=tried.private)
        return inbox.difference(handed.store, tried.store, name)


@pytest.mark.usefixtures("untouched")
def test_trying_says_what_is_new_double_and_handed_back_and_changes_nothing(handed: Inbox) -> None:
    assert difference(handed, SIGN_UPS, NEW) == Difference(
        rows=4, new=2, changed=0, withdrawn=0, duplicate=1, rejected=1
    )


@pytest.mark.usefixtures("untouched")
def test_a_file_that_is_refused_is_refused_while_trying(handed: Inbox) -> None:
    with pytest.raises(Refused, match="found an empty file"):
        difference(handed, SIGN_UPS, b"")


def test_a_record_that_says_otherwise_is_changed(town: Town, handed: Inbox) -> None:
    town.file("community/team/wensen_2025-03-01.csv", "Datum | Adres | Wens\n01-02-2025 | Kerkpad 3 | Een boom")
    case = "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt\n{} | Lindestraat 40 | {} | | | | |"
    town.file("consultancy/noord/cases_2025-02-01.csv", case.format(7, "01-02-2025"))
    town.build()
    name = "consultancy/noord/cases_2025-03-01.csv"
    lines = case.format(7, "02-02-2025") + "\n8 | Lindestraat 39 | 03-02-2025 | | | | |"
    assert difference(handed, name, as_csv(lines).encode()) == Difference(
        rows=2, new=1, changed=1, withdrawn=0, duplicate=0, rejected=0
    )


def test_what_a_full_delivery_lacks_is_withdrawn(town: Town, handed: Inbox) -> None:
    town.tower()
    town.build()
    name = "municipal/complexen_2025-03-01.csv"
    other = as_csv("""
        complex_id | naam    | soort | eigenaar | quorum | meerderheid
        C2         | De Werf | vve   |          | 1/2    | 2/3
        C3         | De Spil | vve   |          | 1/2    | 2/3
    """)
    assert difference(handed, name, other.encode()) == Difference(
        rows=2, new=2, changed=0, withdrawn=1, duplicate=0, rejected=0
    )


def test_a_file_that_came_in_can_be_taken_back(town: Town, handed: Inbox) -> None:
    before, files = store.current(handed.store), hashes(handed.data)
    inbox.put(handed, SIGN_UPS, NEW)
    after = town.build().snapshot
    inbox.note(handed, SIGN_UPS, before=before, after=after)
    [entry] = inbox.handed_in(handed)
    assert inbox.can_be_taken_back(handed) == entry
    inbox.take_back(handed, entry)
    assert store.current(handed.store) == before and hashes(handed.data) == files
    assert town.build().unchanged
    assert [found.taken_back for found in inbox.handed_in(handed)] == [True]
    assert inbox.can_be_taken_back(handed) is None
    [kept] = (handed.private / "taken-back").iterdir()
    assert kept.read_bytes() == NEW and kept.name.endswith("-aanmeldingen_2025-03-01.csv")


def test_a_file_is_not_taken_back_over_what_was_published_after_it(town: Town, handed: Inbox) -> None:
    before = store.current(handed.store)
    inbox.put(handed, SIGN_UPS, NEW)
    inbox.note(handed, SIGN_UPS, before=before, after=town.build().snapshot)
    [entry] = inbox.handed_in(handed)
    town.file("community/team/contacten_2025-04-01.csv", "Datum | Adres\n01-02-2025 | Lindestraat 5")
    later = town.build().snapshot
    assert inbox.can_be_taken_back(handed) is None
    with pytest.raises(Refused, match="something was published after it"):
        inbox.take_back(handed, entry)
    assert store.current(handed.store) == later and (handed.data / SIGN_UPS).is_file()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("../elsewhere_2025-03-01.csv", "leads out of the inbox"),
        ("community/../../x_2025-03-01.csv", "leads out of the inbox"),
        ("community/team/contacten_2025-01-01.csv", "a file of this name already"),
    ],
)
@pytest.mark.usefixtures("untouched")
def test_a_file_never_replaces_another_and_never_leaves_the_inbox(handed: Inbox, name: str, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        inbox.put(handed, name, b"x")


def test_a_second_file_of_a_day_gets_a_name_of_its_own(town: Town, handed: Inbox) -> None:
    day = date(2025, 1, 1)
    assert inbox.free_name(handed, "community/team", "contacten", day, ".csv") == (
        "community/team/contacten-2_2025-01-01.csv"
    )
    assert inbox.free_name(handed, "community/team", "plannen", day, ".csv") == (
        "community/team/plannen_2025-01-01.csv"
    )


def test_a_file_handed_in_on_the_page_of_the_demo_city_leaves_it_a_demo(tmp_path: Path) -> None:
    from energiekop.demo import write_city

    write_city(tmp_path / "data", residents=100, seed=1)
    demo = Inbox(tmp_path / "data", tmp_path / "store", tmp_path / "private")
    as_made = hashes(demo.data)
    inbox.put(demo, "community/linde/contacten_2026-11-20.csv", b"Datum;Adres\n")
    assert demo.is_demo
    inbox.remove(demo, "community/linde/contacten_2026-11-20.csv")
    assert hashes(demo.data) == as_made  # so that the snapshot of before is that of these files
    (demo.data / "community" / "linde" / "by-hand_2026-11-20.csv").write_bytes(b"Datum;Adres\n")
    assert not is_demo(demo.data, hashes(demo.data))
    inbox.put(demo, "community/linde/contacten_2026-11-21.csv", b"Datum;Adres\n")
    assert not demo.is_demo  # real data stays real


def test_a_chosen_dwelling_brings_the_rows_in_that_were_handed_back(town: Town, handed: Inbox) -> None:
    town.file(SIGN_UPS, """
        Tijdstempel | Adres         | Postcode | Toestemming programma
        01-02-2025  | Lindestraat 1 | 1002AB   | ja
        01-02-2025  | Lindestraat 2 | 1001AB   | ja
        01-02-2025  | Lindestraat 3 | 1001AB   | ja
    """)  # fmt: skip
    assert [file.rejected for file in town.build().files if file.path == SIGN_UPS] == [1]
    choice = town.file("community/team/adreskeuzes_2025-03-01.csv", f"""
        Adres         | Postcode | Adresseerbaarobject ID     | Gekozen op
        Lindestraat 1 | 1002AB   | {ID["Lindestraat 1"]} | 01-03-2025
    """)  # fmt: skip
    assert [file.rejected for file in town.build().files if file.path == SIGN_UPS] == [0]
    assert town.query("select way, dwelling_id from match where reason = 'chosen'") == [
        {"way": "normalised", "dwelling_id": ID["Lindestraat 1"]}
    ]
    choice.unlink()
    assert [file.rejected for file in town.build().files if file.path == SIGN_UPS] == [1]


def test_a_choice_of_a_dwelling_that_is_not_there_is_handed_back(town: Town, handed: Inbox) -> None:
    town.file("community/team/adreskeuzes_2025-03-01.csv", f"""
        Adres         | Adresseerbaarobject ID | Gekozen op
        Lindestraat 1 | 0363010000999999       | 01-03-2025
        Lindestraat 2 | {ID["Lindestraat 2"]}  | 01-03-2025
    """)  # fmt: skip
    town.build()
    assert town.query("select row_no, column_name, found from rejected_row") == [
        {"row_no": "2", "column_name": "id", "found": "0363010000999999"}
    ]

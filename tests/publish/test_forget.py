"""A household that asked to be forgotten: nothing of it is kept, and it does not come back by itself."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
from copy import copy
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from energiekop import figures
from energiekop.privacy import Viewer
from energiekop.publish import Refused, check, forget, kept, store
from energiekop.publish.files import EXACT_TABLES
from energiekop.publish.leaving_out import STAYING
from tests.examples import some
from tests.publish.test_rules import SLOW, deliveries, hand_in
from tests.town import ID, Town, table

HOME = "Kerkpad 3"
SIGNED_UP = "Tijdstempel | Adres | Toestemming programma | Koploper mag meekijken"
CASES = "Dossier | Adres | Aanmelding | Gesprek | Advies | Ja | Uitgevoerd | Gestopt"
TRACES = ("Willem", "Eenhoorn", "GEHEIM-12", "kerkpad 3", "Kerkpad 3", "bij de molen")


def hand_in_everything(town: Town) -> None:
    """Kerkpad 3 in every kind of row, right and wrong; Lindestraat 4 and 5 beside it."""
    town.tower()
    town.file("community/team/aanmeldingen_2025-02-01.csv", f"""
        {SIGNED_UP}
        01-01-2025 | {HOME}        | ja | ja
        02-01-2025 | Lindestraat 4 | ja | ja
        02-01-2025 | Lindestraat 5 | ja | ja
        nooit      | kerkpad 3     | ja | ja
        02-01-2025 | Kerkpad 3 bij de molen | nee |
        02-01-2025 | Nergens 9, eerst belde Willem van Kerkpad 3 | ja | ja
        02-01-2025 | Lindestraat 6 | ja | ja
    """)  # fmt: skip
    town.file("community/team/wensen_2025-02-01.csv", f"""
        Datum      | Adres         | Wens
        01-01-2025 | {HOME}        | Eenhoorn in de tuin
        01-01-2025 | Lindestraat 4 | Zonnepanelen
    """)
    town.file("community/team/gesprekken_2025-02-01.csv", f"""
        Datum      | Adres         | Gespreksvorm | Gesprek
        05-01-2025 | {HOME}        | keukentafel  | k1
        06-01-2025 | {HOME}        | straatavond  | s1
        06-01-2025 | Lindestraat 4 | straatavond  | s1
    """)
    town.file("community/team/initiatieven_2025-02-01.csv", """
        Initiatief | Naam        | Niveau | Gebied  | Besluit
        i1         | Warm Kerkpad| straat | Kerkpad | 20-01-2025
    """)
    town.file("community/team/leden_2025-02-01.csv", f"""
        Initiatief | Adres  | Lid sinds  | Ja op
        i1         | {HOME} | 02-01-2025 | 03-01-2025
    """)
    town.file("community/team/afmeldingen_2025-02-01.csv", f"""
        Datum      | Adres         | Tot | Reden
        30-01-2025 | {HOME}        |     | Eenhoorn ziek
        30-01-2025 | Lindestraat 5 |     | te druk
    """)
    town.file("community/team/toestemmingen_2025-02-01.csv", f"""
        Datum      | Adres  | Doel      | Gegeven
        30-01-2025 | {HOME} | voorbeeld | ja
    """)
    town.file("municipal/subsidies_2025-02-01.csv", """
        aanvraagnummer | straat  | huisnummer | woonplaats | aangevraagd_op | regeling | maatregel   | bedrag
        GEHEIM-12-S    | Kerkpad | 3          | Demostad   | 03-01-2025     | Isolatie | Eenhoornmat | 812,5
    """)
    # One case is corrected, one is gone in the second delivery, one has no day yet.
    for day, advice, other in (
        ("2025-02-01", "03-01-2025", f"GEHEIM-12-G | {HOME} | 02-01-2025 | | | | |"),
        ("2025-03-01", "04-01-2025", f"GEHEIM-12-D | {HOME} | | | | | |"),
    ):
        town.file(f"consultancy/noord/cases_{day}.csv", f"""
            {CASES}
            GEHEIM-12 | {HOME}        | 02-01-2025 | | {advice}   | 10-01-2025 | |
            13        | Lindestraat 4 | 02-01-2025 | | 03-01-2025 |            | |
            {other}
        """)


def forgotten(town: Town, address: str = HOME, lived_on: date | None = None) -> forget.Request:
    """Forget a household of the town; what was asked."""
    request = forget.find(town.store, address, lived_on=lived_on, today=date(2025, 4, 1))
    forget.forget(town.store, request)
    return request


def traces(town: Town) -> set[str]:
    """Which of the household's texts stand anywhere in the bytes of the store."""
    return {
        text
        for path in town.store.rglob("*")
        if path.is_file()
        for text in TRACES
        if text.encode() in path.read_bytes()
    }


def every_text(exact: Path) -> str:
    """All cells of a file as one text, however the file packs them."""
    with duckdb.connect(str(exact), read_only=True) as con:
        tables = [row[0] for row in con.execute("show tables").fetchall()]
        return "\n".join(str(con.execute(f"select * from {name}").fetchall()) for name in tables)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A town of everything, built once; to be looked at or copied, not changed."""
    town = Town(tmp_path_factory.mktemp("built") / "town")
    hand_in_everything(town)
    town.build()
    return town


@pytest.fixture
def full(built: Town, tmp_path: Path) -> Town:
    """The same, for a test's own."""
    town = copy(built)
    town.folder = tmp_path / "full"
    shutil.copytree(built.folder, town.folder)
    return town


@pytest.fixture(scope="module")
def after(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    """A town built twice, and then without Kerkpad 3; what was there before is kept beside it."""
    town = Town(tmp_path_factory.mktemp("forget") / "town")
    hand_in_everything(town)
    first = town.build()
    town.file("community/team/contacten_2025-03-02.csv", f"Datum | Adres\n01-03-2025 | {HOME}")
    second = town.build()
    seen = {"town": town, "traces": traces(town), "broken": check(town.store), "snapshots": [first, second]}
    seen["published"] = {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in published(town)}
    seen["request"] = forgotten(town)
    return seen


def published(town: Town) -> list[Path]:
    return sorted(town.store.glob("*/published.duckdb"))


def test_before_it_stands_everywhere_and_after_it_nowhere(after) -> None:
    town = after["town"]
    assert after["traces"] == set(TRACES) and after["broken"] == []
    assert traces(town) == set()
    for path in town.store.glob("*/*.duckdb"):
        assert not [text for text in TRACES if text in every_text(path)], path


def test_it_is_told_beforehand_what_goes_and_in_which_files_it_stands(after) -> None:
    request = after["request"]
    assert request.total == {
        "rows of files": 13, "rejected rows": 3, "steps": 7, "cases of a firm": 2, "requests to a desk": 2,
        "wishes": 1, "consents": 3, "stops": 1, "conversations attended": 2, "memberships of an initiative": 1,
        "values that gave way": 1, "typed addresses": 5,
    }  # fmt: skip
    assert forget.Named("community/team/aanmeldingen_2025-02-01.csv", 5) in request.rows
    assert forget.Named("consultancy/noord/cases_2025-02-01.csv", 4) in request.rows


def test_every_snapshot_keeps_its_promises_and_its_published_figures(after) -> None:
    town = after["town"]
    for report in after["snapshots"]:
        assert check(town.store, report.snapshot) == []
        assert kept.meta(town.store, report.snapshot)["generation"] == "1"
    assert {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in published(town)} == after["published"]


def test_the_dwelling_stays_as_one_whose_household_does_not_take_part(after) -> None:
    town = after["town"]
    [home] = town.households("reached_on, plan_on, covered_on, firm, residents", "street_name = 'Kerkpad' and house_number = 3")
    # Its street decided on a plan: it lives under that, as every neighbour there.
    assert home == table(f"""
        home   | reached_on | plan_on | covered_on | firm | residents
        {HOME} |            |         | 2025-01-20 |      | 3
    """)[0]
    assert [row["conversation_id"] for row in town.query("from conversation")] == ["team/s1"]
    assert town.query("select accepted, rejected from delivery where path like '%wensen%'") == [
        {"accepted": "1", "rejected": "1"}
    ]
    assert len(town.query("from rejected_row where reason = 'forgotten' and row_no is null")) == 16
    assert len(figures.rejected(Viewer.team(), store=town.store)) == 0


def test_asked_again_there_is_nothing_left_to_do(after) -> None:
    town = after["town"]
    again = forget.find(town.store, HOME, today=date(2025, 4, 1))
    assert again.total == {} and forget.forget(town.store, again) == []


def test_the_list_names_nobody_and_is_its_owners_alone(after) -> None:
    listed = after["town"].folder / "store-private" / "forgotten.json"
    assert listed.stat().st_mode & 0o777 == 0o600 and listed.parent.stat().st_mode & 0o777 == 0o700
    assert ID[HOME] not in listed.read_text() and "Kerkpad" not in listed.read_text()


def test_a_build_of_the_same_files_says_what_the_rewritten_snapshot_says(after) -> None:
    town, [_, second] = after["town"], after["snapshots"]
    rewritten = kept.meta(town.store, second.snapshot)
    report = town.build()
    assert not report.unchanged and report.content_hash != second.content_hash
    assert report.content_hash == rewritten["content_hash"]
    assert all(file.rows == file.accepted + file.duplicate + file.rejected for file in report.files)
    assert sum(f.rejected for f in report.files) - sum(f.rejected for f in second.files) == 13
    assert traces(town) == set() and check(town.store) == []
    assert town.build().unchanged


def test_without_the_forget_list_a_build_is_refused(town: Town) -> None:
    town.build()
    forgotten(town, "Lindestraat 40")
    (town.folder / "store-private" / "forgotten.json").unlink()
    with pytest.raises(Refused, match=r"names 0 households, and snapshot .* was written without 1\. Put forgotten"):
        town.build()
    (town.folder / "store-private" / "forgotten.json").write_text("{}")
    with pytest.raises(Refused, match="found a text that is no forget list"):
        town.build()


def test_who_comes_to_live_there_and_who_signs_up_anew_is_taken_in(town: Town) -> None:
    town.file("community/team/aanmeldingen_2025-02-01.csv", f"""
        {SIGNED_UP}
        01-01-2025 | {HOME}    | ja |
        01-01-2025 | Kerkpad 4 | ja |
        01-01-2025 | Kerkpad 5 | ja |
    """)  # fmt: skip
    town.build()
    for address in (HOME, "Kerkpad 4", "Kerkpad 5"):
        forgotten(town, address)
    # Forgotten on 1 April: Kerkpad 3 is left in June, Kerkpad 4 says yes again in May, a firm goes on at Kerkpad 5.
    town.file("municipal/verhuizingen_2025-07-01.csv", f"adresseerbaarobject_id | verhuisdatum\n{ID[HOME]} | 01-06-2025")
    town.file("community/team/aanmeldingen_2025-07-01.csv", f"""
        {SIGNED_UP}
        02-05-2025 | {HOME}    | ja |
        02-06-2025 | {HOME}    | ja |
        02-05-2025 | Kerkpad 4 | ja |
    """)  # fmt: skip
    town.file("consultancy/noord/cases_2025-07-01.csv", f"{CASES}\n1 | Kerkpad 5 | | 03-05-2025 | | | |\n2 | Lindestraat 40 | | | | | |")
    town.build()
    assert town.households("signed_up_on") == table(f"""
        home      | signed_up_on
        {HOME}    | 2025-05-02
        {HOME}    | 2025-06-02
        Kerkpad 4 | 2025-05-02
    """)
    assert check(town.store) == []


def test_a_former_household_is_forgotten_by_a_day_it_lived_there(town: Town) -> None:
    town.file("municipal/verhuizingen_2025-03-01.csv", f"adresseerbaarobject_id | verhuisdatum\n{ID[HOME]} | 10-02-2025")
    town.file("community/team/contacten_2025-03-01.csv", f"Datum | Adres\n02-01-2025 | {HOME}\n20-02-2025 | {HOME}")
    town.build()
    forgotten(town, HOME, lived_on=date(2025, 2, 9))
    assert town.households("reached_on") == [{"home": HOME, "reached_on": "2025-02-20"}]
    town.build()
    assert town.households("reached_on") == [{"home": HOME, "reached_on": "2025-02-20"}]
    assert check(town.store) == []


def test_a_record_that_was_first_written_at_its_address_stays_with_whom_it_is_about(town: Town) -> None:
    for day, home in (("2025-02-01", HOME), ("2025-03-01", "Lindestraat 4")):
        town.file(f"consultancy/noord/cases_{day}.csv", f"{CASES}\n12 | {home} | 02-01-2025 | | 05-01-2025 | | |")
    town.build()
    assert forgotten(town).total == {"rows of files": 1, "typed addresses": 1}
    town.build()
    assert town.households("advice_on") == [{"home": "Lindestraat 4", "advice_on": "2025-01-05"}]


def test_a_case_that_runs_across_a_move_goes_whole(town: Town) -> None:
    town.file("municipal/verhuizingen_2025-03-01.csv", f"adresseerbaarobject_id | verhuisdatum\n{ID[HOME]} | 10-02-2025")
    for day, advice in (("2025-02-01", "05-01-2025"), ("2025-03-01", "06-01-2025")):
        yes = "20-02-2025" if day == "2025-03-01" else ""
        town.file(f"consultancy/noord/cases_{day}.csv", f"{CASES}\n12 | {HOME} | | | {advice} | {yes} | |")
    first = town.build()
    assert [row["told"] for row in town.query("from household_contradiction order by told")] == ["2025-01-05", "2025-01-06"]
    forgotten(town)
    assert town.query("from household_contradiction") == [] and town.households("advice_on") == []
    rewritten = kept.meta(town.store, first.snapshot)
    assert town.build().content_hash == rewritten["content_hash"]
    assert check(town.store) == []


@settings(SLOW, max_examples=some(2, 40), phases=[Phase.explicit, Phase.generate])  # shrinking builds for minutes
@given(made=deliveries(), home=st.integers(1, 8), moved=st.sampled_from(["01-02-2025", "01-05-2025", None]))
def test_whatever_was_handed_in_a_rewritten_snapshot_says_what_a_build_says(made, home, moved) -> None:
    with TemporaryDirectory() as folder:
        # A case is about one home: one whose address was corrected may be known since another day.
        of_one_home = {
            key: [(f"{row[0]} {row[1]}", *row[1:]) if key[0] == "cases" else row for row in lines]
            for key, lines in made.items()
        }
        town = hand_in(Path(folder) / "town", of_one_home, None)
        address = f"Lindestraat {home}"
        if moved:
            town.file("municipal/verhuizingen_2025-09-01.csv", f"adresseerbaarobject_id | verhuisdatum\n{ID[address]} | {moved}")
        first = town.build()
        forget.forget(town.store, forget.find(town.store, address, today=date(2025, 10, 1)))
        rewritten = kept.meta(town.store, first.snapshot)
        assert town.build().content_hash == rewritten["content_hash"]


def test_broken_off_at_any_step_it_can_be_read_and_be_completed(full: Town, monkeypatch) -> None:
    """After the list, a copy, the first and the second file; each run takes up where the last one stopped."""
    champion = Viewer.champion(street="Kerkpad")
    seen = []
    for step in (0, 1, 4, 5):
        request = forget.find(full.store, HOME)
        breaking_off(monkeypatch, step)
        with pytest.raises(KeyboardInterrupt):
            forget.forget(full.store, request)
        monkeypatch.undo()
        broken = check(full.store)
        assert [sentence for sentence in broken if "asked to be forgotten" not in sentence] == []
        assert len(figures.progress(Viewer.team(), store=full.store)) == 1
        seen.append((len(broken), len(figures.neighbours(champion, street="Kerkpad", store=full.store))))
    # Before the list nobody was to be forgotten; the champion's file is the first that changes.
    assert seen == [(0, 1), (1, 1), (1, 1), (1, 0)]
    forgotten(full)
    assert traces(full) == set() and check(full.store) == []
    assert sorted(path.name for path in full.store.iterdir()) == sorted([".lock", "current", "geo", full.built.snapshot])


def breaking_off(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    """Stop at the nth thing that is done to the disk."""
    done = iter(range(100))

    def stopping(work):
        def stopped(*given, **named):
            if next(done) == step:
                raise KeyboardInterrupt
            return work(*given, **named)

        return stopped

    for module, name in (
        (forget.forget_list, "write"), (forget, "copy_what_stays"), (forget, "write_shared"),
        (forget, "content_hash"), (forget, "_put_in_place"),
    ):  # fmt: skip
        monkeypatch.setattr(module, name, stopping(getattr(module, name)))


def test_killed_at_any_moment_it_can_be_read_and_be_completed(full: Town) -> None:
    script = (
        "import sys; from pathlib import Path; from energiekop.publish import forget; "
        "store = Path(sys.argv[1]); forget.forget(store, forget.find(store, sys.argv[2]))"
    )
    chance = random.Random(2)
    for _ in range(2):
        process = subprocess.Popen([sys.executable, "-c", script, str(full.store), HOME], stderr=subprocess.DEVNULL)
        try:
            process.wait(timeout=chance.uniform(0.6, 1.6))
        except subprocess.TimeoutExpired:
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        assert [each for each in check(full.store) if "asked to be forgotten" not in each] == []
    forgotten(full)
    assert traces(full) == set() and check(full.store) == []


def test_who_is_looking_sees_it_no_more(full: Town) -> None:
    champion = Viewer.champion(street="Kerkpad")
    assert list(figures.neighbours(champion, street="Kerkpad", store=full.store)["house_number"]) == [3]
    forgotten(full)
    assert list(figures.neighbours(champion, street="Kerkpad", store=full.store)["house_number"]) == []


def test_check_says_when_somebody_was_to_be_forgotten_and_is_still_there(full: Town, monkeypatch) -> None:
    breaking_off(monkeypatch, 1)
    with pytest.raises(KeyboardInterrupt):
        forgotten(full)
    [sentence] = check(full.store)
    assert "nothing is kept of who asked to be forgotten" in sentence
    assert sentence.endswith("run `energiekop forget` for that address again.")


def test_every_table_that_may_tell_of_a_household_has_a_rule(after) -> None:
    telling = {"household_id", "dwelling_id", "record_key", "typed_key", "dwelling_ids", "wish_id", "conversation_id"}
    exact = store.path(after["town"].store, store.current(after["town"].store)) / "exact.duckdb"
    with duckdb.connect(str(exact), read_only=True) as con:
        found = con.execute("select table_name, column_name from duckdb_columns()").fetchall()
    about = {name for name, column in found if column in telling and name in EXACT_TABLES}
    assert about - set(STAYING) == {"dwelling", "moved"}  # the register's own


def test_a_file_taken_back_that_names_the_address_is_destroyed(full: Town) -> None:
    aside = full.store.with_name(f"{full.store.name}-private") / "taken-back"
    aside.mkdir(parents=True)
    files = {
        "1-a.csv": "Adres\nKERKPAD 3\n", "2-b.csv": "Adres\nKerkpad 33\n", "3-c.csv": "straat;nr\nKerkpad;3\n",
        "4-d.csv": "Adres\nLindestraat 3\n", "5-e.xlsx": "PK",
    }  # fmt: skip
    for name, text in files.items():
        (aside / name).write_text(text)
    forgotten(full)
    assert sorted(path.name for path in aside.iterdir()) == ["2-b.csv", "4-d.csv"]

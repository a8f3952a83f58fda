"""The book of who looked at what: it only grows, and whoever changes it is found out."""

import json
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from energiekop.publish import audit
from energiekop.warehouse.settings import SHIPPED
from tests.town import Town


def written(private: Path, number: int = 6) -> Path:
    """A book of some lines; the file they stand in."""
    for nth in range(number):
        audit.write(private, role="team", subject="ans", what="looked", about=f"figure {nth}", snapshot="s")
    [book] = (private / "audit").glob("*.jsonl")
    return book


def test_a_line_says_who_looked_at_what_of_which_snapshot(tmp_path: Path) -> None:
    audit.write(tmp_path, role="team", subject="ans@stad.nl", what="exported", about="funnel", snapshot="20261124")
    [entry] = audit.entries(tmp_path)
    assert (entry.number, entry.role, entry.subject, entry.what, entry.about, entry.snapshot) == (
        1, "team", "ans@stad.nl", "exported", "funnel", "20261124",
    )  # fmt: skip
    assert audit.verify(tmp_path) == [] and audit.last(tmp_path).hash == entry.hash


def test_the_book_is_for_its_owner_alone(tmp_path: Path) -> None:
    book = written(tmp_path)
    assert book.stat().st_mode & 0o077 == 0 and book.parent.stat().st_mode & 0o077 == 0


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_changed_taken_out_moved_or_cut_off_shows(tmp_path_factory: pytest.TempPathFactory, data) -> None:
    private = tmp_path_factory.mktemp("private")
    book = written(private)
    lines = book.read_text().splitlines()
    how = data.draw(st.sampled_from(["change", "take out", "swap", "cut", "double", "forge"]))
    nth = data.draw(st.integers(0, len(lines) - 1))
    if how in ("change", "forge"):
        entry = json.loads(lines[nth])
        name = data.draw(st.sampled_from(["number", "at", "role", "subject", "what", "about", "snapshot", "before"]))
        entry[name] = 99 if name == "number" else "another"
        if how == "forge":  # with a hash that fits, but the line after it does not know that one
            entry["hash"] = audit._hash({field: entry[field] for field in audit._FIELDS})
        lines[nth] = json.dumps(entry)
    elif how == "take out":
        del lines[nth]
    elif how == "swap":
        other = (nth + 1) % len(lines)
        lines[nth], lines[other] = lines[other], lines[nth]
    elif how == "cut":
        lines = lines[:nth]
    else:
        lines.insert(nth, lines[nth])
    book.write_text("".join(f"{line}\n" for line in lines))
    assert audit.verify(private) != []


def test_what_is_wrong_is_said(tmp_path: Path) -> None:
    book = written(tmp_path, 3)
    whole = book.read_text()
    book.write_text(whole.replace("figure 1", "figure 9"))
    [said] = audit.verify(tmp_path)
    assert said.startswith("Line 2 of ") and said.endswith(" was changed.")
    book.write_text("".join(whole.splitlines(keepends=True)[:2]))
    assert audit.verify(tmp_path) == ["The end is missing: line 3 was written, line 2 is the last."]
    book.write_text(whole + "no entry\n")
    assert audit.verify(tmp_path) == [f"audit/{book.name}, line 4: found a line that is no entry."]
    book.write_text(whole)
    assert audit.verify(tmp_path, noted=audit.last(tmp_path).hash) == []
    assert audit.verify(tmp_path, noted="f" * 64) == ["The hash ffffffffffffffff… that was noted is not in the book."]


def test_a_whole_new_book_does_not_hold_the_hash_that_was_noted(tmp_path: Path) -> None:
    audit.write(tmp_path / "b", role="team", subject="another book", what="looked")
    written(tmp_path / "a")
    noted = audit.last(tmp_path / "a").hash
    written(tmp_path / "b")
    audit.write(tmp_path / "b", role="team", subject="somebody else", what="looked")
    assert audit.verify(tmp_path / "b") == []
    assert len(audit.verify(tmp_path / "b", noted=noted)) == 1


def test_a_line_whose_writer_was_killed_before_it_was_noted_as_the_last_still_counts(tmp_path: Path) -> None:
    written(tmp_path, 2)
    end = tmp_path / "audit" / "last.json"
    as_noted = end.read_bytes()
    audit.write(tmp_path, role="team", subject="ans", what="looked")
    end.write_bytes(as_noted)
    assert audit.verify(tmp_path) == []
    audit.write(tmp_path, role="team", subject="ans", what="looked")
    assert [entry.number for entry in audit.entries(tmp_path)] == [1, 2, 3, 4] and audit.verify(tmp_path) == []


def _write_some(private: str) -> None:
    for _ in range(25):
        audit.write(Path(private), role="champion", subject="x", what="looked")


def test_several_processes_write_one_chain(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        list(pool.map(_write_some, [str(tmp_path)] * 4))
    assert [entry.number for entry in audit.entries(tmp_path)] == list(range(1, 101))
    assert audit.verify(tmp_path) == []


def test_months_that_are_too_old_go_and_the_chain_goes_on(tmp_path: Path) -> None:
    book = written(tmp_path, 3)
    book.rename(book.with_name("2020-01.jsonl"))
    audit.write(tmp_path, role="team", subject="ans", what="looked")
    assert audit.forget_before(tmp_path, months=24) == 3
    assert [entry.number for entry in audit.entries(tmp_path)] == [4, 5]
    told = list(audit.entries(tmp_path))[-1]
    assert (told.what, told.about) == ("thrown_away", "lines 1 to 3, kept for 24 months")
    assert audit.verify(tmp_path) == []
    assert audit.forget_before(tmp_path, months=24) == 0
    audit.write(tmp_path, role="team", subject="ans", what="looked")
    assert audit.verify(tmp_path) == []


def test_a_household_stands_in_it_under_a_key_that_only_the_secret_knows() -> None:
    key = audit.household_key(b"a", "0363010000000001")
    assert key == audit.household_key(b"a", "0363010000000001") and len(key) == 16
    assert key != audit.household_key(b"b", "0363010000000001") != audit.household_key(b"a", "0363010000000002")


def test_each_build_throws_away_what_is_kept_too_long(town: Town) -> None:
    """Also one of unchanged input; settings.toml says how long."""
    town.build()
    private = town.store.with_name(f"{town.store.name}-private")
    book = written(private, 3)
    long_ago = date.today().replace(day=1) - timedelta(days=40)
    book.rename(book.with_name(f"{long_ago:%Y-%m}.jsonl"))
    audit.write(private, role="team", subject="ans", what="looked")
    assert town.build().unchanged
    assert len(list(audit.entries(private))) == 4  # 24 months as shipped
    shipped = SHIPPED.read_text(encoding="utf-8")
    (town.data / "settings.toml").write_text(shipped.replace("months = 24", "months = 1"), encoding="utf-8")
    town.build()
    assert [entry.what for entry in audit.entries(private)] == ["looked", "thrown_away"]
    assert audit.verify(private) == []


def test_nothing_is_thrown_away_where_no_book_is_kept(tmp_path: Path) -> None:
    assert audit.forget_before(tmp_path, months=24) == 0 and list(tmp_path.iterdir()) == []

"""No question is put to a snapshot twice, and nobody gets an answer that was somebody else's."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from energiekop import figures, privacy
from energiekop.privacy import Viewer, reading
from energiekop.publish import store as snapshots
from energiekop.web import remembered
from tests.house.places import ROOT

SHELL = str(ROOT / "src" / "energiekop" / "web" / "shell.py")
PAGES = ["", "stappen", "kaart", "straat"]


@pytest.fixture
def questions(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[str, str, str]]]:
    """Role, SQL and parameters of every query that reaches a snapshot."""
    asked: list[tuple[str, str, str]] = []
    put = reading.Reading._run

    def run(self: reading.Reading, sql: str, parameters: Any = None) -> Any:
        asked.append((self.viewer.role, sql, repr(parameters)))
        return put(self, sql, parameters)

    monkeypatch.setattr(reading.Reading, "_run", run)
    remembered.forget_all()
    yield asked
    remembered.forget_all()


def looked_at(page: str, city: Path, monkeypatch: pytest.MonkeyPatch, **parameters: str) -> AppTest:
    monkeypatch.setenv("ENERGIEKOP_STORE", str(city))
    app = AppTest.from_file(SHELL, default_timeout=60)
    for name, value in parameters.items():
        app.query_params[name] = value
    app._page_hash = calc_hash(page)
    app.run()
    assert [error.value for error in app.exception] == []
    return app


def roles(city: Path) -> list[str]:
    team = privacy.open(Viewer.team(), city)
    [(street,)] = team.rows("select min(street_id) from exact.street")
    [(firm,)] = team.rows("select min(firm) from exact.household")
    return ["team", "municipality", f"champion:{street}", f"adviser:{firm}"]


@pytest.mark.parametrize("page", PAGES)
def test_no_query_runs_twice_in_one_rerun_and_none_in_the_next(
    page: str, city: Path, questions: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in roles(city):
        questions.clear()
        remembered.forget_all()
        app = looked_at(page, city, monkeypatch, **{"as": role})
        assert [question for question, times in Counter(questions).items() if times > 1] == []
        questions.clear()
        app.run()
        assert questions == []


def test_the_same_question_of_another_viewer_day_or_snapshot_is_another_question(city: Path) -> None:
    snapshot = snapshots.current(city) or ""
    calls: list[Viewer] = []

    def figure(viewer: Viewer, *, store: Path, snapshot: str, as_of: date) -> pd.DataFrame:
        calls.append(viewer)
        return pd.DataFrame({"n": [len(calls)]})

    def ask(viewer: Viewer, on: date = date(2026, 11, 1)) -> int:
        return int(
            remembered.remembered(figure, viewer, store=city, snapshot=snapshot, as_of=on)["n"].iloc[0]
        )

    first = ask(Viewer.team())
    assert ask(Viewer.team()) == first
    others = {
        ask(Viewer.municipality()), ask(Viewer.champion(street="a")), ask(Viewer.champion(street="b")),
        ask(Viewer.adviser("x")), ask(Viewer.team(), date(2026, 11, 2)),
    }  # fmt: skip
    assert first not in others and len(others) == 5


def test_what_is_remembered_is_not_told_who_asks_and_serves_all_who_see_the_same(city: Path) -> None:
    snapshot = snapshots.current(city) or ""
    told: list[Viewer] = []

    def figure(viewer: Viewer, *, store: Path, snapshot: str) -> int:
        told.append(viewer)
        return len(told)

    for subject in ("ans@stad.nl", "bo@stad.nl"):
        asking = Viewer.champion(street="a", subject=subject)
        assert remembered.remembered(figure, asking, store=city, snapshot=snapshot) == 1
    assert told == [Viewer.champion(street="a")]


def test_the_city_is_asked_once_for_all_champions(
    city: Path, questions: list[tuple[str, str, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    team = privacy.open(Viewer.team(), city)
    first, second = (street for (street,) in team.rows("select street_id from exact.street order by all limit 2"))
    looked_at("", city, monkeypatch, **{"as": f"champion:{first}"})
    assert questions
    questions.clear()
    looked_at("", city, monkeypatch, **{"as": f"champion:{second}"})
    assert questions == []


def test_files_that_were_replaced_are_asked_again(city: Path, tmp_path: Path) -> None:
    import shutil

    snapshot = snapshots.current(city) or ""
    shutil.copytree(city / snapshot, tmp_path / snapshot)
    calls: list[int] = []

    def figure(viewer: Viewer, *, store: Path, snapshot: str) -> int:
        calls.append(1)
        return len(calls)

    assert remembered.remembered(figure, Viewer.team(), store=tmp_path, snapshot=snapshot) == 1
    again = tmp_path / "again"
    shutil.copy2(tmp_path / snapshot / "exact.duckdb", again)
    again.replace(tmp_path / snapshot / "exact.duckdb")  # as `forget` does
    assert remembered.remembered(figure, Viewer.team(), store=tmp_path, snapshot=snapshot) == 2


def test_who_changes_an_answer_changes_only_their_own(city: Path) -> None:
    snapshot = snapshots.current(city) or ""

    def progress() -> privacy.Answer:
        return remembered.remembered(
            figures.answer, Viewer.team(), store=city, snapshot=snapshot, name="progress", by="stadsdeel"
        )

    before = progress().rows.copy()
    spoilt = progress().rows
    spoilt.loc[:, "households"] = 0
    spoilt["more"] = 1
    pd.testing.assert_frame_equal(progress().rows, before)


def test_what_is_kept_has_an_end(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "KEPT", 20)
    snapshot = snapshots.current(city) or ""

    def figure(viewer: Viewer, *, store: Path, snapshot: str, n: int) -> int:
        return n

    for n in range(200):
        remembered.remembered(figure, Viewer.team(), store=city, snapshot=snapshot, n=n)
    assert len(remembered._kept) == 20


def test_who_asks_what_is_being_asked_waits_for_that_answer(city: Path) -> None:
    """When a snapshot comes in, everybody asks the same at once."""
    snapshot = snapshots.current(city) or ""
    calls: list[int] = []

    def figure(viewer: Viewer, *, store: Path, snapshot: str) -> int:
        calls.append(1)
        time.sleep(0.2)
        return len(calls)

    def ask(_: int) -> int:
        return remembered.remembered(figure, Viewer.municipality("together"), store=city, snapshot=snapshot)

    with ThreadPoolExecutor(20) as everybody:
        assert set(everybody.map(ask, range(20))) == {1}
    assert calls == [1]


def test_a_question_that_failed_is_asked_again_by_who_waited(city: Path) -> None:
    snapshot = snapshots.current(city) or ""
    calls: list[int] = []

    def figure(viewer: Viewer, *, store: Path, snapshot: str) -> int:
        calls.append(1)
        time.sleep(0.1)
        if len(calls) == 1:
            raise OSError("the disk was away")
        return len(calls)

    def ask(_: int) -> int | None:
        try:
            return remembered.remembered(figure, Viewer.municipality("again"), store=city, snapshot=snapshot)
        except OSError:
            return None

    with ThreadPoolExecutor(5) as everybody:
        assert sorted(str(found) for found in everybody.map(ask, range(5))) == ["2", "2", "2", "2", "None"]
    assert remembered._asking == {}

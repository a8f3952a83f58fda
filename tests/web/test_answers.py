"""Asked together or alone, ahead or when drawn: the answer is the same, and each is asked for a reason."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from energiekop import figures, privacy
from energiekop.privacy import NotForRole, Viewer
from energiekop.publish import store as snapshots
from energiekop.web import answers, asked, overview, remembered, starting
from energiekop.web.asked import Asked

FIGURES = [("progress", {}), ("burn_up", {}), ("wishes", {}), ("turns", {}), ("moved", {"period": "month"}),
           ("states", {"split": "none"}), ("states", {"split": "tenure"})]  # fmt: skip


def question(city: Path, **parameters: str) -> Asked:
    snapshot = snapshots.current(city) or ""
    meta = privacy.open(Viewer.municipality(), city).meta
    return asked.read(
        parameters, starting.places(city, snapshot), store=city, snapshot=snapshot,
        reference_day=date.fromisoformat(meta["reference_day"]), demo=True,
    )  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_place_asked_with_all_of_its_kind_has_the_rows_it_has_alone(city: Path, data: st.DataObject) -> None:
    places = starting.places(city, snapshots.current(city) or "").places
    kind, code = data.draw(st.sampled_from([key for key in places if key[0] != "complex"]))
    name, chosen = data.draw(st.sampled_from(FIGURES))
    here = question(city, plaats=f"{kind}:{code}")
    together = answers.answer(here, name, place=here.place, chosen=chosen)
    alone = figures.answer(
        here.viewer, name, place=here.place, as_of=here.as_of, chosen=chosen, store=city,
        snapshot=here.snapshot,
    )  # fmt: skip
    assert_frame_equal(together.rows, alone.rows, check_dtype=len(alone.rows) > 0)
    assert (together.by, together.as_of, together.audience) == (alone.by, alone.as_of, alone.audience)


def test_a_kind_of_too_many_places_is_asked_place_by_place(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_by: list[object] = []
    monkeypatch.setattr(answers, "_TOGETHER", 1)
    monkeypatch.setattr(
        answers.figures, "answer", lambda viewer, name, **more: asked_by.append(more.get("by"))
    )
    remembered.forget_all()
    here = question(city, plaats="buurt:" + next(code for kind, code in _places(city) if kind == "buurt"))
    answers.answer(here, "progress", place=here.place)
    remembered.forget_all()
    assert asked_by == [None]


@pytest.mark.parametrize("role", ["team", "municipality"])
@pytest.mark.parametrize("kind", ["", "buurt"])
def test_overview_asks_ahead_just_what_it_shows(
    role: str, kind: str, city: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = next((code for of, code in _places(city) if of == kind), "")
    here = question(city, plaats=f"{kind}:{code}" if kind else "", **{"as": role})
    ahead: list[str] = []
    drawn: list[str] = []
    monkeypatch.setattr(answers.figures, "answer", _noting(ahead))
    remembered.forget_all()
    overview.ask_ahead(here)
    monkeypatch.setattr(answers.figures, "answer", _noting(drawn))
    overview.headline(here)
    for part in (overview.wishes, overview.levels, overview.growth_and_beginnings, overview.turns, overview.steps):
        part(here)
    assert drawn == []
    assert len(ahead) == len(set(ahead))
    remembered.forget_all()
    overview.headline(here)
    for part in (overview.wishes, overview.levels, overview.growth_and_beginnings, overview.turns, overview.steps):
        part(here)
    remembered.forget_all()
    assert sorted(drawn) == sorted(ahead)


def test_what_is_refused_ahead_is_refused_where_it_is_drawn(city: Path) -> None:
    here = question(city, **{"as": "municipality"})
    answers.ahead(here, lambda: answers.answer(here, "turns"))
    with pytest.raises(NotForRole):
        answers.answer(here, "turns")


def _noting(names: list[str]):  # type: ignore[no-untyped-def]
    real = figures.answers.answer

    def answer(viewer, name, **more):  # type: ignore[no-untyped-def]
        names.append(f"{name} {sorted((key, str(value)) for key, value in more.items())}")
        return real(viewer, name, **more)

    return answer


def _places(city: Path) -> list[tuple[str, str]]:
    return list(starting.places(city, snapshots.current(city) or "").places)

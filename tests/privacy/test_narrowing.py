"""One place alone: of any kind for the team, one whole own group below it."""

from datetime import date

import pandas as pd
import pytest

from energiekop import catalogue, figures, privacy
from energiekop.privacy import NoScope, NotForRole, Scope, Viewer
from tests.figures.places import Somewhere
from tests.privacy.drawn_snapshot import lines, make, shown

TEAM, MUNICIPALITY = Viewer.team(), Viewer.municipality()
KINDS = ("stadsdeel", "gebied", "wijk", "buurt", "street", "complex")


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        household="""
            household_id | street_id | complex_id | firm  | reached_on | signed_up_on | residents
            a            | LIN       |            | Noord | 2026-01-05 | 2026-01-10   | 2
            b            | KER       | TOR        | Noord | 2026-01-05 | 2026-01-10   | 3
            c            | DIJ       |            | Zuid  | 2026-01-05 | 2026-01-20   | 4
            d            | ZEE       |            |       |            |              | 1
        """,
        published_figure="""
            cell_id | milestone | on_date    | shown
            5       | signed_up | 2026-10-31 | 30
            6       | signed_up | 2026-10-31 | 3
            8       | signed_up | 2026-10-31 | 12
            9       | signed_up | 2026-10-31 | 6
        """,
        published_city="milestone | level | on_date | households | residents\nsigned_up | | 2026-10-31 | 3 | 9",
    )
    return store


@pytest.mark.parametrize("kind", KINDS)
def test_a_place_alone_is_its_row_among_all_of_its_kind(store, kind):
    every = figures.progress(TEAM, by=kind, store=store)
    for row in every.itertuples(index=False):
        alone = figures.progress(TEAM, place=Somewhere(kind, row[0]), store=store)
        assert shown(alone) == shown(every[every.iloc[:, 0] == row[0]])


@pytest.mark.parametrize("name", ["progress", "funnel", "states", "turns", "moved", "waiting"])
def test_whatever_is_asked_a_place_has_rows_of_its_own_only(store, name):
    rows = figures.ask(TEAM, name, place=Somewhere("gebied", "GA"), store=store)
    assert set(rows["gebied_code"]) == {"GA"}


def test_the_team_looks_at_the_streets_or_firms_of_one_place(store):
    streets = figures.progress(TEAM, by="street", place=Somewhere("gebied", "GA"), store=store)
    assert list(streets["street_id"]) == ["KER", "LIN", "ZEE"]
    firms = figures.progress(TEAM, by="firm", place=Somewhere("buurt", "BA"), store=store)
    assert shown(firms, "firm", "households") == "firm | households\nNoord | 2"


def test_the_city_is_a_place_too(store):
    for viewer in (TEAM, MUNICIPALITY):
        rows = figures.progress(viewer, place=Somewhere("city"), store=store)
        assert list(rows["households"]) == [3]


def test_a_place_by_its_name_and_one_that_is_not_there(store):
    assert list(figures.progress(TEAM, place=Somewhere("wijk", "wijk a"), store=store)["wijk_code"]) == ["WA"]
    for viewer in (TEAM, MUNICIPALITY):
        for code in ("BZ", ""):
            with pytest.raises(
                NoScope, match=f'This snapshot has no buurt "{code}"; give its id, or its name'
            ):
                figures.progress(viewer, place=Somewhere("buurt", code), store=store)


def test_nonsense_for_a_kind_is_refused(store):
    with pytest.raises(NoScope, match='This snapshot has no planet "x"'):
        figures.progress(TEAM, place=Somewhere("planet", "x"), store=store)
    with pytest.raises(NotForRole, match='There is no breakdown by "planet"'):
        figures.progress(MUNICIPALITY, place=Somewhere("planet", "x"), store=store)


def test_below_team_a_place_is_its_whole_group_and_never_a_part_of_another(store):
    rows = figures.progress(MUNICIPALITY, place=Somewhere("street", "MOL"), store=store)
    assert shown(rows, "street_name", "households") == lines("""
        street_name         | households
        Kerkpad en Molenweg | 6
    """)
    with pytest.raises(NotForRole, match="may not narrow street down to one buurt"):
        figures.progress(MUNICIPALITY, by="street", place=Somewhere("buurt", "BA"), store=store)
    with pytest.raises(NotForRole, match="may not narrow city down to one buurt"):
        figures.progress(MUNICIPALITY, by="city", place=Somewhere("buurt", "BA"), store=store)


def test_an_adviser_has_no_streets_and_a_champion_its_own_places_alone(store):
    with pytest.raises(NotForRole, match="adviser may not ask progress by street"):
        figures.progress(Viewer.adviser("Noord"), place=Somewhere("street", "LIN"), store=store)
    champion = Viewer.champion(street="LIN")
    for place, households in ((Somewhere("street", "LIN"), 12), (Somewhere("buurt", "BA"), 30)):
        assert list(figures.progress(champion, place=place, store=store)["households"]) == [households]
    for kind, code in (("street", "DIJ"), ("buurt", "BB")):
        with pytest.raises(NoScope, match=f'The {kind} "{code}" is not one of this champion'):
            figures.progress(champion, place=Somewhere(kind, code), store=store)
    with pytest.raises(NotForRole, match="champion may not ask progress by wijk"):
        figures.progress(champion, place=Somewhere("wijk", "WA"), store=store)


def test_a_place_cannot_speak_sql(store):
    with pytest.raises(NoScope):
        figures.progress(TEAM, place=Somewhere("buurt", "BA' or true --"), store=store)
    listed = privacy.ask(
        TEAM, "households", chosen={"state": "all", "split": "firm", "value": "x' or true --"}, store=store
    )
    assert len(listed.rows) == 0


@pytest.mark.parametrize("role", ["champion", "adviser"])
@pytest.mark.parametrize("name", [name for name, figure in catalogue.FIGURES.items() if "champion" in figure.grains])
def test_of_the_city_all_see_what_the_municipality_sees(store, role, name):
    viewer = Viewer.champion(street="LIN") if role == "champion" else Viewer.adviser("Noord")
    if "city" not in catalogue.figure(name).grains.get(role, ()):
        assert privacy.eyes(viewer, name, "city") == viewer
        return
    eyes = privacy.eyes(viewer, name, "city")
    assert eyes == MUNICIPALITY
    own, shared = (figures.answer(who, name, by="city", store=store) for who in (viewer, eyes))
    pd.testing.assert_frame_equal(own.rows, shared.rows)
    assert (own.as_of, own.by, own.audience, own.meta) == (shared.as_of, shared.by, shared.audience, shared.meta)


def test_only_the_city_is_seen_through_other_eyes_and_only_while_somebodys_time_lasts():
    champion = Viewer.champion(street="LIN")
    for by in (None, "street", "buurt", "month"):
        assert privacy.eyes(champion, "progress", by) == champion
    for name in ("states", "waiting", "turns"):  # not for champions, so still refused where it is asked
        assert privacy.eyes(champion, name, "city") == champion
    for who in (TEAM, MUNICIPALITY, Viewer.grants()):
        assert privacy.eyes(who, "progress", "city") == who
    over = Viewer("champion", "", (Scope("street", "LIN", None, date(2026, 1, 1)),))
    with pytest.raises(NoScope, match="its time is over or has not begun"):
        privacy.eyes(over, "progress", "city")

"""Who may ask what; each refusal by its words."""

from datetime import date

import pytest

from energiekop import privacy
from energiekop.catalogue import FIGURES, GRAINS, ROLES
from energiekop.privacy import NoScope, NoSnapshot, NotForRole, NotPublished, Scope, UnknownRole, Viewer
from energiekop.publish.store import UnknownSnapshot
from tests.privacy.drawn_snapshot import make

FIGURE = """
    cell_id | milestone | on_date    | shown
    8       | plan      | 2026-10-31 | 3
    10      | plan      | 2026-10-31 | 6
    5       | plan      | 2026-10-31 | 9
    11      | plan      | 2026-10-31 | 0
"""
CITY = "milestone | level | on_date | households | residents\nplan | | 2026-10-31 | 3 | 5"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(store, published_figure=FIGURE, published_city=CITY)
    return store


def refusal(store, viewer, figure="progress", **asked):
    with pytest.raises(privacy.OutOfScope) as refused:
        privacy.ask(viewer, figure, store=store, **asked)
    return type(refused.value), str(refused.value)


def test_a_role_that_does_not_exist_is_refused(store):
    assert refusal(store, Viewer("mayor")) == (
        UnknownRole,
        'There is no role "mayor"; there are team, municipality, adviser, champion, grants.',
    )


def test_a_champion_without_a_street_and_an_adviser_without_a_firm_are_refused(store):
    assert refusal(store, Viewer.champion()) == (
        NoScope,
        "The role champion needs a street or a complex of its own; none was given.",
    )
    assert refusal(store, Viewer.adviser(" ")) == (
        NoScope,
        "The role adviser needs a firm of its own; none was given.",
    )
    assert refusal(store, Viewer("champion", scopes=(Scope("firm", "Bureau Noord"),)))[0] is NoScope


@pytest.mark.parametrize(
    ("day", "may"), [("2026-02-28", False), ("2026-03-01", True), ("2026-06-30", True), ("2026-07-01", False)]
)
def test_a_scope_holds_from_its_first_day_up_to_and_including_its_last(store, day, may):
    viewer = Viewer("champion", scopes=(Scope("street", "LIN", date(2026, 3, 1), date(2026, 6, 30)),))
    if may:
        assert privacy.open(viewer, store, on=date.fromisoformat(day)).scopes[0].name == "Lindestraat"
        return
    with pytest.raises(NoScope) as refused:
        privacy.open(viewer, store, on=date.fromisoformat(day))
    assert str(refused.value) == (
        f"The role champion has no street on {day}: its time is over or has not begun; ask the team to renew it."
    )


def test_a_list_of_her_own_is_no_street_but_comes_on_top_of_one(store):
    own_list = Scope("list", "community/lindestraat")
    assert refusal(store, Viewer("champion", scopes=(own_list,)))[0] is NoScope
    reading = privacy.open(Viewer("champion", scopes=(own_list, Scope("street", "LIN"))), store)
    assert [place.id for place in reading.scopes] == ["LIN"]


def test_an_unknown_street_is_refused_and_one_of_two_of_a_name_asks_for_its_id(tmp_path):
    members = """
        kind   | code | name        | cell_id | parent_code | parent_name
        street | L1   | Lindestraat | 8       | BA          | Buurt A
        street | L2   | Lindestraat | 10      | BB          | Buurt B
    """
    make(tmp_path, published_cell_member=members, published_figure=FIGURE)
    assert refusal(tmp_path, Viewer.champion(street="Eikenlaan")) == (
        NoScope,
        'This snapshot has no street "Eikenlaan"; give its id, or its name as written there.',
    )
    assert refusal(tmp_path, Viewer.champion(street="lindestraat")) == (
        NoScope,
        'More than one street is called "lindestraat"; name it by its id: L1, L2.',
    )
    assert len(privacy.ask(Viewer.champion(street="L2"), "progress", by="street", store=tmp_path).rows) == 1


@pytest.mark.parametrize("figure", ["waiting", "handovers"])
@pytest.mark.parametrize(
    "viewer",
    [Viewer.municipality(), Viewer.adviser("Bureau Noord"), Viewer.champion(street="LIN"), Viewer.grants()],
)
def test_waiting_and_handovers_are_for_the_team(store, figure, viewer):
    may = [name for name, entry in FIGURES.items() if viewer.role in entry.grains]
    assert refusal(store, viewer, figure) == (
        NotForRole,
        f"{figure} is not shown to the role {viewer.role}, because in small groups people could be recognised; "
        f"it may ask {', '.join(may[:-1])}{' or ' if may[:-1] else ''}{may[-1]}.",
    )


def test_an_adviser_may_not_ask_by_street_and_hears_what_it_may(store):
    assert refusal(store, Viewer.adviser("Bureau Noord"), by="street") == (
        NotForRole,
        "The role adviser may not ask progress by street; it may ask by city, stadsdeel, gebied, wijk or buurt.",
    )


def test_a_champion_of_a_street_may_not_ask_by_wijk_or_by_complex(store):
    for by in ("wijk", "complex"):
        assert refusal(store, Viewer.champion(street="LIN"), by=by) == (
            NotForRole,
            f"The role champion may not ask progress by {by}; it may ask by street, buurt or city.",
        )


def test_a_breakdown_that_does_not_exist_is_refused(store):
    assert refusal(store, Viewer.champion(street="LIN"), by="postcode") == (
        NotForRole,
        'There is no breakdown by "postcode"; progress may be asked by street, buurt or city.',
    )


def test_a_champion_asks_only_its_own_street(store):
    assert refusal(store, Viewer.champion(street="LIN"), by="street", street="Dijk") == (
        NoScope,
        'The street "Dijk" is not one of this champion; it may ask its own and their buurt.',
    )


def test_below_team_no_filter_makes_a_group_smaller(store):
    said = (
        NotForRole,
        "The role municipality may not narrow buurt down to one street, because a small group would show who "
        "takes part; it may choose one whole group of the breakdown itself.",
    )
    assert refusal(store, Viewer.municipality(), by="buurt", street="LIN") == said
    assert refusal(store, Viewer.municipality(), by="street", firm="Bureau Noord")[1].startswith(
        "The role municipality may not narrow street down to one firm"
    )


def test_the_municipality_chooses_one_group_of_streets(store):
    rows = privacy.ask(Viewer.municipality(), "progress", by="street", street="Dijk", store=store).rows
    assert rows[["place_code", "households_helped"]].values.tolist() == [["DIJ", 6]]


def test_a_champion_with_two_streets_sees_both_and_with_a_complex_its_buurt(store):
    both = Viewer("champion", scopes=(Scope("street", "LIN"), Scope("street", "DIJ")))
    assert list(privacy.ask(both, "progress", store=store).rows["place_code"]) == ["DIJ", "LIN"]
    assert list(privacy.ask(both, "progress", by="buurt", store=store).rows["place_code"]) == ["BA", "BB"]
    tower = Viewer.champion(complex="De Toren")
    assert list(privacy.ask(tower, "progress", store=store).rows["place_code"]) == ["TOR"]
    assert list(privacy.ask(tower, "progress", by="buurt", store=store).rows["place_code"]) == ["BA"]


def test_a_complex_stays_when_the_time_of_the_street_is_over(store):
    over = Scope("street", "LIN", valid_until=date(2020, 1, 1))
    viewer = Viewer("champion", scopes=(over, Scope("complex", "TOR")))
    assert list(privacy.ask(viewer, "progress", store=store).rows["place_code"]) == ["TOR"]
    assert refusal(store, viewer, by="street") == (
        NotForRole,
        "The role champion may not ask progress by street; it may ask by complex, buurt or city.",
    )


def test_the_team_hears_that_a_firm_is_not_there(store):
    assert refusal(store, Viewer.team(), firm="Bureau Nergens") == (
        NoScope,
        'This snapshot has no firm "Bureau Nergens"; see the figure by firm for the names there are.',
    )


def test_a_street_without_a_figure_says_where_to_look_instead(store):
    assert refusal(store, Viewer.champion(street="Zeeweg"), by="street") == (
        NotPublished,
        "This street has no figure of its own, because its group of addresses is too small; ask its buurt or the city.",
    )


def test_before_the_first_published_day_nothing_is_shown(store):
    assert refusal(store, Viewer.municipality(), by="street", as_of=date(2026, 10, 30)) == (
        NotPublished,
        "Nothing was published by street on or before 2026-10-30; the first day is 2026-10-31.",
    )
    assert refusal(store, Viewer.municipality(), by="wijk") == (
        NotPublished,
        "Nothing was published by wijk on or before 2026-11-23; no month has ended yet.",
    )


def test_an_empty_store_and_a_snapshot_that_is_not_there_say_what_to_do(tmp_path, store):
    empty = tmp_path / "empty"
    with pytest.raises(
        NoSnapshot, match=r"Nothing was published in .*empty yet; run `energiekop build` first"
    ):
        privacy.open(Viewer.team(), empty)
    for wrong in ("20200101T000000Z-00000000", "../elsewhere"):
        with pytest.raises(UnknownSnapshot, match=r"holds no snapshot .*; see `energiekop snapshots list`."):
            privacy.open(Viewer.team(), store, snapshot=wrong)


def test_every_role_gets_exactly_the_breakdowns_of_the_catalogue(store):
    """All figures by all grains as all roles: each is answered or refused, none is forgotten."""
    viewers = {
        "team": Viewer.team(),
        "municipality": Viewer.municipality(),
        "adviser": Viewer.adviser("Bureau Noord"),
        "champion": Viewer("champion", scopes=(Scope("street", "LIN"), Scope("complex", "TOR"))),
        "grants": Viewer.grants(),
    }
    assert set(viewers) == set(ROLES)
    for role, viewer in viewers.items():
        for figure in FIGURES.values():
            for by in GRAINS:
                if by in figure.grains.get(role, ()):
                    try:
                        privacy.ask(viewer, figure.name, by=by, store=store)
                    except NotPublished as nothing_yet:
                        assert "no month has ended yet" in str(nothing_yet)
                else:
                    assert refusal(store, viewer, figure.name, by=by)[0] is NotForRole

"""Where do households stand, and who are they?"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop import figures
from energiekop.catalogue import MILESTONES
from energiekop.privacy import OutOfScope, Viewer
from tests.figures.places import Somewhere
from tests.privacy.drawn_snapshot import lines, make, shown

WINDOWS = """
    milestone    | days | turn
    reached      | 21   | community
    signed_up    | 28   | community
    conversation | 42   | consultancy
    advice       | 42   | household+consultancy
    plan         | 120  | household+municipality
"""
HOUSEHOLDS = """
    household_id | dwelling_id | street_id | complex_id | tenure | firm  | lived_until | residents | reached_on | signed_up_on | conversation_on | advice_on  | plan_on    | measure_on | reached_party | signed_up_party
    a            | 1           | LIN       |            | owner  | Noord |             | 2         | 2026-05-01 | 2026-05-01   | 2026-06-01      |            |            |            | community     | community
    b            | 2           | LIN       |            | owner  | Noord |             | 3         | 2026-05-01 | 2026-05-01   | 2026-11-01      |            |            |            | community     | consultancy
    c            | 3           | DIJ       |            |        | Zuid  |             | 1         | 2026-05-01 | 2026-05-01   | 2026-06-01      |            |            |            | community     | community
    d            | 4           | DIJ       |            | tenant | Zuid  | 2026-10-01  | 4         | 2026-05-01 | 2026-05-01   | 2026-06-01      |            |            |            | community     | community
    e            | 5           | KER       | TOR        | vve    |       |             | 2         | 2026-05-01 | 2026-05-01   | 2026-06-01      | 2026-06-20 | 2026-07-01 | 2026-08-01 | community     | community
    f            | 6           | ZEE       |            | tenant |       |             | 2         |            |              |                 |            |            |            |               |
"""
DWELLINGS = """
    dwelling_id | street_name | house_number | house_letter | addition | postcode | street_id | buurt_code
    1           | Lindestraat | 10           | A            |          | 1001AB   | LIN       | BA
    2           | Lindestraat | 9            |              | 2        | 1001AB   | LIN       | BA
    3           | Dijk        | 3            |              |          | 1002AB   | DIJ       | BB
    4           | Dijk        | 4            |              |          | 1002AB   | DIJ       | BB
    5           | Kerkpad     | 1            |              |          | 1003AB   | KER       | BA
    6           | Zeeweg      | 1            |              |          | 1004AB   | ZEE       | BC
"""
PLACES = [
    Somewhere(kind, code)
    for kind, codes in {
        "city": [""], "stadsdeel": ["SN", "SZ"], "gebied": ["GA"], "wijk": ["WA", "WB"], "buurt": ["BA", "BB", "BC"],
        "street": ["LIN", "KER", "MOL", "DIJ", "ZEE"], "complex": ["TOR"],
    }.items()
    for code in codes
]  # fmt: skip
STATES = ("further", "on_time", "too_long", "stopped", "moved_away")
SPLITS = (None, "tenure", "label", "building_period", "dwelling_type", "party", "firm")
TEAM = Viewer.team()


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """Reference day 2026-11-23. After the conversation a waits too long, b is on time, c stopped, d moved."""
    store = tmp_path_factory.mktemp("store")
    make(
        store,
        settings_window=WINDOWS,
        household=HOUSEHOLDS,
        dwelling=DWELLINGS,
        stop="household_id | stopped_on | ended_on\nc | 2026-07-01 |",
        published_figure="""
            cell_id | milestone | on_date    | shown
            5       | signed_up | 2026-11-22 | 27
            5       | plan      | 2026-11-22 | 3
        """,
        published_city="""
            milestone | level | on_date    | households | residents
            signed_up |       | 2026-11-22 | 5          | 12
        """,
    )
    return store


def test_whoever_took_a_step_is_further_on_time_waits_too_long_stopped_or_moved(store):
    rows = figures.states(TEAM, store=store)
    assert shown(rows) == lines("""
        milestone | split_value | households | residents | further | on_time | too_long | stopped | moved_away | turn | window_days | conversion | as_of
        reached      | | 5 | 12 | 5 | 0 | 0 | 0 | 0 | community              | 21  |     | 2026-11-23
        signed_up    | | 5 | 12 | 5 | 0 | 0 | 0 | 0 | community              | 28  | 1   | 2026-11-23
        conversation | | 5 | 12 | 1 | 1 | 1 | 1 | 1 | consultancy            | 42  | 1   | 2026-11-23
        advice       | | 1 | 2  | 1 | 0 | 0 | 0 | 0 | household+consultancy  | 42  | 0.2 | 2026-11-23
        plan         | | 1 | 2  | 1 | 0 | 0 | 0 | 0 | household+municipality | 120 | 1   | 2026-11-23
        measure      | | 1 | 2  | 1 | 0 | 0 | 0 | 0 |                        |     | 1   | 2026-11-23
    """)


def test_a_split_has_a_row_per_value_and_says_unknown(store):
    rows = figures.states(TEAM, split="tenure", store=store)
    assert shown(
        rows[rows["milestone"] == "conversation"], "split_value", "households", "too_long", "stopped"
    ) == lines("""
        split_value | households | too_long | stopped
        owner       | 2          | 1        | 0
        tenant      | 1          | 0        | 0
        unknown     | 1          | 0        | 1
        vve         | 1          | 0        | 0
    """)


def test_a_split_by_party_is_by_who_brought_that_step(store):
    rows = figures.states(TEAM, split="party", store=store)
    assert shown(rows[rows["milestone"] == "signed_up"], "split_value", "households") == lines("""
        split_value | households
        community   | 4
        consultancy | 1
        unknown     | 0
    """)


def test_a_place_without_anybody_has_every_step_with_zero(store):
    rows = figures.states(TEAM, Somewhere("buurt", "BC"), store=store)
    assert set(rows["buurt_code"]) == {"BC"} and list(rows["households"]) == [0] * 6
    assert len(figures.households(TEAM, Somewhere("buurt", "BC"), state="all", store=store)) == 0


def test_the_list_behind_a_bar_says_who_how_long_whose_turn_and_what_next(store):
    rows = figures.households(TEAM, None, "conversation", "all", store=store)
    assert shown(rows) == lines("""
        milestone | state | household_id | dwelling_id | street_id | address | postcode | buurt_code | days_waiting | turn | next_step | firm | as_of
        conversation | stopped    | c | 3 | DIJ | Dijk 3          | 1002AB | BB | 175 |             | advice | Zuid  | 2026-11-23
        conversation | too_long   | a | 1 | LIN | Lindestraat 10A | 1001AB | BA | 175 | consultancy | advice | Noord | 2026-11-23
        conversation | on_time    | b | 2 | LIN | Lindestraat 9-2 | 1001AB | BA | 22  | consultancy | advice | Noord | 2026-11-23
        conversation | moved_away | d | 4 | DIJ | Dijk 4          | 1002AB | BB |     |             | advice | Zuid  | 2026-11-23
        conversation | further    | e | 5 | KER | Kerkpad 1       | 1003AB | BA |     |             |        |       | 2026-11-23
    """)


def test_asked_for_nothing_the_list_is_everybody_who_waits_too_long(store):
    rows = figures.households(TEAM, store=store)
    assert list(rows["household_id"]) == ["a"]


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(
    place=st.sampled_from(PLACES),
    milestone=st.sampled_from(MILESTONES),
    state=st.sampled_from(STATES),
    split=st.sampled_from(SPLITS),
    as_of=st.dates(date(2026, 4, 1), date(2026, 11, 23)),
)
def test_a_number_is_the_length_of_its_list(store, place, milestone, state, split, as_of):
    bars = figures.states(TEAM, place, split=split, as_of=as_of, store=store)
    for bar in bars[bars["milestone"] == milestone].itertuples():
        value = bar.split_value if split else None
        behind = figures.households(
            TEAM, place, milestone, state, split=split, value=value, as_of=as_of, store=store
        )
        assert getattr(bar, state) == len(behind) == behind["household_id"].nunique()


@settings(deadline=None, max_examples=50)  # a busy machine is no failure
@given(place=st.sampled_from(PLACES), as_of=st.dates(date(2026, 4, 1), date(2026, 11, 23)))
def test_the_states_tie_to_the_funnel_and_to_waiting(store, place, as_of):
    asked = {"place": place, "as_of": as_of, "store": store}
    bars = figures.states(TEAM, **asked).set_index("milestone")
    funnel = figures.funnel(TEAM, **asked).set_index("milestone")
    waiting = figures.waiting(TEAM, by=place.kind, **asked).set_index("milestone")
    assert (bars[list(STATES)].sum(axis=1) == bars["households"]).all()
    assert (bars["households"] == funnel["households"]).all()
    for ours, theirs in {"on_time": "on_time", "too_long": "waiting_too_long", "stopped": "stopped"}.items():
        assert (bars.loc[waiting.index, ours] == waiting[theirs]).all()


@pytest.mark.parametrize(
    "viewer", [Viewer.municipality(), Viewer.adviser("Bureau Noord"), Viewer.champion(street="LIN")]
)
def test_below_team_how_they_stand_and_who_they_are_is_refused_in_kind_words(store, viewer):
    for asked in (figures.states, figures.households):
        with pytest.raises(OutOfScope, match=f"{asked.__name__} is not shown to the role {viewer.role}, because"):
            asked(viewer, store=store)

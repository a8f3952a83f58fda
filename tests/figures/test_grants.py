"""The grant officer's list: who asked a grant, where it stands on a day, and who may ask for it."""

from datetime import date

import pytest

from energiekop import figures
from energiekop.privacy import NotForRole, Viewer
from energiekop.web.places import Place
from tests.privacy.drawn_snapshot import lines, make, shown

OFFICER = Viewer.grants()
DWELLING = """
    dwelling_id | street_name | house_number | house_letter | addition | postcode | place
    l1          | Lindestraat | 1            |              |          | 1001AB   | Demostad
    l2          | Lindestraat | 2            | a            | H        | 1001AB   | Demostad
    l3          | Lindestraat | 3            |              |          | 1001AB   | Demostad
"""
GRANT = """
    dwelling_id | case_no | scheme          | measure | asked_on   | decided_on | decision | amount_eur
    l1          | S1      | Isolatiesubsidie | dak    | 2026-10-01 | 2026-11-01 | granted  | 1250.5
    l1          | S2      | Isolatiesubsidie | glas   | 2026-11-02 |            |          |
    l2          | S3      |                 |         | 2026-09-01 |            |          | 800
    l2          | S4      | Isolatiesubsidie | vloer  | 2026-09-15 | 2026-11-10 | refused  |
    l2          | S5      | Isolatiesubsidie | muur   | 2026-12-01 |            |          |
                | S6      | Isolatiesubsidie | gebouw | 2026-09-01 |            |          |
"""


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(store, dwelling=DWELLING, grant_asked=GRANT)
    return store


def test_what_is_open_comes_first_the_longest_on_top_and_only_who_asked_is_in_it(store):
    rows = figures.answer(OFFICER, "grants", store=store, language="en").rows
    assert list(rows.columns) == [
        "case_no", "address", "postcode", "place", "scheme", "measure", "asked_on", "decided_on", "decision",
        "days_open", "amount_eur", "as_of",
    ]  # fmt: skip
    seen = rows[["case_no", "address", "measure", "decision", "days_open", "amount_eur"]]
    assert shown(seen) == lines("""
        case_no | address         | measure | decision        | days_open | amount_eur
        S3      | Lindestraat 2a-H |        | no decision yet | 83        | 800
        S2      | Lindestraat 1   | glas    | no decision yet | 21        |
        S4      | Lindestraat 2a-H | vloer  | refused         |           |
        S1      | Lindestraat 1   | dak     | granted         |           | 1250.5
    """)


def test_on_an_earlier_day_it_stands_as_it_stood_then(store):
    rows = figures.answer(OFFICER, "grants", store=store, as_of=date(2026, 10, 31)).rows
    seen = rows[["case_no", "decision", "days_open", "decided_on"]]
    assert shown(seen) == lines("""
        case_no | decision         | days_open | decided_on
        S3      | nog geen besluit | 60        |
        S4      | nog geen besluit | 46        |
        S1      | nog geen besluit | 30        |
    """)


@pytest.mark.parametrize(
    "viewer",
    [
        Viewer.team(), Viewer.municipality(), Viewer.adviser("Bureau Noord"), Viewer.champion(street="LIN"),
    ],
)  # fmt: skip
def test_every_other_role_is_refused_and_hears_what_it_may(store, viewer):
    with pytest.raises(NotForRole) as refused:
        figures.answer(viewer, "grants", store=store)
    assert str(refused.value).startswith(f"grants is not shown to the role {viewer.role}, because")
    assert "it may ask progress, " in str(refused.value)


@pytest.mark.parametrize(
    "asked", [{"street": "LIN"}, {"firm": "Bureau Noord"}, {"place": Place("buurt", "BA", "Buurt A")}]
)
def test_the_list_is_asked_whole(store, asked):
    [kind] = [getattr(named, "kind", name) for name, named in asked.items()]
    with pytest.raises(NotForRole) as refused:
        figures.answer(OFFICER, "grants", by="city", store=store, **asked)
    assert str(refused.value) == (
        f"The role grants may not narrow grants down to one {kind}; it may ask the whole list."
    )


def test_every_other_figure_is_refused_in_one_sentence(store):
    with pytest.raises(NotForRole) as refused:
        figures.answer(OFFICER, "progress", store=store)
    assert str(refused.value) == (
        "progress is not shown to the role grants, because in small groups people could be recognised; "
        "it may ask grants."
    )

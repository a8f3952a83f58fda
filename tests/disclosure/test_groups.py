"""About which groups of dwellings may a figure be shown?"""

from itertools import combinations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.disclosure import MINIMUM_GROUP, Groups, breaches, draw_groups
from tests.examples import some

from .drawn import lines, members, register, registers, shown_as


def bases(groups: Groups) -> dict[int, frozenset[str]]:
    return {
        cell: frozenset(part["dwelling_id"])
        for cell, part in groups.membership().groupby("cell_id", sort=True)
    }


def test_of_two_groups_that_are_nearly_the_same_the_larger_kind_keeps_its_figure():
    groups = draw_groups(
        register("""
            street | dwellings | buurt | complex
            A      | 30        | B1    | Abelen
            A      | 9         | B1    |
            B      | 30        | B2    | Berken
            B      | 10        | B2    |
        """)
    )
    assert members(groups, "complex") == lines("""
        code   | group  | why_not
        Abelen |        | nearly_the_same
        Berken | Berken |
    """)


def test_a_group_dropped_for_one_before_it_does_not_drop_the_next():
    # Street and buurt differ by 6, street and complex by 6, buurt and complex by 12: only the street goes.
    groups = draw_groups(
        register("""
            street | dwellings | buurt | complex
            A      | 30        | B1    | Abelen
            A      | 6         | B1    |
            Z      | 6         | B1    |
            Z      | 20        | B2    |
            Y      | 30        | B2    |
        """)
    )
    assert members(groups, "street") == lines("""
        code | group | why_not
        A    |       | nearly_the_same
        Y    | Y     |
        Z    | Z     |
    """)
    assert "Abelen | Abelen |" in members(groups, "complex")


def test_places_with_the_same_dwellings_all_keep_their_figure():
    groups = draw_groups(
        register("""
            street | dwellings | buurt | complex
            A      | 30        | B1    | Abelen
            B      | 30        | B2    |
        """)
    )
    same = [dwellings for dwellings in bases(groups).values() if len(dwellings) == 30]
    assert len(same) == 5  # A, Abelen, B1; B, B2
    assert len(set(same)) == 2
    assert groups.members["why_not"].isna().all()


def test_cells_are_numbered_by_kind_and_code_and_every_place_of_the_register_is_a_member():
    groups = draw_groups(
        register("""
            street | dwellings | buurt | gebied
            B      | 20        | B1    | G1
            A      | 20        | B2    |
        """),
        city_name="Demostad",
    )
    assert shown_as(groups.cells, "cell_id", "kind", "code", "name", "dwellings") == lines("""
        cell_id | kind      | code | name     | dwellings
        0       | city      | city | Demostad | 40
        1       | stadsdeel | D1   | D1       | 40
        2       | gebied    | G1   | G1       | 20
        3       | wijk      | W1   | W1       | 40
        4       | buurt     | B1   | B1       | 20
        5       | buurt     | B2   | B2       | 20
        6       | street    | A    | A        | 20
        7       | street    | B    | B        | 20
    """)
    assert shown_as(groups.members) == lines("""
        kind      | code | name     | cell_id | parent_code | parent_name | why_not
        city      | city | Demostad | 0       |             |             |
        stadsdeel | D1   | D1       | 1       | city        | Demostad    |
        gebied    | G1   | G1       | 2       | D1          | D1          |
        wijk      | W1   | W1       | 3       | D1          | D1          |
        buurt     | B1   | B1       | 4       | W1          | W1          |
        buurt     | B2   | B2       | 5       | W1          | W1          |
        street    | A    | A        | 6       | B2          | B2          |
        street    | B    | B        | 7       | B1          | B1          |
    """)


def test_a_town_of_fewer_than_ten_dwellings_has_no_figure_at_all():
    groups = draw_groups(register("street | dwellings\nA | 9"))
    assert groups.cells.empty
    assert set(groups.members["why_not"]) == {"too_small"}
    assert breaches(groups).empty


def test_an_empty_register_has_a_city_without_a_figure():
    groups = draw_groups(register("street | dwellings\nA | 9").iloc[:0])
    assert groups.cells.empty
    assert groups.members["kind"].tolist() == ["city"]


@given(registers(), st.randoms(use_true_random=False))
@settings(max_examples=some(8, 200), deadline=None)
def test_the_order_of_the_register_does_not_matter(drawn, chance):
    order = list(range(len(drawn)))
    chance.shuffle(order)
    one, other = draw_groups(drawn), draw_groups(drawn.iloc[order])
    pd.testing.assert_frame_equal(one.cells, other.cells)
    pd.testing.assert_frame_equal(one.members, other.members)
    pd.testing.assert_frame_equal(one.dwellings, other.dwellings)


@given(registers())
@settings(max_examples=some(25, 500), deadline=None)
def test_every_group_has_ten_dwellings_and_no_two_differ_by_fewer(drawn):
    groups = draw_groups(drawn)
    found = bases(groups)
    assert [len(found[cell]) for cell in groups.cells["cell_id"]] == groups.cells["dwellings"].tolist()
    assert all(len(base) >= MINIMUM_GROUP for base in found.values())
    assert [
        pair for pair in combinations(found.values(), 2) if 0 < len(pair[0] ^ pair[1]) < MINIMUM_GROUP
    ] == []
    assert breaches(groups).empty


@given(registers())
@settings(max_examples=some(12, 200), deadline=None)
def test_a_place_has_no_figure_only_for_a_reason_that_the_register_shows(drawn):
    groups = draw_groups(drawn)
    without = groups.members["cell_id"].isna()
    assert (groups.members["why_not"].notna() == without).all()
    with_cell = groups.members[~without].merge(groups.cells, on="cell_id", suffixes=("", "_of_cell"))
    assert (with_cell["kind"] == with_cell["kind_of_cell"]).all()
    assert (with_cell["code"] >= with_cell["code_of_cell"]).all()


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (lambda good: good.drop(columns="wijk_code"), "The register lacks wijk_code; groups cannot be drawn"),
        (lambda good: pd.concat([good, good.tail(1)]), "holds dwelling 0000000000000011 twice; each may be"),
        (lambda good: good.assign(dwelling_id=None), "holds a dwelling without dwelling_id; each needs one"),
    ],
)
def test_a_register_that_cannot_be_trusted_is_refused(spoil, message):
    with pytest.raises(ValueError, match=message):
        draw_groups(spoil(register("street | dwellings\nA | 12")))

"""Attack test 1: do groups that were drawn, or kept and read back, still keep their promise?"""

from dataclasses import replace

from energiekop.disclosure import breaches, closest_pairs, draw_groups

from .drawn import lines, register, shown_as

TOWN = """
    street | dwellings | buurt | complex
    A      | 30        | B1    | Abelen
    A      | 12        | B1    |
    B      | 15        | B2    |
"""


def moved(groups, dwelling, kind, to_code):
    """The groups after somebody moved one dwelling to another cell of a kind."""
    cell = groups.cells.set_index(["kind", "code"])["cell_id"].get((kind, to_code), -1)
    dwellings = groups.dwellings.copy()
    dwellings.loc[dwelling, kind] = cell
    counted = dwellings[kind].value_counts()
    cells = groups.cells.copy()
    of_kind = cells["kind"] == kind
    cells.loc[of_kind, "dwellings"] = cells.loc[of_kind, "cell_id"].map(counted)
    return replace(groups, dwellings=dwellings, cells=cells)


def code_of(groups, cell):
    return groups.cells.set_index("cell_id")["code"].get(cell, "")


def found(groups):
    frame = breaches(groups)
    for side in ("cell_a", "cell_b"):
        frame[side] = [code_of(groups, cell) for cell in frame[side].astype(object)]
    return shown_as(frame)


def test_groups_as_drawn_have_no_breach():
    assert breaches(draw_groups(register(TOWN))).empty


def test_two_groups_that_differ_by_one_dwelling_are_a_breach():
    groups = moved(draw_groups(register(TOWN)), 0, "street", "B")
    assert found(groups) == lines("""
        cell_a | cell_b | dwellings | why
        B1     | A      | 1         | nearly_the_same
        B2     | B      | 1         | nearly_the_same
    """)


def test_a_group_under_ten_is_a_breach():
    groups = draw_groups(register(TOWN))
    for dwelling in range(42, 48):
        groups = moved(groups, dwelling, "street", "none")
    assert found(groups) == lines("""
        cell_a | cell_b | dwellings | why
        B      |        | 9         | too_small
        B2     | B      | 6         | nearly_the_same
    """)


def test_a_group_that_holds_another_number_than_it_says_is_a_breach():
    groups = draw_groups(register(TOWN))
    cells = groups.cells.assign(dwellings=groups.cells["dwellings"].replace(30, 29))
    assert found(replace(groups, cells=cells)) == lines("""
        cell_a | cell_b | dwellings | why
        Abelen |        | 30        | miscounted
    """)


def test_the_closest_pairs_come_first_and_equal_bases_differ_by_nothing():
    groups = draw_groups(register(TOWN))
    pairs = closest_pairs(groups, under=13)
    pairs[["cell_a", "cell_b"]] = pairs[["cell_a", "cell_b"]].map(lambda cell: code_of(groups, cell))
    assert shown_as(pairs[pairs["cell_a"].isin(["B1", "B2", "A"])]) == lines("""
        cell_a | cell_b | shared | differ
        B1     | A      | 42     | 0
        B2     | B      | 15     | 0
        B1     | Abelen | 30     | 12
        A      | Abelen | 30     | 12
    """)

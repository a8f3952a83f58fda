"""Which neighbours does a place with too few dwellings go together with?"""

from energiekop.disclosure import Groups, draw_groups

from .drawn import lines, members, register, shown_as


def streets(groups: Groups) -> str:
    chosen = groups.cells[groups.cells["kind"] == "street"]
    return shown_as(chosen, "code", "name", "dwellings")


def test_a_small_street_is_joined_to_its_nearest_neighbour_in_the_same_buurt():
    groups = draw_groups(
        register("""
            street    | dwellings | buurt | x   | y
            Kerkpad   | 20        | B1    | 0   | 0
            Langeweg  | 30        | B1    | 900 | 0
            Molenweg  | 4         | B1    | 100 | 0
            Overzijde | 25        | B2    | 10  | 0
        """)
    )
    assert streets(groups) == lines("""
        code      | name                | dwellings
        Kerkpad   | Kerkpad en Molenweg | 24
        Langeweg  | Langeweg            | 30
        Overzijde | Overzijde           | 25
    """)


def test_small_streets_are_joined_until_there_are_ten_dwellings_and_three_are_named():
    groups = draw_groups(
        register("""
            street | dwellings | x | y
            A      | 2         | 0 | 0
            B      | 2         | 1 | 0
            C      | 2         | 2 | 0
            D      | 2         | 3 | 0
            E      | 2         | 4 | 0
            Z      | 10        | 9 | 0
        """)
    )
    assert streets(groups) == lines("""
        code | name                     | dwellings
        A    | A, B, C en nog 2 straten | 10
        Z    | Z                        | 10
    """)


def test_of_two_neighbours_equally_near_the_first_by_code_is_taken():
    groups = draw_groups(
        register("""
            street | dwellings | x  | y
            A      | 12        | 0  | 0
            B      | 5         | 10 | 0
            C      | 12        | 20 | 0
        """)
    )
    assert members(groups, "street") == lines("""
        code | group | why_not
        A    | A     |
        B    | A     |
        C    | C     |
    """)


def test_streets_without_a_position_join_the_smallest_other_one():
    groups = draw_groups(
        register("""
            street | dwellings
            A      | 40
            B      | 6
            C      | 7
        """)
    )
    assert members(groups, "street") == lines("""
        code | group | why_not
        A    | A     |
        B    | B     |
        C    | B     |
    """)


def test_a_street_in_two_buurten_belongs_where_most_of_it_lies():
    groups = draw_groups(
        register("""
            street    | dwellings | buurt
            Dwarsweg  | 8         | B1
            Dwarsweg  | 12        | B2
            Kerkpad   | 30        | B1
            Molenweg  | 30        | B2
        """)
    )
    shown = groups.members[groups.members["kind"] == "street"]
    assert shown_as(shown, "code", "parent_code", "parent_name") == lines("""
        code     | parent_code | parent_name
        Dwarsweg | B2          | B2
        Kerkpad  | B1          | B1
        Molenweg | B2          | B2
    """)
    assert "Dwarsweg | Dwarsweg | 20" in streets(groups)


def test_a_small_buurt_and_a_small_wijk_are_joined_within_their_own_wijk_and_stadsdeel():
    groups = draw_groups(
        register("""
            street | dwellings | buurt | wijk | stadsdeel | x   | y
            A      | 40        | B1    | W1   | D1        | 0   | 0
            B      | 6         | B2    | W1   | D1        | 50  | 0
            C      | 40        | B3    | W2   | D1        | 60  | 0
            D      | 5         | B4    | W3   | D1        | 70  | 0
            E      | 40        | B5    | W4   | D2        | 71  | 0
        """)
    )
    assert members(groups, "buurt") == lines("""
        code | group | why_not
        B1   | B1    |
        B2   | B1    |
        B3   |       | nearly_the_same
        B4   |       | too_small
        B5   | B5    |
    """)
    assert members(groups, "wijk") == lines("""
        code | group | why_not
        W1   | W1    |
        W2   | W2    |
        W3   | W2    |
        W4   | W4    |
    """)


def test_a_small_complex_without_another_in_its_buurt_has_no_figure():
    groups = draw_groups(
        register("""
            street | dwellings | buurt | complex
            A      | 40        | B1    |
            A      | 9         | B1    | Abelen
            B      | 40        | B2    |
            B      | 9         | B2    | Berken
            B      | 12        | B2    | Ceders
        """)
    )
    assert members(groups, "complex") == lines("""
        code   | group  | why_not
        Abelen |        | too_small
        Berken | Berken |
        Ceders | Berken |
    """)
    assert groups.cells.loc[groups.cells["kind"] == "complex", "name"].tolist() == ["Berken en Ceders"]

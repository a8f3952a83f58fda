"""A street as a ribbon: odd above, even below, floors stacked, complexes as blocks, long streets in stretches."""

from hypothesis import given, settings
from hypothesis import strategies as st

from energiekop.sheets import Block, building, ribbon
from energiekop.sheets.ribbon import WIDE
from tests.sheets.drawn_street import numbers, street, written


def test_odd_numbers_stand_above_the_street_and_even_ones_below():
    [section] = ribbon(numbers(1, 8), {"3": "plan", "4": "under_way"})
    assert written(section) == "odd: 1, ✓3, 5, 7\neven: 2, …4, 6, 8"
    assert (section.first, section.last) == ("1", "8")
    assert (section.marked("plan"), section.marked("under_way"), section.marked("")) == (1, 1, 6)


def test_floors_of_one_door_are_stacked_the_top_one_first():
    [section] = ribbon(
        street("""
            house_number | house_letter | addition | floor
            12           |              | H        | 0
            12           |              | 2        | 2
            12           |              | 1        | 1
            12           | A            |          |
            14           |              | A        |
            14           |              | B        |
        """),
        {"12-1": "plan", "14-B": "under_way"},
    )
    assert written(section) == "odd: \neven: 12(2 ✓1 H), 12A, 14(…B A)"


def test_a_home_above_a_shop_keeps_its_whole_number():
    [section] = ribbon(street("house_number | addition | floor\n7 | 1 | 1"), {})
    assert written(section) == "odd: 7-1\neven: "


def test_a_complex_is_one_block_on_each_side_it_stands_on():
    [section] = ribbon(
        street("""
            house_number | addition | complex_id | complex_name
            1            |          |            |
            3            | H        | TOR        | De Toren
            3            | 1        | TOR        | De Toren
            5            |          | TOR        | De Toren
            4            |          | TOR        | De Toren
            6            |          | TOR        | De Toren
        """),
        {"5": "plan"},
    )
    assert written(section) == "odd: 1, [3–5 De Toren 3 ✓5]\neven: [4–6 De Toren 2]"


def test_a_complex_of_one_door_is_stacked_like_any_other_door():
    [section] = ribbon(
        street("""
            house_number | addition | floor | complex_id | complex_name
            3            | H        | 0     | VVE        | VvE Linde 3
            3            | 1        | 1     | VVE        | VvE Linde 3
        """),
        {},
    )
    assert written(section) == "odd: 3(1 H)\neven: "


def test_a_door_with_many_homes_is_a_block():
    homes = "\n".join(f"20 | {n}" for n in range(101, 141))
    [section] = ribbon(street(f"house_number | addition\n{homes}"), {"20-107": "under_way"})
    assert written(section) == "odd: \neven: [20  40 …20-107]"


def test_a_street_without_houses_and_one_with_a_single_house():
    assert ribbon(street("house_number"), {}) == []
    [section] = ribbon(numbers(9, 9), {})
    assert written(section) == "odd: 9\neven: "


def test_a_long_street_is_cut_into_stretches_no_wider_than_a_phone():
    sections = ribbon(numbers(1, 400), {})
    assert [(section.first, section.last) for section in sections[:2]] == [("1", "16"), ("17", "32")]
    assert len(sections) == 25


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 300), st.sampled_from(["", "H", "1", "2", "A"]), st.sampled_from(["", "C1", "C2"])
        ),
        unique_by=lambda home: home[:2],
        max_size=60,
    ),
    st.randoms(),
)
def test_every_home_is_drawn_once_and_every_mark_too(homes, random):
    houses = street(
        "house_number | addition | complex_id\n" + "\n".join(" | ".join(map(str, home)) for home in homes)
    )
    marks = {
        name: random.choice(["plan", "under_way"]) for name in houses["dwelling_id"] if random.random() < 0.4
    }
    sections = ribbon(houses, marks)
    items = [item for section in sections for item in (*section.odd, *section.even)]
    assert sum(item.homes if isinstance(item, Block) else len(item.homes) for item in items) == len(homes)
    assert sum(section.marked("plan") + section.marked("under_way") for section in sections) == len(marks)
    for section in sections:
        for side, odd in ((section.odd, True), (section.even, False)):
            assert sum(item.width for item in side) <= WIDE
            assert all(
                int("".join(filter(str.isdigit, item.number.split("–")[0]))) % 2 == odd for item in side
            )


def test_a_complex_by_itself_shows_its_doors_street_by_street():
    found = building(
        street("""
            street_name | house_number | addition | floor
            Torenkade   | 2            | 1        | 1
            Torenkade   | 2            | H        | 0
            Torenkade   | 1            |          |
            Dwarspad    | 8            |          |
        """),
        {"1": "plan"},
    )
    assert [
        (name, [(door.number, [home.label for home in door.homes]) for door in doors])
        for name, doors in found
    ] == [
        ("Dwarspad", [("8", ["8"])]),
        ("Torenkade", [("1", ["1"]), ("2", ["1", "H"])]),
    ]

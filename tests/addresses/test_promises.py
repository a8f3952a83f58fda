"""Promises over any register and any spelling: found, or honestly not; never another dwelling."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import some

from .conftest import Match, match_typed

SPELLINGS_OF_STREET = {
    "Lindestraat": ["Lindestr.", "LINDE STRAAT", "lindestr", "Líndestraat"],
    "Van der Boomlaan": ["v.d. Boomlaan", "vd Boomln", "Van den Boomlaan", "v/d boom laan"],
    "24e Laan": ["24e laan", "24ste Laan", "24 e laan"],
    "Laan 24": ["laan 24", "LAAN 24"],
    "St. Vitusweg": ["Sint Vitusweg", "st vitus weg", "St.Vituswg"],
    "Singel": ["singel", "SINGEL"],
    "Burg. Roosplein": ["Burgemeester Roosplein", "burgem. roospl."],
}
STREETS = list(SPELLINGS_OF_STREET)
UNITS = [
    ("", ""), ("A", ""), ("b", ""), ("H", ""), ("I", ""), ("", "H"), ("", "1"), ("", "2"), ("", "I"), ("", "II"),
    ("A", "2"), ("", "BIS"), ("", "3"), ("", "12"), ("", "001"),
]  # fmt: skip
PLACES = {"Demostad": "1011", "Haren": "2022"}

SPELLINGS_OF_UNIT = {
    "": [""],
    "H": ["H", "hs", "huis", "bg", "begane grond"],
    "1": ["1", "1-hoog", "1e verdieping", "een hoog"],
    "I": ["I", "i", "1 hoog"],
    "2": ["2", "2hg", "twee hoog", "2e etage"],
    "II": ["II", "2 hoog", "ii"],
    "3": ["3", "3 hoog"],
    "BIS": ["bis", "BS", "Bis"],
    "12": ["12", "app 12", "toev. 12"],
    "001": ["001", "app 1"],
}

rows = st.builds(
    lambda street, number, unit, place: (street, number, *unit, place),
    st.sampled_from(STREETS), st.integers(1, 26), st.sampled_from(UNITS), st.sampled_from(sorted(PLACES)),
)  # fmt: skip
registers = st.lists(rows, min_size=1, max_size=25, unique=True)


def register_of(drawn: list[tuple[str, int, str, str, str]]) -> list[tuple[object, ...]]:
    """One dwelling per row; a street has one postcode per side in each place."""
    return [
        (f"a{at}", f"d{at:02}", street, number, letter, addition, postcode_of(street, number, place), place)
        for at, (street, number, letter, addition, place) in enumerate(drawn)
    ]


def postcode_of(street: str, number: int, place: str) -> str:
    return f"{PLACES[place]}{'ABCDEFG'[STREETS.index(street)]}{'AB'[number % 2]}"


@st.composite
def spelled(draw: st.DrawFn, row: tuple[str, int, str, str, str]) -> str:
    street, number, letter, addition, place = row
    name = draw(st.sampled_from([street, *SPELLINGS_OF_STREET[street]]))
    unit = draw(st.sampled_from(SPELLINGS_OF_UNIT.get(addition, [addition])))
    letter = draw(st.sampled_from([letter, letter.lower()]))
    between = draw(st.sampled_from([" ", "-", ", "])) if unit else ""
    postcode = postcode_of(street, number, place)
    where = draw(st.sampled_from([
        postcode, f"{postcode[:4]} {postcode[4:].lower()}", place, f"{postcode} {place}", f"te {place}",
        f"{place.upper()}, NL",
    ]))  # fmt: skip
    remark = draw(st.sampled_from(["", "", " (boven de kapper)", ", naast de kerk"]))
    return f"{name} {number}{letter}{between}{unit}{remark}, {where}"


@settings(max_examples=some(12, 300), deadline=None)
@given(st.data())
def test_an_address_in_another_spelling_is_found_again_or_kept_open(data):
    drawn = data.draw(registers)
    register = register_of(drawn)
    typed = [{"street": data.draw(spelled(row))} for row in drawn]
    for row, text, match in zip(register, typed, match_typed(register, typed), strict=True):
        if match.dwelling_id is None:
            assert match.way in {"building", "ambiguous"}, (text, match)
            assert row[1] in match.candidates, (text, match)
        else:
            assert match.dwelling_id == row[1], (text, match)


@settings(max_examples=some(8, 200), deadline=None)
@given(
    registers,
    st.lists(
        st.tuples(st.sampled_from(STREETS), st.integers(1, 40), st.sampled_from(UNITS)),
        min_size=1,
        max_size=25,
    ),
)
def test_no_dwelling_is_matched_whose_number_or_addition_was_not_typed(drawn, asked):
    register = register_of(drawn)
    typed = [
        {"street": f"{street} {number}{letter} {addition}", "context": "Haren"}
        for street, number, (letter, addition) in asked
    ]
    by_dwelling = {row[1]: row for row in register}
    for (street, number, unit), match in zip(asked, match_typed(register, typed), strict=True):
        if match.dwelling_id is not None:
            found = by_dwelling[match.dwelling_id]
            assert (found[2], found[3]) == (street, number)
            assert bool(found[4] or found[5]) == any(unit) or match.reason == "only_unit"
        if not any(row[2:4] == (street, number) for row in register) and "24" not in street:
            assert match.way == "none", (street, number, match)


@settings(max_examples=some(4, 60), deadline=None)
@given(st.data())
def test_the_order_of_rows_makes_no_difference(data):
    drawn = data.draw(registers)
    register = register_of(drawn)
    typed = [{"street": data.draw(spelled(row)), "typed_id": at} for at, row in enumerate(drawn)]
    shuffled = match_typed(data.draw(st.permutations(register)), data.draw(st.permutations(typed)))
    assert shuffled == match_typed(register, typed)


@settings(max_examples=some(12, 300), deadline=None)
@given(st.text(alphabet=st.sampled_from("Lindestra 124-,/.()AaHeé'&+\n1011AB"), max_size=40))
def test_any_text_gets_one_row_and_no_invented_dwelling(text):
    register = register_of(
        [("Lindestraat", 12, "", "", "Demostad"), ("Lindestraat", 14, "A", "", "Demostad")]
    )
    (match,) = match_typed(register, [{"street": text}])
    assert match.dwelling_id is None or str(match.house_number) in text
    assert isinstance(match, Match)

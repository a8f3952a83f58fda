"""What a typed address may and may not become, and that each reason has its case and its words."""

import duckdb
import pytest

from energiekop.addresses import REASONS, Aliases, StreetAlias, match_addresses

from .conftest import match_typed, register_table, typed_table
from .test_dutch_addresses import drawn_register

REGISTER = [
    ("a1", "d1", "Lindestraat", 12, None, None, "9351AA", "Leek"),
    ("a2", "d2", "Lindestraat", 14, "A", None, "9351AA", "Leek"),
    ("a3", "d3", "Lindestraat", 14, "B", None, "9351AA", "Leek"),
]

ALIASES = Aliases(streets=(StreetAlias("Demostad", "Eikenlaan", "Lindestraat"),), places=(("Buiten", "Haren"),))
ONE_TEXT_PER_REASON = {
    "same_id": {"dwelling_id": "linde-5"},
    "same_text": {"street": "Lindestraat 5, 1011AA Demostad"},
    "same_spelling": {"street": "Lindestr 5, 1011aa"},
    "same_floor": {"street": "Lindestraat 12 2 hoog, 1011AB"},
    "only_unit": {"street": "Lindestraat 20, 1011AB"},
    "others_at_this_number": {
        "street": "Lindestraat", "number": "18", "letter": "", "addition": "", "postcode": "1011AB",
    },
    "remark_left_out": {"street": "Lindestraat 5 boven de kapper, 1011AA"},
    "postcode_of_this_street": {"street": "Lindestraat 5, 1011AC"},
    "postcode_unknown": {"street": "Lindestraat 5, 1011ZZ Demostad"},
    "postcode_misread": {"street": "Schoolstraat 5, 2022BB Haren"},
    "postcode_without_number": {"street": "Beukpad 1, 1011AB Haren"},
    "place_differs": {"street": "Lindestraat 5, 1011AA", "place": "Zwolle"},
    "municipality_for_place": {"street": "Beukpad 1, Waterland"},
    "known_by_alias": {"street": "Eikenlaan 5, Demostad"},
    "sounds_alike": {"street": "Lindestraad 5, 1011AA"},
    "misspelt": {"street": "Lindesrtaat 5, Demostad"},
    "part_of_name": {"street": "Vliegerstraat 15, Demostad"},
    "unique_in_register": {"street": "Lindestr. 5"},
    "which_unit": {"street": "Lindestraat 18, 1011AB"},
    "unit_unknown": {"street": "Lindestraat 18 c, 1011AB"},
    "range": {"street": "Lindestraat 22-26, 1011AB"},
    "two_dwellings": {"street": "Lindestraat 22 en 24, 1011AB"},
    "same_text_twice": {"street": "Dubbelweg 1, 2022BC"},
    "several_fit": {"street": "N. Ebstraat 23, Demostad"},
    "street_in_several_places": {"street": "Schoolstraat 5"},
    "postcode_of_another_street": {"street": "Lindestraat 5, 2022BC"},
    "postcode_not_here": {"street": "Lindestraat 5, 1011ZZ"},
    "place_and_postcode_differ": {"street": "Schoolstraat 5, 2022BA Demostad"},
    "street_not_in_this_place": {"street": "Lindestraat 5, Haren"},
    "place_unknown": {"street": "Lindestraat 5", "place": "Zwolle"},
    "words_not_understood": {"street": "Lindestraat 5 Wilgenburg"},
    "id_and_text_differ": {"street": "Lindestraat 5, 1011AA", "dwelling_id": "linde-3"},
    "street_perhaps_misspelt": {"street": "Lindesrtaat 5"},
    "street_unknown_at_this_postcode": {"street": "Eikstraat 5, 1011AA"},
    "empty": {"street": " "},
    "id_unknown": {"dwelling_id": "nobody"},
    "no_number": {"street": "Lindestraat, Demostad"},
    "street_unknown": {"street": "Eikstraat 5, Demostad"},
    "number_unknown": {"street": "Lindestraat 7, Demostad"},
}  # fmt: skip


def test_each_reason_has_its_case():
    of_a_build = {"chosen"}  # said of an address that the team chose, not of a text
    assert ONE_TEXT_PER_REASON.keys() | of_a_build == REASONS.keys()


@pytest.mark.parametrize("reason", ONE_TEXT_PER_REASON)
def test_the_reason_is_said(reason):
    (match,) = match_typed(
        drawn_register(), [ONE_TEXT_PER_REASON[reason]],
        municipalities={"Haren": "Waterland", "Demostad": "Demostad"}, aliases=ALIASES,
    )  # fmt: skip
    assert match.reason == reason, match


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_is_a_kind_sentence_in_two_languages(reason):
    for sentence in REASONS[reason]:
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?"))
    assert REASONS[reason][0] != REASONS[reason][1]


def test_an_addition_that_does_not_exist_ends_in_the_building():
    (match,) = match_typed(REGISTER, [{"street": "Lindestr. 14c", "context": "Leek"}])
    assert (match.way, match.candidates) == ("building", ["d2", "d3"])
    assert (match.street, match.house_number, match.postcode, match.place) == (
        "Lindestraat",
        14,
        "9351AA",
        "Leek",
    )


def test_an_id_is_known_without_its_leading_zero_and_as_an_address_id():
    register = [("0363200000000001", "0363010000000001", "Lindestraat", 1, "", "", "", "")]
    matches = match_typed(register, [{"dwelling_id": "363010000000001"}, {"dwelling_id": "0363200000000001"}])
    assert [(match.way, match.dwelling_id) for match in matches] == [("id", "0363010000000001")] * 2


def test_a_dwelling_with_two_addresses_is_one_dwelling():
    register = [*REGISTER, ("a4", "d1", "Lindestraat", 12, "A", None, "9351AA", "Leek")]
    for text in ("Lindestraat 12, 9351AA", "Lindestraat 12a, 9351AA"):
        (match,) = match_typed(register, [{"street": text}])
        assert (match.way, match.dwelling_id) == ("exact", "d1")


def test_a_register_without_postcodes_and_places_can_be_matched():
    register = [
        ("a1", "d1", "Lindestraat", 12, "", "", "", ""),
        ("a2", "d2", "Lindestraat", 14, "", "", "", ""),
    ]
    (match,) = match_typed(register, [{"street": "lindestr 14"}])
    assert (match.dwelling_id, match.postcode, match.place) == ("d2", None, None)


def test_at_most_ten_candidates_are_listed_when_it_is_open_which_address_is_meant():
    register = [
        (f"a{at}", f"d{at:02}", "Schoolstraat", 5, "", "", f"10{at:02}AA", f"Plaats {chr(97 + at)}")
        for at in range(12)
    ]
    (match,) = match_typed(register, [{"street": "Schoolstraat 5"}])
    assert match.candidates == [f"d{at:02}" for at in range(10)]


def test_a_longer_street_name_does_not_stand_for_a_shorter_one():
    (match,) = match_typed(REGISTER, [{"street": "Oude Lindestraat 12, Leek"}])
    assert (match.way, match.reason) == ("none", "street_unknown")


def test_matching_again_gives_the_same_and_leaves_no_tables_behind():
    con = duckdb.connect()
    register_table(con, drawn_register())
    typed_table(con, list(ONE_TEXT_PER_REASON.values()))
    match_addresses(con)
    once = con.execute("select * from address_match").fetchall()
    match_addresses(con)
    assert con.execute("select * from address_match").fetchall() == once
    tables = con.execute("select table_name from duckdb_tables() order by 1").fetchall()
    assert tables == [("address_match",), ("register_address",), ("typed_address",)]


def test_a_typed_id_that_comes_twice_gets_one_row():
    assert len(match_typed(REGISTER, [{"street": "Lindestraat 12", "typed_id": 7}] * 2)) == 1


def test_an_empty_list_and_an_empty_register_are_no_error():
    con = duckdb.connect()
    register_table(con, REGISTER)
    typed_table(con, [{"street": "Lindestraat 12"}])
    con.execute("delete from register_address")
    match_addresses(con)
    assert con.execute("select way, reason from address_match").fetchall() == [("none", "street_unknown")]
    con.execute("delete from typed_address")
    match_addresses(con)
    assert con.execute("select * from address_match").fetchall() == []


PLACES = {"Haren": "Waterland", "'s-Gravenoord": "Waterland", "Demostad": "Demostad"}


def of(text: str, *, context: str | None = None, aliases: Aliases = ALIASES):
    (match,) = match_typed(
        drawn_register(), [{"street": text, "context": context}], municipalities=PLACES, aliases=aliases
    )
    return match


def test_a_file_of_a_municipality_looks_in_its_places_and_nowhere_else():
    assert of("Schoolstraat 5", context="Waterland").dwelling_id == "school-5-h"
    assert of("Schoolstraat 9", context="Demostad").reason == "street_not_in_this_place"
    assert of("Kerkweg 5 bij Jansen", context="Waterland").dwelling_id == "kerk-5-o"


def test_the_municipality_may_stand_where_the_place_should_but_a_place_of_that_name_goes_first():
    assert of("Beukpad 1, gemeente Waterland").dwelling_id == "beuk-1"
    assert of("Schoolstraat 5, Demostad").dwelling_id == "school-5-d"
    assert of("Schoolstraat 9, Demostad").way == "ambiguous"


def test_an_alias_of_a_street_holds_in_its_place_and_not_against_a_street_of_that_name():
    found = of("Eikenln 5, Demostad")
    assert (found.way, found.dwelling_id, found.reason) == ("normalised", "linde-5", "known_by_alias")
    assert of("Eikenlaan 5, Haren").way in ("none", "ambiguous")
    told = Aliases(streets=(StreetAlias("Demostad", "Vloedkade", "Lindestraat"),))
    assert of("Vloedkade 14, Demostad", aliases=told).dwelling_id == "kade-14"
    assert of("Vloedkade 5, Demostad", aliases=told).way == "none"


def test_a_place_is_found_by_another_name():
    assert of("Schoolstraat 5, Buiten").dwelling_id == "school-5-h"


def test_a_register_without_postcodes_is_searched_by_name_only():
    register = [("a1", "d1", "A.P. Vliegerstraat", 5, "", "", "", "Leek"), ("a2", "d2", "Markt", 5, "", "", "", "Leek")]
    (match,) = match_typed(register, [{"street": "Vliegerstraat 5", "context": "Leek"}])
    assert (match.dwelling_id, match.reason) == ("d1", "part_of_name")

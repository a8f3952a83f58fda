"""What a typed address may and may not become."""

REGISTER = [
    ("a1", "d1", "Lindestraat", 12, None, None, "9351AA", "Leek"),
    ("a2", "d2", "Lindestraat", 14, "A", None, "9351AA", "Leek"),
    ("a3", "d3", "Lindestraat", 14, "B", None, "9351AA", "Leek"),
]


def test_an_address_as_the_register_writes_it_is_exact(match_against):
    (match,) = match_against(REGISTER, [{"street": "Lindestraat 12, 9351AA Leek"}])
    assert (match.way, match.reason, match.dwelling_id) == ("exact", "same_text", "d1")


def test_an_addition_that_does_not_exist_ends_in_the_building(match_against):
    (match,) = match_against(REGISTER, [{"street": "Lindestr. 14c", "context": "Leek"}])
    assert (match.way, match.reason, match.candidates) == ("building", "unit_unknown", ["d2", "d3"])
    assert (match.street, match.house_number) == ("Lindestraat", 14)


def test_a_number_that_does_not_exist_finds_nothing(match_against):
    (match,) = match_against(REGISTER, [{"street": "Lindestraat 13, 9351AA Leek"}])
    assert (match.way, match.reason, match.dwelling_id) == ("none", "number_unknown", None)

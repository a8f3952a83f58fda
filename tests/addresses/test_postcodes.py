"""A postcode is found in a text however it was written, and what only looks like one is left alone."""

import pytest

from energiekop.addresses.postcodes import postcode_in_cell, take_postcode

KNOWN = {"9711KS", "9722BG", "9746DD", "9722KA"}


@pytest.mark.parametrize(
    ("text", "left", "postcode"),
    [
        ("vismarkt 18, 9711 ks groningen", "vismarkt 18, , groningen", "9711KS"),
        ("vismarkt 18 nl-9711ks", "vismarkt 18 ,", "9711KS"),
        ("tuikwerd 61,9746ddgroningen", "tuikwerd 61,,, groningen", "9746DD"),
        ("chopinlaan 21, 9722 k a", "chopinlaan 21, ,", "9722KA"),
        ("vismarkt 18, 9711k5", "vismarkt 18, ,", "9711KS"),
        ("helperzoom 73, 972zbg", "helperzoom 73, ,", "9722BG"),
        # misread beyond reading: it says nothing, and is no addition
        ("vismarkt 18, 9799k5", "vismarkt 18, ,", ""),
        ("chopinlaan 21, zevenennegentig tweeentwintig ka", "chopinlaan 21, ,", "9722KA"),
        # no postcode
        ("hoofdstraat 2001 te leek", "hoofdstraat 2001 te leek", ""),
        ("hoofdstraat 2001 a1", "hoofdstraat 2001 a1", ""),
        ("vismarkt 18a", "vismarkt 18a", ""),
    ],
)
def test_a_text_is_parted_from_its_postcode(text, left, postcode):
    found, taken = take_postcode(text, "", KNOWN)
    assert (found, taken) == (left, postcode)


def test_a_cell_holds_a_postcode_or_its_four_digits():
    assert [postcode_in_cell(cell) for cell in ("9711 ks", "9711-KS", "9711", "haren", "")] == [
        "9711KS", "9711KS", "9711", "", "",
    ]  # fmt: skip

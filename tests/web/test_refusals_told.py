"""What a build refuses, in the language of the page."""

import pytest

from energiekop.sources import cells
from energiekop.sources.refusals import FileRefused, Refused, said
from energiekop.web.books import words
from energiekop.web.words import Speaker

LACKING = FileRefused(
    "community/team/aanmeldingen_2025-03-01.csv",
    place=said("row {row}", row=1),
    found=said("the headings {headings}", headings="Dag, Naam"),
    expected=said("{first} or {other}", first=said("a column {name}", name="adres"), other="straat"),
)
DUTCH = {
    "{where}: found {found}, expected {expected}. {do}.": "{where}: er staat {found}, nodig is {expected}. {do}.",
    "row {row}": "rij {row}",
    "the headings {headings}": "de koppen {headings}",
    "a column {name}": "een kolom {name}",
    "{first} or {other}": "{first} of {other}",
    "Correct the file and hand it in again": "Verbeter het bestand en lever het opnieuw aan",
}


def test_a_refusal_reads_as_on_the_command_line_in_english():
    assert words.refusal(Speaker("en"), LACKING) == str(LACKING)


def test_each_part_of_a_refusal_is_told_in_the_language_of_the_page(monkeypatch):
    said_in_dutch = {text: (told,) for text, told in DUTCH.items()}
    monkeypatch.setattr("energiekop.web.books.words.messages", lambda language: said_in_dutch)
    monkeypatch.setattr("energiekop.web.words.messages", lambda language: said_in_dutch)
    assert words.refusal(Speaker("nl"), LACKING) == (
        "community/team/aanmeldingen_2025-03-01.csv, rij 1: er staat de koppen Dag, Naam, nodig is een kolom "
        "adres of straat. Verbeter het bestand en lever het opnieuw aan."
    )


def test_what_has_no_words_of_ours_is_shown_as_it_is():
    assert words.refusal(Speaker("nl"), Refused("energiekop: the disk is full")) == (
        "energiekop: the disk is full"
    )


@pytest.mark.parametrize("text", sorted({*cells.EXPECTED.values()}))
def test_what_a_cell_of_a_rejected_row_should_have_held_has_dutch_words(text: str):
    assert words.expected(Speaker("nl"), text) != text or text == "ja or nee"

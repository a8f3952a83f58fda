"""Every kind, way, reason and expectation of the books has its words in both languages."""

import pytest

from energiekop.addresses import REASONS
from energiekop.publish.ledger import WAYS
from energiekop.sources import KINDS, cells
from energiekop.sources.remarks import REMARKS
from energiekop.web.books import words
from energiekop.web.words import Speaker

DUTCH, ENGLISH = Speaker("nl"), Speaker("en")


@pytest.mark.parametrize("text", [*cells.EXPECTED.values(), "one of a, b", "as many cells as there are headings (3)",
                                  "a number from 0 to 5; did a spreadsheet lose its decimal sign?",
                                  "one address of the register", "the id of an address in the register",
                                  "a day not after the day the file was handed in"])  # fmt: skip
def test_what_was_expected_is_said_in_dutch(text: str) -> None:
    assert words.expected(DUTCH, text) != text
    assert "{" not in words.expected(DUTCH, text)


def test_every_kind_of_file_and_every_way_has_a_name() -> None:
    for speaker in (DUTCH, ENGLISH):
        assert set(KINDS) | {"areas"} == set(words.kinds(speaker))
        assert set(WAYS) == set(words.ways(speaker))
        assert set(REASONS) <= set(words.reasons(speaker))


@pytest.mark.parametrize("reason", ["blank", "unreadable", "after_delivery", "no_consent", "no_dwelling", "no_street", "id_unknown",
                                    "surplus", "implausible", "forgotten"])  # fmt: skip
def test_why_a_row_was_handed_back_is_told_and_what_to_do(reason: str) -> None:
    assert words.reasons(DUTCH)[reason] != words.reasons(ENGLISH)[reason]


@pytest.mark.parametrize(
    ("told", "dutch", "english"),
    [
        ("2025-07-23", "23 juli 2025", "23 July 2025"),
        ("stopped 2025-10-27", "gestopt 27 oktober 2025", "stopped 27 October 2025"),
        ("plan 2026-11-12", "Plan gekozen 12 november 2026", "Plan chosen 12 November 2026"),
        ("tenant", "Huur", "Tenant"),
        ("no", "nee", "no"),
        ("Bureau Noord", "Bureau Noord", "Bureau Noord"),
    ],
)
def test_a_value_that_was_told_is_read_as_people_write_it(told: str, dutch: str, english: str) -> None:
    assert (words.value(DUTCH, told), words.value(ENGLISH, told)) == (dutch, english)


def test_several_values_keep_who_told_them() -> None:
    told = "2025-07-18 (Bureau Zuid, v.xlsx, 2025-07-20); yes (team, a.csv, 2025-07-21)"
    assert words.values(DUTCH, told) == "18 juli 2025 (Bureau Zuid, v.xlsx, 2025-07-20); ja (team, a.csv, 2025-07-21)"


@pytest.mark.parametrize("topic", REMARKS)
def test_a_remark_about_a_file_is_a_sentence_with_its_number(topic: str) -> None:
    assert "1.234" in words.noticed(DUTCH, topic, "", 1234)[0]
    assert words.noticed(DUTCH, "day_order", "mdy", 3) == ("volgorde van dag en maand", "eerst de maand")

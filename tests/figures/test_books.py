"""What was handed in, what became of its rows, and which addresses are unsure."""

from datetime import date

import duckdb
import pytest

from energiekop import figures
from energiekop.privacy import OutOfScope, Viewer
from tests.privacy.drawn_snapshot import ID, lines, make, shown

TEAM = Viewer.team()
RHYTHM = """
    kind     | days
    grants   | 14
    sign_ups | 7
"""
DELIVERIES = """
    file_id | path              | party        | source    | kind      | delivered_on | layout | rows | accepted | duplicate | rejected
    1       | subsidies_1.csv   | municipality | municipal | grants    | 2026-10-01   | utf-8  | 10   | 9        | 1         | 0
    2       | subsidies_2.csv   | municipality | municipal | grants    | 2026-11-01   | utf-8  | 5    | 5        | 0         | 0
    3       | linde.csv         | community    | linde     | sign_ups  | 2026-11-20   | cp1252 | 8    | 5        | 1         | 2
    4       | complexen.csv     | municipality | municipal | complexes | 2025-01-01   | utf-8  | 3    | 3        | 0         | 0
"""
REJECTED = """
    file_id | row_no | column_name | reason                     | found               | expected        | what_to_do
    3       | 9      | datum       | unreadable                 | 31-02-2026          | a day           | Correct it.
    3       | 4      | address     | postcode_of_another_street | Lindestraat 9 2000A | one address     | Correct it.
"""
READINGS = """
    file_id | column_name | topic       | chosen | by     | showing | against | open
    3       | datum       | day_order   | mdy    | column | 6       | 1       | 2
    3       |             | below_table | 9-10   | layout | 2       | 0       | 0
"""
WAYS = """
    party        | kind     | delivered_on | way        | reason     | number
    community    | sign_ups | 2026-11-01   | exact      | same_text  | 2
    community    | sign_ups | 2026-11-20   | exact      | same_text  | 4
    community    | contacts | 2026-11-20   | ambiguous  | several    | 2
    municipality | grants   | 2026-11-01   | id         | same_id    | 15
"""
HOUSES = """
    dwelling_id | street_name | house_number | house_letter | addition | postcode | place    | is_dwelling
    1           | Lindestraat | 9            |              | 1        | 1001AB   | Demostad | true
    2           | Lindestraat | 9            |              | 2        | 1001AB   | Demostad | true
    3           | Lindestraat | 9            |              | H        | 1001AB   | Demostad | false
"""


def typed(*parts: str) -> str:
    """An address as it was typed, field by field; "-" where a field was empty."""
    return chr(31).join(chr(30) if part == "-" else part for part in parts)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    store = tmp_path_factory.mktemp("store")
    make(store, settings_rhythm=RHYTHM, delivery=DELIVERIES, rejected_row=REJECTED, reading_note=READINGS, way_count=WAYS, dwelling=HOUSES)
    with duckdb.connect(str(store / ID / "exact.duckdb")) as con:
        con.executemany(
            "insert into match values (?, ?, ?, ?)",
            [
                (typed("Lindestraat 9", "-", "-", "-", "2000A", "-", ""), "ambiguous", "which", ["3", "2", "1"]),
                (typed("Lindestraat", "9", "-", "-", "-", "-", "Demostad"), "building", "unit", ["1", "2"]),
                (typed("Lindestraat 9-H", "-", "-", "-", "-", "-", ""), "ambiguous", "shop", ["3"]),
                (typed("Lindestraat 8", "-", "-", "-", "-", "-", ""), "none", "number_unknown", []),
            ],
        )
    return store


def test_a_source_is_as_fresh_as_its_last_file(store):
    assert shown(
        figures.freshness(TEAM, store=store), "source", "kind", "files", "rows", "rejected",
        "last_delivered_on", "rhythm_days", "expected_on",
    ) == lines("""
        source    | kind      | files | rows | rejected | last_delivered_on | rhythm_days | expected_on
        linde     | sign_ups  | 1     | 8    | 2        | 2026-11-20        | 7           | 2026-11-27
        municipal | complexes | 1     | 3    | 0        | 2025-01-01        |             |
        municipal | grants    | 2     | 15   | 0        | 2026-11-01        | 14          | 2026-11-15
    """)  # fmt: skip


@pytest.mark.parametrize(
    ("today", "late"),
    [
        (date(2026, 11, 15), []),
        (date(2026, 11, 16), [("grants", 1)]),
        (date(2026, 12, 1), [("grants", 16), ("sign_ups", 4)]),
    ],
)
def test_a_source_is_overdue_from_the_day_after_its_file_was_expected(store, today, late):
    rows = figures.overdue(figures.freshness(TEAM, store=store), today)
    assert list(zip(rows["kind"], rows["days_overdue"], strict=True)) == late


def test_a_past_day_knows_only_the_files_of_then(store):
    then = figures.ledger(TEAM, as_of=date(2026, 10, 31), store=store)
    assert list(then["path"]) == ["subsidies_1.csv", "complexen.csv"]


def test_the_ledger_has_a_line_for_each_file_that_adds_up(store):
    rows = figures.ledger(TEAM, store=store)
    assert list(rows["path"]) == ["linde.csv", "subsidies_2.csv", "subsidies_1.csv", "complexen.csv"]
    assert (rows["rows"] == rows["accepted"] + rows["duplicate"] + rows["rejected"]).all()


def test_ways_are_counted_per_party(store):
    assert shown(figures.matching(TEAM, store=store), "party", "way", "reason", "rows", "share") == lines("""
        party        | way       | reason    | rows | share
        community    | exact     | same_text | 6    | 0.75
        community    | ambiguous | several   | 2    | 0.25
        municipality | id        | same_id   | 15   | 1
    """)


def test_a_row_handed_back_says_where_it_stood_and_why(store):
    assert shown(figures.rejected(TEAM, store=store), "path", "row_no", "column_name", "found") == lines("""
        path      | row_no | column_name | found
        linde.csv | 4      | address     | Lindestraat 9 2000A
        linde.csv | 9      | datum       | 31-02-2026
    """)
    assert figures.rejected(TEAM, "subsidies_1.csv", store=store).empty


def test_what_a_file_did_not_say_is_told_with_how_sure_it_is(store):
    assert shown(
        figures.readings(TEAM, store=store), "path", "topic", "column_name", "chosen", "decided_by", "showing", "against", "open"
    ) == lines("""
        path      | topic       | column_name | chosen | decided_by | showing | against | open
        linde.csv | below_table |             | 9-10   | layout     | 2       | 0       | 0
        linde.csv | day_order   | datum       | mdy    | column     | 6       | 1       | 2
    """)
    assert figures.readings(TEAM, "subsidies_1.csv", store=store).empty


def test_an_unsure_address_names_what_it_may_be_in_the_order_of_likeliness(store):
    assert shown(
        figures.unsure(TEAM, store=store), "typed", "rows", "candidates", "candidate_ids", "street", "postcode", "place"
    ) == lines("""
        typed               | rows | candidates                                                         | candidate_ids | street        | postcode | place
        Lindestraat 9 2000A | 1 | Lindestraat 9-2 1001AB Demostad; Lindestraat 9-1 1001AB Demostad | 2 1           | Lindestraat 9 | 2000A    |
    """)


def test_the_place_of_the_file_is_no_part_of_what_was_typed(store):
    rows = figures.unsure(TEAM, "building", store=store)
    assert list(rows["typed"]) == ["Lindestraat 9"] and rows["rows"].isna().all()


BOOKS = [figures.freshness, figures.ledger, figures.matching, figures.readings, figures.rejected, figures.unsure]


@pytest.mark.parametrize("ask", BOOKS)
@pytest.mark.parametrize("viewer", [Viewer.municipality(), Viewer.adviser("Noord"), Viewer.champion(street="LIN")])
def test_the_books_are_the_teams_alone(store, ask, viewer):
    with pytest.raises(OutOfScope):
        ask(viewer, store=store)

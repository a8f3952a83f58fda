"""Rule 1 of the deliveries: every row of a file goes on or is handed back with its number, column and words."""

import csv
import io
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import xlsxwriter
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from energiekop.sources import FileRefused
from tests.sources.reading import hand_in, read

HEADINGS = {
    "community/team/aanmeldingen": ["Tijdstempel", "Adres", "Naam", "Toestemming programma", "Mag als voorbeeld"],
    "community/team/gesprekken": ["Datum", "Adressen", "Gespreksvorm", "Aanwezig", "Opmerking"],
    "community/team/wensen": ["Datum", "Adres", "Wens", "Beantwoord op", "Door"],
    "consultancy/noord/cases": ["Dossier", "Adres", "Advies", "Kosten", "Ja"],
}
MAPPING = """[columns]
case_id = "Dossier"
address = "Adres"
advised_on = "Advies"
cost_eur = "Kosten"
yes_on = "Ja"
"""
_days = st.dates(date(2025, 1, 1), date(2026, 12, 31)).flatmap(
    lambda day: st.sampled_from(["%d-%m-%Y", "%m/%d/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y 14:03:22"]).map(day.strftime)
)
_numbers = st.sampled_from(["12", "1.234", "1,234", "1.234,50", "1,408,950", "€ 12,-", "9" * 30, "-99997", "1e5"])
_words = st.sampled_from(
    ["Lindestraat 1", "Lindestraat 1, Kerkpad 2", "ja", "nee bedankt", "misschien", "x", "", "?", "nan", "  ", "-", "Totaal",
     "Bron: CBS", "=1+1", '"', 'de "Hoek"', "a;b", "a,b", "regel 1\nregel 2", "café\u00a0", "'; drop table delivery; --",
     "3-2 en 17-2-2026", "31-02-2026", "46346", "gisteren"]
)  # fmt: skip
_cell = st.one_of(_days, _numbers, _words, st.text(alphabet="aZ9 ;,.-/'\"\té€", max_size=6))
_row = st.one_of(st.lists(_cell, max_size=5), st.lists(_cell, min_size=4, max_size=5), st.lists(_cell, max_size=7))


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]], str, str]:
    """A file: its name without ending, its rows with the header among the first, its delimiter, its encoding."""
    stem = draw(st.sampled_from(sorted(HEADINGS)))
    above = draw(st.lists(st.lists(st.sampled_from(["Overzicht", ""]), max_size=2), max_size=2))
    rows = draw(st.lists(_row, min_size=1, max_size=12))
    table = [*above, draw(st.permutations(HEADINGS[stem])), *rows]
    return stem, table, draw(st.sampled_from([";", ",", "\t"])), draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "xlsx"]))


def as_file(table: list[list[str]], delimiter: str, encoding: str) -> bytes:
    if encoding == "xlsx":
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Blad1")
            for number, row in enumerate(table):
                for place, cell in enumerate(row):
                    sheet.write_string(number, place, cell)
        return out.getvalue()
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator="\n").writerows(table)
    return text.getvalue().encode(encoding, "replace")


@settings(max_examples=40, deadline=timedelta(seconds=20), suppress_health_check=list(HealthCheck))
@given(drawn=tables())
def test_every_row_goes_on_or_is_handed_back_with_its_place(drawn: tuple[str, list[list[str]], str, str]) -> None:
    stem, table, delimiter, encoding = drawn
    with TemporaryDirectory() as made:
        folder = Path(made)
        name = f"{stem}_2026-12-31.{'xlsx' if encoding == 'xlsx' else 'csv'}"
        mapping = {"consultancy/noord.toml": MAPPING} if "cases" in stem else {}
        hand_in(folder, {**mapping, name: as_file(table, delimiter, encoding)})
        try:
            with read(folder) as found:
                _accounted(found, name, table, encoding)
        except FileRefused as refused:
            event("refused")
            assert "found" in str(refused) and name.rsplit("/", 1)[-1] in str(refused)


def _accounted(found, name: str, table: list[list[str]], encoding: str) -> None:
    assert found.unaccounted() == []
    header = next(nth for nth, row in enumerate(table) if len(row) == 5)
    filled = [row for row in table[header + 1 :] if any(cell.strip() for cell in row)]
    below = sum(number for *_, number, _, _ in found.notes("below_table"))
    assert found.rows[name] + below == len(filled)
    # The number of a row is its line; of several lines the last.
    ends, line = {}, 0
    for row in table:
        line += 1 if encoding == "xlsx" else 1 + sum(cell.count("\n") for cell in row)
        ends[line] = row
    for row_no, heading, words, expected in found.rejected():
        event(f"handed back: {heading or 'too many cells'}")
        row = ends[row_no]
        assert expected
        if heading:
            place = table[header].index(heading)
            cell = row[place] if place < len(row) else ""
            assert words == "(blank)" or words in cell.replace("\u00a0", " ") or words.casefold() in cell.casefold()
        else:
            assert any(cell.strip() for cell in row[5:])

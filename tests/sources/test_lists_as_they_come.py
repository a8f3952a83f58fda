"""Community lists as form tools and shared spreadsheets export them."""

from pathlib import Path

import duckdb
import pytest

from energiekop import sources
from energiekop.sources import FileRefused, raw
from tests.sources.reading import Read, hand_in, raw_file, read
from tests.town import Town, as_csv

FOLDER = "community/team"


def listed(folder: Path, kind: str, drawn: str, *, delimiter: str = ";") -> None:
    hand_in(folder, {f"{FOLDER}/{kind}_2026-11-20.csv": as_csv(drawn, delimiter)})


# Every kind of list, as it plausibly comes: heading and one row, and what one row must say.
EXPORTS = {
    "sign_ups": ("aanmeldingen", "signed_up_on, street, postcode, consent_programme, consent_champion_sees", """
        Timestamp           | Wat is uw adres? (straat en huisnummer) | Postcode (bijv. 1011 AB) * | Mag het programma mijn gegevens gebruiken? | Mag de koploper meekijken? | Uw naam
        11/20/2026 14:03:22 | Lindestraat 1                           | 1001 ab                    | Ja graag                                   | nee bedankt                | J. Doe
    """, "2026-11-20 | Lindestraat 1 | 1001AB | True | False"),
    "contacts": ("contacten", "spoken_on, street, how", """
        Datum gesproken | Datum      | Straat + nr | Adres         | Hoe?
                        | 20/11/2026 | x           | Lindestraat 1 | aan de deur
    """, "2026-11-20 | Lindestraat 1 | aan de deur"),
    "conversations": ("gesprekken", "talked_on, street, format, present", """
        Datum gesprek | Adres         | Gespreksvorm | Aanwezig
        20-11-26      | Lindestraat 1 | keukentafel  | x
    """, "2026-11-20 | Lindestraat 1 | keukentafel | True"),
    "plans": ("plannen", "yes_on, street, measures", """
        Ja op            | Wat is je adres? | Welke maatregelen?
        20 november 2026 | Lindestraat 1    | Glas, dakisolatie
    """, "2026-11-20 | Lindestraat 1 | dakisolatie, glas"),
    "stops": ("afmeldingen", "stopped_on, street, ended_on, reason", """
        Datum      | Adres         | Tot wanneer? | Waarom?
        20-11-2026 | Lindestraat 1 | n.v.t.       | te druk
    """, "2026-11-20 | Lindestraat 1 | None | te druk"),
    "consents": ("toestemmingen", "said_on, street, purpose, given", """
        Tijdstempel         | Adres         | Waarvoor?              | Akkoord
        20-11-2026 14:03:22 | Lindestraat 1 | Koploper mag meekijken | v
    """, "2026-11-20 | Lindestraat 1 | champion_sees | True"),
    "initiatives": ("initiatieven", "initiative_no, initiative_name, level, area, idea_on", """
        Initiatief | Naam      | Niveau | Gebied     | Idee
        7          | Zon samen | Straat | Lindestraat | 3 feb 2026
    """, "7 | Zon samen | straat | Lindestraat | 2026-02-03"),
    "members": ("leden", "initiative_no, street, joined_on, yes_on", """
        Initiatief | Adres         | Lid sinds  | Ja op
        7          | Lindestraat 1 | 20-11-2026 | -
    """, "7 | Lindestraat 1 | 2026-11-20 | None"),
    "wishes": ("wensen", "asked_on, street, wish, answered_on", """
        Tijdstempel         | Adres         | Vraag of wens     | Beantwoord op
        20-11-2026 09:12:00 | Lindestraat 1 | Meer groen, graag | ?
    """, "2026-11-20 | Lindestraat 1 | Meer groen, graag | None"),
    "ideas": ("ideeen", "idea_no, came_on, idea", """
        Idee | Datum      | Wat is uw idee?
        3    | 20-11-2026 | Samen glas kopen
    """, "3 | 2026-11-20 | Samen glas kopen"),
    "agreements": ("afspraken", "agreement_no, agreed_on, who, what, due_on", """
        Afspraak | Datum      | Actiehouder | Actie            | Deadline
        12       | 20-11-2026 | team        | offertes opvragen | 1-12-2026
    """, "12 | 2026-11-20 | team | offertes opvragen | 2026-12-01"),
    "stakeholders": ("belanghebbenden", "stakeholder, interest, at_the_table", """
        Naam         | Soort       | Belang  | Zit aan tafel?
        Woonstichting | corporatie | huurders | ja, altijd
    """, "Woonstichting | huurders | True"),
    "occasions": ("gebeurtenissen", "happened_on, place_name, occasion_kind", """
        Datum      | Plaats      | Soort      | Omschrijving
        20-11-2026 | Lindestraat | straatfeest |
    """, "2026-11-20 | Lindestraat | straatfeest"),
    "street_names": ("straatnamen", "place_name, said_name, official_name", """
        Plaats   | Genoemd | Officieel
        Demostad | de Lin  | Lindestraat
    """, "Demostad | de Lin | Lindestraat"),
    "address_choices": ("adreskeuzes", "street, house_number, dwelling_no, chosen_on", """
        Adres       | Huisnummer | Verblijfsobject_id | Gekozen op
        Lindestraat | 1          | 363010000000001    | 20-11-2026
    """, "Lindestraat | 1 | 0363010000000001 | 2026-11-20"),
}  # fmt: skip


@pytest.mark.parametrize("kind", list(EXPORTS))
def test_every_kind_of_list_is_read_as_it_comes(kind: str, tmp_path: Path) -> None:
    stem, columns, drawn, expected = EXPORTS[kind]
    listed(tmp_path, stem, drawn)
    with read(tmp_path) as found:
        assert found.rejected() == []
        assert [" | ".join(map(str, row)) for row in found.staged(kind, columns)] == [expected]


def test_the_table_above_holds_every_kind_of_list() -> None:
    from energiekop.sources import community

    assert set(EXPORTS) == {kind.name for kind in community.KINDS}


def test_a_form_in_american_order_and_one_in_dutch_order_stand_side_by_side(tmp_path: Path) -> None:
    head = "Tijdstempel,Adres,Toestemming programma\n"
    hand_in(
        tmp_path,
        {
            "community/noord/aanmeldingen_2026-11-20.csv": head
            + "2/1/2026 9:00:00,Lindestraat 1,ja\n2/28/2026 9:00:00,Lindestraat 2,ja\n",
            "community/zuid/aanmeldingen_2026-11-20.csv": head
            + "2/1/2026 9:00:00,Lindestraat 3,ja\n28/2/2026 9:00:00,Lindestraat 4,ja\n",
        },
    )
    with read(tmp_path) as found:
        assert [str(day) for (day,) in found.staged("sign_ups", "signed_up_on")] == [
            "2026-02-01", "2026-02-28", "2026-01-02", "2026-02-28",
        ]  # fmt: skip


SAID = {
    "ja": True, "Ja!": True, "x": True, "X": True, "v": True, "ok": True, "✓": True, "akkoord": True, "true": True,
    "ja graag": True, "Ja, dat mag": True, "nee": False, "Nee bedankt": False, "nee, liever niet": False, "n": False,
    "": None, "-": None, "misschien": None, "weet ik nog niet": None,
}  # fmt: skip
UNCLEAR = ["ja, mits mijn man het goed vindt", "nee, geen bezwaar", "ja?", "janee", "alleen per mail", "ja maar later"]


@pytest.mark.parametrize("said", [*SAID, *UNCLEAR])
def test_yes_and_no_as_people_say_it(said: str, tmp_path: Path) -> None:
    listed(tmp_path, "aanmeldingen", f"""
        Tijdstempel | Adres         | Toestemming programma | Mag als voorbeeld
        20-11-2026  | Lindestraat 1 | ja                    | {said}
    """)  # fmt: skip
    with read(tmp_path) as found:
        if said in UNCLEAR:
            assert found.rejected() == [(2, "Mag als voorbeeld", said, "ja or nee")]
        else:
            assert found.staged("sign_ups", "consent_example") == [(SAID[said],)]


def test_maybe_is_no_consent_where_consent_is_needed(tmp_path: Path) -> None:
    listed(tmp_path, "aanmeldingen", """
        Tijdstempel | Adres         | Toestemming programma
        20-11-2026  | Lindestraat 1 | misschien
    """)  # fmt: skip
    with read(tmp_path) as found:
        assert found.rejected() == [(2, "Toestemming programma", "misschien", "ja or nee")]


TICKED = {
    "Programma, Koploper mag meekijken": "True True False False",
    "Ja, het programma mag mijn gegevens gebruiken; als voorbeeld": "True False False True",
    "Adviseur mag contact opnemen": "False False True False",
    "Energiekoplopers mag mij mailen": "True False False False",
    "ja": "True False False False",
    "geen van deze": "False False False False",
    "": "None None None None",
}


@pytest.mark.parametrize("ticked", list(TICKED))
def test_several_purposes_in_one_cell(ticked: str, tmp_path: Path) -> None:
    listed(tmp_path, "aanmeldingen", f"""
        Tijdstempel | Adres         | Waarvoor geeft u toestemming?
        20-11-2026  | Lindestraat 1 | {ticked}
    """)  # fmt: skip
    purposes = "consent_programme, consent_champion_sees, consent_firm_contacts, consent_example"
    with read(tmp_path) as found:
        [said] = found.staged("sign_ups", purposes)
        assert " ".join(map(str, said)) == TICKED[ticked]


@pytest.mark.parametrize("ticked", ["Programma, en verder niets", "alleen de buren", "geen, programma"])
def test_an_unclear_purpose_is_handed_back(ticked: str, tmp_path: Path) -> None:
    listed(tmp_path, "aanmeldingen", f"""
        Tijdstempel | Adres         | Toestemming
        20-11-2026  | Lindestraat 1 | {ticked}
    """)  # fmt: skip
    with read(tmp_path) as found:
        expected = "purposes with a comma between them: programma, koploper, adviseur, voorbeeld, or geen"
        assert found.rejected() == [(2, "Toestemming", ticked, expected)]


def talked(found: Read) -> list[str]:
    return [f"{day} {street}" for day, street in found.staged("conversations", "talked_on, street")]


SEVERAL_DAYS = {
    "3-2 en 17-2-2026": ["2026-02-03", "2026-02-17"],
    "12/3, 14/3/2026": ["2026-03-12", "2026-03-14"],
    "3-2-2026; 4-2-2026": ["2026-02-03", "2026-02-04"],
    "3 feb 2026 en 4 mrt 2026": ["2026-02-03", "2026-03-04"],
    "20-11-2026, 14:03": ["2026-11-20"],
}


@pytest.mark.parametrize("days", list(SEVERAL_DAYS))
def test_several_days_in_one_cell_are_as_many_conversations(days: str, tmp_path: Path) -> None:
    listed(tmp_path, "gesprekken", f"""
        Datum  | Adres         | Gespreksvorm
        {days} | Lindestraat 1 | keukentafel
    """)  # fmt: skip
    with read(tmp_path) as found:
        assert talked(found) == [f"{day} Lindestraat 1" for day in SEVERAL_DAYS[days]]


def test_a_row_with_one_wrong_day_is_handed_back_whole(tmp_path: Path) -> None:
    listed(tmp_path, "gesprekken", """
        Datum            | Adres         | Gespreksvorm
        3-2 en 31-2-2026 | Lindestraat 1 | keukentafel
        28-12 en 4-1-2026 | Lindestraat 2 | keukentafel
    """)  # fmt: skip
    with read(tmp_path) as found:
        assert talked(found) == []
        assert found.rejected() == [
            (2, "Datum", "31-2-2026", "a day such as 28-02-2026"),
            (3, "Datum", "28-12", "a day such as 28-02-2026"),  # of which year is not said
        ]


def test_a_list_of_who_was_there_in_one_cell(tmp_path: Path) -> None:
    listed(tmp_path, "gesprekken", """
        Datum     | Adressen aanwezigen                         | Gespreksvorm
        3-2-2026  | Lindestraat 1, Lindestraat 3 en Kerkpad 2-A | straatgesprek
        4-2-2026  | Lindestraat 5, 1001 AB                      | straatgesprek
    """)  # fmt: skip
    with read(tmp_path) as found:
        assert talked(found) == [
            "2026-02-03 Kerkpad 2-A", "2026-02-03 Lindestraat 1", "2026-02-03 Lindestraat 3",
            "2026-02-04 Lindestraat 5, 1001 AB",
        ]  # fmt: skip


def test_who_was_asked_and_did_not_come_had_no_conversation(town: Town) -> None:
    town.file(f"{FOLDER}/gesprekken_2025-03-01.csv", """
        Datum      | Adres         | Gespreksvorm  | Aanwezig
        01-02-2025 | Lindestraat 1 | straatgesprek | x
        01-02-2025 | Lindestraat 2 | straatgesprek |
        01-02-2025 | Lindestraat 3 | straatgesprek | nee
    """)  # fmt: skip
    town.build()
    assert town.households("conversation_on") == [{"home": "Lindestraat 1", "conversation_on": "2025-02-01"}]
    assert town.query("select count(*) as n from attendance") == [{"n": "1"}]


def test_a_row_of_several_is_counted_once_however_it_ends(town: Town) -> None:
    several = "Datum | Adressen | Gespreksvorm\n"
    town.file(f"{FOLDER}/gesprekken_2025-03-01.csv", several
        + "1-2 en 3-2-2025 | Lindestraat 1, Lindestraat 2 | straatgesprek\n"
        + "4-2-2025 | Lindestraat 3, Lindestraat 99 | straatgesprek\n")  # fmt: skip
    town.file(f"{FOLDER}/gesprekken_2025-04-01.csv", several
        + "3-2-2025 | Lindestraat 1 | straatgesprek\n"
        + "3-2 en 5-2-2025 | Lindestraat 1 | straatgesprek\n")  # fmt: skip
    counted = [(f.rows, f.accepted, f.duplicate, f.rejected) for f in town.build().files if "gesprekken" in f.path]
    assert counted == [(2, 1, 0, 1), (2, 1, 1, 0)]
    assert town.query("select row_no, found from rejected_row") == [{"row_no": "3", "found": "Lindestraat 99"}]
    assert town.query("select count(*) as n from event where milestone = 'conversation'") == [{"n": "5"}]


def test_the_same_sign_up_on_two_champions_lists_is_a_duplicate(town: Town) -> None:
    lines = "Tijdstempel | Adres | Toestemming programma\n01-02-2025 | {} | ja"
    town.file("community/noord/aanmeldingen_2025-03-01.csv", lines.format("Lindestraat 1"))
    town.file("community/zuid/aanmeldingen_2025-03-02.csv", lines.format("lindestr. 1"))
    counted = [(f.accepted, f.duplicate) for f in town.build().files if "aanmeldingen" in f.path]
    assert counted == [(1, 0), (0, 1)]


def test_a_row_with_more_cells_than_headings_is_handed_back_without_what_it_holds(tmp_path: Path) -> None:
    hand_in(tmp_path, {f"{FOLDER}/contacten_2026-11-20.csv":
        "Naam;Datum;Adres;;\nDoe;20-11-2026;Lindestraat 1;;\nJ.;Doe;20-11-2026;Lindestraat 2;0612345678;x\n"})  # fmt: skip
    with read(tmp_path) as found:
        assert len(found.staged("contacts", "street")) == 1
        assert found.rejected() == [(3, "", "6 cells", "as many cells as there are headings (3)")]
        assert found.ask("select original from rejected_row") == [([None, None, None],)]


def test_a_quotation_mark_that_is_never_closed_loses_no_rows_in_silence(tmp_path: Path) -> None:
    hand_in(tmp_path, {f"{FOLDER}/contacten_2026-11-20.csv":
        'Datum;Adres\n20-11-2026;Lindestraat 1\n20-11-2026;"Lindestraat 2\n20-11-2026;Lindestraat 3\n'})  # fmt: skip
    with pytest.raises(FileRefused) as refused, read(tmp_path):
        pass
    assert str(refused.value) == (
        f"{FOLDER}/contacten_2026-11-20.csv, row 3: found a quotation mark that is not closed in its cell, "
        "expected two of them around a cell, or none. Correct the file and hand it in again."
    )


def test_a_remark_of_two_lines_is_one_row(tmp_path: Path) -> None:
    hand_in(tmp_path, {f"{FOLDER}/wensen_2026-11-20.csv":
        'Datum;Adres;Wens\n20-11-2026;Lindestraat 1;"meer groen\n\nen ""minder"" stenen"\n20-11-2026;Lindestraat 2;x\n'})  # fmt: skip
    with read(tmp_path) as found:
        assert found.staged("wishes", "wish") == [('meer groen\n\nen "minder" stenen',), ("x",)]


BELOW = """Datum;Adres;Hoe
20-11-2026;Lindestraat 1;deur
20-11-2026;Lindestraat 2;deur

Totaal;;2
Bron: eigen telling;;
gegevens van de wijktafel;;
Datum export: 21-11-2026;;
"""


def test_totals_and_sources_under_a_list_are_told_and_are_no_rows(tmp_path: Path) -> None:
    name = f"{FOLDER}/contacten_2026-11-20.csv"
    hand_in(tmp_path, {name: BELOW})
    with read(tmp_path) as found:
        assert found.rows[name] == 2 and found.rejected() == []
        assert found.notes("below_table") == [("", "5-8", "layout", 4, 0, 0)]


@pytest.mark.parametrize(
    "last", ["Totaal;Lindestraat 3;deur", ";Lindestraat 3;", ";Totaalstraat 3;", "gisteren;Lindestraat 3;deur"]
)
def test_what_may_be_a_row_is_judged_as_one(last: str, tmp_path: Path) -> None:
    name = f"{FOLDER}/contacten_2026-11-20.csv"
    hand_in(tmp_path, {name: f"Datum;Adres;Hoe\n20-11-2026;Lindestraat 1;deur\nTotaal;;1\n{last}\n"})
    with read(tmp_path) as found:
        assert found.rows[name] == 3 and len(found.rejected()) == 2
        assert found.notes("below_table") == []


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_encodings_and_delimiters_of_the_usual_tools(encoding: str, delimiter: str, tmp_path: Path) -> None:
    text = as_csv("Datum | Adres | Hoe\n 20-11-2026 | Prinseneiland één 1 | café", delimiter)
    hand_in(tmp_path, {f"{FOLDER}/contacten_2026-11-20.csv": text.encode(encoding)})
    with read(tmp_path) as found:
        assert found.staged("contacts", "street, how") == [("Prinseneiland één 1", "café")]
        written = found.ask("select encoding, delimiter from delivery where path like '%11-20%'")
        assert written == [({"cp1252": "windows-1252"}.get(encoding, encoding), delimiter)]


LARGE = "Datum;Adres;Hoe;;\n20-11-2026;Lindestraat 1;deur;;\n31-11-2026;Prinseneiland één;deur;;\nTotaal;;2;;\nBron: wijktafel;;;;\n"


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_a_large_list_is_streamed_and_read_the_same(
    encoding: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = f"{FOLDER}/contacten_2026-11-20.csv"
    hand_in(tmp_path, {name: LARGE.encode(encoding)})
    seen = []
    for from_size in (1 << 20, 0):
        monkeypatch.setattr(raw, "_STREAM_FROM", from_size)
        streamed = isinstance(sources.load(duckdb.connect(), raw_file(tmp_path, name), "streamed").table, str)
        with read(tmp_path) as found:
            seen.append((streamed, found.rows[name], found.staged("contacts", "row_no, street, how"), found.rejected(), found.notes("below_table")))  # fmt: skip
    assert [streamed for streamed, *_ in seen] == [False, True]
    assert seen[0][1:] == seen[1][1:]
    assert seen[0][1] == 2 and seen[0][4] == [("", "4-5", "layout", 2, 0, 0)]

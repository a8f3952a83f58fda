"""The files have the layouts that the readers expect, and come more than once where they should."""

import tomllib

import pytest

ADDRESS = "straat;huisnummer;huisletter;toevoeging;postcode;woonplaats"
LAYOUTS = {
    "municipal/complexen": "complex_id;naam;soort;eigenaar;quorum;meerderheid;"
    "stemmen_volgens;tweede_vergadering;bron;datum_akte",
    "municipal/complexadressen": "complex_id;adresseerbaarobject_id;stemmen",
    "municipal/bewoners": "adresseerbaarobject_id;aantal_bewoners;eigendom;peildatum",
    "municipal/verhuizingen": "adresseerbaarobject_id;verhuisdatum",
    "municipal/subsidies": f"aanvraagnummer;{ADDRESS};regeling;maatregel;"
    "aangevraagd_op;besloten_op;besluit;uitgevoerd_op;bedrag",
    "municipal/vergunningen": f"zaaknummer;{ADDRESS};soort;aangevraagd_op;besloten_op;besluit",
    "community/*/aanmeldingen": "Tijdstempel;Naam;Adres;Postcode;Plaats;E-mailadres;Telefoonnummer;"
    "Toestemming programma;"
    "Koploper mag meekijken;Adviseur mag contact opnemen;Mag als voorbeeld;Opmerking",
    "community/*/contacten": "Datum;Adres;Postcode;Hoe",
    "community/*/gesprekken": "Datum;Adres;Postcode;Gespreksvorm;Gesprek;Opmerking",
    "community/*/plannen": "Datum ja;Adres;Postcode;Maatregelen",
    "community/*/afmeldingen": "Datum;Adres;Postcode;Tot;Reden",
    "community/*/toestemmingen": "Datum;Adres;Postcode;Doel;Gegeven;Hoe",
    "community/*/initiatieven": "Initiatief;Naam;Niveau;Gebied;Contactpersoon;Adviseur;Contact gemeente;"
    "Idee;Kerngroep;"
    "Buren gevraagd;Uitgewerkt;Besluit;Uitgevoerd;Gestopt;Stemmen voor;Stemmen uitgebracht;Volgende stap",
    "community/*/leden": "Initiatief;Adres;Postcode;Lid sinds;Ja op",
    "community/*/wensen": "Datum;Adres;Postcode;Wens;Onderwerp;Beantwoord op;Door",
    "community/*/ideeen": "Idee;Datum;Straat;Omschrijving;Uitgeprobeerd op;Uitkomst;Overgenomen door",
    "community/*/afspraken": "Afspraak;Datum;Wie;Wat;Voor;Klaar op",
    "community/*/belanghebbenden": "Naam;Soort;Belang;Besluitorgaan;Aan tafel",
    "community/*/gebeurtenissen": "Datum;Plaats;Soort;Omschrijving",
}


@pytest.mark.parametrize(("stem", "header"), LAYOUTS.items())
def test_each_list_has_its_header(usual_city, stem, header):
    files = list(usual_city.glob(f"{stem}_*.csv"))
    assert files
    assert {path.read_bytes().split(b"\n")[0].decode("cp1252") for path in files} == {header}


def test_labels_have_two_lines_above_the_header(small_city):
    lines = min(small_city.glob("municipal/energielabels_*.csv")).read_text().splitlines()
    assert lines[0].startswith("PublicatieDatum;") and lines[1].startswith(
        "LaatstVerwerkteMutatievolgnummer;"
    )
    assert "Pand_energieklasse" in lines[2].split(";") and "Pand_bagverblijfsobjectid" in lines[2].split(";")


def test_each_firm_has_a_mapping_of_columns_it_really_has(small_city, read):
    names = set()
    for path in (small_city / "consultancy").glob("*.toml"):
        mapping = tomllib.loads(path.read_text())
        names.add(mapping["firm"])
        assert mapping["mode"] in ("full", "adds") and "case_id" in mapping["columns"]
        for file in path.with_suffix("").glob("*.csv"):
            header = file.read_bytes().split(b"\n")[0].decode("cp1252").split(";")
            assert set(mapping["columns"].values()) <= set(header)
    assert names == {"Bureau Noord", "Bureau Zuid", "Adviesgroep IJ"}


def test_targets_rise_to_the_asked_number_at_the_end_of_next_year(usual_city):
    targets = tomllib.loads((usual_city / "municipal" / "targets.toml").read_text())
    line = [quarter["residents"] for quarter in targets["quarter"]]
    assert line == sorted(line) and line[-1] == targets["residents"] == 8000
    assert str(targets["quarter"][-1]["end"]) == str(targets["end_date"]) == "2027-12-31"
    assert sum(part["residents"] for part in targets["stadsdeel"]) == 8000
    areas = tomllib.loads((usual_city / "municipal" / "areas.toml").read_text())
    assert {part["code"] for part in targets["stadsdeel"]} == set(areas["stadsdeel"])


def test_residents_come_three_times_and_the_last_lists_three_days_before_today(usual_city):
    assert len(list(usual_city.glob("municipal/bewoners_*.csv"))) == 3
    days = {path.stem.rsplit("_", 1)[1] for path in (usual_city / "community").rglob("*_*.*")}
    assert max(days) == "2026-11-20" and min(days) > "2024-09"
    folders = [path for path in (usual_city / "community").iterdir() if path.is_dir()]
    assert 10 <= len(folders) <= 16


def test_a_late_correction_changes_an_advice_day(usual_city, read):
    seen: dict[str, set[str]] = {}
    for path in sorted((usual_city / "consultancy" / "noord").glob("*.csv")):
        for row in read(path, "cp1252"):
            if row["Rapport verstuurd"]:
                seen.setdefault(row["Dossiernr"], set()).add(row["Rapport verstuurd"])
    assert any(len(days) > 1 for days in seen.values())

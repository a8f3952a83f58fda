"""A draft of a mapping reads the file it was made of, and says what it is unsure of."""

import subprocess
import sys
from pathlib import Path

import pytest

from energiekop.demo import write_city
from energiekop.sources import FileRefused
from energiekop.sources.mapping import read_mapping
from energiekop.sources.suggesting import suggest

ENERGIEKOP = str(Path(sys.executable).parent / "energiekop")
FIRMS = {"noord": "csv", "zuid": "xlsx", "ij": "csv"}


@pytest.fixture(scope="module")
def consultancy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("city")
    write_city(data, residents=400, seed=1)
    return data / "consultancy"


def headings(path: Path) -> dict[str, tuple[str, ...]]:
    return {column.name: column.headings for column in read_mapping(path).kind.columns if column.headings}


@pytest.mark.parametrize("firm", FIRMS)
def test_each_demo_firm_is_understood_as_its_own_mapping_says(
    firm: str, consultancy: Path, tmp_path: Path
) -> None:
    latest = max((consultancy / firm).glob(f"*.{FIRMS[firm]}"))
    drafted = tmp_path / f"{firm}.toml"
    drafted.write_text(suggest(latest).text, encoding="utf-8")
    assert headings(drafted) == headings(consultancy / f"{firm}.toml")


def drafted(folder: Path, text: str) -> tuple[str, list[str]]:
    path = folder / "trajecten_2026-11-20.csv"
    path.write_text(text, encoding="utf-8")
    draft = suggest(path)
    (folder / "noord.toml").write_text(draft.text, encoding="utf-8")
    return draft.text, draft.unsure


def test_a_title_above_the_headings_is_read_over(tmp_path: Path) -> None:
    text, _ = drafted(tmp_path, "Voortgang;;\n;;\nDossiernr;Adres;Advies\n1;Lindestraat 1;31-01-2026\n")
    assert "(delimiter ';', headings in row 3)" in text
    assert headings(tmp_path / "noord.toml")["advised_on"] == ("advies",)


def test_a_heading_counts_only_where_its_cells_fit(tmp_path: Path) -> None:
    drafted(tmp_path, "Dossiernr,Adres,Advies,Rapport\n1,Lindestraat 1,Dak,31-01-2026\n")
    found = headings(tmp_path / "noord.toml")
    assert (found["measures"], found["advised_on"]) == (("advies",), ("rapport",))


@pytest.mark.parametrize(
    ("days", "order", "says"),
    [
        (("31-01-2026", "01-02-2026"), "dmy", None),
        (("01/31/2026", "02/01/2026"), "mdy", None),
        (("2026-01-31",), "ymd", None),
        (("01-02-2026",), "dmy", "Every day fits more than one order of day and month; dmy was taken."),
        # one firm, two orders: no draft can know
        (("31-01-2026", "01-31-2026"), "dmy", "Every day fits more than one order of day and month; dmy was taken."),
    ],
)
def test_the_order_of_days_is_seen_in_the_days(
    days: tuple[str, ...], order: str, says: str | None, tmp_path: Path
) -> None:
    rows = "".join(f"{nth},Lindestraat {nth},{day}\n" for nth, day in enumerate(days, start=1))
    text, unsure = drafted(tmp_path, f"Dossiernr,Adres,Rapport\n{rows}")
    assert f'order = "{order}"' in text
    assert (says in unsure) == (says is not None)


@pytest.mark.parametrize(("amount", "sign"), [("475,50", ","), ("475.50", "."), ("475", "either")])
def test_the_decimal_sign_is_seen_in_the_amounts(amount: str, sign: str, tmp_path: Path) -> None:
    text, unsure = drafted(tmp_path, f"Dossiernr;Adres;Kosten\n1;Lindestraat 1;{amount}\n")
    assert f'decimal = "{sign}"' in text
    assert ("No amount shows its decimal sign; both are read." in unsure) == (sign == "either")


def test_what_a_person_must_look_at_is_said_in_the_draft_too(tmp_path: Path) -> None:
    text, unsure = drafted(tmp_path, "Dossiernr;Opmerking;Rapport verstuurd naar klant;Gestopt\n1;belt;31-01-2026;\n")
    assert unsure == [
        "“Gestopt” was taken for stopped_on, by its name alone: it is empty here.",
        "“Rapport verstuurd naar klant” was taken for advised_on, by part of its name.",
        "No column for address, street or dwelling_id was found.",
        "No amount shows its decimal sign; both are read.",
    ]
    assert all(f"# Look at: {doubt}\n" in text for doubt in unsure)
    assert "# Not used: Opmerking\n" in text


def test_a_file_without_headings_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileRefused) as refused:
        drafted(tmp_path, "1;2;3\n4;5;6\n")
    assert "found no row that looks like headings, expected a row with headings such as Dossiernr" in str(refused.value)


def test_a_heading_with_quotes_stays_one_text(tmp_path: Path) -> None:
    drafted(tmp_path, 'Dossiernr;"Adres ""thuis""";Rapport\n1;Lindestraat 1;31-01-2026\n')
    assert headings(tmp_path / "noord.toml")["street"] == ("adresthuis",)


def test_the_command_writes_the_draft_and_counts_what_to_look_at(consultancy: Path, tmp_path: Path) -> None:
    latest = max((consultancy / "noord").glob("*.csv"))
    out = tmp_path / "noord.toml"
    done = subprocess.run(
        [ENERGIEKOP, "mapping", "suggest", str(latest), "--out", str(out)], capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"Look at one thing in it, written in {out}.\n"
    assert read_mapping(out).firm == "noord"
    missing = subprocess.run(
        [ENERGIEKOP, "mapping", "suggest", str(tmp_path / "no.csv")], capture_output=True, text=True
    )
    assert (missing.returncode, missing.stderr) == (
        1, f"energiekop mapping suggest: there is no file {tmp_path / 'no.csv'}.\n",
    )  # fmt: skip

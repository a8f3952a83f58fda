"""What a household may ask on the command line: what is told, what is refused, how it ends."""

import io
import json

import pikepdf
import pytest
from typer.testing import CliRunner

from energiekop.cli import app
from energiekop.publish import audit, kept
from energiekop.publish import store as snapshots
from tests.town import ID, Town

SIGNED_UP = "Tijdstempel | Adres | Toestemming programma\n01-01-2025 | Kerkpad 3 | ja"


def run(*arguments):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = Town(tmp_path_factory.mktemp("households") / "town")
    made.file("community/team/aanmeldingen_2025-02-01.csv", SIGNED_UP)
    made.build()
    return made


def test_forget_says_what_goes_and_what_stays_and_waits_for_a_yes(town):
    result = run("forget", "--store", town.store, "--address", "kerkpad 3")
    assert result.exit_code == 1
    said = result.stdout.splitlines()
    assert said[:5] == [
        f"Kerkpad 3 1002AB Demostad ({ID['Kerkpad 3']}), who lived there all along.",
        "What 1 kept snapshots hold of this household, at most:",
        "- 1 rows of files",
        "- 1 steps",
        "- 1 consents",
    ]
    assert "- Published figures and signed reports: they name nobody" in result.stdout
    assert said[-1] == "  community/team/aanmeldingen_2025-02-01.csv: row 2"
    assert result.stderr == "energiekop forget: nothing was changed; add --yes to forget this household.\n"
    assert kept.listing(town.store)[0].generation == 0


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("Torenkade 1", "may mean more than one dwelling. Name one of these, or its id: Torenkade 1-1 1004AB"),
        ("Nergensweg 1", "was not found in the register of this snapshot."),
    ],
)
def test_an_address_that_means_several_or_none_is_refused(town, address, said):
    result = run("forget", "--store", town.store, "--address", address, "--yes")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"energiekop forget: refused, “{address}” ") and said in result.stderr


def test_without_a_store_or_an_address_nothing_is_done(tmp_path):
    result = run("forget", "--store", tmp_path / "none", "--address", "Kerkpad 3", "--yes")
    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "Nothing was published in" in result.stderr
    assert run("forget", "--store", tmp_path).exit_code == 2


def test_inzage_writes_a_letter_and_json_the_same_each_time_for_its_owner_alone(town, tmp_path):
    written = []
    for folder in (tmp_path / "one", tmp_path / "two"):
        result = run("inzage", "--store", town.store, "--address", "kerkpad 3", "--out", folder)
        assert result.exit_code == 0, result.output
        made = ("inzage.pdf", "inzage.html", "inzage.json")
        assert result.stderr == "".join(f"Wrote {folder / name}.\n" for name in made)
        assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
        written.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert written[0] == written[1]
    held = json.loads(written[0]["inzage.json"])
    assert held["address"] == "Kerkpad 3 1002AB Demostad"
    assert [row["milestone"] for row in held["parts"]["counted"]] == ["reached", "signed_up"]
    with pikepdf.open(io.BytesIO(written[0]["inzage.pdf"])) as paper:
        assert paper.Root.Lang == "nl" and paper.Root.MarkInfo.Marked
        assert "Kerkpad 3" in str(paper.docinfo["/Title"])
    book = [(entry.what, entry.role, entry.about) for entry in audit.entries(town.folder / "store-private")]
    assert [what for what, _, _ in book] == ["told_own_data"] * 2
    assert not any("Kerkpad" in about or ID["Kerkpad 3"] in about for _, _, about in book)


def test_who_looked_at_a_list_that_may_have_held_the_address_is_told(town, tmp_path):
    private, street = town.folder / "store-private", town.query("select distinct street_id from street where street_name = 'Kerkpad'")
    other = town.query("select street_id from street where street_name = 'Lindestraat'")
    for about in (f"neighbours of street:{street[0]['street_id']}", f"neighbours of street:{other[0]['street_id']}", "progress by city"):
        audit.write(private, role="champion", subject="x", what="looked", about=about)
    audit.write(private, role="team", subject="x", what="exported", about="households by city as csv, as of 2025-01-01")
    run("inzage", "--store", town.store, "--address", "Kerkpad 3", "--out", tmp_path)
    letter = (tmp_path / "inzage.html").read_text()
    assert "Uw adres kan erin hebben gestaan." in letter
    assert letter.count("<td>bekeken</td>") == 1 and letter.count("<td>opgehaald</td>") == 1
    assert "<td>koploper</td><td>buren van uw straat of gebouw</td>" in letter


def test_inzage_of_an_address_that_means_several_is_refused(town, tmp_path):
    result = run("inzage", "--store", town.store, "--address", "Torenkade 1", "--out", tmp_path / "out")
    assert result.exit_code == 1 and not (tmp_path / "out").exists()
    assert result.stderr.startswith("energiekop inzage: refused, “Torenkade 1” may mean more than one dwelling.")


def test_forget_with_a_yes_forgets_by_id_and_a_second_time_finds_nothing(town):
    result = run("forget", "--store", town.store, "--address", ID["Kerkpad 3"], "--yes")
    assert result.exit_code == 0, result.output
    assert result.stdout.splitlines()[-1].startswith("Forgotten. 1 of 1 kept snapshots were written anew;")
    assert town.households("reached_on") == []
    again = run("forget", "--store", town.store, "--address", "Kerkpad 3", "--yes")
    assert again.exit_code == 0
    assert "None of 1 kept snapshots holds anything of this household." in again.stdout
    assert run("check", "--store", town.store).exit_code == 0
    listed = run("snapshots", "list", "--store", town.store).stdout
    assert snapshots.current(town.store) in listed and listed.endswith("generation 1\n")

"""What a household may ask on the command line: what is told, what is refused, how it ends."""

import pytest
from typer.testing import CliRunner

from energiekop.cli import app
from energiekop.publish import kept
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

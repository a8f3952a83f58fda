"""What lies in the repository: nobody's machine, the whole licence, settings that can be read."""

import re
import subprocess
import tomllib

import pytest

from .places import ROOT, our_files

# Said in pieces, so that this file does not hold what it looks for.
MACHINES = re.compile(
    "|".join(
        [
            "/" + "work/", "/" + r"root\b", "/home" + r"/(?!user\b)[a-z]", "/" + "Users/", r"C:\\" + "Users",
            "py" + r"thonhosted\.org", "registry" + r"\.npmjs", r"pypi\." + "org", r"deb\." + r"debian\.org",
        ]
    )
)
BINARY = {".png", ".woff2", ".ico", ".pdf", ".xlsx", ".parquet"}


def test_no_file_names_somebodys_machine_or_registry() -> None:
    found = [
        f"{path}: {match[0]}"
        for path in our_files()
        if path.suffix not in BINARY
        for match in MACHINES.finditer((ROOT / path).read_text(encoding="utf-8", errors="replace"))
    ]
    assert found == []


def test_nothing_handed_over_or_built_can_be_committed() -> None:
    handed_over = ["data/inbox/municipal/bewoners_2026-11-20.csv", "data/inbox/demo.json"]
    private = [*handed_over, "data/store/current", "data/store-private/secret"]
    ignored = subprocess.run(["git", "check-ignore", *private], cwd=ROOT, capture_output=True, text=True)
    assert ignored.stdout.split() == private


def test_the_licence_is_the_whole_eupl() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2\n")
    assert [f"\n{number}." in text for number in range(1, 16)] == [True] * 15
    appendix = text.partition("Appendix")[2]
    assert "GNU Affero General Public License (AGPL) v. 3" in appendix
    assert text.rstrip().endswith("require the production of a new EUPL version.")


def test_ci_runs_make_test_and_nothing_besides() -> None:
    commands = [
        line
        for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec make test"]


def test_the_settings_say_for_every_step_how_long_and_whose_turn() -> None:
    settings = tomllib.loads((ROOT / "data" / "settings.toml").read_text(encoding="utf-8"))
    before_the_last = ["reached", "signed_up", "conversation", "advice", "plan"]
    assert list(settings["window"]) == list(settings["turn"]) == before_the_last
    desks = {"household", "community", "consultancy", "municipality"}
    assert {desk for turn in settings["turn"].values() for desk in turn.split("+")} == desks
    assert set(settings["ground"]) == {"municipal", "consultancy", "community"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_purpose_has_its_text(language: str) -> None:
    text = tomllib.loads((ROOT / "data" / "consent" / f"1.{language}.toml").read_text(encoding="utf-8"))
    assert (text["version"], text["language"]) == (1, language)
    for purpose in ("programme", "champion_sees", "firm_contacts", "example"):
        assert text[purpose]["question"].endswith("?")
        assert text[purpose]["meaning"].strip()


def test_each_decision_is_in_the_list_and_says_when_to_look_again() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = re.findall(r"\]\((\d{4}-[a-z0-9-]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8"))
    assert listed == sorted(path.name for path in folder.glob("[0-9]*.md"))
    for name in listed:
        text = (folder / name).read_text(encoding="utf-8")
        parts = re.findall(r"^\*\*(.+?)\*\*", text, re.M)
        assert parts == ["Decided.", "Why.", "Rejected.", "Look again"], name


def test_links_between_our_documents_lead_somewhere() -> None:
    broken = [
        f"{path}: {target}"
        for path in our_files()
        if path.suffix == ".md"
        for target in re.findall(r"\]\(([^)#:]+)\)", (ROOT / path).read_text(encoding="utf-8"))
        if not (ROOT / path.parent / target).exists()
    ]
    assert broken == []

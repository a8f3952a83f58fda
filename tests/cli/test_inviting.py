"""`energiekop invite` and `energiekop invitations`: the link, and what is said when it cannot be made."""

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from energiekop.cli import app
from energiekop.publish import audit
from energiekop.publish.invitations import every, take
from tests.privacy.drawn_snapshot import make

URL = "https://dashboard.voorbeeld.nl"
ASKED = ("--email", "Koploper@voorbeeld.nl", "--street", "lindestraat", "--until", "2099-11-01", "--url", URL)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    make(tmp_path / "store")
    return tmp_path / "store"


def run(store: Path, *arguments: str):
    return CliRunner().invoke(app, [*arguments, "--store", str(store)], env={"ENERGIEKOP_URL": None})


def private(store: Path) -> Path:
    return store.with_name("store-private")


def test_the_link_names_nobody_and_opens_the_door_once(store: Path) -> None:
    made = run(store, "invite", *ASKED, "--list", "linde")
    assert made.exit_code == 0, made.output
    link = made.stdout.strip()
    assert link.startswith(f"{URL}/?uitnodiging=") and "koploper" not in link.casefold()
    assert made.stderr.startswith("Invitation 1: send this link to koploper@voorbeeld.nl and keep no copy.")
    token = link.rpartition("=")[2]
    taken = take(private(store), token, subject="abc", email="koploper@voorbeeld.nl", verified=True)
    assert (taken.streets, taken.lists) == (("LIN",), ("linde",))
    book = "".join(path.read_text() for path in (private(store) / "audit").glob("*.jsonl"))
    assert '"what": "invited", "about": "invitation 1"' in book
    assert token not in book and "koploper" not in book


def test_the_list_tells_how_each_stands_and_taking_back_ends_one(store: Path) -> None:
    run(store, "invite", *ASKED)
    ended = run(store, "invitations", "take-back", "1")
    assert ended.stdout == "Invitation 1 of koploper@voorbeeld.nl lets nobody in from now on.\n"
    [row] = csv.DictReader(io.StringIO(run(store, "invitations", "list").stdout))
    assert (row["state"], row["email"], row["streets"], row["valid_until"]) == (
        "taken_back", "koploper@voorbeeld.nl", "LIN", "2099-11-01",
    )  # fmt: skip
    none = run(store, "invitations", "take-back", "8")
    assert (none.exit_code, none.stderr) == (
        1, "energiekop invitations: There is no invitation 8; see `energiekop invitations list`.\n",
    )  # fmt: skip
    assert [line.what for line in audit.entries(private(store))] == ["invited", "invitation_taken_back"]


@pytest.mark.parametrize(
    ("instead", "said"),
    [
        ({"--email": "koploper"}, "refused, --email: found 'koploper', expected a mail address such as koploper@voorbeeld.nl."),
        ({"--url": ""}, "refused, the link needs the address of the dashboard; set ENERGIEKOP_URL or give --url."),
        ({"--until": "2026-01-01"}, "refused, --until: found 2026-01-01, expected a day that is still to come."),
        ({"--email": "ans@stad.nl"}, "refused, the access file names this address already; change its entry there."),
        ({"--street": "Eikenlaan"}, 'This snapshot has no street "Eikenlaan"; give its id, or its name as written there.'),
        ({"--street": ""}, "The role champion needs a street or a complex of its own; none was given."),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_nothing_is_made(store: Path, instead: dict[str, str], said: str) -> None:
    private(store).mkdir(exist_ok=True)
    (private(store) / "access.toml").write_text('[[person]]\nemail = "Ans@stad.nl"\nrole = "team"\n')
    stated = dict(zip(ASKED[::2], ASKED[1::2], strict=True)) | instead
    result = run(store, "invite", *(part for pair in stated.items() for part in pair))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"energiekop invite: {said}\n"
    assert every(private(store)) == []

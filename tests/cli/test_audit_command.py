"""`energiekop audit verify` and `show`, and exports on the command line in the book."""

import os
import subprocess
import sys
from pathlib import Path

from energiekop.publish import audit
from tests.town import Town

ENERGIEKOP = str(Path(sys.executable).with_name("energiekop"))


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([ENERGIEKOP, *command], capture_output=True, text=True, env=os.environ, check=False)


def test_an_export_is_noted_and_the_book_is_checked(town: Town) -> None:
    town.build()
    store = str(town.store)
    made = run("figures", "progress", "--store", store, "--role", "team", "--by", "buurt")
    assert made.returncode == 0, made.stderr
    shown = run("audit", "show", "--store", store).stdout.splitlines()
    assert shown[0] == "number,at,role,subject,what,about,snapshot"
    assert ",team," in shown[1] and ",exported," in shown[1] and "progress by buurt" in shown[1]
    assert run("audit", "show", "--store", store, "--since", "2099-01-01").stdout.splitlines()[1:] == []
    whole = run("audit", "verify", "--store", store)
    assert whole.returncode == 0
    hash = audit.last(town.folder / "store-private").hash
    assert whole.stdout == f"The book is whole: 1 lines. Note this down elsewhere: {hash}\n"
    [book] = (town.folder / "store-private" / "audit").glob("*.jsonl")
    book.write_text(book.read_text().replace("team", "nobody"))
    broken = run("audit", "verify", "--store", store, "--noted", hash)
    assert broken.returncode == 1
    assert broken.stderr.startswith("energiekop audit: Line 1 of ") and "was changed." in broken.stderr

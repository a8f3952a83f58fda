"""Every command in the README is run here, as it stands there, in a fresh copy of the project.

The commands run in the README's order, one block after the other, each block in its own shell.
"""

import re
import subprocess
from pathlib import Path

import pytest

from .places import ROOT, free_port, fresh_copy, outside, served

# Inside a test, `make test` must set up and check everything, but not start this very test again.
ONE_SMALL_TEST = {"PYTEST_ADDOPTS": "tests/house/test_glossary.py"}


def blocks() -> list[str]:
    return re.findall(r"^```sh\n(.*?)^```$", (ROOT / "README.md").read_text(encoding="utf-8"), re.S | re.M)


def test_the_readme_opens_with_what_it_is_for_then_the_two_commands() -> None:
    opening, _, rest = (ROOT / "README.md").read_text(encoding="utf-8").partition("## ")
    assert "8000 residents" in opening
    assert "```" not in opening
    assert rest.startswith("Start")
    ours = [block.strip() for block in blocks()]
    assert ours[0] == "make run"
    assert "make test" in ours[:3]


def test_every_make_command_the_readme_names_exists() -> None:
    named = set(re.findall(r"`?make ([a-z]+)", "\n".join([*blocks(), *inline_code()])))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert {"run", "test", "check", "bench", "soak"} <= named <= targets


def inline_code() -> list[str]:
    return re.findall(r"`([^`\n]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))


@pytest.mark.parametrize("command", ["run", "test"])
def test_the_two_commands_stand_alone_in_a_block(command: str) -> None:
    """So that a reader can copy them with one click."""
    assert f"make {command}\n" in blocks()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_copy(tmp_path_factory.mktemp("clone"))


# One group: the blocks build on each other, so one worker runs them in order.
@pytest.mark.xdist_group("readme")
@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.strip().splitlines()[-1])
def test_each_command_does_what_it_says(block: str, copy: Path) -> None:
    if block.startswith("make run"):
        is_served(block, copy)
        return
    env = outside() | (ONE_SMALL_TEST if block.startswith("make test") else {})
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", block],
        cwd=copy, env=env, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
    )
    assert done.returncode == 0, f"{block}\n{done.stdout}\n{done.stderr}"
    for written in re.findall(r"--out (\S+)", block):
        assert (copy / written).stat().st_size > 0


def is_served(command: str, copy: Path) -> None:
    """Starts it, waits for the page, looks whether the address was printed, stops it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    here = re.sub(r"PORT=\d+", f"PORT={port}", command)
    with served(here, at=copy, address=address, within=600, PORT=str(port)) as said:
        printed = said.read_text()
        assert re.search(rf"http://(localhost|127\.0\.0\.1):{port}", printed), printed

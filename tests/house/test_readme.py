"""Every command in the README is run here, as it stands there, in a fresh copy of the project.

The commands run in the README's order, one block after the other, each block in its own shell; those that the
text names come last.
"""

import re
import subprocess
from pathlib import Path

import pytest

from .places import ROOT, free_port, fresh_copy, outside, served

# Inside a test, `make test` must set up and check everything, but not start this very test again;
# what measures and what takes long does the same with less.
LIGHTER = {
    "make test": {"PYTEST_ADDOPTS": "tests/house/test_glossary.py"},
    "make bench": {"RESIDENTS": "400", "QUESTIONS": "demo_and_build"},
    "make soak": {"PYTEST_ADDOPTS": "--collect-only -q"},
}
# Byte code is made of what is imported, not of nine thousand files; mypy knows what it saw in the same files here.
QUICKER = {"PIP_COMPILE": "0", "MYPY_CACHE_DIR": str(ROOT / ".mypy_cache")}


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
    named = set(re.findall(r"^make ([a-z]+)", "\n".join([*blocks(), *named_in_the_text()]), re.M))
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))
    assert {"run", "test", "check", "bench", "soak"} <= named <= targets


def named_in_the_text() -> list[str]:
    """Commands between the words rather than in a block; those of `energiekop` belong in a block."""
    inline = re.findall(r"`([^`\n]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert [code for code in inline if code.startswith("energiekop ")] == []
    ours = {code for code in inline if code.startswith("make ")}
    return sorted(ours - {block.strip() for block in blocks()})


@pytest.mark.parametrize("command", ["run", "test"])
def test_the_two_commands_stand_alone_in_a_block(command: str) -> None:
    """So that a reader can copy them with one click."""
    assert f"make {command}\n" in blocks()


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fresh_copy(tmp_path_factory.mktemp("clone"))


@pytest.mark.soak
def test_every_question_of_the_benchmarks_is_answered(copy: Path) -> None:
    subprocess.run(["make", "bench"], cwd=copy, env=outside() | {"RESIDENTS": "400"}, check=True, timeout=900)


# The blocks build on each other; one worker runs the tests of a file, in order.
@pytest.mark.parametrize("block", blocks(), ids=lambda block: block.strip().splitlines()[-1])
def test_each_command_does_what_it_says(block: str, copy: Path) -> None:
    if block.startswith("make run"):
        is_served(block, copy)
        return
    runs_well(block, copy)
    for written in re.findall(r"--out (\S+)", block):
        assert (copy / written).stat().st_size > 0


@pytest.mark.parametrize("command", named_in_the_text())
def test_each_command_named_in_the_text_runs_too(command: str, copy: Path) -> None:
    runs_well(command, copy)


def test_the_requirements_are_what_make_lock_compiles(copy: Path) -> None:
    runs_well("make lock", copy)
    for name in ("requirements.txt", "requirements-dev.txt"):
        assert (copy / name).read_text() == (ROOT / name).read_text()


def runs_well(commands: str, copy: Path) -> None:
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", commands],
        cwd=copy, env=outside() | QUICKER | LIGHTER.get(commands.strip(), {}),
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}\n{done.stderr}"


def is_served(command: str, copy: Path) -> None:
    """Starts it, waits for the page, looks whether the address was printed, stops it."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    here = re.sub(r"PORT=\d+", f"PORT={port}", command)
    with served(here, at=copy, address=address, within=600, PORT=str(port), **QUICKER) as said:
        printed = said.read_text()
        assert re.search(rf"http://(localhost|127\.0\.0\.1):{port}", printed), printed

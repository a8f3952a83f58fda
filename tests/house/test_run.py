"""`make run`: what it refuses, and how an empty inbox gets its demo city."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
import run

from .places import free_port, outside, small_project


@pytest.fixture
def busy_port() -> Iterator[int]:
    with socket.socket() as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        yield other_program.getsockname()[1]


def test_a_busy_port_is_named_with_another_to_choose(tmp_path: Path, busy_port: int) -> None:
    refused = subprocess.run(
        ["make", "run", f"PORT={busy_port}"],
        cwd=small_project(tmp_path), env=outside(), capture_output=True, text=True, timeout=60,
    )
    assert refused.returncode != 0
    assert refused.stderr.splitlines()[0] == (
        f"Port {busy_port} is in use by another program. "
        f"Stop it, or choose another: make run PORT={busy_port + 1}"
    )
    assert not (tmp_path / ".venv").exists(), "the port is looked at before anything is installed"


@pytest.mark.parametrize("typed", ["", "http", "-1", "0", "65536", "8501.5"])
def test_what_is_no_port_is_refused(typed: str) -> None:
    with pytest.raises(run.Refused, match=r"is no port: give a number such as: make run PORT=8502"):
        run.check_port(typed)


def test_a_free_port_is_taken_as_it_is() -> None:
    port = free_port()
    assert run.check_port(str(port)) == port


@pytest.mark.parametrize(
    ("inside", "nothing"),
    [
        ([], True),
        ([".gitkeep", "README.md"], True),
        (["municipal"], False),
        (["settings.toml"], False),
    ],
)
def test_an_inbox_with_only_a_note_holds_nothing(tmp_path: Path, inside: list[str], nothing: bool) -> None:
    for name in inside:
        (tmp_path / name).touch()
    assert run.holds_nothing(tmp_path) is nothing


def test_an_inbox_that_is_not_there_holds_nothing(tmp_path: Path) -> None:
    assert run.holds_nothing(tmp_path / "inbox")


@pytest.fixture
def demo(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Stands in for `energiekop demo`: notes how it was asked and writes two files."""
    asked = []

    def step(command: list[str], stdout: int) -> None:
        asked.append(command)
        out = Path(command[-1])
        (out / "municipal").mkdir(parents=True)
        (out / "municipal" / "adressen_2026-11-20.csv").touch()
        (out / "demo.json").touch()

    monkeypatch.setattr(run, "step", step)
    return asked


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_empty_inbox_gets_a_demo_city(tmp_path: Path, demo: list[list[str]]) -> None:
    run.make_demo_city(tmp_path / "inbox")
    assert names(tmp_path / "inbox") == ["demo.json", "municipal"]


def test_files_that_were_handed_in_are_left_alone(tmp_path: Path, demo: list[list[str]]) -> None:
    (tmp_path / "municipal").mkdir()
    run.make_demo_city(tmp_path)
    assert names(tmp_path) == ["municipal"]
    assert demo == []


def test_a_demo_city_broken_off_while_made_is_made_again(tmp_path: Path, demo: list[list[str]]) -> None:
    (tmp_path / run.HALF_MADE / "municipal").mkdir(parents=True)
    run.make_demo_city(tmp_path)
    assert names(tmp_path) == ["demo.json", "municipal"]
    assert len(demo) == 1


def test_a_demo_city_broken_off_while_moved_in_is_finished(tmp_path: Path, demo: list[list[str]]) -> None:
    (tmp_path / "community").mkdir()
    (tmp_path / run.HALF_MADE / "municipal").mkdir(parents=True)
    (tmp_path / run.HALF_MADE / "demo.json").touch()
    run.make_demo_city(tmp_path)
    assert names(tmp_path) == ["community", "demo.json", "municipal"]
    assert demo == []

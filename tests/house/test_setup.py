"""Setup: once, again in no time, healed after anything, and one sentence for whatever stands in its way."""

import ast
import subprocess
import time
from pathlib import Path
from shutil import which

import pytest
import setup

from .places import ROOT, fresh_copy, outside, python_that, small_project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "house").mkdir()
    return small_project(tmp_path / "house")


def make(target: str, project: Path, **variables: object) -> subprocess.CompletedProcess[str]:
    given = [f"{name}={value}" for name, value in variables.items()]
    return subprocess.run(
        ["make", "--no-print-directory", target, *given],
        cwd=project, env=outside(), capture_output=True, text=True, timeout=300,
    )


def package_is_found(project: Path) -> bool:
    found = subprocess.run(
        [project / ".venv/bin/python", "-c", "import energiekop; print(energiekop.__file__)"],
        cwd="/", env=outside(), capture_output=True, text=True,
    )
    return found.stdout.strip() == str(project / "src/energiekop/__init__.py")


def test_the_second_setup_installs_nothing_and_takes_a_moment(project: Path) -> None:
    first = make("setup", project)
    assert first.returncode == 0, first.stderr
    assert "Installing what requirements.txt lists" in first.stdout
    assert package_is_found(project)

    began = time.monotonic()
    second = make("setup", project)
    assert (second.returncode, second.stdout, second.stderr) == (0, "", "")
    assert time.monotonic() - began < 3


def test_setup_runs_again_when_the_lock_has_changed(project: Path) -> None:
    make("setup", project)
    with (project / "requirements.txt").open("a") as lock:
        lock.write("# renewed\n")
    assert "Installing what requirements.txt lists" in make("setup", project).stdout
    assert make("setup", project).stdout == ""


@pytest.mark.parametrize(
    "left_behind",
    [
        pytest.param(["mkdir -p .venv", "touch .venv/.unfinished"], id="before anything was in it"),
        pytest.param(["make setup", "touch .venv/.unfinished", "rm -r .venv/lib"], id="half of it"),
        pytest.param(["make setup", "rm .venv/bin/python"], id="the system's Python went"),
    ],
)
def test_a_setup_that_was_broken_off_is_made_anew(project: Path, left_behind: list[str]) -> None:
    for command in left_behind:
        subprocess.run(command, shell=True, cwd=project, env=outside(), check=True, capture_output=True)
    healed = make("setup", project)
    assert healed.returncode == 0, healed.stderr
    assert package_is_found(project)
    assert not (project / ".venv/.unfinished").exists()


def test_a_project_that_moved_gets_its_own_venv(project: Path) -> None:
    make("setup", project)
    moved = project.rename(project.parent / "elsewhere")
    assert "Making .venv" in make("setup", moved).stdout
    assert package_is_found(moved)


@pytest.mark.soak
@pytest.mark.parametrize("version", ["3.11", "3.12", "3.13"])
def test_everything_installs_on_each_python_that_is_here(tmp_path: Path, version: str) -> None:
    name = f"python{version}"
    if not which(name) or subprocess.run([name, "-c", ""], capture_output=True).returncode:
        pytest.skip(f"Python {version} is not on this machine")
    project = fresh_copy(tmp_path)
    done = make("development", project, PYTHON=name)
    assert done.returncode == 0, done.stderr
    pip_check = [project / ".venv/bin/python", "-m", "pip", "check"]
    assert subprocess.run(pip_check, capture_output=True).returncode == 0


@pytest.mark.parametrize("target", ["setup", "run", "test"])
def test_an_old_python_is_told_what_to_do(project: Path, tmp_path: Path, target: str) -> None:
    old = python_that(tmp_path / "old", "import sys; sys.version_info = (3, 9, 18, 'final', 0)")
    refused = make(target, project, PYTHON=old)
    assert refused.returncode != 0
    assert refused.stderr.splitlines()[0] == (
        "This is Python 3.9, and energiekop needs 3.11 or newer: install a newer one, "
        "or name the one you have, such as: make run PYTHON=python3.12"
    )
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize("script", sorted((ROOT / "scripts").glob("*.py")), ids=lambda script: script.name)
def test_even_python_3_6_can_read_the_scripts(script: Path) -> None:
    ast.parse(script.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_a_missing_python3_venv_is_named(project: Path, tmp_path: Path) -> None:
    bare = python_that(tmp_path / "bare", "import sys; sys.modules['ensurepip'] = None")
    refused = make("setup", project, PYTHON=bare)
    assert refused.returncode != 0
    assert refused.stderr.splitlines()[0] == (
        "This Python cannot make a virtual environment because the package python3-venv is missing: "
        "install it (sudo apt install python3-venv) and run the same command again."
    )
    assert not (project / ".venv").exists()


def test_a_disk_without_space_is_named_before_anything_is_written(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(setup, "ROOT", project)
    monkeypatch.setattr(setup, "GB_FOR_VENV", 1e9)
    with pytest.raises(setup.Refused, match=r"has \d+\.\d GB free and setup needs \d+\.\d GB: free some"):
        setup.install("requirements.txt")
    assert not (project / ".venv").exists()


@pytest.mark.parametrize(
    ("free", "needed", "enough"), [(1.5e9, 1.5, True), (1.4e9, 1.5, False), (0, 0.5, False)]
)
def test_the_space_needed_is_in_gigabytes(tmp_path: Path, free: float, needed: float, enough: bool) -> None:
    if enough:
        setup.check_space(tmp_path, free, needed)
    else:
        with pytest.raises(setup.Refused, match=rf"{tmp_path} has {free / 1e9:.1f} GB free"):
            setup.check_space(tmp_path, free, needed)


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full: free 1.5 GB"),
        ("ERROR: No matching distribution found for duckdb", "check the internet connection"),
    ],
)
def test_a_step_that_fails_says_what_to_do(
    said: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(setup.Refused, match=sentence):
        setup.run(["sh", "-c", f"echo '{said}'; exit 1"])
    assert said in capsys.readouterr().err

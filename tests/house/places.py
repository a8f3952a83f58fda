"""Fresh copies of the project, programs started in them, and the addresses they answer on."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def our_files() -> list[Path]:
    """Paths of what a clone of this working tree would hold, also before it is committed."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )
    paths = [Path(name) for name in listed.stdout.split("\0") if name]
    return [path for path in paths if (ROOT / path).is_file()]


def fresh_copy(folder: Path) -> Path:
    """A copy as a clone would be: no .venv, no data, nothing built."""
    for path in our_files():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / path, folder / path)
    return folder


def small_project(folder: Path) -> Path:
    """The house with an empty package in it: setup takes seconds, and is the real one."""
    for name in ("Makefile", "scripts"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, folder / name)
    build = next(line for line in _lines(ROOT / "requirements.txt") if line.startswith("flit-core"))
    (folder / "requirements.txt").write_text(build + "\n")
    (folder / "requirements-dev.txt").touch()
    (folder / "pyproject.toml").write_text(
        '[build-system]\nrequires = ["flit_core"]\nbuild-backend = "flit_core.buildapi"\n'
        '[project]\nname = "energiekop"\nversion = "1"\ndescription = "an empty house"\n'
    )
    (folder / "src" / "energiekop").mkdir(parents=True)
    (folder / "src" / "energiekop" / "__init__.py").touch()
    return folder


def _lines(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines()


def outside() -> dict[str, str]:
    """The environment of someone who just opened a terminal: nothing of the test run around us."""
    ours = ("VIRTUAL_ENV", "PYTHONPATH", "PORT", "DATA", "STORE", "MAKEFLAGS", "MAKELEVEL", "MFLAGS")
    return {
        name: value
        for name, value in os.environ.items()
        if name not in ours and not name.startswith(("PYTEST_", "COV_", "ENERGIEKOP_", "STREAMLIT_"))
    }


def python_that(folder: Path, does_first: str) -> Path:
    """A `python3` that is like this one but for what it does first; to be given as PYTHON=..."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "sitecustomize.py").write_text(does_first)
    program = folder / "python3"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{folder}" exec "{sys.executable}" "$@"\n')
    program.chmod(0o755)
    return program


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(command: str, *, at: Path, address: str, within: float, **env: str) -> Iterator[Path]:
    """Runs a command that serves until stopped; once `address` answers, yields the file with its output."""
    said = at / "served.log"
    with said.open("w") as log:
        program = subprocess.Popen(
            ["bash", "-c", command], cwd=at, env=outside() | env, start_new_session=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT,
        )
    try:
        end = time.monotonic() + within
        while not answers(address):
            assert program.poll() is None, f"{command} stopped: {said.read_text()}"
            assert time.monotonic() < end, f"{command} did not answer in {within} s: {said.read_text()}"
            time.sleep(0.2)
        yield said
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGTERM)
            try:
                program.wait(20)
            except subprocess.TimeoutExpired:
                os.killpg(program.pid, signal.SIGKILL)
                program.wait(20)


def answers(address: str) -> bool:
    """Whether a page is there; asked straight, whatever proxy the machine has."""
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(address, timeout=5) as reply:
            return reply.status == 200
    except OSError:
        return False

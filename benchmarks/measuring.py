"""One whole program: how long it takes and how much memory it holds at most, its own children included."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

ENERGIEKOP = str(Path(sys.executable).parent / "energiekop")


class Use(NamedTuple):
    seconds: float  # on the clock, start and end of the program included
    cpu_seconds: float  # of all cores; far from the clock's when something else kept the machine busy
    peak_mb: float  # resident memory at its highest, in MB of a million bytes


class Finding(NamedTuple):
    """One row of an answer. `held` is None where nothing was promised."""

    what: str
    seconds: float
    cpu_seconds: float
    peak_mb: float
    bound: str = ""
    held: bool | None = None


def measure(*command: str) -> Use:
    """Runs a command to its end. Raises CalledProcessError with its words when it fails."""
    began = time.perf_counter()
    program = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    # wait4 tells what this one process used; the resource module only knows the highest of all children.
    _, status, used = os.wait4(program.pid, 0)
    seconds = time.perf_counter() - began
    program.returncode = os.waitstatus_to_exitcode(status)
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    return Use(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6)  # Linux counts KiB


def demo(residents: int, folder: Path) -> Use:
    return measure(ENERGIEKOP, "demo", "--out", str(folder / "data"), "--residents", str(residents))


def build(folder: Path) -> Use:
    return measure(ENERGIEKOP, "build", "--data", str(folder / "data"), "--store", str(folder / "store"))


def together(*uses: Use) -> Use:
    """One after the other: seconds add up, memory is that of the largest."""
    seconds, cpu_seconds, peak_mb = zip(*uses, strict=True)
    return Use(sum(seconds), sum(cpu_seconds), max(peak_mb))

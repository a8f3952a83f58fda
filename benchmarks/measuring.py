"""What a benchmark finds, and how one whole program is measured, its own children included."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ENERGIEKOP = str(Path(sys.executable).parent / "energiekop")


class Finding(NamedTuple):
    """One row of an answer. `held` is None where nothing was promised."""

    what: str
    measured: str
    bound: str = ""
    held: bool | None = None


class Use(NamedTuple):
    seconds: float  # on the clock, start and end of the program included
    cpu_seconds: float  # of all cores; far from the clock's when something else kept the machine busy
    peak_mb: float  # resident memory at its highest, in MB of a million bytes

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s ({self.cpu_seconds:.1f} s of work), {self.peak_mb:.0f} MB"


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


def at(share: float, values: Sequence[float]) -> float:
    """The value that this share of all values does not pass: 0.5 is the median, 0.95 the p95."""
    return sorted(values)[min(int(len(values) * share), len(values) - 1)]


def is_quick_look(residents: int) -> bool:
    """Whether the city is too small for its figures to mean much: then a few of each will do."""
    return residents < 1000


def repeated(times: int, residents: int) -> int:
    """How often to measure: a fiftieth of `times` for a quick look."""
    return max(1, times // 50) if is_quick_look(residents) else times

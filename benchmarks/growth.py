"""How a build grows with the city: beside DuckDB that only reads the same files, and beside plain pandas."""

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

from .measuring import ENERGIEKOP, Finding, Use, demo, is_quick_look, measure

QUESTION = "Does a build grow no faster than the city, and stay near what reading the files takes?"

# Steps of a build that read the files and join them to the register; the rest is modelling and publishing.
JOINING = ("files", "register", "addresses")
STEPS = (*JOINING, "records", "models", "figures", "publishing")
MOST_MB = 2000
LARGE = 80_000  # from here on the bounds beside floor and pandas hold


class Built(NamedTuple):
    """One build, by step."""

    use: Use
    seconds: dict[str, float]

    @property
    def joining(self) -> float:
        return sum(self.seconds[step] for step in JOINING)

    def __str__(self) -> str:
        parts = ", ".join(f"{step} {seconds:.1f}" for step, seconds in self.seconds.items())
        return f"{self.use}: {parts}"


def answer(residents: int, folder: Path) -> list[Finding]:
    # A quick look does not wait for a larger city, nor a small one for a hundred times as many.
    sizes = [residents // 10, residents] if is_quick_look(residents) else [residents, 10 * residents]
    sizes += [100 * residents] if residents >= 8000 else []
    found, before = [], None
    for size in sizes:
        city = folder / str(size)
        made = demo(size, city)
        built = build(city)
        floor = measure(sys.executable, "-m", "benchmarks.floor", str(city / "data"))
        pandas = measure(sys.executable, "-m", "benchmarks.with_pandas", str(city / "data"))
        found += [
            Finding(f"{size} residents: demo", str(made)),
            Finding(f"{size} residents: build", str(built), f"{MOST_MB} MB", built.use.peak_mb < MOST_MB),
            Finding("... DuckDB reads and counts", str(floor)),
            Finding("... plain pandas joins", str(pandas)),
            *(_beside(built, floor, pandas) if size >= LARGE else []),
        ]
        if before:
            grown = built.use.cpu_seconds / before.use.cpu_seconds
            found.append(Finding("... work beside a tenth of it", f"{grown:.1f} times", "10", grown <= 10))
        before = built
    return found


def _beside(built: Built, floor: Use, pandas: Use) -> list[Finding]:
    joining, whole = built.joining / floor.seconds, built.use.seconds / floor.seconds
    faster = pandas.seconds / built.use.seconds
    return [
        Finding("... reading and joining beside the floor", f"{joining:.1f} times", "3", joining <= 3),
        Finding("... whole build beside the floor", f"{whole:.1f} times", "10", whole <= 10),
        Finding("... faster than pandas", f"{faster:.1f} times", "5", faster >= 5),
    ]


def build(folder: Path) -> Built:
    """A build with the seconds of each of its steps, as it tells them itself."""
    command = [ENERGIEKOP, "build", "--steps"]
    command += ["--data", str(folder / "data"), "--store", str(folder / "store")]
    began = time.perf_counter()
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    seconds, step, since = dict.fromkeys(STEPS, 0.0), "files", began
    for line in program.stderr:
        name = line.rstrip("\n").rpartition("\t")[2]
        if name in STEPS:
            now = time.perf_counter()
            seconds[step] += now - since
            step, since = name, now
    used = _ended(program)
    ended = time.perf_counter()
    seconds[step] += ended - since
    return Built(Use(ended - began, *used), seconds)


def _ended(program: subprocess.Popen[str]) -> tuple[float, float]:
    """Seconds of work and highest memory (MB) of this one program."""
    _, status, used = os.wait4(program.pid, 0)
    if code := os.waitstatus_to_exitcode(status):
        raise subprocess.CalledProcessError(code, program.args)
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / 1e6

"""`make bench`, or `python -m benchmarks --residents 400` for a quick look."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from . import demo_and_build, ten_times_as_many
from .measuring import Finding

QUESTIONS = [demo_and_build, ten_times_as_many]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=8000)
    residents = parser.parse_args().residents
    console = Console()
    cores = len(os.sched_getaffinity(0))
    console.print(f"Python {platform.python_version()}, {cores} cores, {residents} participating residents\n")
    for question in QUESTIONS:
        with tempfile.TemporaryDirectory(prefix="energiekop-bench-") as folder:
            console.print(drawn(question.QUESTION, question.answer(residents, Path(folder))))
            console.print()


def drawn(title: str, findings: list[Finding]) -> Table:
    table = Table(title=title, title_justify="left")
    for heading in ("what", "seconds", "peak MB", "bound", "held"):
        table.add_column(heading, justify="right" if heading in ("seconds", "peak MB") else "left")
    for found in findings:
        held = {True: "yes", False: "NO", None: ""}[found.held]
        table.add_row(found.what, f"{found.seconds:.2f}", f"{found.peak_mb:.0f}", found.bound, held)
    return table


main()

"""`make bench`, or `python -m benchmarks --residents 400` for a quick look."""

import argparse
import os
import platform
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from . import changes, demo_and_build, growth, matching, pages, sessions
from .measuring import Finding

# Matching last: it fills this very program, and what it starts is counted from there.
QUESTIONS = [demo_and_build, changes, pages, sessions, growth, matching]
NAMES = [question.__name__.rpartition(".")[2] for question in QUESTIONS]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--residents", type=int, default=8000)
    parser.add_argument("questions", nargs="*", help=f"of {', '.join(NAMES)}; all when none is named")
    asked = parser.parse_args()
    residents, named = asked.residents, asked.questions or NAMES
    if unknown := sorted(set(named) - set(NAMES)):
        parser.error(f"there is no question {', '.join(unknown)}; there are {', '.join(NAMES)}")
    console = Console(width=120)
    cores, busy = len(os.sched_getaffinity(0)), os.getloadavg()[0]
    console.print(f"Python {platform.python_version()}; {cores} cores, {busy:.1f} of them busy beforehand")
    console.print(f"{residents} participating residents\n")
    for question in (each for each, name in zip(QUESTIONS, NAMES, strict=True) if name in named):
        with tempfile.TemporaryDirectory(prefix="energiekop-bench-") as folder:
            console.print(drawn(question.QUESTION, question.answer(residents, Path(folder))))
            console.print()


def drawn(title: str, findings: list[Finding]) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("what")
    table.add_column("measured")
    table.add_column("bound")
    table.add_column("held")
    for found in findings:
        held = {True: "yes", False: "NO", None: ""}[found.held]
        table.add_row(found.what, found.measured, found.bound, held)
    return table


main()

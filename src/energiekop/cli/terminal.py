"""How a command speaks: its failure in one sentence, its progress as a bar."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Unpack

import typer
from typer.core import TyperGroup

from energiekop import logs


class OneSentence(TyperGroup):
    """Turns whatever a command raises into one sentence on stderr and exit 1."""

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except (Exception, KeyboardInterrupt) as problem:
            ours = type(problem).__module__.startswith(("click", "typer"))  # usage, --help, an exit code
            if ours or isinstance(problem, BrokenPipeError) or os.environ.get("ENERGIEKOP_TRACEBACK") == "1":
                raise
            from energiekop.cli.words import sentence

            name = " ".join(filter(None, ("energiekop", ctx.invoked_subcommand)))
            typer.echo(f"{name}: {sentence(problem)}", err=True)
            raise typer.Exit(1) from None


def for_the_log(event: str, level: logs.Level = "info", **named: Unpack[logs.Named]) -> None:
    """A line for who reads it later; none on a terminal, where somebody reads the sentence."""
    if not sys.stderr.isatty():
        logs.write(event, level, **named)


@contextmanager
def progress(*, as_lines: bool = False) -> Iterator[Callable[[str, int, int], None]]:
    """A bar on a terminal; elsewhere nothing, so that logs stay short. Lines for a program that shows it."""
    if as_lines:
        yield lambda name, done, of: typer.echo(f"{done}\t{of}\t{name}", err=True)
        return
    if not sys.stderr.isatty():
        yield lambda name, done, of: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting")
        yield lambda name, done, of: bar.update(task, description=name, completed=done, total=of)

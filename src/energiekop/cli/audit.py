"""The book of who looked at what: `energiekop audit verify` and `energiekop audit show`."""

import csv
import sys
from typing import Annotated

import typer

from energiekop.cli.options import STORE, Private, Store

book = typer.Typer(no_args_is_help=True, help="Who looked at what; whether the book is whole.")


@book.command()
def verify(
    store: Store = STORE,
    private: Private = None,
    noted: Annotated[
        str | None, typer.Option(help="A hash that was written down before; it must be in it.")
    ] = None,
) -> None:
    """See whether a line was changed, taken out, moved or cut off."""
    from energiekop.publish import audit
    from energiekop.publish.private import beside

    folder = private or beside(store)
    said = audit.verify(folder, noted=noted)
    for sentence in said:
        typer.echo(f"energiekop audit: {sentence}", err=True)
    if said:
        raise typer.Exit(1)
    last = audit.last(folder)
    typer.echo(f"The book is whole: {last.number} lines. Note this down elsewhere: {last.hash}")


@book.command()
def show(
    store: Store = STORE,
    private: Private = None,
    since: Annotated[str, typer.Option(help="As 2026-11-01: from that day on.")] = "",
) -> None:
    """The lines as CSV: number, moment (UTC), role, subject, what, about what, snapshot."""
    from energiekop.publish import audit
    from energiekop.publish.private import beside

    out = csv.writer(sys.stdout, lineterminator="\n")
    columns = ("number", "at", "role", "subject", "what", "about", "snapshot")
    out.writerow(columns)
    for entry in audit.entries(private or beside(store)):
        if entry.at >= since:
            out.writerow([getattr(entry, column) for column in columns])

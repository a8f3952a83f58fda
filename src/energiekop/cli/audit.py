"""The book of who looked at what, and the attack on the figures: `energiekop audit`."""

import csv
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from energiekop.cli.options import STORE, Day, Private, SnapshotId, Store, as_day

if TYPE_CHECKING:
    from energiekop.publish.attacked import Attacked

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


@book.command()
def disclosure(
    store: Store = STORE,
    private: Private = None,
    snapshot: SnapshotId = None,
    on: Day = None,
    every_month: Annotated[
        bool, typer.Option(help="Each month-end, not the last alone: some minutes a year.")
    ] = False,
    together: Annotated[
        bool, typer.Option(help="Also six month-ends, and all steps of a day, together, wijk by wijk.")
    ] = False,
) -> None:
    """Attack the published figures: is any dwelling, or any group under ten, given away?

    Before a first release and with each renewed catalogue. Exit 1 when somebody is given away.
    """
    from energiekop.publish import attacked
    from energiekop.publish import store as snapshots
    from energiekop.publish.private import beside

    chosen = snapshot or snapshots.current(store)
    if chosen is None:
        typer.echo(f"Nothing was published in {store} yet; run `energiekop build` first.", err=True)
        raise typer.Exit(1)
    days = attacked.month_ends(store, chosen)
    if day := as_day(on):
        days = [*(before for before in days if before < day), day]
    asked = attacked.each_alone(days if every_month else days[-1:])
    asked += attacked.in_turn(days) if together else []
    holds = True
    for tried in _told(attacked.attacked(store, chosen, private or beside(store), asked)):
        learnt = tried.learnt
        holds &= tried.holds
        days_tried, steps = (" to ".join(dict.fromkeys(map(str, named))) for named in tried.ends())
        how = ", wijk by wijk" if tried.by_wijk else ""
        typer.echo(
            f"{days_tried} {steps}{how}: {tried.dwellings} dwellings reached it; given away: "
            f"{learnt.dwellings} of {learnt.tried_dwellings} dwellings, {learnt.small_groups} of "
            f"{learnt.tried_groups} groups under ten; larger groups counted: {tried.larger_counted}."
        )
    if not holds:
        typer.echo(
            "energiekop audit: the figures give somebody away. Release nothing; renew the catalogue first.",
            err=True,
        )
        raise typer.Exit(1)
    typer.echo("Nobody is given away.")


def _told(tried: "Iterator[Attacked]") -> "Iterator[Attacked]":
    """What was tried, until figures turn out that cannot all be true."""
    try:
        yield from tried
    except ValueError as problem:
        typer.echo(f"energiekop audit: {problem} Build again; release nothing.", err=True)
        raise typer.Exit(1) from None

"""Inviting champions: `energiekop invite`, and `energiekop invitations list` and `take-back`."""

import csv
import getpass
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from energiekop.cli.options import STORE, Private, Store, as_day

if TYPE_CHECKING:
    from energiekop.publish.audit import What
    from energiekop.publish.invitations import Invitation

invitations = typer.Typer(no_args_is_help=True, help="The champions who were invited, and taking it back.")
_COLUMNS = ("number", "state", "email", "streets", "complexes", "valid_from", "valid_until", "take_before")


def invite(
    email: Annotated[str, typer.Option(help="The mail address; the invitation is good for no other.")],
    until: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The last day, as 2027-11-01.")],
    street: Annotated[list[str] | None, typer.Option(help="By name or id; may be repeated.")] = None,
    complex: Annotated[list[str] | None, typer.Option(help="By name or id; may be repeated.")] = None,
    own_list: Annotated[
        list[str] | None, typer.Option("--list", help="A list that she hands in; may be repeated.")
    ] = None,
    since: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="The first day.")
    ] = None,
    url: Annotated[str, typer.Option(envvar="ENERGIEKOP_URL", help="Where the dashboard is found.")] = "",
    store: Store = STORE,
    private: Private = None,
) -> None:
    """Invite a champion: prints the link to send her. It names nobody, works once, and ends after 14 days."""
    from energiekop.privacy import Scope, Viewer
    from energiekop.privacy import open as look
    from energiekop.privacy.access import Identity, access_file, named_in, read_access
    from energiekop.publish import invitations as inviting
    from energiekop.publish.private import beside

    folder = private or beside(store)
    last, first = until.date(), as_day(since)
    if "@" not in email.strip("@ ") or any(sign.isspace() for sign in email.strip()):
        _refuse(f"--email: found {email!r}, expected a mail address such as koploper@voorbeeld.nl.")
    if not url:
        _refuse("the link needs the address of the dashboard; set ENERGIEKOP_URL or give --url.")
    if last < datetime.now(UTC).date():
        _refuse(f"--until: found {last}, expected a day that is still to come.")
    if named_in(read_access(access_file(folder)), Identity("", email.strip(), {"email_verified": True})):
        _refuse("the access file names this address already; change its entry there.")
    stated = {"street": street or [], "complex": complex or []}
    # Asked of the snapshot, so that a name that is not there, or twice, is said now and not to the champion.
    viewer = Viewer(
        "champion", scopes=tuple(Scope(kind, one) for kind, named in stated.items() for one in named)  # type: ignore[arg-type]
    )
    places = look(viewer, store).scopes
    made, token = inviting.invite(
        folder, email, valid_from=first, valid_until=last, lists=own_list or (),
        streets=[place.id for place in places if place.kind == "street"],
        complexes=[place.id for place in places if place.kind == "complex"],
    )  # fmt: skip
    _note(folder, "invited", made)
    typer.echo(f"{url.rstrip('/')}/?uitnodiging={token}")
    typer.echo(
        f"Invitation {made.number}: send this link to {made.email} and keep no copy. It can be used once, "
        f"before {made.take_before:%Y-%m-%d}, after signing in with that address. "
        f"`energiekop invitations take-back {made.number}` ends it at once.",
        err=True,
    )


@invitations.command("list")
def list_them(store: Store = STORE, private: Private = None) -> None:
    """Every invitation as CSV, with how it stands: open, taken, late, over or taken_back."""
    from energiekop.publish import invitations as inviting
    from energiekop.publish.private import beside

    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(_COLUMNS)
    for made in inviting.every(private or beside(store)):
        cells = {"state": made.state(datetime.now(UTC)), "take_before": f"{made.take_before:%Y-%m-%d}"}
        cells |= {"streets": " ".join(made.streets), "complexes": " ".join(made.complexes)}
        out.writerow([cells.get(column, getattr(made, column, "")) for column in _COLUMNS])


@invitations.command("take-back")
def take_back(
    number: Annotated[int, typer.Argument(help="Its number; see the list.")],
    store: Store = STORE,
    private: Private = None,
) -> None:
    """End an invitation, taken or not: from this minute it lets nobody in."""
    from energiekop.publish import invitations as inviting
    from energiekop.publish.private import beside

    folder = private or beside(store)
    try:
        ended = inviting.take_back(folder, number)
    except inviting.NoInvitation as none:
        typer.echo(f"energiekop invitations: {none}", err=True)
        raise typer.Exit(1) from None
    _note(folder, "invitation_taken_back", ended)
    typer.echo(f"Invitation {ended.number} of {ended.email} lets nobody in from now on.")


def _note(private: Path, what: "What", made: "Invitation") -> None:
    from energiekop.publish import audit

    subject = f"command line, {getpass.getuser()}"
    audit.write(private, role="team", subject=subject, what=what, about=f"invitation {made.number}")


def _refuse(why: str) -> None:
    typer.echo(f"energiekop invite: refused, {why}", err=True)
    raise typer.Exit(1)

"""What one household may ask of us: to see what is held of it, and to be forgotten."""

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from energiekop.cli.options import STORE, Private, SnapshotId, Store, as_day

if TYPE_CHECKING:
    from energiekop.publish.audit import What
    from energiekop.publish.forget import Request

Address = Annotated[str, typer.Option(help="Its address as people write it, or the id of the dwelling.")]
LivedOn = Annotated[
    datetime | None,
    typer.Option(formats=["%Y-%m-%d"], help="A day on which it lived there; default: who lives there now."),
]

_STAYS = """\
What stays, and why:
- The dwelling in the public register, its energy label, and how many people the municipality counts there: \
these are about the dwelling, whoever lives in it.
- Published figures and signed reports: they name nobody, and counting them again would tell what \
this household did.
- A plan that the owners' assembly decided on: it binds the dwelling.
- Nothing of files that were taken back on the page: those that name the address, or are no text, are \
destroyed.
- An alias chosen as contact of an initiative: it stands by no address; ask the initiative to change it.
- The files that were handed in: we do not change what others keep. Ask them to take these rows out:"""


def forget(
    address: Address,
    store: Store = STORE,
    private: Private = None,
    lived_on: LivedOn = None,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, forget this household.")] = False,
) -> None:
    """Forget a household: leave it out of every kept snapshot, and of those to come."""
    from energiekop import publish
    from energiekop.publish import forget as forgetting
    from energiekop.publish.private import beside

    try:
        request = forgetting.find(store, address, lived_on=as_day(lived_on))
    except publish.Refused as refused:
        typer.echo(f"energiekop forget: refused, {refused}", err=True)
        raise typer.Exit(1) from None
    for line in _told(request):
        typer.echo(line)
    if not yes:
        typer.echo("energiekop forget: nothing was changed; add --yes to forget this household.", err=True)
        raise typer.Exit(1)
    try:
        rewritten = forgetting.forget(store, request, private_folder=private)
    except publish.Refused as refused:
        typer.echo(f"energiekop forget: refused, {refused}", err=True)
        raise typer.Exit(1) from None
    _note(private or beside(store), "forgotten", request.dwelling.dwelling_id)
    typer.echo(
        f"Forgotten. {len(rewritten)} of {len(request.held)} kept snapshots were written anew; builds from "
        "now on leave this household out, until somebody else lives there or it signs up again."
    )


def inzage(
    address: Address,
    out: Annotated[Path, typer.Option(help="The folder for the letter and the same as JSON.")],
    store: Store = STORE,
    private: Private = None,
    snapshot: SnapshotId = None,
    lived_on: LivedOn = None,
) -> None:
    """Everything that is held of a household, as a letter in plain Dutch and as JSON (GDPR, article 15)."""
    from energiekop import figures, publish
    from energiekop.privacy import Viewer
    from energiekop.publish import audit
    from energiekop.publish.private import beside
    from energiekop.sheets import inzage as sheet
    from energiekop.sheets.wordings import consent_wordings

    try:
        held = figures.held(Viewer.team(), address, lived_on=as_day(lived_on), store=store, snapshot=snapshot)
    except publish.Refused as refused:
        typer.echo(f"energiekop inzage: refused, {refused}", err=True)
        raise typer.Exit(1) from None
    folder = private or beside(store)
    # Before the book is read: the letter is then the same, whether it is the first or the second.
    _note(folder, "told_own_data", held.dwelling["dwelling_id"], held.snapshot)
    letter = sheet.letter(held, consent_wordings(), audit.looks(folder, held.places))
    out.mkdir(parents=True, exist_ok=True, mode=0o700)
    for name, content in (
        ("inzage.pdf", sheet.as_pdf(letter)),
        ("inzage.html", sheet.as_html(letter).encode()),
        ("inzage.json", sheet.as_json(held).encode()),
    ):
        file = out / name
        file.touch(mode=0o600)
        file.write_bytes(content)
        typer.echo(f"Wrote {file}.", err=True)


def _note(private: Path, what: "What", dwelling_id: str, snapshot: str = "") -> None:
    """A line in the book, where this machine keeps one: that it was done, about whom by a key alone."""
    from energiekop.publish import audit
    from energiekop.publish.private import standing_secret

    if private.is_dir():
        key = audit.household_key(standing_secret(private), dwelling_id)
        subject = f"command line, {getpass.getuser()}"
        audit.write(private, role="team", subject=subject, what=what, about=key, snapshot=snapshot)


def _told(request: "Request") -> list[str]:
    """What will be removed, and what stays."""
    lived = " ".join(
        f"{word} {day}" for word, day in (("from", request.lived_from), ("until", request.lived_until)) if day
    )
    lines = [
        f"{request.dwelling.words} ({request.dwelling.dwelling_id}), who lived there {lived or 'all along'}."
    ]
    if request.total:
        lines.append(f"What {len(request.held)} kept snapshots hold of this household, at most:")
        lines += [f"- {number} {what}" for what, number in request.total.items()]
    else:
        lines.append(f"None of {len(request.held)} kept snapshots holds anything of this household.")
    lines += _STAYS.splitlines()
    by_file: dict[str, list[str]] = {}
    for row in request.rows:
        by_file.setdefault(row.path, []).append(str(row.row_no))
    lines += [f"  {path}: row {', '.join(rows)}" for path, rows in by_file.items()] or ["  (none)"]
    return lines

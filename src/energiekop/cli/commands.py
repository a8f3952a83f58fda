"""The commands, each handed on to the package that does the work."""

import json
from pathlib import Path
from typing import Annotated

import typer

from energiekop.cli.audit import book
from energiekop.cli.households import forget, inzage
from energiekop.cli.inviting import invitations, invite
from energiekop.cli.options import (
    DATA,
    STORE,
    Data,
    Day,
    OtherNames,
    Private,
    Settings,
    SnapshotId,
    Store,
    as_day,
)
from energiekop.cli.tables import figures
from energiekop.cli.terminal import OneSentence, for_the_log, progress

app = typer.Typer(
    name="energiekop",
    cls=OneSentence,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
    help="From the three parties' files to one picture: who has a plan, and who waits.",
)
snapshots = typer.Typer(no_args_is_help=True, help="The kept snapshots, and which one is in service.")
mapping = typer.Typer(no_args_is_help=True, help="How a firm's own export is read.")
secret = typer.Typer(no_args_is_help=True, help="The secret behind the rounding of counts.")
app.add_typer(snapshots, name="snapshots")
app.add_typer(secret, name="secret")
catalogue = typer.Typer(no_args_is_help=True, help="The groups about which figures may be shown.")
app.add_typer(catalogue, name="catalogue")
app.add_typer(mapping, name="mapping")
app.add_typer(book, name="audit")
app.command()(figures)
app.command()(forget)
app.command()(inzage)
app.command()(invite)
app.add_typer(invitations, name="invitations")


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="The folder to fill.")],
    residents: Annotated[int, typer.Option(min=1, help="Residents that take part.")] = 8000,
    seed: Annotated[int, typer.Option(help="The same seed makes the same city.")] = 1,
    areas: Annotated[Path | None, typer.Option(help="Buurten as GeoJSON, instead of invented ones.")] = None,
    addresses: Annotated[
        Path | None, typer.Option(help="An address register, instead of an invented one.")
    ] = None,
    stories: Annotated[bool, typer.Option(help="Put the streets with a story in it.")] = True,
) -> None:
    """Make a demo city in the very files that the three parties hand over."""
    from energiekop.demo import write_city

    write_city(out, residents=residents, seed=seed, areas=areas, addresses=addresses, stories=stories)
    typer.echo(f"A demo city of {residents} residents that take part (seed {seed}) is in {out}.")


@app.command()
def build(
    data: Data = DATA,
    store: Store = STORE,
    private: Private = None,
    settings: Settings = None,
    aliases: OtherNames = None,
    today: Day = None,
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Publish without files that cannot go in.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one object, for scripts.")] = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="A line on stderr per step: done, of, name.")
    ] = False,
) -> None:
    """Publish the files as a snapshot; input that did not change writes nothing."""
    from energiekop import publish

    try:
        with progress(as_lines=steps) as on_step:
            report = publish.build(
                data,
                store,
                private=private,
                settings=settings,
                aliases=aliases,
                today=as_day(today),
                set_aside=set_aside,
                on_step=on_step,
            )
    except publish.Refused as refused:
        in_service = publish.store.current(store)
        stays = f"Snapshot {in_service} stays in service." if in_service else "Nothing was published."
        for said in str(refused).splitlines():
            typer.echo(f"energiekop build: refused, {said}", err=True)
        typer.echo(stays, err=True)
        if as_json:
            typer.echo(json.dumps({"refused": refused.as_json()}, ensure_ascii=False))
        for_the_log("build_refused", "error", snapshot=in_service or "", reasons=str(refused).count("\n") + 1)
        raise typer.Exit(1) from None
    typer.echo(json.dumps(report.as_json(), ensure_ascii=False) if as_json else report.sentence())
    for_the_log(
        "built",
        snapshot=report.snapshot,
        unchanged=report.unchanged,
        seconds=round(report.seconds, 2),
        files=len(report.files),
        rows=sum(file.rows for file in report.files),
        rejected=sum(file.rejected for file in report.files),
        set_aside=len(report.set_aside),
    )
    for said in report.set_aside:
        typer.echo(f"energiekop build: set aside, {said}", err=True)


@app.command("match")
def match_list(
    addresses: Annotated[Path, typer.Option(help="The register: a table with street, number, place.")],
    listed: Annotated[Path, typer.Option("--list", help="The list whose addresses are looked up.")],
    column: Annotated[str, typer.Option(help="The heading under which its addresses stand.")],
    out: Annotated[Path, typer.Option(help="The CSV to write: one row per row of the list.")],
    municipality: Annotated[str | None, typer.Option(help="Where the list lies: a name, or a code.")] = None,
    aliases: OtherNames = None,
) -> None:
    """Find the official address for each line of any list; what is ambiguous is not guessed."""
    from energiekop import publish, warehouse

    try:
        ways = warehouse.match_list(
            addresses, listed, column, out, municipality=municipality, aliases=aliases
        )
    except publish.Refused as refused:
        typer.echo(f"energiekop match: refused, {refused}", err=True)
        raise typer.Exit(1) from None
    counted = ", ".join(f"{number} {way}" for way, number in ways.items())
    typer.echo(f"{sum(ways.values())} lines looked up: {counted}.", err=True)


@app.command()
def check(store: Store = STORE, snapshot: SnapshotId = None, private: Private = None) -> None:
    """Hold a snapshot against what was promised."""
    from energiekop import publish

    breaches = publish.check(store, snapshot, private_folder=private)
    for breach in breaches:
        typer.echo(f"energiekop check: {breach}", err=True)
    if breaches:
        raise typer.Exit(1)
    typer.echo(f"Snapshot {snapshot or publish.store.current(store)} keeps every promise.")


@snapshots.command("list")
def list_snapshots(store: Store = STORE) -> None:
    """Every kept snapshot, newest first; the one in service has a star."""
    from energiekop.publish.kept import listing

    for kept in listing(store):
        mark = "*" if kept.snapshot.in_service else " "
        built = f"built {kept.snapshot.built_at:%Y-%m-%d %H:%M} UTC"
        day = f"up to {kept.reference_day}" if kept.reference_day else "cannot be read"
        size = f"{kept.size / 1_000_000:.1f} MB"
        typer.echo(f"{mark} {kept.snapshot.id}  {built}  {day}  {size}  generation {kept.generation}")


@snapshots.command("use")
def use_snapshot(snapshot: Annotated[str, typer.Argument(help="Its id.")], store: Store = STORE) -> None:
    """Put a kept snapshot in service."""
    from energiekop.publish.store import use

    use(store, snapshot)
    typer.echo(f"Snapshot {snapshot} is in service.")


@mapping.command("suggest")
def suggest_mapping(
    file: Annotated[Path, typer.Argument(help="A file of the firm, CSV or XLSX.")],
    out: Annotated[Path | None, typer.Option(help="Write the mapping here instead of to the screen.")] = None,
) -> None:
    """Draft a mapping from a firm's file, and say what to look at in it."""
    from energiekop.sources.suggesting import suggest

    if not file.is_file():
        typer.echo(f"energiekop mapping suggest: there is no file {file}.", err=True)
        raise typer.Exit(1)
    draft = suggest(file)
    if out is None:
        typer.echo(draft.text, nl=False)
    else:
        out.write_text(draft.text, encoding="utf-8")
    number = len(draft.unsure)
    doubts = "nothing" if not number else "one thing" if number == 1 else f"{number} things"
    typer.echo(f"Look at {doubts} in it{f', written in {out}' if out else ''}.", err=True)


@secret.command("new")
def new_secret(
    store: Store = STORE,
    private: Private = None,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, begin a new series.")] = False,
) -> None:
    """Begin a new series of rounded figures; those published before do not compare with it."""
    from energiekop.publish.private import beside

    folder = private or beside(store)
    if not yes:
        typer.echo(
            f"energiekop secret: refused, a new secret in {folder} begins a new series of rounded figures "
            "that does not compare with the one before; add --yes if that is meant.",
            err=True,
        )
        raise typer.Exit(1)
    from energiekop import publish

    publish.new_secret(folder)
    typer.echo(f"A new secret is in {folder}; the next build begins a new series of figures.")


@catalogue.command("renew")
def renew_catalogue(
    store: Store = STORE,
    private: Private = None,
    without: Annotated[
        list[str] | None, typer.Option(help="A breakdown to leave out, as buurt/tenure; may be repeated.")
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Yes, renew them.")] = False,
) -> None:
    """Draw the groups anew from the register in service; figures of before stay as they were published."""
    from energiekop.publish import renewal
    from energiekop.publish.private import beside

    folder = private or beside(store)
    renewed = renewal.drawn_anew(store, folder, without=without or ())
    typer.echo(
        f"{renewed.going_on} groups and parts go on with their figures of up to {renewed.until}, "
        f"{renewed.new} begin anew, {renewed.gone} are no more."
    )
    if not yes:
        typer.echo("Nothing is changed; add --yes to renew them.")
        return
    renewal.renew(folder, renewed)
    typer.echo("They are renewed. Now `energiekop build`, then `energiekop audit disclosure --together`.")


@app.command()
def serve(
    host: Annotated[
        str, typer.Option(help="0.0.0.0 for every machine that can reach this one.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    store: Store = STORE,
    data: Annotated[
        Path | None, typer.Option(envvar="ENERGIEKOP_DATA", help="Where files handed in on the page go.")
    ] = None,
    private: Private = None,
) -> None:
    """Serve the dashboard. Without --data no file can be handed in on it."""
    from energiekop.cli import serving

    serving.serve(host, port, store, data=data, private=private)

"""A figure on the command line."""

import getpass
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from energiekop.cli.options import STORE, Day, SnapshotId, Store, as_day

if TYPE_CHECKING:
    from energiekop.privacy import Answer, Viewer


Role = Literal["municipality", "team", "champion", "adviser", "grants"]
FileFormat = Literal["csv", "xlsx", "gpkg", "geojson", "parquet", "json"]
FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)
ON_SCREEN: tuple[FileFormat, ...] = ("csv", "json")  # as exports.TEXT_FORMATS, known before it is loaded
Language = Literal["nl", "en"]


def figures(
    name: Annotated[str | None, typer.Argument(help="The figure; --list shows them.")] = None,
    list_all: Annotated[
        bool, typer.Option("--list", help="Every figure, with who may ask it by what.")
    ] = False,
    store: Store = STORE,
    snapshot: SnapshotId = None,
    role: Annotated[Role | None, typer.Option(help="Who asks.")] = None,
    street: Annotated[str | None, typer.Option(help="A street, by name or id.")] = None,
    complex: Annotated[str | None, typer.Option(help="A complex, by name or id.")] = None,
    firm: Annotated[str | None, typer.Option(help="A firm.")] = None,
    by: Annotated[str | None, typer.Option(help="city, stadsdeel, buurt, street, month, ...")] = None,
    split: Annotated[str | None, typer.Option(help="tenure, label, building_period, party, ...")] = None,
    as_of: Day = None,
    format: Annotated[FileFormat | None, typer.Option(help="Default: the ending of --out, else csv.")] = None,
    out: Annotated[Path | None, typer.Option(help="The file; csv and json can go to the screen.")] = None,
    language: Annotated[Language, typer.Option(help="Of the words in and beside the table.")] = "nl",
) -> None:
    """A figure as a table, as this role may see it."""
    if list_all:
        _list_figures(language)
        return
    if name is None or role is None:
        raise typer.BadParameter("name a figure and a --role, or ask for the --list of figures")
    chosen = format or _by_ending(out)
    if out is None and chosen not in ON_SCREEN:
        raise typer.BadParameter(f"{chosen} needs a file: add --out FILE")
    from energiekop import exports
    from energiekop import figures as asked

    viewer = _viewer(role, street, complex, firm)
    # A champion's street and an adviser's firm say who asks; the others' are a choice of what is shown.
    narrowed = role not in ("champion", "adviser")
    answer = asked.answer(
        viewer,
        name,
        by=by,
        as_of=as_day(as_of),
        store=store,
        snapshot=snapshot,
        language=language,
        street=street if narrowed else None,
        complex=complex if narrowed else None,
        firm=firm if narrowed else None,
        chosen={"split": split} if split else {},
    )
    _note(viewer, answer, store)
    about = asked.about(answer, language)
    if out is None:
        typer.echo(exports.as_text(answer.rows, chosen, about=about), nl=False)
        return
    shapes = asked.shapes(viewer, answer, store=store) if chosen in exports.MAP_FORMATS else None
    for made in exports.write_table(answer.rows, out, chosen, about=about, shapes=shapes):
        typer.echo(f"Wrote {made}.", err=True)


def _note(viewer: "Viewer", answer: "Answer", store: Path) -> None:
    """Every export stands in the book, where this machine keeps one."""
    from energiekop.publish import audit
    from energiekop.publish.private import beside

    private = Path(os.environ.get("ENERGIEKOP_PRIVATE") or beside(store))
    if private.is_dir():
        about = f"{answer.figure.name} by {answer.by}, as of {answer.as_of}"
        subject = f"command line, {getpass.getuser()}"
        audit.write(
            private, role=viewer.role, subject=subject, what="exported", about=about, snapshot=answer.snapshot
        )


def _viewer(role: Role, street: str | None, complex: str | None, firm: str | None) -> "Viewer":
    from energiekop.privacy import Viewer

    makers: dict[Role, Callable[[], Viewer]] = {
        "team": Viewer.team,
        "municipality": Viewer.municipality,
        "grants": Viewer.grants,
        "adviser": lambda: Viewer.adviser(firm),
        "champion": lambda: Viewer.champion(street=street, complex=complex),
    }
    return makers[role]()


def _list_figures(language: Language) -> None:
    from energiekop.catalogue import FIGURES

    for figure in FIGURES.values():
        typer.echo(f"{figure.name}: {figure.title[language]}")
        for role, grains in figure.grains.items():
            typer.echo(f"  {role} by {', '.join(grains)}")


def _by_ending(out: Path | None) -> FileFormat:
    """csv, unless the file's name says otherwise."""
    ending = out.suffix[1:].lower() if out else ""
    return next((known for known in FORMATS if known == ending), "csv")

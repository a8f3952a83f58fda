"""The options that several commands share, each with its environment variable and its default."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

Data = Annotated[Path, typer.Option(envvar="ENERGIEKOP_DATA", help="The files of the three parties.")]
Store = Annotated[Path, typer.Option(envvar="ENERGIEKOP_STORE", help="Where snapshots are kept.")]
Private = Annotated[
    Path | None,
    typer.Option(
        envvar="ENERGIEKOP_PRIVATE", help="Secret, groups and forget list; default <store>-private."
    ),
]
Settings = Annotated[
    Path | None, typer.Option(envvar="ENERGIEKOP_SETTINGS", help="Another settings.toml.")
]
OtherNames = Annotated[
    Path | None, typer.Option("--aliases", help="A folder with other names, instead of those that ship.")
]
SnapshotId = Annotated[str | None, typer.Option(help="Another snapshot than the one in service.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="As 2026-11-23.")]
DATA, STORE = Path("data/inbox"), Path("data/store")


def as_day(given: datetime | None) -> date | None:
    """The day that was typed."""
    return given.date() if given else None

"""Draw the groups anew from the register in service; what was published with those of before stays."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from energiekop import disclosure
from energiekop.disclosure import Groups
from energiekop.publish import audit, files, kept, private, store
from energiekop.sources import Refused


@dataclass(frozen=True)
class Renewal:
    """The groups as they would be; the figures that stay, up to which day; how many groups (parts among
    them) go on with their figures, are new, and are no more.
    """

    groups: Groups
    figures: pd.DataFrame
    until: date
    going_on: int
    new: int
    gone: int


def drawn_anew(store_folder: Path, private_folder: Path, *, without: Collection[str] = ()) -> Renewal:
    """What a renewal would make of the snapshot in service; nothing is written.

    without: breakdowns (kind/attribute) that are not drawn any more. Raises Refused when there is nothing to
    renew, when a breakdown is unknown, or when the groups would be too much alike.
    """
    known = disclosure.breakdown_names()
    if unknown := sorted(set(without) - set(known)):
        raise Refused(f"--without: found {', '.join(unknown)}, expected one of {', '.join(known)}.")
    snapshot = store.current(store_folder)
    before = private.kept_groups(private_folder)
    if snapshot is None or before is None:
        of_demo = snapshot is not None and kept.meta(store_folder, snapshot).get("demo") == "1"
        raise Refused(
            "Demo data draws its groups anew in each build; there is nothing to renew."
            if of_demo
            else f"No groups are kept in {private_folder} yet; the first build draws them."
        )
    folder = store.path(store_folder, snapshot)
    with duckdb.connect(str(folder / "exact.duckdb"), read_only=True) as con:
        register, city_name = files.register(con)
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as con:
        figures = con.execute("from figure").df()
    groups = disclosure.draw_groups(register, city_name=city_name, without=without)
    if len(disclosure.breaches(groups)):
        raise Refused("The groups of this register would be too much alike; nothing is changed.")
    was, is_now = (set(disclosure.identities(one).itertuples(index=False)) for one in (before, groups))
    return Renewal(
        groups,
        disclosure.frozen(before, figures),
        until=figures["on_date"].max().date(),
        going_on=len(was & is_now),
        new=len(is_now - was),
        gone=len(was - is_now),
    )


def renew(private_folder: Path, renewal: Renewal) -> Path:
    """Keep the groups, for the next build, and note it in the book; returns where they are."""
    made = private.renew(private_folder, renewal.groups, renewal.figures)
    about = f"{renewal.going_on} groups go on, {renewal.new} new, {renewal.gone} no more"
    audit.write(private_folder, role="", subject="energiekop catalogue", what="groups_renewed", about=about)
    return made

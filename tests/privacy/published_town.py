"""A town whose groups are really drawn and whose figures are really rounded, published as a snapshot.

Streets are in buurten and wijken, a third of them have a complex, and every dwelling has its own label, period, type
and tenure. Streets, complexes and parts have figures on month-ends, larger areas also on a Sunday.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from energiekop.disclosure import MILESTONES, Groups, cell_keys, draw_groups, protect
from energiekop.disclosure.rules import ATTRIBUTES
from tests.disclosure.drawn import register
from tests.privacy.drawn_snapshot import ID, make

SECRET = b"of this town"
MONTH_ENDS = [date(2026, 9, 30), date(2026, 10, 31)]
SUNDAY = date(2026, 11, 22)
VALUES = {
    "tenure": ["owner", "social_rent", "vve"],
    "label": list("ABCDEFG"),
    "building_period": ["before 1945", "1945-1975", "1976-1995", "from 1996"],
    "dwelling_type": ["flat", "terraced", "detached"],
}


@dataclass(frozen=True)
class Town:
    """dwellings: the register. first_day: per dwelling (as its id) and milestone the day it was reached."""

    dwellings: pd.DataFrame
    first_day: pd.DataFrame
    groups: Groups
    store: Path

    @cached_property
    def bases(self) -> dict[int, frozenset[str]]:
        """Per group its dwellings."""
        return self.groups.membership().groupby("cell_id")["dwelling_id"].agg(frozenset).to_dict()

    @cached_property
    def cells(self) -> dict[tuple[str, str, str, str], int]:
        """The group of each kind, code, attribute and value; the last two are '' for a whole one."""
        cells = self.groups.cells
        names = zip(cells["kind"], cells["code"], cells["attribute"], cells["value"], strict=True)
        return dict(zip(names, cells["cell_id"].tolist(), strict=True))

    @cached_property
    def places(self) -> dict[tuple[str, str], tuple[int | None, str]]:
        """Per kind and code of a place its group, None for none, and the code of what it lies in."""
        return {
            (place.kind, place.code): (
                None if pd.isna(place.cell_id) else int(place.cell_id),
                place.parent_code,
            )
            for place in self.groups.members.itertuples()
        }


def drawn_town(*, streets: int, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A register, and the first day of each dwelling at each milestone: some 40 % come as far as the first."""
    chance = np.random.default_rng(seed)
    blocks = ["dwellings | street | buurt | wijk | gebied | complex"]
    for street in range(streets):
        areas = f"S{street:02d} | B{street // 4} | W{street // 12} | G{street // 12}"
        # A complex that is nearly its street: the number of one less that of the other would be about a few homes.
        in_complex = chance.integers(12, 30) if street % 3 == 0 else 0
        rest = chance.integers(4, 20 if in_complex else 40)
        blocks.append(f"{rest} | {areas} | ")
        if in_complex:
            blocks.append(f"{in_complex} | {areas} | C{street:02d}")
    dwellings = register("\n".join(blocks))
    for attribute in ATTRIBUTES:
        dwellings[attribute] = chance.choice(VALUES[attribute], len(dwellings))
    came = chance.random(len(dwellings)) < 0.4
    since = pd.Timestamp("2026-06-01") + pd.to_timedelta(chance.integers(0, 150, len(dwellings)), unit="D")
    first_day = {}
    for milestone in MILESTONES:
        first_day[milestone] = pd.Series(since).where(came)
        came &= chance.random(len(dwellings)) < 0.8
        since = since + pd.to_timedelta(chance.integers(0, 20, len(dwellings)), unit="D")
    return dwellings, pd.DataFrame(first_day).set_axis(pd.Index(dwellings["dwelling_id"]))


def published(store: Path, *, streets: int = 24, seed: int = 1) -> Town:
    """The town, in service in this store."""
    dwellings, first_day = drawn_town(streets=streets, seed=seed)
    groups = draw_groups(dwellings)
    town = Town(dwellings, first_day, groups, store)
    counts = pd.concat([_counts(town, day) for day in (*MONTH_ENDS, SUNDAY)], ignore_index=True)
    figures = protect(counts, groups.cells.merge(cell_keys(groups, SECRET)), SECRET)
    whole = groups.cells.loc[groups.is_city, "cell_id"]
    make(store)
    tables = {
        "cell": groups.cells,
        "cell_member": groups.members.drop(columns="why_not"),
        "figure": figures[~figures["cell_id"].isin(whole)],
        "city": counts[counts["cell_id"].isin(whole)]
        .drop(columns=["cell_id", "split"])
        .assign(level="", residents=lambda told: 2 * told["households"]),
    }
    with duckdb.connect(str(store / ID / "published.duckdb")) as con:
        for name, rows in tables.items():
            con.execute(f"delete from {name}")
            con.register("rows_of_it", rows)
            con.execute(f"insert into {name} by name select * from rows_of_it")
    return town


def _counts(town: Town, day: date) -> pd.DataFrame:
    """The exact count of each group that has a figure on this day, at each milestone."""
    cells = town.groups.cells
    monthly = cells["kind"].isin(["street", "complex"]) | (cells["attribute"] != "")
    due = cells.loc[~monthly | (day in MONTH_ENDS), "cell_id"]
    by_then = (town.first_day <= pd.Timestamp(day)).astype("int64")
    members = town.groups.membership().merge(by_then, left_on="dwelling_id", right_index=True)
    exact = members[members["cell_id"].isin(due)].groupby("cell_id")[list(MILESTONES)].sum()
    long = exact.reset_index().melt("cell_id", var_name="milestone", value_name="households")
    return long.assign(split="", on_date=day)

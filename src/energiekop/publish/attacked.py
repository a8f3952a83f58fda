"""What somebody learns from a published snapshot who has the register and the rules, but not the secret."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt

from energiekop import disclosure
from energiekop.disclosure import attack
from energiekop.disclosure.attack import Learnt
from energiekop.publish import files, private, store
from energiekop.publish.protected import reached_by_dwelling
from energiekop.sources import Refused


class Attacked(NamedTuple):
    """The figures of one milestone and day, how many dwellings reached it, and what the figures gave away."""

    milestone: str
    on_date: date
    dwellings: int
    learnt: Learnt

    @property
    def holds(self) -> bool:
        """Whether no dwelling and no group under MINIMUM_GROUP is given away."""
        return not self.learnt.dwellings and not self.learnt.small_groups


def attacked(
    store_folder: Path, snapshot: str, private_folder: Path, *, days: list[date] | None = None
) -> Iterator[Attacked]:
    """One per milestone and day on which streets were published, the last alone when no days are named.

    A day on which nobody, or everybody, reached a milestone is passed over: that is known of all. Raises
    Refused when the groups are not those that the snapshot was published with.
    """
    folder = store.path(store_folder, snapshot)
    with duckdb.connect(str(folder / "exact.duckdb"), read_only=True) as con:
        register = con.execute(files.query("dwelling_register")).df()
        [(city_name,)] = con.execute("select value from meta where key = 'city_name'").fetchall()
        groups = private.kept_groups(private_folder) or disclosure.draw_groups(register, city_name=city_name)
        reached = reached_by_dwelling(con, groups.dwellings["dwelling_id"])
    blocks = attack.blocks(groups)
    small = attack.small_groups(groups, blocks)
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as con:
        _refuse_others(con, groups)
        for day in days or _month_ends(con)[-1:]:
            for step in reached:
                total = int((step.first_day <= np.datetime64(day)).sum())
                if 0 < total < len(groups.dwellings):
                    bounds = _bounds(con, groups, step.milestone, day, total)
                    yield Attacked(step.milestone, day, total, attack.what_is_learnt(blocks, small, [bounds]))


def month_ends(store_folder: Path, snapshot: str) -> list[date]:
    """Every day on which streets were published."""
    published = store.path(store_folder, snapshot) / "published.duckdb"
    with duckdb.connect(str(published), read_only=True) as con:
        return _month_ends(con)


def _month_ends(con: duckdb.DuckDBPyConnection) -> list[date]:
    query = "select distinct on_date from figure where on_date = last_day(on_date) order by on_date"
    return [day for (day,) in con.execute(query).fetchall()]


def _refuse_others(con: duckdb.DuckDBPyConnection, groups: disclosure.Groups) -> None:
    published = con.execute("select cell_id, dwellings from cell order by cell_id").fetchall()
    ours = list(groups.cells[["cell_id", "dwellings"]].itertuples(index=False, name=None))
    if published != ours:
        raise Refused(
            "The groups in the private folder are not those of this snapshot; build again, or name the "
            "snapshot that was built with them."
        )


def _bounds(
    con: duckdb.DuckDBPyConnection, groups: disclosure.Groups, milestone: str, day: date, total: int
) -> tuple[npt.NDArray[np.int64], attack.Reals, attack.Reals]:
    """What each figure leaves open, beside the city's count in dwellings: what is shown of the city counts
    households, of which a dwelling may have had several, so this attacker knows a little more than is shown.
    """
    rows = con.execute(
        """select cell_id, shown from figure
        where milestone = $milestone and on_date = $day and split = '' order by cell_id""",
        {"milestone": milestone, "day": day},
    ).fetchnumpy()
    cells = np.asarray(rows["cell_id"], dtype=np.int64)
    dwellings = groups.cells["dwellings"].to_numpy(dtype=np.int64)[cells]
    low, high = attack.counts_behind(np.asarray(rows["shown"], dtype=np.int64), dwellings)
    city = np.flatnonzero(groups.is_city)
    known = np.full(len(city), float(total))
    return np.append(cells, city), np.append(low, known).astype(float), np.append(high, known).astype(float)

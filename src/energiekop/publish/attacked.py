"""What somebody learns from a published snapshot who has the register and the rules, but not the secret."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np

from energiekop import disclosure
from energiekop.disclosure import attack
from energiekop.disclosure.attack import Bounds, Learnt
from energiekop.disclosure.places import Flags
from energiekop.publish import files, private, store
from energiekop.publish.protected import reached_by_dwelling
from energiekop.sources import Refused

# How many month-ends in a row are attacked together.
TOGETHER = 6


class Moment(NamedTuple):
    """One milestone on one day."""

    milestone: str
    on_date: date


class Attacked(NamedTuple):
    """The figures of these moments together, how many dwellings reached the last, and what was given away."""

    moments: list[Moment]
    dwellings: int
    learnt: Learnt

    @property
    def holds(self) -> bool:
        """Whether no dwelling and no group under MINIMUM_GROUP is given away."""
        return not self.learnt.dwellings and not self.learnt.small_groups

    @property
    def by_wijk(self) -> bool:
        """Whether each wijk was attacked by itself: of a whole city several moments are too much."""
        return len(self.moments) > 1

    @property
    def larger_counted(self) -> int:
        """Groups that are no secret whose count is known; the city's is public, and in no wijk."""
        return self.learnt.counts_known - (not self.by_wijk)

    def ends(self) -> tuple[list[date], list[str]]:
        """The first and last day, and the first and last milestone."""
        ends = (self.moments[0], self.moments[-1])
        return [at.on_date for at in ends], [at.milestone for at in ends]


def each_alone(days: list[date]) -> list[list[Moment]]:
    """Every milestone on every day for itself."""
    return [[Moment(milestone, day)] for day in days for milestone in disclosure.MILESTONES]


def in_turn(days: list[date]) -> list[list[Moment]]:
    """Each milestone on the last days together, and all milestones of the last day together."""
    steps = disclosure.MILESTONES
    last = [Moment(step, day) for day in days[-1:] for step in steps]
    return [*([Moment(step, day) for day in days[-TOGETHER:]] for step in steps), last]


def attacked(
    store_folder: Path, snapshot: str, private_folder: Path, asked: list[list[Moment]]
) -> Iterator[Attacked]:
    """One per list of moments, which are attacked together: one milestone on later and later days, or on one
    day the milestones in their order; several moments wijk by wijk, one moment the whole city at once.

    A moment at which nobody, or everybody, reached the milestone is passed over: that is known of all. Raises
    Refused when the groups are not those that the snapshot was published with.
    """
    folder = store.path(store_folder, snapshot)
    with duckdb.connect(str(folder / "exact.duckdb"), read_only=True) as con:
        register, city_name = files.register(con)
        groups = private.kept_groups(private_folder) or disclosure.draw_groups(register, city_name=city_name)
        steps = reached_by_dwelling(con, groups.dwellings["dwelling_id"])
    first_day = {step.milestone: step.first_day for step in steps}
    blocks = attack.blocks(groups)
    small = attack.small_groups(groups, blocks)
    with duckdb.connect(str(folder / "published.duckdb"), read_only=True) as con:
        _refuse_others(con, groups)
        for moments in asked:
            totals = {at: int((first_day[at.milestone] <= np.datetime64(at.on_date)).sum()) for at in moments}
            tried = [at for at in moments if 0 < totals[at] < len(groups.dwellings)]
            if tried:
                bounds = [_bounds(con, groups, at, totals[at]) for at in tried]
                grows = tried[0].on_date < tried[-1].on_date
                if len(tried) == 1:
                    learnt = attack.what_is_learnt(blocks, small, bounds)
                else:
                    wijk = groups.dwellings["wijk"].to_numpy(dtype=np.int64)
                    learnt = _wijk_by_wijk(attack.apart(blocks, small, wijk), bounds, grows=grows)
                yield Attacked(tried, totals[tried[-1]], learnt)


def _wijk_by_wijk(
    parts: Iterator[tuple[attack.Blocks, attack.Matrix, Flags]], bounds: list[Bounds], *, grows: bool
) -> Learnt:
    found = []
    for blocks, small, within in parts:
        here = [(cells[of], low[of], high[of]) for cells, low, high in bounds for of in [within[cells]]]
        found.append(attack.what_is_learnt(blocks, small, here, grows=grows))
    return sum(found[1:], start=found[0])


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
    con: duckdb.DuckDBPyConnection, groups: disclosure.Groups, at: Moment, total: int
) -> Bounds:
    """What each figure leaves open, beside the city's count in dwellings: what is shown of the city counts
    households, of which a dwelling may have had several, so this attacker knows a little more than is shown.
    """
    rows = con.execute(
        """select cell_id, shown from figure
        where milestone = $milestone and on_date = $day and split = '' order by cell_id""",
        {"milestone": at.milestone, "day": at.on_date},
    ).fetchnumpy()
    cells = np.asarray(rows["cell_id"], dtype=np.int64)
    dwellings = groups.cells["dwellings"].to_numpy(dtype=np.int64)[cells]
    low, high = disclosure.counts_behind(np.asarray(rows["shown"], dtype=np.int64), dwellings)
    city = np.flatnonzero(groups.is_city)
    known = np.full(len(city), float(total))
    return np.append(cells, city), np.append(low, known).astype(float), np.append(high, known).astype(float)

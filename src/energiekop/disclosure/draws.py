"""What number is shown for an exact count?

Random rounding to BASE by a secret draw. The draw belongs to a group, a milestone and a *level* of three
households, not to a date: an unchanged count never moves, a growing one never seems to fall, and having
learnt one draw tells nothing about the next.
"""

import hmac
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure.places import Flags, Narrow, Numbers
from energiekop.disclosure.rules import BASE, MILESTONES, highest_shown
from energiekop.disclosure.turning import Dwellings, Figures, apply, turned

FIGURE = ["cell_id", "milestone", "split", "on_date"]
# Counts that are drawn together: what it takes to draw one is some 200 bytes.
_AT_ONCE = 100_000


def protect(
    counts: pd.DataFrame,
    cells: pd.DataFrame,
    secret: bytes,
    *,
    dwellings: Dwellings | None = None,
) -> pd.DataFrame:
    """One row per row of `counts`, in its order: cell_id, milestone, split, on_date, shown.

    counts: FIGURE and households (exact, in dwellings, those who reached the milestone by that day).
    A split names a part of the milestone, by party or level; '' is the whole. cells: cell_id, cell_key,
    dwellings. `shown` is a multiple of BASE, within 2 of the exact count, at most `highest_shown`, and at
    most what the milestone before shows (a part: at most what its whole shows). With the `dwellings` that
    were counted, the figures of one day together leave each of them in doubt.
    Raises ValueError for what cannot be: a negative count, more households than dwellings, an unknown
    cell or milestone, a figure that is there twice, a part without its whole, fewer at an earlier step.
    """
    if not secret:
        raise ValueError("The secret is empty; without one every draw could be done again by anybody.")
    row_of_cell = pd.Index(cells["cell_id"]).get_indexer(counts["cell_id"]).astype(np.int32)
    _refuse(counts, row_of_cell < 0, "is about a cell that is not among the cells")
    households = counts["households"].to_numpy()
    size = cells["dwellings"].to_numpy(dtype=np.int64)
    outside = (households < 0) | (households > size[row_of_cell])
    _refuse(counts, outside, "is below 0 or above the dwellings of its cell")

    key = pd.Categorical(cells["cell_key"])
    portions = _portions(row_of_cell)
    drawn, shown = np.empty((2, len(counts)), dtype=np.int32)
    for at in portions:
        rows = row_of_cell[at]
        drawn[at], shown[at] = _drawn(counts.iloc[at], pd.Series(key.take(rows)), size[rows], secret)
    if dwellings is not None:
        whole = _is_whole(counts)
        day, dates = pd.factorize(counts["on_date"], sort=True)
        twin = _first_twin(cells["cell_key"])
        figures = Figures(
            cell=twin[row_of_cell[whole]].astype(np.int32),
            milestone=_step_numbers(counts["milestone"])[whole],
            day=day[whole].astype(np.int32),
            exact=households[whole].astype(np.int32),
            dwellings=size,
            dates=dates.to_numpy(),
        )
        cell = np.where(dwellings.cell >= 0, twin[dwellings.cell], -1)
        if turns := turned(figures, shown[whole], replace(dwellings, cell=cell)):
            drawn[whole] = apply(turns, figures, drawn[whole])
            for at in portions:
                shown[at] = np.minimum(drawn[at], _steps_of(counts.iloc[at]).lowest_so_far(drawn[at]))
    return counts[FIGURE].reset_index(drop=True).assign(shown=shown.astype(np.int64))


@dataclass(frozen=True)
class _Steps:
    """Of each count: the place of its milestone among MILESTONES, a number for its group and date together,
    and whether it is no part of another.
    """

    milestone: Narrow
    moment: Numbers
    whole: Flags

    def lowest_so_far(self, counts: Numbers | Narrow) -> Numbers:
        """Per count the lowest whole of its group and date, of its milestone and those before it."""
        steps = np.full((int(self.moment.max(initial=-1)) + 1, len(MILESTONES)), np.iinfo(np.int64).max)
        steps[self.moment[self.whole], self.milestone[self.whole]] = counts[self.whole]
        lowest: Numbers = np.minimum.accumulate(steps, axis=1)[self.moment, self.milestone]
        return lowest


def _portions(row_of_cell: Narrow) -> list[Numbers]:
    """Which counts are drawn together: all those of a cell, and some _AT_ONCE of the millions of a city."""
    of_cell = np.cumsum(np.bincount(row_of_cell)) // _AT_ONCE
    portion = of_cell[row_of_cell].astype(np.uint16)
    order = np.argsort(portion, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(portion[order])) + 1)


def _drawn(
    counts: pd.DataFrame, cell_key: pd.Series, dwellings: Numbers, secret: bytes
) -> tuple[Numbers, Numbers]:
    """Per count the number that is drawn for it, and what is shown of that; a cell is there whole."""
    steps = _steps_of(counts)
    _refuse_doubles(counts, steps)
    households = counts["households"].to_numpy(dtype=np.int64)
    more = households > steps.lowest_so_far(households)
    _refuse(counts, more, "is more than its whole, or than an earlier milestone")
    drawn = rounded(households, cell_key, _measures(counts), secret)
    capped = np.minimum(drawn, highest_shown(dwellings))
    return capped, np.minimum(capped, steps.lowest_so_far(capped))


def rounded(households: Numbers, cell_key: pd.Series, measure: pd.Series, secret: bytes) -> Numbers:
    """Each count rounded to BASE by the draw of its key, measure and level: unbiased, 0 stays 0."""
    level = -(-households // BASE)
    above = households - BASE * (level - 1)  # 1, 2 or 3 of this level's three; 0 counts as the full level 0
    up = _draws(cell_key, measure, level, secret) >= BASE - above
    return np.where(up, BASE * level, BASE * (level - 1))


def _draws(cell_key: pd.Series, measure: pd.Series, level: Numbers, secret: bytes) -> Numbers:
    """0, 1 or 2, with one HMAC for each key, measure and level that differs."""
    key_number, keys = pd.factorize(cell_key)
    measure_number, measures = pd.factorize(measure)
    levels = int(level.max(initial=0)) + 1
    draw_number, wanted = pd.factorize((key_number * len(measures) + measure_number) * levels + level)
    key_and_measure, level_wanted = np.divmod(wanted, levels)
    key_wanted, measure_wanted = np.divmod(key_and_measure, len(measures) or 1)
    prefixes = [f"u|{key}|" for key in keys]
    names = [f"{name}|" for name in measures]
    drawn = [
        int.from_bytes(hmac.digest(secret, f"{prefixes[key]}{names[name]}{k}".encode(), "sha256")[:8]) % BASE
        for key, name, k in zip(
            key_wanted.tolist(), measure_wanted.tolist(), level_wanted.tolist(), strict=True
        )
    ]
    return np.array(drawn, dtype=np.int64)[draw_number]


def _first_twin(cell_key: pd.Series) -> Numbers:
    """Per row the first with the same key: cells of the very same dwellings."""
    key = pd.factorize(cell_key)[0]
    return np.unique(key, return_index=True)[1][key]


def _measures(counts: pd.DataFrame) -> pd.Series:
    """What is drawn for: the milestone, or milestone|split."""
    # As numbers of names: there are millions of figures, and some twenty names.
    milestone, split = pd.Categorical(counts["milestone"]), pd.Categorical(counts["split"])
    steps, parts = milestone.categories, split.categories
    names = [f"{step}|{part}" if part else step for step in steps for part in parts]
    number = milestone.codes.astype(np.int16) * len(parts) + split.codes
    return pd.Series(pd.Categorical.from_codes(number, pd.Index(names)))


def _steps_of(counts: pd.DataFrame) -> _Steps:
    step = _step_numbers(counts["milestone"])
    _refuse(counts, step < 0, f"has a milestone other than {', '.join(MILESTONES)}")
    return _Steps(step, _moments(counts), _is_whole(counts))


def _is_whole(counts: pd.DataFrame) -> Flags:
    return (counts["split"] == "").to_numpy(dtype=bool)


def _step_numbers(milestones: pd.Series) -> Narrow:
    """The place of each among MILESTONES, -1 for another."""
    number, found = pd.factorize(milestones)
    step_of = [MILESTONES.index(name) if name in MILESTONES else -1 for name in found]
    return np.array([*step_of, -1], dtype=np.int32)[number]


def _moments(counts: pd.DataFrame) -> Numbers:
    """A number for each group and date."""
    cell_number = pd.factorize(counts["cell_id"])[0].astype(np.int64)
    date_number, dates = pd.factorize(counts["on_date"])
    return pd.factorize(cell_number * max(len(dates), 1) + date_number)[0].astype(np.int64)


def _refuse_doubles(counts: pd.DataFrame, steps: _Steps) -> None:
    """A figure is there once, and a part only beside its whole."""
    split_number, splits = pd.factorize(counts["split"])
    milestone_at = steps.moment * len(MILESTONES) + steps.milestone
    figure = pd.Series(milestone_at * max(len(splits), 1) + split_number)
    _refuse(counts, figure.duplicated(), "is there twice")
    whole = np.isin(milestone_at, milestone_at[steps.whole])
    _refuse(counts, ~whole, "is a part (split) without its whole")


def _refuse(counts: pd.DataFrame, wrong: npt.ArrayLike, why: str) -> None:
    """Names the first figure that is wrong, without its count: this message may end in a log."""
    rows = np.flatnonzero(wrong)
    if len(rows):
        figure = ", ".join(f"{column} {counts[column].iloc[rows[0]]!s}" for column in FIGURE)
        raise ValueError(f"{len(rows)} counts refused; the first ({figure}) {why}.")

"""Who lives where: residents per dwelling in three yearly counts, energy labels, and people who move."""

from dataclasses import dataclass

import numpy as np

from energiekop.demo import register as reg
from energiekop.demo.arrays import NEVER, Bools, Ints
from energiekop.demo.register import Register

# Amsterdam: mean household 1.8 (CBS kerncijfers 2024), more than half of the households are one person.
HOUSEHOLD_SIZES = ([1, 2, 3, 4, 5, 6], [0.525, 0.265, 0.095, 0.075, 0.028, 0.012])
UNKNOWN_RESIDENTS = 0.09  # dwellings of which the municipality does not know it: asked of the demo
EMPTY_HOMES = 0.03  # of the dwellings; CBS counts 6 % without registered residents, part of these are unknown
CHANGED_PER_YEAR = 0.05  # dwellings with another number of residents a year later
UNKNOWN_TENURE = 0.02
MOVED_PER_YEAR = 0.03  # dwellings; deliberately fewer than the real 10 %, of which most are never delivered
# Labels by building period, order of magnitude of EP-Online's Amsterdam rows, own estimate: (before year, G
# ... A+++).
CLASSES = ["G", "F", "E", "D", "C", "B", "A", "A+", "A++", "A+++"]
LABELS = [
    (1930, [0.12, 0.13, 0.16, 0.21, 0.22, 0.08, 0.08, 0.0, 0.0, 0.0]),
    (1975, [0.07, 0.09, 0.14, 0.22, 0.28, 0.10, 0.09, 0.01, 0.0, 0.0]),
    (1992, [0.01, 0.02, 0.05, 0.14, 0.42, 0.20, 0.15, 0.01, 0.0, 0.0]),
    (2010, [0.0, 0.0, 0.01, 0.02, 0.12, 0.30, 0.53, 0.02, 0.0, 0.0]),
    (9999, [0.0, 0.0, 0.0, 0.0, 0.01, 0.04, 0.45, 0.25, 0.17, 0.08]),
]
LABELLED = 0.66  # dwellings with a registered label, order of magnitude, own estimate


@dataclass
class Residents:
    """Per address: `counts[year, row]` as counted (-1 unknown), `true` the number that lives there."""

    counts: Ints
    true: Ints
    tenure_known: Bools
    label: Ints  # number in CLASSES or -1
    label_on: Ints  # day of the label
    renewed: Bools  # has a newer label in the second delivery
    moved_on: Ints  # day of the last move, or NEVER


def settle(rng: np.random.Generator, register: Register, *, start: int, today: int) -> Residents:
    """Residents, labels and moves for every dwelling; shops and garages have none."""
    size, homes = len(register), register.homes()
    true = rng.choice(HOUSEHOLD_SIZES[0], size, p=HOUSEHOLD_SIZES[1]).astype(np.int64)
    true[register.area < 35] = 1
    true[(rng.random(size) < EMPTY_HOMES) | ~homes] = 0
    counts = np.tile(true, (3, 1))
    for year in (1, 0):
        other = rng.choice(HOUSEHOLD_SIZES[0], size, p=HOUSEHOLD_SIZES[1])
        changed = (rng.random(size) < CHANGED_PER_YEAR) & (true > 0)
        counts[year] = np.where(changed, other, counts[year + 1])
    unknown = np.flatnonzero(homes)
    unknown = rng.permutation(unknown)[: round(UNKNOWN_RESIDENTS * len(unknown))]
    counts[:, unknown] = -1
    label, label_on = _labels(rng, register, today)
    moved = homes & (rng.random(size) < 2 * MOVED_PER_YEAR)
    moved_on = np.where(moved, rng.integers(start, today - 4, size), NEVER)
    return Residents(
        counts, true, rng.random(size) >= UNKNOWN_TENURE, label, label_on, rng.random(size) < 0.04, moved_on
    )


def _labels(rng: np.random.Generator, register: Register, today: int) -> tuple[Ints, Ints]:
    size = len(register)
    label, draw = np.full(size, -1), rng.random(size)
    since = 0
    for until, shares in LABELS:
        here = (register.year >= since) & (register.year < until)
        found = np.searchsorted(np.cumsum(shares)[:-1], draw[here], side="right")
        label[here], since = found, until
    per_building = rng.random(int(register.run.max()) + 1)[register.run] * 0.5 + rng.random(size) * 0.5
    unlabelled = (
        ~register.homes() | (per_building > 0.5 + (LABELLED - 0.5) * 0.9) | (register.thing != reg.HOUSE)
    )
    label[unlabelled] = -1
    return label, rng.integers(today - 3600, today - 60, size)

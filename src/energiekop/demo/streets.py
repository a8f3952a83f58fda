"""Streets of the demo city: lines along the lattice, and the frontages on which houses stand.

A street follows a curve of the lattice (canal, quay, street) or crosses several rows; a few are alleys into a
block. A frontage is one side of a street along one block: it has a begin and an end along the street's line.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from energiekop.demo.arrays import Floats, Ints
from energiekop.demo.ground import Ground

CORNER = 9.0  # metres at a corner without a front door
PARKS = 0.05  # blocks that are a park, a school yard or a sports field
CROSS_BUILT = {"core": 0.95}  # share of blocks with front doors on the through street too, by kind of row
CROSS_BUILT_ELSEWHERE = 0.5  # there the others show their side walls
ALLEYS = 0.05  # blocks with an alley or almshouses: the streets with fewer than ten addresses
SETBACK = {
    "gracht": 24.0,
    "kade": 14.0,
    "straat": 9.0,
    "laan": 13.0,
    "cross": 7.0,
    "hof": 4.0,
}  # to the front doors
HALF_WIDTH = {"gracht": 11.0, "kade": 8.0, "straat": 5.0, "laan": 8.0, "cross": 4.5, "hof": 2.5}


@dataclass
class Streets:
    """Lines: `x`, `y`, `run` (metres along all lines). Frontages: `front_...`, ordered along the street."""

    kinds: list[str]
    first: Ints  # per street its first point in x, y, run
    last: Ints  # and its last
    x: Floats
    y: Floats
    run: Floats
    front_street: Ints
    front_side: Ints  # 1: left of the line (odd numbers), -1: right
    front_from: Floats
    front_to: Floats
    front_row: Ints  # row of the lattice in which the houses stand
    front_buurt: Ints


Front = tuple[int, int, float, float, int, int]


class _Drawing:
    """The streets drawn so far."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.kinds: list[str] = []
        self.lines: list[tuple[Floats, Floats]] = []
        self.fronts: list[Front] = []
        self.start = 0.0

    def line(self, kind: str, x: Floats, y: Floats) -> Floats:
        """Begin a street; gives the metres along all lines at each of its points."""
        run = self.start + np.r_[0.0, np.cumsum(np.hypot(np.diff(x), np.diff(y)))]
        self.kinds.append(kind)
        self.lines.append((x, y))
        self.start = float(run[-1]) + 1.0
        return np.asarray(run, dtype=np.float64)

    def front(self, side: int, begin: float, end: float, row: int, tick: int) -> None:
        """A frontage of the street drawn last."""
        buurt = int(self.ground.cells[row, tick])
        if end - begin > 2 * CORNER and buurt >= 0:
            self.fronts.append((len(self.kinds) - 1, side, begin + CORNER, end - CORNER, row, buurt))


def draw_streets(rng: np.random.Generator, ground: Ground) -> Streets:
    """All streets of the city with their frontages; a park has none."""
    drawing = _Drawing(ground)
    parks = [rng.random(len(ticks)) < PARKS for ticks in ground.crossings]
    for curve in range(len(ground.kinds) + 1):
        _along(rng, drawing, curve, parks)
    for (first, last), through in zip(ground.bands, ground.through, strict=True):
        for tick in through:
            _across(rng, drawing, first, last, int(tick))
    for row, ticks in enumerate(ground.crossings):
        if ground.kinds[row] != "water":
            for a, b in pairwise(ticks.tolist()):
                if b - a >= 5 and rng.random() < ALLEYS:
                    _alley(drawing, row, (a + b) // 2)
    return _collect(drawing)


def _along(rng: np.random.Generator, drawing: _Drawing, curve: int, parks: list[np.ndarray]) -> None:
    """The streets on one curve: it is cut into streets of one to three blocks."""
    ground = drawing.ground
    rows = [row for row in (curve - 1, curve) if 0 <= row < len(ground.kinds)]
    built = [row for row in rows if ground.kinds[row] != "water"]
    kind = _kind(ground, curve)
    low, high = min(int(ground.low[r]) for r in built), max(int(ground.high[r]) for r in built)
    corners = np.unique(np.concatenate([ground.crossings[row] for row in built]))
    tick = low
    while tick < high:
        aim = tick + int(rng.integers(7, 13) if kind != "gracht" else rng.integers(10, 20))
        ahead = corners[corners > tick]
        stop = int(ahead[np.abs(ahead - aim).argmin()]) if len(ahead) else high
        if high - stop < 4:
            stop = high
        ticks = np.arange(tick, stop + 1)
        run = drawing.line(kind, ground.x[curve, ticks], ground.y[curve, ticks])
        for row in built:
            side = 1 if row == curve - 1 else -1
            edges = ground.crossings[row]
            for block, (a, b) in enumerate(pairwise(edges.tolist())):
                begin, end = max(a, tick), min(b, stop)
                if end - begin >= 2 and not parks[row][block]:
                    drawing.front(side, run[begin - tick], run[end - tick], row, begin)
        tick = stop


def _kind(ground: Ground, curve: int) -> str:
    below = ground.kinds[min(curve, len(ground.kinds) - 1)]
    above = ground.kinds[max(curve - 1, 0)]
    if "water" in (below, above):
        return "kade"
    if below == "belt":
        return "gracht" if curve % 2 == 0 else "straat"
    if below in ("core", "north"):
        return "straat" if curve % 4 else "laan"
    return "laan" if curve % 3 == 0 else "straat"


def _across(rng: np.random.Generator, drawing: _Drawing, first: int, last: int, tick: int) -> None:
    """A through street over the rows of its band; mostly side walls, here and there front doors."""
    ground = drawing.ground
    rows = [r for r in range(first, last) if tick in ground.crossings[r][1:-1] and ground.kinds[r] != "water"]
    while rows:
        length = int(rng.integers(1, 4))
        part, rows = rows[:length], rows[length:]
        part = [r for r in part if r - part.index(r) == part[0]]
        curves = np.arange(part[0], part[-1] + 2)
        run = drawing.line("cross", ground.x[curves, tick], ground.y[curves, tick])
        for number, row in enumerate(part):
            for side, cell in ((-1, tick - 1), (1, tick)):
                if rng.random() < CROSS_BUILT.get(ground.kinds[row], CROSS_BUILT_ELSEWHERE):
                    drawing.front(side, run[number] + 6, run[number + 1] - 6, row, cell)


def _alley(drawing: _Drawing, row: int, tick: int) -> None:
    """A dead end from the middle of a block's north side."""
    ground = drawing.ground
    x0, y0 = ground.x[row, tick], ground.y[row, tick]
    x1, y1 = ground.x[row + 1, tick], ground.y[row + 1, tick]
    share = np.array([0.18, 0.72])
    run = drawing.line("hof", x0 + share * (x1 - x0), y0 + share * (y1 - y0))
    drawing.front(1, run[0] - 6, run[1] + 6, row, tick)
    drawing.front(-1, run[0] - 6, run[1] + 6, row, tick - 1)


def _collect(drawing: _Drawing) -> Streets:
    lengths = np.array([len(x) for x, _ in drawing.lines])
    last = np.cumsum(lengths) - 1
    x = np.concatenate([x for x, _ in drawing.lines])
    y = np.concatenate([y for _, y in drawing.lines])
    steps = np.hypot(np.diff(x, prepend=x[0]), np.diff(y, prepend=y[0]))
    steps[(last + 1)[:-1]] = 1.0
    steps[0] = 0.0
    fronts = np.array(drawing.fronts, dtype=np.float64).reshape(-1, 6)
    fronts = fronts[np.lexsort((fronts[:, 2], -fronts[:, 1], fronts[:, 0]))]
    street, side, row, buurt = (fronts[:, c].astype(np.int64) for c in (0, 1, 4, 5))
    return Streets(
        drawing.kinds,
        last - lengths + 1,
        last,
        x,
        y,
        np.cumsum(steps),
        street,
        side,
        fronts[:, 2],
        fronts[:, 3],
        row,
        buurt,
    )


def place_on(streets: Streets, along: Floats, offset: Floats) -> tuple[Floats, Floats]:
    """RD points at `along` metres, `offset` metres to the left of the line there."""
    at = np.clip(np.searchsorted(streets.run, along, side="right"), 1, len(streets.run) - 1)
    span = np.maximum(streets.run[at] - streets.run[at - 1], 1e-6)
    share = (along - streets.run[at - 1]) / span
    dx, dy = streets.x[at] - streets.x[at - 1], streets.y[at] - streets.y[at - 1]
    length = np.maximum(np.hypot(dx, dy), 1e-6)
    x = streets.x[at - 1] + share * dx - offset * dy / length
    y = streets.y[at - 1] + share * dy + offset * dx / length
    return x, y

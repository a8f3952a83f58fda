"""The ground of the demo city: a bent lattice of blocks, and buurten, wijken and stadsdelen drawn on it.

A lattice has curves (canals and streets that run along the water) and ticks along each curve. All polygons
are made of lattice points, so neighbours share their corners exactly: no gaps, no overlaps. South of a broad
water the curves bend around an old core like the streamlines of a flow around a half disc (w = z + a^2/z):
close and round near the core, flatter further out. North of the water lies another bank. A little smooth
noise bends the rest.
"""

from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from energiekop.demo.arrays import Floats, Ints

TICK = 16.0  # metres between two points along a curve
ROW = 64.0  # metres between two curves: back to back houses with gardens, as in Amsterdam's 19th-century ring
WIDER_BELT = 0.6  # canal blocks are deeper than others by this share
CORE_OF_WIDTH = 0.22  # radius of the core as a share of the city's width
TILT = np.radians(-11.0)  # the waterfront does not run due east
CENTRE = (121_000.0, 487_000.0)  # RD metres: in Amsterdam, so that its background map fits
ADDRESSES_PER_BUURT = 500  # Amsterdam: about 480 000 dwellings in 518 buurten; a little finer than that
BUURTEN_PER_WIJK = 5  # Amsterdam: 518 buurten in 110 wijken
MOST_WIJKEN = 26  # a wijk is one letter in the code


@dataclass
class Buurt:
    """One buurt: its rows in the lattice, per row its first and last tick."""

    first_row: int
    spans: list[tuple[int, int]]
    code: str = ""
    name: str = ""
    wijk: str = ""
    stadsdeel: str = ""

    def middle(self) -> tuple[float, float]:
        """Row and tick of the middle."""
        return self.first_row + len(self.spans) / 2, float(np.mean(self.spans))


@dataclass
class Ground:
    """The lattice: `x[curve, tick]`, `y[curve, tick]` in RD metres; row r lies between curves r and r + 1."""

    x: Floats
    y: Floats
    low: Ints  # first tick of each row
    high: Ints  # last tick of each row
    kinds: list[str]  # per row: north, water, core, belt, south
    bands: list[tuple[int, int]]  # rows that share their through streets
    through: list[Ints]  # per band the ticks of its through streets
    crossings: list[Ints]  # per row the ticks where a street crosses it, both ends included
    buurten: list[Buurt] = field(default_factory=list)
    cells: Ints = field(
        default_factory=lambda: np.zeros((0, 0), dtype=np.int64)
    )  # buurt of row and tick, or -1


def lay_out(rng: np.random.Generator, area: float, *, buurten: int) -> Ground:
    """A city of about `area` square metres in `buurten` buurten (roughly; at least four)."""
    width = float(np.sqrt(1.45 * area))
    height = area / width / 0.9
    radius = CORE_OF_WIDTH * width
    south_start = 0.5 * radius
    core = max(1, round(1.35 * south_start / ROW))  # rows are deeper in the middle of the core
    north = max(2, round(0.25 * height / ROW))
    south = max(3, round(0.62 * height / ROW))
    ticks = int(width / TICK) + 1
    water = min(150.0, max(30.0, 0.05 * height))
    kinds = ["north"] * north + ["water"] + ["core"] * core
    kinds += ["belt" if row < 0.45 * south else "south" for row in range(south)]
    along: Floats = (np.arange(ticks + 1, dtype=np.float64) - ticks / 2) * TICK
    x, y = _bend(along, north=north, core=core, south=south, radius=radius, start=south_start, water=water)
    x, y = _place(rng, x, y)
    low, high = _outline(rng, len(kinds), ticks)
    ground = Ground(x, y, low, high, kinds, [], [], [])
    _cross(rng, ground, rows_per_band=max(2, round(np.sqrt(area / buurten) / ROW)))
    _divide(rng, ground, buurten)
    return ground


def lay_flat(rng: np.random.Generator, box: tuple[float, float, float, float]) -> Ground:
    """Streets over a whole box (RD: west, south, east, north), for given areas: no buurten of its own."""
    west, bottom, east, top = box
    ticks, rows = int((east - west) / TICK) + 8, int((top - bottom) / ROW) + 6
    along = (np.arange(ticks + 1) - ticks / 2) * TICK
    down = (np.arange(rows + 1) - rows / 2) * ROW
    x, y = np.meshgrid(along, down)
    x, y = _place(rng, x, y, centre=((west + east) / 2, (bottom + top) / 2), tilt=0.0)
    kinds = ["belt" if abs(row - rows / 2) < rows / 5 else "south" for row in range(rows)]
    ground = Ground(x, y, np.zeros(rows, dtype=np.int64), np.full(rows, ticks), kinds, [], [], [])
    _cross(rng, ground, rows_per_band=4)
    ground.cells = np.zeros((rows, ticks), dtype=np.int64)
    return ground


def _bend(
    along: Floats, *, north: int, core: int, south: int, radius: float, start: float, water: float
) -> tuple[Floats, Floats]:
    """Lattice points in metres, x to the east and y to the south of the middle of the south shore."""
    depth = [start]
    for _ in range(south):
        depth.append(depth[-1] + ROW * (1 + WIDER_BELT * np.exp(-(depth[-1] - start) / (1.1 * radius))))
    w = along[None, :] + 1j * np.array(depth)[:, None]
    z = (w + np.sqrt(w - 2 * radius) * np.sqrt(w + 2 * radius)) / 2
    first = z[0]
    shore = 0.92 * first.real
    share = np.arange(core)[:, None] / core
    core_x = shore + share * (first.real - shore)
    core_y = share * first.imag
    bank = np.arange(north, -1, -1)[:, None]
    north_x = shore * (1 + 0.004 * bank)
    north_y = np.broadcast_to(-(water + bank * ROW), north_x.shape)
    return np.vstack([north_x, core_x, z.real]), np.vstack([north_y, core_y, z.imag])


def _place(
    rng: np.random.Generator,
    x: Floats,
    y: Floats,
    *,
    centre: tuple[float, float] = CENTRE,
    tilt: float = TILT,
) -> tuple[Floats, Floats]:
    """To RD metres: a slow curve of the water, smooth noise, the tilt and the place on the map."""
    span = float(x.max() - x.min())
    y = y - 0.045 * span * (2 * x / span) ** 2
    moved_x, moved_y = x.copy(), y.copy()
    for length, height in ((950.0, 34.0), (520.0, 15.0), (210.0, 4.5)):
        for _ in range(3):
            angle, phase_x, phase_y = rng.uniform(0, 2 * np.pi, 3)
            wave = 2 * np.pi * (x * np.cos(angle) + y * np.sin(angle)) / length
            moved_x += height / 2 * np.sin(wave + phase_x)
            moved_y += height / 2 * np.sin(wave + phase_y)
    east = moved_x * np.cos(tilt) - moved_y * np.sin(tilt)
    south = moved_x * np.sin(tilt) + moved_y * np.cos(tilt)
    return centre[0] + east, centre[1] - south + (0.16 * span if tilt else 0.0)


def _outline(rng: np.random.Generator, rows: int, ticks: int) -> tuple[Ints, Ints]:
    """First and last tick of each row: a rounded outline, a little ragged."""
    place = (np.arange(rows) + 0.5 - rows / 2) / (rows / 2)
    half = (1 - np.abs(place) ** 3) ** (1 / 3)
    ends = []
    for _ in range(2):
        walk = np.cumsum(rng.normal(0, 0.012, rows))
        walk -= np.linspace(walk[0], walk[-1], rows)
        ends.append(np.clip(half * (0.97 + walk), 0.42, 1.0) * ticks / 2)
    return np.floor(ticks / 2 - ends[0]).astype(np.int64), np.ceil(ticks / 2 + ends[1]).astype(np.int64).clip(
        max=ticks
    )


def _cross(rng: np.random.Generator, ground: Ground, *, rows_per_band: int) -> None:
    """Bands of rows with their own through streets, so that crossings are staggered from band to band."""
    rows = len(ground.kinds)
    banks = [0, ground.kinds.index("water") + 1, rows] if "water" in ground.kinds else [0, rows]
    for start, stop in pairwise(banks):  # the water belongs to the north bank
        parts = max(1, round((stop - start) / rows_per_band))
        inner = np.arange(1, parts) * (stop - start) / parts + rng.uniform(-0.6, 0.6, parts - 1)
        edges = np.unique(np.r_[start, start + np.round(inner).astype(np.int64), stop])
        ground.bands += [(int(a), int(b)) for a, b in pairwise(edges.tolist())]
    for first, last in ground.bands:
        wide = ground.kinds[last - 1] == "belt"
        west, east = int(ground.low[first:last].min()), int(ground.high[first:last].max())
        steps = rng.integers(7 if wide else 5, 12 if wide else 10, (east - west) // 5 + 2)
        through = west + np.cumsum(steps)
        through = through[through < east - 3]
        ground.through.append(through)
        for row in range(first, last):
            low, high = ground.low[row], ground.high[row]
            inside = through[(through > low + 3) & (through < high - 3)]
            ground.crossings.append(np.r_[low, inside, high].astype(np.int64))


def _divide(rng: np.random.Generator, ground: Ground, wanted: int) -> None:
    """Buurten along the through streets; here and there the border jumps a block."""
    rows, ticks = len(ground.kinds), ground.x.shape[1] - 1
    ground.cells = np.full((rows, ticks), -1, dtype=np.int64)
    sizes = [float((ground.high[a:b] - ground.low[a:b]).sum()) for a, b in ground.bands]
    for (first, last), through, size in zip(ground.bands, ground.through, sizes, strict=True):
        inner_west, inner_east = int(ground.low[first:last].max()) + 4, int(ground.high[first:last].min()) - 4
        usable = through[(through > inner_west) & (through < inner_east)]
        west, east = ground.low[first:last].mean(), ground.high[first:last].mean()
        parts = max(1, min(round(wanted * size / sum(sizes)), (len(usable) + 1) // 2 + 1))
        ideal = west + (east - west) * (np.arange(1, parts) + rng.uniform(-0.16, 0.16, parts - 1)) / parts
        picks = sorted({int(np.abs(usable - tick).argmin()) for tick in ideal})
        borders = np.array([[usable[p] for p in picks]] * (last - first), dtype=np.int64).reshape(
            last - first, -1
        )
        for column, pick in enumerate(picks):
            if rng.random() < 0.45 and last - first > 1:
                other = pick + int(rng.choice([-1, 1]))
                if 0 <= other < len(usable) and _between(borders, column, int(usable[other])):
                    from_row = int(rng.integers(1, last - first))
                    borders[from_row:, column] = usable[other]
        borders.sort(axis=1)
        edges = np.c_[ground.low[first:last], borders, ground.high[first:last]]
        for column in range(edges.shape[1] - 1):
            spans = [(int(a), int(b)) for a, b in edges[:, column : column + 2]]
            for row, (a, b) in enumerate(spans, start=first):
                ground.cells[row, a:b] = len(ground.buurten)
            ground.buurten.append(Buurt(first, spans))


def _between(borders: Ints, column: int, tick: int) -> bool:
    """Whether a border moved to `tick` still has its neighbours' borders, in every row, on either side."""
    left = column == 0 or int(borders[:, column - 1].max()) < tick
    return left and (column == borders.shape[1] - 1 or tick < int(borders[:, column + 1].min()))


def ring(ground: Ground, buurt: Buurt) -> list[tuple[float, float]]:
    """The border of a buurt as RD points, closed, through every lattice point it passes."""
    first, spans = buurt.first_row, buurt.spans
    last = first + len(spans)
    west = [_side(ground, row, tick, west=True) for row, (tick, _) in enumerate(spans, start=first)]
    east = [_side(ground, row, tick, west=False) for row, (_, tick) in enumerate(spans, start=first)]
    path = [(first, tick) for tick in range(west[0][0], east[0][0] + 1)]
    for row in range(first + 1, last):
        path += _walk(row, east[row - 1 - first][1], east[row - first][0])
    path += [(last, tick) for tick in range(east[-1][1], west[-1][1] - 1, -1)]
    for row in range(last - 1, first, -1):
        path += _walk(row, west[row - first][0], west[row - 1 - first][1])
    path.append(path[0])
    return [(float(ground.x[curve, tick]), float(ground.y[curve, tick])) for curve, tick in path]


def _side(ground: Ground, row: int, tick: int, *, west: bool) -> tuple[int, int]:
    """Where a side of a row begins and ends: on the city's edge it slants, so that no steps show."""
    ends = ground.low if west else ground.high
    if tick != ends[row]:
        return tick, tick
    outer = min if west else max
    above, below = ends[max(row - 1, 0)], ends[min(row + 1, len(ends) - 1)]
    return int(outer(above, tick)), int(outer(below, tick))


def _walk(curve: int, start: int, stop: int) -> list[tuple[int, int]]:
    step = 1 if stop >= start else -1
    return [(curve, tick) for tick in range(start, stop + step, step)]

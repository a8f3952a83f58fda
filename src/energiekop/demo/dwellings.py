"""Houses along the streets: buildings, floors, numbers, postcodes, year and area.

Buildings are put up in rows (runs) that share year, height and kind. House numbers rise along each side, odd
on the left of the street's line and even on the right, with a gap here and there. Floors are additions (H, 1,
2, 3), as in Amsterdam; other rows have letters, or a number for each flat.
"""

from dataclasses import dataclass

import numpy as np

from energiekop.demo import register as reg
from energiekop.demo.arrays import Bools, Floats, Ints, cumulative_in_group, position_in_group
from energiekop.demo.coordinates import to_degrees
from energiekop.demo.ground import Ground
from energiekop.demo.register import Register
from energiekop.demo.streets import SETBACK, Streets, place_on

STACK, LETTERED, HOUSE, GALLERY, BOATS, CARAVANS, GARAGES = range(7)
BUILDINGS_PER_RUN = 6.0  # put up together; order of magnitude, own estimate
SHARE_SHOPS = (
    0.062  # of all addresses; with the garages some 8 %, as the city's register has without dwelling use
)
SHARE_GARAGES = 0.018
GAP_IN_NUMBERS = 0.03  # a number that was never given or is gone
ADDRESSES_PER_POSTCODE = 20
# Numbers that Amsterdam does not use for streets (1000-1109 has holes; some of these are for post office
# boxes).
FREE_POSTCODES = [
    1029,
    1048,
    1049,
    1050,
    1084,
    1085,
    1088,
    1089,
    1099,
    1010,
    1020,
    1030,
    1040,
    1070,
    1080,
    1090,
    1100,
]
POSTCODE_LETTERS = "ABCDEGHJKLMNPRSTVWXZ"  # F, I, O, Q, U and Y are not given out
# Building years by part of the city: (from, to), and kinds of building (stack, letters, house, gallery).
# Order of magnitude of Amsterdam: a third before 1945 in stacked houses, galleries after (CBS, StatLine
# 82550NED).
ERAS = {
    "core": ((1620, 1900), (0.76, 0.09, 0.15, 0.0)),
    "belt": ((1670, 1925), (0.82, 0.06, 0.12, 0.0)),
    "south": ((1905, 1995), (0.62, 0.04, 0.16, 0.18)),
    "north": ((1919, 2021), (0.30, 0.04, 0.42, 0.24)),
}
STACK_STYLES = [  # additions of a stacked building by floor, and how often
    (["H", "1", "2", "3", "4"], 0.66),
    (["", "1", "2", "3", "4"], 0.20),
    (["A", "B", "C", "D", "E"], 0.05),
    (["BG", "1", "2", "3", "4"], 0.04),
    (["H", "I", "II", "III", "IV"], 0.05),
]
ADDITIONS = ["", "H", "1", "2", "3", "4", "A", "B", "C", "D", "E", "BG", "I", "II", "III", "IV"]
NEW_BUILT_SHARE, GONE_SHARE = 0.003, 0.0005  # of the register between its two deliveries


@dataclass
class Plots:
    """One entry per building plot, in order along each side of each street."""

    front: Ints
    along: Floats
    units: Ints
    kind: Ints
    year: Ints
    run: Ints


def build(rng: np.random.Generator, ground: Ground, streets: Streets) -> Plots:
    """Plots on all frontages, with what is built there."""
    length = streets.front_to - streets.front_from
    width = rng.uniform(6.0, 8.6, len(length))
    count = np.maximum(1, (length / width).astype(np.int64))
    front = np.repeat(np.arange(len(length)), count)
    place = position_in_group(front)
    along = streets.front_from[front] + (place + 0.5) * length[front] / count[front]
    starts = (place == 0) | (rng.random(len(front)) < 1 / BUILDINGS_PER_RUN)
    run = np.cumsum(starts) - 1
    runs = int(run[-1]) + 1
    row = streets.front_row[front[starts]]
    era = np.array([{"water": "north"}.get(kind, kind) for kind in ground.kinds])[row]
    area_year = rng.random(int(ground.cells.max()) + 1)  # a buurt was built in one time
    kind, year, units = np.zeros(runs, np.int64), np.zeros(runs, np.int64), np.ones(runs, np.int64)
    draw = rng.random((4, runs))
    for name, ((begin, end), shares) in ERAS.items():
        here = era == name
        mix = np.clip(0.7 * area_year[streets.front_buurt[front[starts]]] + 0.3 * draw[0], 0, 1)
        year[here] = (begin + mix * (end - begin))[here].astype(np.int64)
        kind[here] = np.searchsorted(np.cumsum(shares)[:-1], draw[1], side="right")[here]
    kind[(kind == GALLERY) & (year < 1930)] = STACK
    street_kind = np.array(streets.kinds)[streets.front_street[front[starts]]]
    kind[(street_kind == "gracht") & (draw[2] < 0.05)] = BOATS
    kind[(street_kind == "hof")] = HOUSE
    kind[(street_kind == "cross") & (draw[2] < 0.035)] = GARAGES
    stands = np.flatnonzero((era == "north") & (street_kind == "straat"))
    kind[stands[: max(1, len(stands) // 150)]] = CARAVANS
    floors = 3 + (draw[3] * 2.2).astype(np.int64) - (year < 1700)
    units[kind == STACK] = floors[kind == STACK]
    units[kind == LETTERED] = 2 + (draw[3] > 0.6)[kind == LETTERED]
    units[kind == GALLERY] = 3 + (draw[3] * 3).astype(np.int64)[kind == GALLERY]
    plots = Plots(front, along, units[run], kind[run], year[run], run)
    sparse = np.isin(plots.kind, [BOATS, CARAVANS]) & (place % 2 == 1)  # these need twice the room
    return select(plots, ~sparse)


def select(plots: Plots, keep: Bools) -> Plots:
    """Only the plots kept; runs are counted anew."""
    run = plots.run[keep]
    run = np.cumsum(np.r_[True, run[1:] != run[:-1]]) - 1 if len(run) else run
    return Plots(
        plots.front[keep], plots.along[keep], plots.units[keep], plots.kind[keep], plots.year[keep], run
    )


def trim(rng: np.random.Generator, plots: Plots, wanted: int) -> Plots:
    """Leave whole frontages empty, in random order, until about `wanted` addresses are left."""
    excess = int(plots.units.sum()) - wanted
    per_front = np.bincount(plots.front, weights=plots.units).astype(np.int64)
    order = rng.permutation(len(per_front))
    dropped = order[np.cumsum(per_front[order]) <= excess]
    kept = select(plots, ~np.isin(plots.front, dropped))
    excess = int(kept.units.sum()) - wanted
    tail = np.cumsum(kept.units[::-1])[::-1] <= excess
    return select(kept, ~tail) if excess > 0 else kept


def addresses_of(
    rng: np.random.Generator, streets: Streets, plots: Plots, names: list[str], *, place: str, wijk_of: Ints,
    buurt: Ints | None = None,
) -> Register:  # fmt: skip
    """The register: an address per unit, with number, floor, postcode, use, area and place on the map.

    `buurt` per plot, where that does not follow from the lattice.
    """
    plot = np.repeat(np.arange(len(plots.front)), plots.units)
    unit = position_in_group(plot)
    kind, run, front = plots.kind[plot], plots.run[plot], plots.front[plot]
    street, side = streets.front_street[front], streets.front_side[front]
    both = street * 2 + (side < 0)
    gaps = (rng.random(len(plots.front)) < GAP_IN_NUMBERS) * 2
    step = np.where(unit == 0, 2 + gaps[plot], np.where(kind == GALLERY, 2, 0))
    number = cumulative_in_group(both, step) - (side > 0)
    letter, addition = _floors(rng, kind, unit, run, plots.units[plot])
    use = _uses(rng, kind, unit, street)
    house_type = _home_types(plots, plot, kind, use)
    area = _areas(rng, kind, use, plots.year[plot])
    setback = np.array([SETBACK[kind] for kind in streets.kinds])[street] + np.where(
        kind == BOATS, -14.0, 0.0
    )
    x, y = place_on(streets, plots.along[plot], side * setback)
    x, y = np.round(x + 0.4 * unit).astype(np.float64), np.round(y).astype(np.float64)
    lon, lat = to_degrees(x, y)
    buurt_of = streets.front_buurt[front] if buurt is None else buurt[plot]
    wijk = wijk_of[buurt_of]
    postcodes, postcode = _postcodes(both, number, wijk)
    used, street = np.unique(street, return_inverse=True)
    thing = np.where(kind == BOATS, reg.BOAT, np.where(kind == CARAVANS, reg.STAND, reg.HOUSE))
    register = Register(
        [names[s] for s in used], [place] * len(used), reg.LETTERS, ADDITIONS, postcodes, street, number,
        letter, addition,
        postcode, x, y, lon, lat, use, thing, house_type, plots.year[plot], area, plot, run, buurt_of, wijk,
    )  # fmt: skip
    _come_and_go(rng, register, run)
    return register


def _floors(rng: np.random.Generator, kind: Ints, unit: Ints, run: Ints, units: Ints) -> tuple[Ints, Ints]:
    """House letter and addition of each address, as numbers in LETTERS and ADDITIONS."""
    style = rng.choice(len(STACK_STYLES), int(run.max()) + 1, p=[share for _, share in STACK_STYLES])
    table = np.array([[ADDITIONS.index(a) for a in style] for style, _ in STACK_STYLES])
    addition = np.where((kind == STACK) & (units > 1), table[style[run], np.minimum(unit, 4)], 0)
    bare_first = (rng.random(int(run.max()) + 1) < 0.6)[run]
    letter = np.where(kind == LETTERED, unit + np.where(bare_first, 0, 1), 0)
    two_stairs = (rng.random(int(run.max()) + 1) < 0.03)[run] & (kind == STACK) & (units == 4)  # 546 K 1
    letter = np.where(two_stairs, 1 + unit // 2, letter)
    addition = np.where(two_stairs, ADDITIONS.index("1") + unit % 2, addition)
    return letter, addition


def _uses(rng: np.random.Generator, kind: Ints, unit: Ints, street: Ints) -> Ints:
    """Shops on ground floors, most of them together in some streets; garages in rows and some loose."""
    use = np.zeros(len(kind), dtype=np.int64)
    use[kind == GARAGES] = reg.GARAGE
    appeal = rng.gamma(0.4, 1.0, int(street.max()) + 1)[street] * rng.random(len(kind))
    ground_floor = (unit == 0) & np.isin(kind, [STACK, LETTERED, HOUSE])
    shops = np.flatnonzero(ground_floor)
    shops = shops[np.argsort(-appeal[shops], kind="stable")][: round(SHARE_SHOPS * len(kind))]
    use[shops] = reg.SHOP
    missing = round(SHARE_GARAGES * len(kind)) - int((use == reg.GARAGE).sum())
    loose = np.flatnonzero(ground_floor & (use == 0) & (kind != LETTERED))
    if missing > 0:
        use[rng.permutation(loose)[:missing]] = reg.GARAGE
    return use


def _home_types(plots: Plots, plot: Ints, kind: Ints, use: Ints) -> Ints:
    run = plots.run
    end = np.r_[True, run[1:] != run[:-1]] | np.r_[run[1:] != run[:-1], True]
    alone = np.r_[True, run[1:] != run[:-1]] & np.r_[run[1:] != run[:-1], True]
    house = np.where(alone[plot], reg.DETACHED, np.where(end[plot], reg.CORNER_HOUSE, reg.TERRACED))
    home = np.where(kind == HOUSE, house, reg.FLAT)
    home = np.where(kind == BOATS, reg.BOAT_HOME, np.where(kind == CARAVANS, reg.CARAVAN, home))
    return np.where(use == reg.DWELLING, home, reg.NO_HOME)


def _areas(rng: np.random.Generator, kind: Ints, use: Ints, year: Ints) -> Ints:
    """Square metres: flats about 70, houses about 105 (Amsterdam's mean dwelling is some 75 m2, CBS)."""
    middle = np.where(
        kind == HOUSE, 104.0, np.where(kind == BOATS, 85.0, np.where(kind == CARAVANS, 60.0, 64.0))
    )
    middle = np.where(use == reg.GARAGE, 17.0, middle) * np.where(year > 1980, 1.15, 1.0)
    area = np.clip(middle * np.exp(rng.normal(0, 0.27, len(kind))), 12, 320)
    return np.asarray(area, dtype=np.float64).astype(np.int64)


def _postcodes(both: Ints, number: Ints, wijk: Ints) -> tuple[list[str], Ints]:
    """A postcode for about twenty addresses on one side of a street; one house number never has two."""
    building_start = np.r_[True, (number[1:] != number[:-1]) | (both[1:] != both[:-1])]
    first_of_building = np.maximum.accumulate(np.where(building_start, np.arange(len(both)), 0))
    part = position_in_group(both)[first_of_building] // ADDRESSES_PER_POSTCODE
    new = np.r_[True, (both[1:] != both[:-1]) | (part[1:] != part[:-1])]
    group = np.cumsum(new) - 1
    wijk_of_group = wijk[new]
    order = np.argsort(wijk_of_group, kind="stable")
    letters = [a + b for a in POSTCODE_LETTERS for b in POSTCODE_LETTERS if a + b not in ("SA", "SD", "SS")]
    numbers = [*FREE_POSTCODES, *(n for n in range(1000, 10_000) if n not in FREE_POSTCODES)]
    codes, left, at = [""] * len(order), 0, -1
    previous = -1
    for spot in order.tolist():
        if left == 0 or wijk_of_group[spot] != previous:
            at, left, previous = at + 1, len(letters), int(wijk_of_group[spot])
        codes[spot] = f"{numbers[at]}{letters[len(letters) - left]}"
        left -= 1
    return codes, group


def _come_and_go(rng: np.random.Generator, register: Register, run: Ints) -> None:
    """A few dwellings that only the second delivery has, and one or two that only the first has."""
    young = rng.permutation(np.unique(run[(register.thing == reg.HOUSE) & register.homes()]))
    wanted = max(3, round(NEW_BUILT_SHARE * len(register)))
    size = np.bincount(run)
    chosen = young[: int(np.searchsorted(np.cumsum(size[young]), wanted)) + 1]
    register.newcomers = np.flatnonzero(np.isin(run, chosen))
    register.year[register.newcomers] = 2025
    others = rng.permutation(np.flatnonzero(~np.isin(run, chosen) & register.homes()))
    register.gone = np.sort(others[: max(2, round(GONE_SHARE * len(register)))])

"""The demo on given ground: real areas filled with invented streets, or a real register with an invented
programme.

A given file is handed over as it is, byte for byte; what it lacks is invented for the part where the
programme works.
"""

import json
from pathlib import Path

import duckdb
import numpy as np
import shapely

from energiekop.demo import dwellings, names
from energiekop.demo import register as reg
from energiekop.demo.arrays import Bools, Floats, Ints, stream
from energiekop.demo.coordinates import to_metres
from energiekop.demo.ground import CENTRE, lay_flat
from energiekop.demo.invented import ADDRESSES_PER_RESIDENT, AREA_PER_ADDRESS, INVENTED, PLACE, City
from energiekop.demo.register import Register
from energiekop.demo.streets import SETBACK, draw_streets, place_on

NEEDED = [
    "straat",
    "huisnummer",
    "huisletter",
    "huisnummertoevoeging",
    "postcode",
    "woonplaats",
    "lat",
    "lon",
]
BUILDINGS_PER_RUN = 6
STADSDEEL_NAMES = {  # by the letter in Amsterdam's codes since 2022
    "A": "Centrum", "B": "Westpoort", "E": "West", "F": "Nieuw-West", "K": "Zuid", "M": "Oost",
    "N": "Noord", "S": "Weesp",
    "T": "Zuidoost",
}  # fmt: skip
NEIGHBOURS_WITHIN = (
    8.0  # metres: published borders of neighbours differ by centimetres, canals lie inside them
)


def read_areas(path: Path) -> tuple[list[str], list[shapely.Geometry]]:
    """Codes (`cbsCode`) and shapes in RD metres. Raises ValueError when a feature has no code."""
    features = json.loads(path.read_text())["features"]
    codes = [str(feature["properties"].get("cbsCode") or "") for feature in features]
    if not features or not all(codes):
        raise ValueError(
            f"{path.name}: found a feature without cbsCode, expected one such as BU0363AA01 in each"
        )
    shapes = [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]
    flat = shapely.transform(shapes, lambda points: np.column_stack(to_metres(points[:, 0], points[:, 1])))
    return codes, list(flat)


def in_areas(seed: int, residents: int, areas: Path) -> City:
    """Invented streets in a compact, connected choice of the given areas; in all of them, if needed."""
    codes, shapes = read_areas(areas)
    order = _outward(shapes)
    wanted = max(300, round(ADDRESSES_PER_RESIDENT * residents))
    sizes = np.cumsum([shapes[i].area for i in order])
    factor = 1.7
    while True:
        some = order[: int(np.searchsorted(sizes, factor * wanted * AREA_PER_ADDRESS)) + 1]
        box = shapely.total_bounds([shapes[i] for i in some])
        ground = lay_flat(stream(seed, "ground"), (box[0], box[1], box[2], box[3]))
        streets = draw_streets(stream(seed, "streets"), ground)
        plots = dwellings.build(stream(seed, "plots"), ground, streets)
        front = plots.front
        setback = np.array([SETBACK[kind] for kind in streets.kinds])[streets.front_street[front]]
        x, y = place_on(streets, plots.along, streets.front_side[front] * setback)
        within = _within(x, y, [shapes[i] for i in some])
        counts = np.bincount(within[within >= 0], weights=plots.units[within >= 0], minlength=len(some))
        if counts.sum() >= wanted or len(some) == len(shapes):
            break
        factor *= 1.5
    last = int(np.searchsorted(np.cumsum(counts), wanted))
    keep = (within >= 0) & (within <= last)
    plots, within = dwellings.select(plots, keep), within[keep]
    trimmed = dwellings.trim(stream(seed, "trim"), plots, wanted)
    within = _again(plots, trimmed, within)
    chosen = [codes[i] for i in some[: last + 1]]
    wijken = sorted({code[:-2] for code in chosen})
    wijk_of = np.array([wijken.index(code[:-2]) for code in chosen])
    register = dwellings.addresses_of(
        stream(seed, "dwellings"), streets, trimmed, names.street_names(stream(seed, "street names"),
        streets.kinds),
        place=PLACE, wijk_of=wijk_of, buurt=within,
    )  # fmt: skip
    letters = np.array([code[6] for code in chosen])[register.buurt]
    shares = {str(letter): float((letters == letter).mean()) for letter in np.unique(letters)}
    folders = [f"koplopers-{wijk.removeprefix('BU').lower()}" for wijk in wijken]
    invented = [name for name in INVENTED if name != "areas"]
    return City(register, folders, chosen, shares, invented, areas=areas, above_buurten=_above(codes, PLACE))


def _above(codes: list[str], city: str) -> str:
    """areas.toml for given buurten: stadsdelen by the letter in their codes, named where a name is known."""
    toml = [f'[city]\nname = "{city}"\n']
    for letter in sorted({code[6] for code in codes}):
        wijken = sorted({f"WK{code[2:-2]}" for code in codes if code[6] == letter})
        name = STADSDEEL_NAMES.get(letter, f"Stadsdeel {letter}")
        toml.append(f'[stadsdeel.{letter}]\nname = "{name}"\nwijken = {json.dumps(wijken)}\n')
    return "\n".join(toml)


def _again(before: dwellings.Plots, after: dwellings.Plots, column: Ints) -> Ints:
    """A column of the plots before trimming, for those left after it."""
    return column[np.isin(before.front * 1e7 + before.along, after.front * 1e7 + after.along)]


def _outward(shapes: list[shapely.Geometry]) -> list[int]:
    """The areas from the middle outward, each touching one before it."""
    middle = shapely.Point(*CENTRE)
    away = np.array([middle.distance(shape.centroid) for shape in shapes])
    first, second = shapely.STRtree(shapes).query(shapes, predicate="dwithin", distance=NEIGHBOURS_WITHIN)
    neighbours: dict[int, list[int]] = {}
    for a, b in zip(first.tolist(), second.tolist(), strict=True):
        neighbours.setdefault(a, []).append(b)
    order, edge, seen = [], {int(away.argmin())}, {int(away.argmin())}
    while edge:
        nearest = min(edge, key=lambda i: (away[i], i))
        edge.remove(nearest)
        order.append(nearest)
        fresh = [i for i in neighbours.get(nearest, []) if i not in seen]
        edge.update(fresh)
        seen.update(fresh)
    return order


def _within(x: Floats, y: Floats, shapes: list[shapely.Geometry]) -> Ints:
    """Number of the shape each point lies in, or -1; the first on a border."""
    points, found = shapely.STRtree(shapes).query(shapely.points(x, y), predicate="intersects")
    result = np.full(len(x), -1)
    result[points[::-1]] = found[::-1]
    return result


def on_addresses(seed: int, residents: int, addresses: Path, areas: Path | None) -> City:
    """A programme in the middle of a given register; residents, tenure and such are invented there."""
    rows = _middle_of(addresses, max(300, round(ADDRESSES_PER_RESIDENT * residents)))
    rng = stream(seed, "dwellings")
    streets, street = np.unique(
        np.char.add(np.char.add(rows["straat"], "|"), rows["woonplaats"]), return_inverse=True
    )
    letters, letter = np.unique(rows["huisletter"], return_inverse=True)
    additions, addition = np.unique(rows["huisnummertoevoeging"], return_inverse=True)
    postcodes, postcode = np.unique(rows["postcode"], return_inverse=True)
    number, lon, lat = (
        rows["huisnummer"].astype(np.int64),
        rows["lon"].astype(float),
        rows["lat"].astype(float),
    )
    order = np.lexsort((addition, letter, number, number % 2, street))
    street, number, letter, addition, postcode = (
        c[order] for c in (street, number, letter, addition, postcode)
    )
    x, y = to_metres(lon[order], lat[order])
    new = np.r_[True, (number[1:] != number[:-1]) | (street[1:] != street[:-1])]
    building = np.cumsum(new) - 1
    new_side = np.r_[True, (street[1:] != street[:-1]) | (number[1:] % 2 != number[:-1] % 2)]
    run = np.cumsum(new_side | new & (rng.random(len(number)) < 1 / BUILDINGS_PER_RUN)) - 1
    runs, many = int(run[-1]) + 1, np.bincount(building)[building] > 1
    pc4s, wijk = np.unique([code[:4] for code in postcodes[postcode]], return_inverse=True)
    age = 0.6 * rng.random(len(pc4s))[wijk] + 0.4 * rng.random(runs)[run]
    size = len(number)
    area = np.clip(np.where(many, 66, 108) * np.exp(rng.normal(0, 0.27, size)), 18, 320).astype(np.int64)
    zeros = np.zeros(size, dtype=np.int64)
    names_places = [text.split("|") for text in streets.tolist()]
    register = Register(
        [name for name, _ in names_places], [place for _, place in names_places], letters.tolist(),
        additions.tolist(),
        postcodes.tolist(), street, number, letter, addition, postcode, x, y, lon[order], lat[order], zeros,
        zeros,
        np.where(many, reg.FLAT, reg.TERRACED), (1890 + 130 * age).astype(np.int64), area, building, run,
        np.full(size, -1), wijk, has_ids=False, municipality=str(rows["gemeente"][0]),
        province=str(rows["provincie"][0]),
    )  # fmt: skip
    codes = [str(code) for code in pc4s]
    if areas is not None:
        codes, shapes = read_areas(areas)
        register.buurt = _within(x, y, shapes)
    folders = [f"koplopers-{code}" for code in pc4s]
    invented = ["complexes", "residents", "tenure", "energy labels", "building years", "floor areas",
    "moves", "grants",
                "permits", "targets", "households", "initiatives", "persons"]  # fmt: skip
    above = _above(codes if areas is not None else [], register.municipality)
    return City(register, folders, codes, {}, invented, areas=areas, addresses=addresses, above_buurten=above)


def _middle_of(path: Path, wanted: int) -> dict[str, np.ndarray]:
    """The addresses of the postcodes nearest to the middle of the largest place, about `wanted`; texts that
    occur twice are left out, because a match to them has two answers."""
    with duckdb.connect() as working:
        table = working.from_csv_auto(str(path), all_varchar=True, delimiter=";")
        missing = [column for column in NEEDED if column not in table.columns]
        if missing:
            raise ValueError(
                f"{path.name}: found {', '.join(table.columns)}, expected also {', '.join(missing)}"
            )
        extra = [c if c in table.columns else f"'' as {c}" for c in ("gemeente", "provincie")]
        table.select(", ".join([*NEEDED, *extra])).create(
            "given"
        )  # a table: the query looks at it four times
        chosen = working.execute(MIDDLE, {"wanted": wanted}).fetchnumpy()
    result = {}
    for name, column in chosen.items():
        filled: Bools = np.ma.getmaskarray(np.ma.asarray(column))
        texts = np.where(filled, "", np.ma.getdata(column).astype(object))
        result[name] = texts.astype(str)
    return result


MIDDLE = """
-- One row per address of the postcodes nearest to the middle of the place with most addresses.
with largest as (select mode(woonplaats) as place from given),

middle as (
    select median(lat::double) as lat, median(lon::double) as lon from given, largest where woonplaats = place
),

        known as ( select straat, huisnummer, coalesce(huisletter, '') as huisletter,
        coalesce(huisnummertoevoeging, '') as huisnummertoevoeging, postcode, woonplaats, min(lat) as lat,
        min(lon) as lon, min(gemeente) as gemeente, min(provincie) as provincie from given where postcode is
        not null and try_cast(huisnummer as integer) is not null group by all having count(*) = 1 ),

postcodes as (
    select postcode, count(*) as addresses,
        pow(avg(k.lat::double) - min(m.lat), 2) + pow((avg(k.lon::double) - min(m.lon)) * 0.6, 2) as away
    from known as k, middle as m group by postcode
),

nearest as (
    select postcode, sum(addresses) over (order by away, postcode) - addresses as before from postcodes
)

select known.* from known join nearest using (postcode) where before < $wanted
order by straat, woonplaats, huisnummer, huisletter, huisnummertoevoeging
"""

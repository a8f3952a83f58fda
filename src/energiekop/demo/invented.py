"""A city invented from nothing, its areas named and coded `BU0363Z...`: a letter that Amsterdam has free."""

import string
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from energiekop.demo import dwellings, names
from energiekop.demo.arrays import Ints, stream
from energiekop.demo.ground import ADDRESSES_PER_BUURT, BUURTEN_PER_WIJK, MOST_WIJKEN, Buurt, Ground, lay_out
from energiekop.demo.register import Register
from energiekop.demo.streets import draw_streets

PLACE = "Demostad"
ADDRESSES_PER_RESIDENT = 3.75
AREA_PER_ADDRESS = 104.0  # m2 of the city per address, water and parks included: about 9 600 addresses a km2
STADSDELEN = {"ZN": "Demo-Noord", "ZC": "Demo-Centrum", "ZW": "Demo-West", "ZO": "Demo-Oost"}
INVENTED = ["areas", "streets", "addresses", "postcodes", "complexes", "residents", "tenure",
    "energy labels", "moves", "grants",
            "permits", "targets", "households", "initiatives", "persons"]  # fmt: skip


@dataclass
class City:
    """A register with what is known of its areas; `folders` are the communities, by the register's `wijk`."""

    register: Register
    folders: list[str]
    area_codes: list[str]  # per number in register.buurt (or wijk, where no buurt is known)
    stadsdelen: dict[str, float]  # share of the addresses
    invented: list[str]
    ground: Ground | None = None
    wijk_names: dict[str, str] = field(default_factory=dict)
    areas: Path | None = None
    above_buurten: str = ""  # areas.toml, where the areas are given
    addresses: Path | None = None


def invent(seed: int, residents: int) -> City:
    """A fictional city of about 3.75 addresses per resident taking part."""
    wanted = max(300, round(ADDRESSES_PER_RESIDENT * residents))
    buurten = max(6, round(1.17 * wanted / ADDRESSES_PER_BUURT))  # some borders find no street and fall away
    area = AREA_PER_ADDRESS * wanted * 1.04
    for _ in range(6):
        ground = lay_out(stream(seed, "ground"), area, buurten=buurten)
        streets = draw_streets(stream(seed, "streets"), ground)
        plots = dwellings.build(stream(seed, "plots"), ground, streets)
        if plots.units.sum() >= wanted:
            break
        area *= 1.06 * wanted / float(plots.units.sum())
    plots = dwellings.trim(stream(seed, "trim"), plots, wanted)
    wijk_names = _name_areas(seed, ground)
    codes = sorted({buurt.wijk for buurt in ground.buurten})
    wijk_of = np.array([codes.index(buurt.wijk) for buurt in ground.buurten])
    street_names = names.street_names(stream(seed, "street names"), streets.kinds)
    register = dwellings.addresses_of(
        stream(seed, "dwellings"), streets, plots, street_names, place=PLACE, wijk_of=wijk_of
    )
    stadsdeel = np.array([buurt.stadsdeel for buurt in ground.buurten])[register.buurt]
    shares = {code: float((stadsdeel == code).mean()) for code in STADSDELEN if (stadsdeel == code).any()}
    return City(
        register, [folder_name(wijk_names[code]) for code in codes], [b.code for b in ground.buurten],
        shares, INVENTED,
        ground, wijk_names,
    )  # fmt: skip


def folder_name(wijk: str) -> str:
    """A community's folder from the name of its wijk."""
    return "koplopers-" + wijk.lower().replace(" ", "-")


def _name_areas(seed: int, ground: Ground) -> dict[str, str]:
    """Codes and names of buurten, wijken and stadsdelen; gives the names of the wijken by code."""
    buurten = ground.buurten
    middles = np.array([buurt.middle() for buurt in buurten])
    water, rows = ground.kinds.index("water"), len(ground.kinds)
    centre_row, centre_tick = water + 0.28 * (rows - water), ground.x.shape[1] / 2
    part = np.full(len(buurten), "ZW", dtype=object)
    part[middles[:, 1] > centre_tick] = "ZO"
    core = np.hypot(
        (middles[:, 0] - centre_row) / (0.34 * (rows - water)),
        (middles[:, 1] - centre_tick) / (0.26 * ground.x.shape[1]),
    )
    part[(core < 1) | (core == core[middles[:, 0] > water].min())] = "ZC"
    part[middles[:, 0] <= water] = "ZN"
    most, wijken = 1, [("", np.zeros(0, dtype=np.int64))] * (MOST_WIJKEN + 1)
    while len(wijken) > min(MOST_WIJKEN, max(4, round(len(buurten) / BUURTEN_PER_WIJK))):
        most += 1
        wijken = [
            (code, group)
            for code in ("ZC", "ZN", "ZW", "ZO")
            for group in _halve(np.flatnonzero(part == code), middles, most)
        ]
    street = names.buurt_names(stream(seed, "buurt names"), len(buurten))
    found = {}
    for number, (stadsdeel, group) in enumerate(wijken):
        wijk = f"WK0363Z{chr(ord('A') + number)}"
        found[wijk] = names.WIJK_NAMES[number]
        for place, index in enumerate(group.tolist(), start=1):
            buurt: Buurt = buurten[index]
            buurt.code, buurt.wijk, buurt.stadsdeel = f"BU{wijk[2:]}{_two_signs(place)}", wijk, stadsdeel
            buurt.name = street[index]
    return found


def _two_signs(number: int) -> str:
    """01 to 99; in a city of millions a wijk has more, which go on as A0, A1, ... ZZ."""
    if number < 100:
        return f"{number:02d}"
    first, last = divmod(number - 100, 36)
    return chr(ord("A") + first) + (string.digits + string.ascii_uppercase)[last]


def _halve(group: Ints, middles: np.ndarray, most: int) -> list[Ints]:
    """Cut a group of buurten across its longer side until each part is small enough."""
    if not len(group):
        return []
    if len(group) <= most:
        return [group]
    spread = np.ptp(middles[group], axis=0) * np.array([64.0, 16.0])
    order = group[np.argsort(middles[group, int(spread[1] > spread[0])], kind="stable")]
    return _halve(order[: len(order) // 2], middles, most) + _halve(order[len(order) // 2 :], middles, most)

"""Complexes and tenure: owners' associations (VvE), corporation blocks, and who owns the other dwellings.

Most VvEs in Amsterdam are small: one stacked building of three or four flats.
"""

from dataclasses import dataclass

import numpy as np

from energiekop.demo import register as reg
from energiekop.demo.arrays import Bools, Ints
from energiekop.demo.register import Register

OWNED, CORPORATION, PRIVATE_RENT = 0, 1, 2
TENURE_NAMES = ["koop", "huur corporatie", "huur particulier"]
# Amsterdam: 30 % owner-occupied (CBS kerncijfers wijken en buurten 2024); corporations own 186 500 of 456 996
# dwellings, 41 % (AFWC jaarbericht 2022); the rest is rented privately.
CORPORATION_RUNS = 0.46
VVE_OF_STACKS = (
    0.76  # of the stacked buildings that no corporation owns; the others have one owner who lets them
)
OWNER_IN_VVE, OWNER_IN_HOUSE = 0.70, 0.82
JOINED_VVE = 0.22  # VvEs of a whole row of buildings instead of one
SOLD_BY_CORPORATION = 0.08  # VvEs in which a corporation still lets some of the flats
RULES = [  # quorum and majority as deeds write them (the model regulations of 1973 to 2017), with how often
    (("2/3", "2/3"), 0.34),
    (("1/2", "meer dan 1/2"), 0.28),
    (("2/3", "3/4"), 0.20),
    (("meer dan 1/2", "70%"), 0.10),
    (("2/3", "80%"), 0.08),
]
CORPORATIONS = ["Woonstichting De Sluiswachter", "Corporatie Onderdak", "Woningbouw De Eendracht"]


@dataclass
class Complexes:
    """One entry per complex; `votes` is one entry per address of the register (0 outside complexes)."""

    ids: list[str]
    names: list[str]
    is_vve: Bools
    owner: list[str]
    rule: list[tuple[str, str]]
    by_share: Bools
    second_meeting: Bools
    deed_year: Ints
    votes: Ints

    def __len__(self) -> int:
        return len(self.ids)


def share_out(rng: np.random.Generator, register: Register) -> Complexes:
    """Give every address its complex (or -1) and its tenure, in the register; returns the complexes."""
    run, building = register.run, register.building
    runs = int(run.max()) + 1
    size_of_building = np.bincount(building)[building]
    many = size_of_building > 1
    size_of_run = np.bincount(run)
    corporation = (rng.random(runs) < CORPORATION_RUNS) & (size_of_run >= 6)
    boats = np.bincount(run, weights=register.thing != reg.HOUSE, minlength=runs) > 0
    corporation &= ~boats
    vve_run, joined = rng.random(runs) < VVE_OF_STACKS, rng.random(runs) < JOINED_VVE
    gallery = np.bincount(run, weights=(register.home == reg.FLAT) & ~many, minlength=runs) > 4
    in_vve = ~corporation[run] & vve_run[run] & (many | gallery[run]) & ~boats[run]
    group = np.where(
        corporation[run],
        run,
        np.where(in_vve, np.where((joined | gallery)[run], runs + run, 2 * runs + building), -1),
    )
    found, complex_of = np.unique(group, return_inverse=True)
    first = 1 if found[0] == -1 else 0
    register.complex_of = complex_of - first
    count = len(found) - first
    is_vve = found[first:] >= runs
    draw = rng.random((5, count))
    register.tenure = _tenure(rng, register, in_vve, corporation[run], is_vve, draw[0] < SOLD_BY_CORPORATION)
    rule = np.searchsorted(np.cumsum([share for _, share in RULES])[:-1], draw[1], side="right")
    starts = np.full(count, -1)
    rows = np.flatnonzero(register.complex_of >= 0)
    starts[register.complex_of[rows][::-1]] = rows[::-1]
    by_share = draw[2] < 0.7
    votes = np.where(by_share[register.complex_of], np.maximum(1, register.area // 4), 1) * (
        register.complex_of >= 0
    )
    owner = (rng.integers(0, len(CORPORATIONS), 40))[register.wijk[starts] % 40]
    return Complexes(
        ids=[f"C{number:06d}" for number in range(1, count + 1)],
        names=_names(register, starts, is_vve),
        is_vve=is_vve,
        owner=["" if vve else CORPORATIONS[int(o)] for vve, o in zip(is_vve, owner, strict=True)],
        rule=[RULES[int(r)][0] for r in rule],
        by_share=by_share,
        second_meeting=draw[3] < 0.6,
        deed_year=np.maximum(register.year[starts] + 1, 1958 + (draw[4] * 58).astype(np.int64)).clip(
            max=2025
        ),
        votes=votes,
    )


def _tenure(
    rng: np.random.Generator,
    register: Register,
    in_vve: Bools,
    corporation: Bools,
    is_vve: Bools,
    mixed: Bools,
) -> Ints:
    draw = rng.random((2, len(register)))
    house = np.isin(register.home, [reg.TERRACED, reg.CORNER_HOUSE, reg.DETACHED, reg.BOAT_HOME, reg.CARAVAN])
    tenure = np.full(len(register), PRIVATE_RENT)
    tenure[in_vve & (draw[0] < OWNER_IN_VVE)] = OWNED
    tenure[house & (draw[0] < OWNER_IN_HOUSE)] = OWNED
    still_let = in_vve & mixed[register.complex_of] & is_vve[register.complex_of] & (draw[1] < 0.4)
    tenure[corporation | still_let] = CORPORATION
    return tenure


def _names(register: Register, starts: Ints, is_vve: Bools) -> list[str]:
    names = []
    for row, vve in zip(starts.tolist(), is_vve.tolist(), strict=True):
        street, number = register.street_names[int(register.street[row])], int(register.number[row])
        names.append(f"VvE {street} {number}" if vve else f"Blok {street} {number}")
    return names

"""The register of addresses as columns, whether invented or read: everything after it works on this alone."""

from dataclasses import dataclass, field

import numpy as np

from energiekop.demo.arrays import Bools, Floats, Ints

LETTERS = ["", *"ABCDEFGHKLMNPR"]
DWELLING, SHOP, GARAGE = 0, 1, 2
HOUSE, BOAT, STAND = 0, 1, 2  # verblijfsobject, ligplaats, standplaats
OBJECT_NAMES = ["Verblijfsobject", "Ligplaats", "Standplaats"]
OBJECT_CODES = ["01", "02", "03"]
TYPE_NAMES = ["Appartement", "Tussenwoning", "Hoekwoning", "Vrijstaand", "Woonboot", "Woonwagen", ""]
FLAT, TERRACED, CORNER_HOUSE, DETACHED, BOAT_HOME, CARAVAN, NO_HOME = range(7)


@dataclass
class Register:
    """One entry per address; texts are kept once, with a number per address.

    `x`, `y` in RD metres; `area` in m2; `side` 1 odd, 0 even; `building` and `run` count buildings and rows
    of buildings put up together; `buurt` is -1 where no buurt is known. `keys` is the address as text columns
    for registers without ids, else empty.
    """

    street_names: list[str]
    street_places: list[str]
    letters: list[str]
    additions: list[str]
    postcodes: list[str]
    street: Ints
    number: Ints
    letter: Ints
    addition: Ints
    postcode: Ints
    x: Floats
    y: Floats
    lon: Floats
    lat: Floats
    use: Ints
    thing: Ints
    home: Ints
    year: Ints
    area: Ints
    building: Ints
    run: Ints
    buurt: Ints
    wijk: Ints  # number of the community that works here
    has_ids: bool = True
    municipality: str = "Demostad"
    province: str = "Noord-Holland"
    newcomers: Ints = field(
        default_factory=lambda: np.zeros(0, dtype=np.int64)
    )  # only in the second delivery
    gone: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))  # only in the first
    complex_of: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))  # complex or -1
    tenure: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def __len__(self) -> int:
        return len(self.number)

    def homes(self) -> Bools:
        """Which addresses are dwellings."""
        return np.asarray(self.use == DWELLING)

    def object_id(self, row: int) -> str:
        """The BAG id of an address; for a register without ids its address as one text."""
        if self.has_ids:
            return f"0363{OBJECT_CODES[int(self.thing[row])]}9{row + 1:09d}"
        return "|".join([*self.address(row)])

    def address(self, row: int) -> tuple[str, str, str, str, str, str]:
        """Street, number, letter, addition, postcode and place of an address."""
        street = int(self.street[row])
        return (
            self.street_names[street],
            str(self.number[row]),
            self.letters[int(self.letter[row])],
            self.additions[int(self.addition[row])],
            self.postcodes[int(self.postcode[row])],
            self.street_places[street],
        )


ADDRESS_COLUMNS = ["straat", "huisnummer", "huisletter", "toevoeging", "postcode", "woonplaats"]


def key_header(register: Register) -> list[str]:
    """The columns by which municipal files name an address of this register."""
    return ["adresseerbaarobject_id"] if register.has_ids else ADDRESS_COLUMNS


def key_columns(register: Register, rows: Ints) -> list[list[str]]:
    """Those columns for the given addresses."""
    if register.has_ids:
        return [[register.object_id(row) for row in rows.tolist()]]
    return [list(column) for column in zip(*[register.address(row) for row in rows.tolist()], strict=True)]

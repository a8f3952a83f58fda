"""By what a figure can be asked: the kinds of place, and the few that are no place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Grain:
    """One way to break a figure down.

    `keys` are the key columns of the answer; `columns` are those of the SQL that they are filled from.
    """

    name: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    nl: str
    en: str

    @property
    def is_place(self) -> bool:
        """Whether it can be drawn on a map."""
        return self.name in PLACES


_CODE = ("place_code", "place_name")
_UNDER = ("place_code", "place_name", "parent_code", "parent_name")
_STREET = ("street_id", "street_name", "buurt_code", "buurt_name")

GRAINS = {
    grain.name: grain
    for grain in (
        Grain("city", (), (), "de hele stad", "the whole city"),
        Grain("stadsdeel", ("stadsdeel_code", "stadsdeel_name"), _CODE, "stadsdeel", "stadsdeel"),
        Grain("gebied", ("gebied_code", "gebied_name"), _CODE, "gebied", "gebied"),
        Grain("wijk", ("wijk_code", "wijk_name"), _CODE, "wijk", "wijk"),
        Grain("buurt", ("buurt_code", "buurt_name"), _CODE, "buurt", "buurt"),
        Grain("street", _STREET, _UNDER, "straat", "street"),
        Grain("complex", ("complex_id", "complex_name"), _CODE, "complex", "complex"),
        # Months are the rows of burn_up whatever the place, so asked alone they are those of the city.
        Grain("month", (), (), "maand", "month"),
        Grain("party", ("party",), (), "partij", "party"),
        Grain("firm", ("firm",), ("place_code",), "bureau", "firm"),
    )
}
PLACES = ("stadsdeel", "gebied", "wijk", "buurt", "street", "complex")

"""Everything that is held of one household, for the household itself (GDPR, article 15). Team only."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from energiekop import privacy
from energiekop.addresses import REASONS
from energiekop.catalogue.held import HELD_PARTS, held_query
from energiekop.privacy import NoScope, NotForRole, Reading, Viewer
from energiekop.warehouse.one_address import REGISTER_COLUMNS, find_dwelling

_ALWAYS, _FOR_EVER = date(1, 1, 1), date(9999, 12, 31)
_PLACES = {
    "street": "street_id", "complex": "complex_id", "buurt": "buurt_code", "gebied": "gebied_code",
    "wijk": "wijk_code", "stadsdeel": "stadsdeel_code",
}  # fmt: skip
Row = dict[str, Any]


@dataclass(frozen=True)
class Held:
    """What a snapshot holds of a household: where it lives, and per part (HELD_PARTS) its rows.

    Days are dates; a value that is not known is None.
    """

    address: str
    dwelling: Row
    parts: dict[str, list[Row]]
    snapshot: str
    reference_day: date
    city: str
    is_demo: bool

    @property
    def places(self) -> frozenset[str]:
        """The places it lies in, as the book of looks names them: street:..., buurt:... ."""
        codes = {kind: self.dwelling[column] for kind, column in _PLACES.items()}
        return frozenset(f"{kind}:{code}" for kind, code in codes.items() if code)


def held(
    viewer: Viewer,
    address: str,
    *,
    lived_on: date | None = None,
    store: Path | None = None,
    snapshot: str | None = None,
) -> Held:
    """All that is held of who lived at an address on a day (default: that of the snapshot).

    Raises NotForRole for who may see no household, Refused when the address means no dwelling or several,
    and NoScope when nobody lived there on that day.
    """
    if viewer.role != "team":
        raise NotForRole(f"The role {viewer.role} may not see what is held of a household; the team may.")
    reading = privacy.open(viewer, store, snapshot=snapshot)
    register = reading.frame(f"select {', '.join(REGISTER_COLUMNS)} from exact.dwelling")
    found = find_dwelling(register, address)
    asked_on = lived_on or reading.reference_day
    living = _rows(reading, "dwelling", {"dwelling_id": found.dwelling_id, "lived_on": asked_on})
    if not living:
        raise NoScope(f"{found.words}: nobody lived there on {asked_on}; name another day with --lived-on.")
    [dwelling] = living
    of_household = {
        "dwelling_id": found.dwelling_id,
        "household_id": dwelling["household_id"],
        "from_day": dwelling["lived_from"] or _ALWAYS,
        "until_day": dwelling["lived_until"] or _FOR_EVER,
    }
    parts = {part: _rows(reading, part, of_household) for part in HELD_PARTS}
    for row in parts["rows"]:
        row["typed"] = _as_typed(row.pop("typed_key"))
        row["reason_words"] = REASONS[row["reason"]][0] if row["reason"] in REASONS else None
    return Held(
        found.words, dwelling, parts, reading.snapshot, reading.reference_day,
        reading.meta.get("city_name", ""), reading.meta.get("demo") == "1",
    )  # fmt: skip


def _rows(reading: Reading, part: str, known: Row) -> list[Row]:
    sql = held_query(part)
    # DuckDB refuses a parameter that the query does not mention.
    rows = reading.frame(sql, {name: value for name, value in known.items() if f"${name}" in sql})
    return [{str(name): _plain(value) for name, value in row.items()} for row in rows.to_dict("records")]


def _plain(value: Any) -> Any:
    """A day as a date, a list as a list, what is not known as None."""
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _as_typed(typed_key: str | None) -> str | None:
    """The address as it stood in the row: its parts with a blank between them."""
    if typed_key is None:
        return None
    *parts, _context = typed_key.replace(chr(30), "").split(chr(31))
    return " ".join(part for part in parts if part)

"""Whom the demo can be looked at as: each role once, the champion of a street with much to see, each firm."""

from dataclasses import dataclass
from pathlib import Path

from energiekop import privacy
from energiekop.privacy import Viewer


@dataclass(frozen=True)
class Cast:
    """The champion's street (id and name, empty when no neighbour agreed to be seen) and the firms."""

    street: str
    street_name: str
    firms: tuple[str, ...]


def cast(viewer: Viewer, *, store: Path, snapshot: str) -> Cast:
    """The demo's people; invented, so that reading them for everybody tells nothing about anybody."""
    reading = privacy.open(viewer, store, snapshot=snapshot)
    street, street_name = next(iter(reading.rows(_STREET)), ("", ""))
    firms = tuple(firm for (firm,) in reading.rows(_FIRMS))
    return Cast(street, street_name, firms)


_STREET = """
select household.street_id, street.street_name
from exact.household as household
join exact.consent as consent on consent.household_id = household.household_id
join exact.street as street on street.street_id = household.street_id
where consent.purpose = 'champion_sees' and consent.withdrawn_on is null and household.lived_until is null
group by all
order by count(*) desc, household.street_id
limit 1
"""
_FIRMS = "select distinct firm from exact.household where firm is not null order by firm"

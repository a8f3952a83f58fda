"""What is held of one household: the queries that answer a request to see it, part by part."""

from functools import cache
from importlib.resources import files

# In the order in which a resident is told of them. `dwelling` comes first: it finds the household.
HELD_PARTS = (
    "counted", "steps", "consents", "cases", "conversations", "memberships", "requests", "wishes", "stops",
    "contradictions", "corrections", "rows", "rejected", "register_files",
)  # fmt: skip


@cache
def held_query(part: str) -> str:
    """The query of a part; its parameters: dwelling_id, household_id, from_day, until_day or lived_on."""
    return files(__package__).joinpath("exact", "held", f"{part}.sql").read_text(encoding="utf-8")

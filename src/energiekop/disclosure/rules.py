"""The fixed numbers and orders of disclosure control; every other module here reads them from this one.

BASE is chosen once, before the first release: two roundings of one count, to 3 and to 5, would intersect.
"""

BASE = 3
MINIMUM_GROUP = 10  # dwellings; comparable to Stedin (10 connections) and above CBS/Kadaster gas (6)

# In the order a household goes through them; each step can only be reached by those of the step before.
MILESTONES = ("reached", "signed_up", "conversation", "advice", "plan", "measure")

# In the order of who keeps its figure when two groups are nearly the same: the first one does.
KINDS = ("city", "stadsdeel", "gebied", "wijk", "buurt", "street", "complex")

PARENT_KIND = {
    "stadsdeel": "city",
    "gebied": "stadsdeel",
    "wijk": "stadsdeel",
    "buurt": "wijk",
    "street": "buurt",
    "complex": "buurt",
}


def highest_shown(dwellings: int) -> int:
    """The highest count that is ever printed for a group: the multiple of BASE at or under its dwellings."""
    return BASE * (dwellings // BASE)

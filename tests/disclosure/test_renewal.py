"""What do the groups of a renewed catalogue keep of the figures of before?"""

import pandas as pd

from energiekop.disclosure import carried_over, draw_groups, frozen, identities

from .drawn import register, shown_as

BEFORE = """
    street | dwellings | buurt
    A      | 30        | B1
    B      | 6         | B1
    C      | 14        | B1
    D      | 20        | B2
"""
# B has grown and stands alone; D has lost half its dwellings.
NOW = """
    street | dwellings | buurt
    A      | 31        | B1
    B      | 16        | B1
    C      | 14        | B1
    D      | 10        | B2
"""


def figures(groups, shown, *days):
    """One number for every group below the city, on each day."""
    cells = groups.cells.loc[groups.cells["kind"].isin(["street", "buurt"]) & (groups.cells["attribute"] == "")]
    rows = [(cell, "plan", "", pd.Timestamp(day), shown) for day in days for cell in cells["cell_id"]]
    return pd.DataFrame(rows, columns=["cell_id", "milestone", "split", "on_date", "shown"])


def told(groups, found):
    return shown_as(found.merge(groups.cells).sort_values(["on_date", "kind", "code"]), "name", "on_date", "shown")


def test_a_group_of_the_same_places_goes_on_and_another_begins_anew():
    before, now = draw_groups(register(BEFORE)), draw_groups(register(NOW))
    kept = frozen(before, figures(before, 12, "2026-09-30", "2026-10-31"))
    found = carried_over(kept, now, figures(now, 6, "2026-09-30", "2026-10-31", "2026-11-30"))
    of_streets = found.merge(now.cells[now.cells["kind"] == "street"][["cell_id"]])
    # D could show 9 at most now, so its 12 is left out; B and C were one group.
    assert told(now, of_streets) == (
        "name | on_date | shown\n"
        "A | 2026-09-30 00:00:00 | 12\n"
        "A | 2026-10-31 00:00:00 | 12\n"
        "A | 2026-11-30 00:00:00 | 6\n"
        "B | 2026-11-30 00:00:00 | 6\n"
        "C | 2026-11-30 00:00:00 | 6\n"
        "D | 2026-11-30 00:00:00 | 6"
    )


def test_without_a_renewal_the_figures_are_those_that_are_given():
    now = draw_groups(register(NOW))
    given = figures(now, 6, "2026-09-30")
    assert carried_over(frozen(now, given.iloc[:0]), now, given) is given


def test_a_breakdown_that_is_left_out_has_no_parts_and_the_others_keep_theirs():
    town = register(BEFORE)
    town["tenure"] = ["owner", "tenant"] * 35
    town["label"] = ["A"] * 40 + ["C"] * 30
    whole, less = draw_groups(town), draw_groups(town, without=["buurt/tenure"])
    was, is_now = (set(identities(groups).itertuples(index=False)) for groups in (whole, less))
    assert {(of.kind, of.attribute) for of in was - is_now} == {("buurt", "tenure")}
    # What was nearly the same as one of those parts may have figures now.
    assert {of.attribute for of in is_now - was} <= {"tenure+label"}

"""Into which parts may a group be broken down?"""

import numpy as np
import pandas as pd
from hypothesis import given, settings

from energiekop.disclosure import MINIMUM_GROUP, draw_groups
from energiekop.disclosure.breakdowns import in_order, parts_of

from .drawn import register
from .test_attack import towns


def parts(attribute, *blocks):
    """The parts of one group, from how many dwellings have each value."""
    values = pd.Series([value for value, held in blocks for _ in range(held)])
    found = parts_of("buurt", attribute, np.zeros(len(values), dtype=np.int64), values)
    return found.table[["value", "dwellings"]].to_numpy().tolist()


def test_a_small_part_joins_the_next_label_and_the_next_smallest_tenure():
    held = [("C", 20), ("A", 30), ("B", 4), ("unknown", 25)]
    assert parts("label", *held) == [["A", 30], ["B|C", 24], ["unknown", 25]]
    held = [("owner", 30), ("tenant", 4), ("vve", 45)]
    assert parts("tenure", *held) == [["owner|tenant", 34], ["vve", 45]]


def test_what_would_be_one_part_is_no_breakdown():
    assert parts("tenure", ("owner", 30), ("tenant", 9)) == []


def test_a_breakdown_with_one_part_nearly_the_same_as_another_group_is_not_there_at_all():
    # Of 60 dwellings 32 are rented, and the street has 30 of those: the rest of the street would be two.
    groups = draw_groups(
        register("""
            dwellings | street | buurt | tenure
            30        | A      | B1    | tenant
            2         | Z      | B1    | tenant
            28        | Z      | B1    | owner
            60        | Y      | B2    | owner
        """)
    )
    assert (groups.dwellings["buurt/tenure"] < 0).all()


def test_labels_and_periods_have_their_own_order_and_unknown_comes_last():
    labels = ["unknown", "B", "A", "A+", "A+++", "G"]
    assert sorted(labels, key=lambda v: in_order("label", v)) == ["A+++", "A+", "A", "B", "G", "unknown"]
    periods = ["1906-1945", "2006 and later", "before 1906"]
    assert sorted(periods, key=lambda v: in_order("building_period", v))[0] == "before 1906"


@given(towns())
@settings(max_examples=15, deadline=None)
def test_the_parts_of_a_group_are_all_of_it_and_none_is_too_small(drawn):
    town, _, _ = drawn
    groups = draw_groups(town)
    cells = groups.cells
    divided = cells[cells["attribute"] != ""]
    assert (divided["dwellings"] >= MINIMUM_GROUP).all()
    whole = cells[cells["attribute"] == ""].set_index(["kind", "code"])["dwellings"]
    for (kind, code, _), held in divided.groupby(["kind", "code", "attribute"])["dwellings"]:
        assert held.sum() == whole[kind, code] and len(held) > 1

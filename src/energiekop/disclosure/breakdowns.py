"""Into which parts may a group be broken down: by whose its dwellings are, their label, age or type?

As groups are: from the public register alone, at least MINIMUM_GROUP dwellings a part. A part that is too
small is joined to another, never left out: what is left out can be had again as the whole less the rest.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from energiekop.disclosure.places import Numbers
from energiekop.disclosure.rules import ATTRIBUTES, BROKEN_DOWN, CROSSED, MINIMUM_GROUP, ORDERED, UNKNOWN

OR = "|"  # between the values that one part joins
AND = "/"  # between the two values of a crossed breakdown


@dataclass(frozen=True)
class Parts:
    """The parts of all groups of one kind by one attribute.

    table: one row per part: of (number of the group it is a part of), value, dwellings; by group, then by
    the order of the values. part_of_dwelling: per dwelling its row in `table`, -1 for none.
    """

    kind: str
    attribute: str
    table: pd.DataFrame
    part_of_dwelling: Numbers

    @property
    def column(self) -> str:
        """What the breakdown is called among the columns of `Groups.dwellings`."""
        return f"{self.kind}/{self.attribute}"


def breakdown_names() -> list[str]:
    """Every breakdown, as kind/attribute."""
    alone = [f"{kind}/{attribute}" for kind in BROKEN_DOWN for attribute in ATTRIBUTES]
    return [*alone, *(f"city/{crossed}" for crossed in CROSSED)]


def broken_down(register: pd.DataFrame, group_of_dwelling: dict[str, Numbers]) -> Iterator[Parts]:
    """Every breakdown of the kinds in BROKEN_DOWN, in the order of who keeps its figures.

    group_of_dwelling: per kind the number of each dwelling's group, -1 for none.
    """
    values = {attribute: register[attribute].fillna(UNKNOWN).astype(str) for attribute in ATTRIBUTES}
    for kind in BROKEN_DOWN:
        for attribute in ATTRIBUTES:
            yield parts_of(kind, attribute, group_of_dwelling[kind], values[attribute])
    for crossed, (one, other) in CROSSED.items():
        yield parts_of("city", crossed, group_of_dwelling["city"], values[one] + AND + values[other])


def parts_of(kind: str, attribute: str, group_of_dwelling: Numbers, values: pd.Series) -> Parts:
    """The parts of each group by the values of one attribute; a group with one part alone has none."""
    value_found, found = pd.factorize(values)
    names = sorted(map(str, found), key=lambda name: in_order(attribute, name))
    value_of_dwelling = pd.Index(names).get_indexer(found)[value_found]
    groups, row_of_dwelling = np.unique(group_of_dwelling, return_inverse=True)
    held = np.zeros((len(groups), len(names)), dtype=np.int64)
    np.add.at(held, (row_of_dwelling, value_of_dwelling), 1)
    part_of_value = np.full(held.shape, -1, dtype=np.int64)
    rows: list[tuple[int, str, int]] = []
    for row, group in enumerate(groups):
        joined = _joined(held[row], next_in_order=attribute in ORDERED)
        if group < 0 or len(joined) < 2:
            continue
        for values_joined in joined:
            part_of_value[row, values_joined] = len(rows)
            in_it = [value for value in values_joined if held[row, value]]
            rows.append((int(group), OR.join(names[v] for v in in_it), int(held[row, in_it].sum())))
    table = pd.DataFrame(rows, columns=["of", "value", "dwellings"]).astype({"value": "str"})
    return Parts(kind, attribute, table, part_of_value[row_of_dwelling, value_of_dwelling])


def in_order(attribute: str, value: str) -> tuple[tuple[bool, str, int], ...]:
    """Sorts the values of an attribute: labels from A+++ to G, periods from old to new, unknown last."""
    one, _, other = attribute.partition("+")
    value, _, crossed = value.partition(AND)
    label = one == "label"
    first = "" if value.startswith("before") else value[:1] if label else value
    key = (value == UNKNOWN, first, -len(value) if label else 0)
    return (key, *in_order(other, crossed)) if other else (key,)


def _joined(held: npt.NDArray[np.int64], *, next_in_order: bool) -> list[list[int]]:
    """The values that go together, so that each part has enough dwellings; as few as one part."""
    parts = [[value] for value in np.flatnonzero(held).tolist()]
    sizes = [int(held[value]) for [value] in parts]
    while len(parts) > 1 and min(sizes) < MINIMUM_GROUP:
        smallest = sizes.index(min(sizes))
        others = [at for at in range(len(parts)) if at != smallest]
        if next_in_order:
            others = [at for at in others if abs(at - smallest) == 1]
        joins = min(others, key=lambda at: (sizes[at], at))
        kept, gone = min(smallest, joins), max(smallest, joins)
        parts[kept] = sorted(parts[kept] + parts[gone])
        sizes[kept] += sizes[gone]
        del parts[gone], sizes[gone]
    return parts

"""About which groups of dwellings may a figure be shown?

Decided from the public register alone, never from who takes part: so what is not shown tells nothing.
Each group has at least MINIMUM_GROUP dwellings, and any two concern the same dwellings or differ by at
least as many. The register has one row per dwelling in use; drawn once, kept, and renewed on purpose only.
"""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from energiekop.disclosure.breakdowns import Parts, broken_down
from energiekop.disclosure.joining import group_name, join_small
from energiekop.disclosure.overlap import overlapping_pairs
from energiekop.disclosure.places import CODE_COLUMN, Flags, Numbers, Places, places_of_kind
from energiekop.disclosure.rules import ATTRIBUTES, KINDS, MINIMUM_GROUP, PARENT_KIND

REGISTER_COLUMNS = (
    "dwelling_id",
    *(column for kind in KINDS[1:] for column in (CODE_COLUMN[kind], f"{kind}_name")),
    *ATTRIBUTES,
    "x",
    "y",
)
# Text also where a whole column is missing or empty, so that a table made from it has text there.
PLACE_TEXTS = ("kind", "code", "name")
CELL_TEXTS = (*PLACE_TEXTS, "attribute", "value")
MEMBER_TEXTS = (*PLACE_TEXTS, "parent_code", "parent_name", "why_not")
TOO_SMALL = "too_small"
NEARLY_THE_SAME = "nearly_the_same"


@dataclass(frozen=True)
class Groups:
    """The groups of one register, and the parts they may be broken down into.

    cells: one row per group: cell_id (0, 1, ... by kind, then code; after them the parts), kind, code (the
    smallest of its members), name, attribute and value ('' for a whole group), dwellings.
    members: one row per place in the register: kind, code, name, cell_id (missing: no figure), parent_code,
    parent_name, why_not (missing, 'too_small' or 'nearly_the_same').
    dwellings: one row per dwelling, by dwelling_id: dwelling_id and per kind its cell_id, -1 for none; then
    the same per breakdown, called kind/attribute.
    """

    cells: pd.DataFrame
    members: pd.DataFrame
    dwellings: pd.DataFrame

    @property
    def is_city(self) -> Flags:
        """Per cell whether it is the city as a whole, of which the count is exact for everybody."""
        return np.asarray((self.cells["kind"] == "city") & (self.cells["attribute"] == ""), dtype=bool)

    @property
    def columns(self) -> list[str]:
        """The kinds and breakdowns: a dwelling is in one cell of each at most."""
        return [str(column) for column in self.dwellings.columns if column != "dwelling_id"]

    def cell_columns(self) -> list[Numbers]:
        """Per kind and breakdown the cell of each dwelling, -1 for none."""
        return [self.dwellings[column].to_numpy(dtype=np.int64) for column in self.columns]

    def membership(self) -> pd.DataFrame:
        """`dwellings` in length: one row per cell and dwelling in it: cell_id, dwelling_id."""
        parts = []
        for column in self.columns:
            inside = self.dwellings[self.dwellings[column] >= 0]
            parts.append(pd.DataFrame({"cell_id": inside[column], "dwelling_id": inside["dwelling_id"]}))
        return pd.concat(parts).sort_values("cell_id", kind="stable", ignore_index=True)


def draw_groups(
    register: pd.DataFrame, *, city_name: str = "", without: Collection[str] = ()
) -> Groups:
    """The groups of a register with REGISTER_COLUMNS; its order of rows does not matter.

    without: breakdowns that are not drawn, as kind/attribute. A complex, gebied, any other place or attribute
    may be missing for a dwelling, and so may x and y (metres). Raises ValueError when a column is missing or
    a dwelling is there twice.
    """
    _refuse_unfit(register)
    ordered = register.sort_values("dwelling_id", ignore_index=True)
    members, columns, groups_before = [], {}, 0
    for kind in KINDS:
        places = places_of_kind(ordered, kind, city_name=city_name)
        joined = _members_of_kind(places, groups_before)
        columns[kind] = _by_dwelling(places.place_of_dwelling, joined["group"].to_numpy())
        groups_before += len(joined)
        members.append(joined)
    all_members = pd.concat(members, ignore_index=True)

    _leave_out_near_duplicates(all_members, columns)
    kept = np.sort(all_members.loc[all_members["why_not"].isna(), "group"].unique())
    cell_of_group = np.full(groups_before, -1, dtype=np.int64)
    cell_of_group[kept] = np.arange(len(kept))
    whole = {kind: _by_dwelling(columns[kind], cell_of_group) for kind in KINDS}
    cells = _cells(all_members, cell_of_group)
    parts, part_columns = _parts(ordered, whole, cells, without)
    return Groups(
        cells=pd.concat([cells, parts], ignore_index=True).astype(dict.fromkeys(CELL_TEXTS, "str")),
        members=_with_parents(all_members, cell_of_group),
        dwellings=pd.DataFrame(
            {"dwelling_id": ordered["dwelling_id"]}
            | {column: cell.astype(np.int32) for column, cell in (whole | part_columns).items()}
        ),
    )


def _refuse_unfit(register: pd.DataFrame) -> None:
    missing = [column for column in REGISTER_COLUMNS if column not in register.columns]
    if missing:
        raise ValueError(f"The register lacks {', '.join(missing)}; groups cannot be drawn without.")
    if register["dwelling_id"].isna().any():
        raise ValueError("The register holds a dwelling without dwelling_id; each needs one.")
    twice = register.loc[register["dwelling_id"].duplicated(), "dwelling_id"]
    if len(twice):
        raise ValueError(f"The register holds dwelling {twice.min()} twice; each may be there once.")


def _members_of_kind(places: Places, groups_before: int) -> pd.DataFrame:
    """The places with their group, numbered over all kinds by kind and smallest code."""
    leader = join_small(places.table)
    in_group = np.bincount(leader, weights=places.table["dwellings"], minlength=len(leader))[leader]
    return places.table[["code", "name", "parent_code", "dwellings"]].assign(
        kind=places.kind,
        group=leader + groups_before,
        why_not=pd.Series([TOO_SMALL if held < MINIMUM_GROUP else None for held in in_group], dtype=object),
    )


def _leave_out_near_duplicates(members: pd.DataFrame, columns: dict[str, Numbers]) -> None:
    """Fills `why_not` of the groups that differ by less than MINIMUM_GROUP from one that goes before."""
    too_small = np.zeros(len(members), dtype=bool)
    too_small[members.loc[members["why_not"].notna(), "group"]] = True
    shown = [np.where((column >= 0) & ~too_small[column], column, -1) for column in columns.values()]
    left_out = _left_out(shown, {})
    members.loc[members["group"].isin(left_out), "why_not"] = NEARLY_THE_SAME


def _left_out(columns: list[Numbers], goes_with: dict[int, int]) -> set[int]:
    """The groups that differ by 1 to 9 dwellings from one that goes before and stays.

    goes_with: a number shared by those that leave together; one that is not in it leaves alone.
    """
    pairs = overlapping_pairs(columns, under=MINIMUM_GROUP)
    near = pairs[pairs["differ"] > 0].sort_values(["cell_b", "cell_a"])
    left_out: set[int] = set()
    for before, after in near[["cell_a", "cell_b"]].itertuples(index=False):
        if goes_with.get(before, before) not in left_out:
            left_out.add(goes_with.get(after, after))
    return left_out


def _parts(
    register: pd.DataFrame, whole: dict[str, Numbers], cells: pd.DataFrame, without: Collection[str]
) -> tuple[pd.DataFrame, dict[str, Numbers]]:
    """The cells of the breakdowns, and per breakdown the cell of each dwelling.

    A breakdown of a group is there as a whole or not at all: with one part nearly the same as another
    group, the rest would give it away.
    """
    found: list[Parts] = [parts for parts in broken_down(register, whole) if parts.column not in without]
    if not found:
        return cells.iloc[:0], {}
    start = len(cells)
    columns, tables = dict(whole), list[pd.DataFrame]()
    for parts in found:
        before = start + sum(len(table) for table in tables)
        columns[parts.column] = np.where(parts.part_of_dwelling >= 0, parts.part_of_dwelling + before, -1)
        tables.append(parts.table.assign(kind=parts.kind, attribute=parts.attribute))
    table = pd.concat(tables, ignore_index=True)
    # By the first part of each breakdown of a group: those leave together.
    numbered = table.assign(row=table.index)
    first = numbered.groupby(["of", "attribute"], sort=False)["row"].transform("first")
    goes_with = dict(zip((table.index + start).tolist(), (first + start).tolist(), strict=True))
    stays = ~(first + start).isin(_left_out(list(columns.values()), goes_with)).to_numpy(dtype=bool)
    cell_of_part = np.where(stays, start + np.cumsum(stays) - 1, -1)
    named = table[stays].merge(cells[["cell_id", "code", "name"]], left_on="of", right_on="cell_id")
    named["cell_id"] = cell_of_part[stays]
    renumbered = np.concatenate([np.arange(start), cell_of_part])
    return named[list(cells.columns)], {
        parts.column: _by_dwelling(columns[parts.column], renumbered) for parts in found
    }


def _by_dwelling(place_of_dwelling: Numbers, value_of_place: Numbers) -> Numbers:
    """The value of each dwelling's place; -1 stays -1."""
    return np.append(value_of_place, -1)[place_of_dwelling]


def _cells(members: pd.DataFrame, cell_of_group: Numbers) -> pd.DataFrame:
    shown = members[members["why_not"].isna()]
    by_group = shown.groupby("group", sort=True)
    names = by_group["name"].agg(list)
    kinds = by_group["kind"].first()
    return pd.DataFrame(
        {
            "cell_id": cell_of_group[names.index.to_numpy(dtype=np.int64)],
            "kind": kinds.to_numpy(),
            "code": by_group["code"].first().to_numpy(),  # members come in the order of their code
            "name": [group_name(kind, found) for kind, found in zip(kinds, names, strict=True)],
            "attribute": "",
            "value": "",
            "dwellings": by_group["dwellings"].sum().to_numpy(),
        }
    )


def _with_parents(members: pd.DataFrame, cell_of_group: Numbers) -> pd.DataFrame:
    names = members.set_index(["kind", "code"])["name"].to_dict()
    cell = pd.Series(cell_of_group[members["group"]], index=members.index, dtype="Int64")
    return pd.DataFrame(
        {
            "kind": members["kind"],
            "code": members["code"],
            "name": members["name"],
            "cell_id": cell.mask(cell < 0),
            "parent_code": members["parent_code"],
            "parent_name": [
                names.get((PARENT_KIND.get(kind), parent))
                for kind, parent in zip(members["kind"], members["parent_code"], strict=True)
            ],
            "why_not": members["why_not"],
        }
    ).astype(dict.fromkeys(MEMBER_TEXTS, "str"))

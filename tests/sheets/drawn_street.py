"""Streets drawn as tables, and ribbons written as lines: '12 | 2 1 H' is number 12 with three homes above it."""

import pandas as pd

from energiekop.sheets import Block, Column, Section
from tests.privacy.drawn_snapshot import table

COLUMNS = (
    "dwelling_id street_name house_number house_letter addition side floor complex_id complex_name".split()
)


def street(drawn: str) -> pd.DataFrame:
    """Houses as `figures.street_houses` gives them; the dwelling's id is its number, letter and addition."""
    rows = table(drawn)
    rows = rows.reindex(columns=COLUMNS).astype(object).where(lambda cells: cells.notna(), None)
    rows["street_name"] = rows["street_name"].fillna("Lindestraat")
    rows["house_number"] = rows["house_number"].astype(int)
    rows["floor"] = pd.to_numeric(rows["floor"]).astype("Int64")
    rows["dwelling_id"] = [
        f"{row.house_number}{row.house_letter or ''}{'-' + row.addition if row.addition else ''}"
        for row in rows.itertuples()
    ]
    return rows


def numbers(first: int, last: int) -> pd.DataFrame:
    """A street of single houses, from the first number up to and including the last."""
    return street("house_number\n" + "\n".join(str(n) for n in range(first, last + 1)))


def written(section: Section) -> str:
    """Both sides of a stretch, a line each; marks as ✓ and …."""
    return "\n".join(
        f"{side}: " + ", ".join(_item(item) for item in items)
        for side, items in (("odd", section.odd), ("even", section.even))
    )


def _item(item: Column | Block) -> str:
    signs = {"plan": "✓", "under_way": "…", "": ""}
    if isinstance(item, Block):
        marked = " ".join(f"{signs[home.mark]}{home.number}" for home in item.marked)
        return f"[{item.number} {item.name} {item.homes}{' ' + marked if marked else ''}]"
    homes = " ".join(f"{signs[home.mark]}{home.label}" for home in item.homes)
    return homes if len(item.homes) == 1 else f"{item.number}({homes})"

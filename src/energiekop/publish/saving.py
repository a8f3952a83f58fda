"""What a street can save, from the public register and published numbers: nobody's own bill is in it."""

import duckdb
import pandas as pd

from energiekop.catalogue.assumptions import ASSUMPTIONS
from energiekop.disclosure import MINIMUM_GROUP
from energiekop.publish.private import Catalogue

# A street with too few older homes is answered with its buurt.
KINDS = ("street", "complex", "buurt")


def write_table(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, query: str) -> None:
    """The table `saving`: one row per group of KINDS; amounts are missing where too few homes are counted."""
    stated = pd.DataFrame([(each.name, float(each.value)) for each in ASSUMPTIONS], columns=["name", "value"])
    frames = {"assumption": stated, "cell_dwelling": _members(catalogue)}
    for name, frame in frames.items():
        con.register(name, frame)
    con.execute("set variable minimum_group = cast(? as integer)", [MINIMUM_GROUP])
    con.execute(f"create or replace table saving as {query}")
    for name in frames:
        con.unregister(name)


def _members(catalogue: Catalogue) -> pd.DataFrame:
    """cell_id, dwelling_id of every group of KINDS."""
    dwellings = catalogue.groups.dwellings
    parts = [
        dwellings.loc[dwellings[kind] >= 0, [kind, "dwelling_id"]].rename(columns={kind: "cell_id"})
        for kind in KINDS
        if kind in dwellings
    ]
    return pd.concat(parts, ignore_index=True)

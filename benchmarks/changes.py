"""What a change costs the server: from the browser's message to the last one back, without a browser."""

import random
from itertools import product
from pathlib import Path

import duckdb

from .measuring import Finding, at, build, demo, repeated
from .serving import dashboard
from .visitor import visiting

QUESTION = "How long does the server work on a change of place, period or split?"

MOST_MS = 50
PLACES = 100  # of all kinds, each for the first time: nobody looked there before
PERIODS = ("week", "maand", "kwartaal")
SPLITS = ("tenure", "label", "building_period", "dwelling_type", "party", "firm")
MEASURES = ("deel", "verandering", "wachten")

Query = dict[str, str]


def answer(residents: int, folder: Path) -> list[Finding]:
    demo(residents, folder)
    build(folder)
    chosen = random.Random(8000)
    with dashboard(folder / "store") as (_, address):
        places = places_of(folder / "store")
        chosen.shuffle(places)
        places = places[: repeated(PLACES, residents)]
        findings = []
        for page, role in product(("", "stappen", "kaart"), ("team", "municipality")):
            with visiting(address) as visitor:
                visitor.look(page, {"as": role})  # the first view of a page is not a change
                queries = _queries(page, role, places, chosen)
                took = [visitor.look(page, query).seconds for query in queries]
            p50, p95 = (1000 * at(share, took) for share in (0.5, 0.95))
            measured = f"half within {p50:.0f} ms, 95 of 100 within {p95:.0f} ms ({len(took)} changes)"
            name = f"{page or 'overview'}, as {role}"
            findings.append(Finding(name, measured, f"95 of 100 within {MOST_MS} ms", p95 <= MOST_MS))
    return findings


def _queries(page: str, role: str, places: list[str], chosen: random.Random) -> list[Query]:
    """Places nobody looked at yet, with now and then another period or split, as a viewer goes about."""
    asked: list[Query] = []
    for place in places:
        here = {"as": role, "plaats": place}
        asked.append(here)
        if page == "":
            asked.append(here | {"periode": chosen.choice(PERIODS)})
        if page == "stappen" and role == "team":
            asked.append(here | {"splits": chosen.choice(SPLITS)})
        if page == "kaart":
            asked.append(here | {"meting": chosen.choice(MEASURES)})
    return asked


def places_of(store: Path) -> list[str]:
    """Every place there is a figure of, as the URL names it."""
    current = (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / current / "published.duckdb"), read_only=True) as con:
        found = con.execute(
            """select kind, code from cell_member
            where kind in ('stadsdeel', 'gebied', 'wijk', 'buurt', 'street') order by kind, code"""
        ).fetchall()
    return [f"{kind}:{code}" for kind, code in found]

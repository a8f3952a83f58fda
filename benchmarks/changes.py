"""What a change costs the server: from the browser's message to the last one back, without a browser."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

import duckdb
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.sync.client import ClientConnection, connect

from .measuring import Finding, at, build, demo, repeated
from .serving import dashboard

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
        places = _places(folder / "store")
        chosen.shuffle(places)
        places = places[: repeated(PLACES, residents)]
        findings = []
        for page, role in product(("", "stappen", "kaart"), ("team", "municipality")):
            with _session(address) as session:
                _changed(session, page, {"as": role})  # the first view of a page is not a change
                took = [_changed(session, page, query) for query in _queries(page, role, places, chosen)]
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


def _places(store: Path) -> list[str]:
    current = (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / current / "published.duckdb"), read_only=True) as con:
        found = con.execute(
            """select kind, code from cell_member
            where kind in ('stadsdeel', 'gebied', 'wijk', 'buurt', 'street') order by kind, code"""
        ).fetchall()
    return [f"{kind}:{code}" for kind, code in found]


@contextmanager
def _session(address: str) -> Iterator[ClientConnection]:
    with connect(
        f"{address.replace('http', 'ws')}/_stcore/stream",
        subprotocols=["streamlit"],  # type: ignore[list-item]
        origin=address,  # type: ignore[arg-type]
        max_size=None,
    ) as session:
        yield session


def _changed(session: ClientConnection, page: str, query: Query) -> float:
    """Seconds until the page of this address is whole. Raises RuntimeError when it fails."""
    message = BackMsg()
    message.rerun_script.query_string = urlencode(query)
    message.rerun_script.page_script_hash = calc_hash(page)
    began = time.perf_counter()
    session.send(message.SerializeToString())
    while True:
        received = ForwardMsg()
        received.ParseFromString(session.recv())
        if received.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError(f"{page}?{query}: {received.delta.new_element.exception.message}")
        if received.WhichOneof("type") == "script_finished":
            return time.perf_counter() - began

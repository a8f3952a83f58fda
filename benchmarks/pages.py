"""How long a page takes in the browser, beside the least that Streamlit itself can show; cold cache."""

import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import duckdb
from playwright.sync_api import Browser, Page, ViewportSize

from .measuring import Finding, at, build, demo, repeated
from .serving import DRAWN, chromium, dashboard, streamlit

QUESTION = "How long until a page is whole, beside the barest page that Streamlit can make?"

TIMES = 15  # each, one after the other, so that what the machine does besides falls on both
MOST = 1.3
MOST_KB = 150
DESK: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
_CHART = """import plotly.graph_objects as go
import streamlit as st
st.plotly_chart(go.Figure(go.Scatter(y=[1, 3])))
"""
_EMPTY = "import streamlit as st\n"
# Whole: the script has ended, and what it shows stands there.
_OVERVIEW = ("h1", ".js-plotly-plot .main-svg", ".st-key-begin a", "text=Waar staan de huishoudens?")
_STREET = (".answer", ".euro")


def answer(residents: int, folder: Path) -> list[Finding]:
    demo(residents, folder)
    build(folder)
    (folder / "chart.py").write_text(_CHART, encoding="utf-8")
    (folder / "empty.py").write_text(_EMPTY, encoding="utf-8")
    with (
        dashboard(folder / "store") as (_, address),
        streamlit(folder / "chart.py") as chart,
        streamlit(folder / "empty.py") as empty,
        chromium() as browser,
    ):
        champion = f"champion:{_street(folder / 'store')}"
        street = f"{address}/straat?{urlencode({'as': champion})}"
        return [
            _compared(
                "Overview (team) beside one bare Plotly chart",
                lambda: _seconds(browser, DESK, f"{address}/", _OVERVIEW),
                lambda: _seconds(browser, DESK, chart, (".js-plotly-plot .main-svg",)),
                repeated(TIMES, residents),
            ),
            _compared(
                "Mijn straat (phone) beside an empty page",
                lambda: _seconds(browser, PHONE, street, _STREET),
                lambda: _seconds(browser, PHONE, empty, ()),
                repeated(TIMES, residents),
            ),
            _weighed(browser, street, empty),
        ]


def _compared(what: str, ours: Callable[[], float], bare: Callable[[], float], times: int) -> Finding:
    ours(), bare()  # the first view fills the server's own memory, as after each morning's first visitor
    pairs = [(ours(), bare()) for _ in range(times)]
    mine, theirs = (at(0.5, seconds) for seconds in zip(*pairs, strict=True))
    measured = f"{mine / theirs:.2f} times ({mine * 1000:.0f} and {theirs * 1000:.0f} ms, medians of {times})"
    return Finding(what, measured, f"at most {MOST} times", mine / theirs <= MOST)


def _weighed(browser: Browser, street: str, empty: str) -> Finding:
    own = (_bytes(browser, street, _STREET) - _bytes(browser, empty, ())) / 1000
    return Finding("Mijn straat's own part", f"{own:.0f} kB", f"at most {MOST_KB} kB", own <= MOST_KB)


def _seconds(browser: Browser, size: ViewportSize, url: str, ready: tuple[str, ...]) -> float:
    context = browser.new_context(viewport=size)
    page = context.new_page()
    began = time.perf_counter()
    _whole(page, url, ready)
    seconds = time.perf_counter() - began
    context.close()
    return seconds


def _bytes(browser: Browser, url: str, ready: tuple[str, ...]) -> float:
    """All that crosses the wire, headers and websocket included."""
    context = browser.new_context(viewport=PHONE)
    page = context.new_page()
    sizes: list[float] = []
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.on(  # as base64
        "Network.webSocketFrameReceived",
        lambda event: sizes.append(len(event["response"]["payloadData"]) * 3 / 4),
    )
    _whole(page, url, ready)
    page.wait_for_timeout(1500)
    context.close()
    return sum(sizes)


def _whole(page: Page, url: str, ready: tuple[str, ...]) -> None:
    page.goto(url, wait_until="commit")
    for part in (DRAWN, *ready):
        page.locator(part).first.wait_for()


def _street(store: Path) -> str:
    current = (store / "current").read_text(encoding="utf-8").strip()
    with duckdb.connect(str(store / current / "exact.duckdb"), read_only=True) as con:
        [(street,)] = con.execute(
            "select street_id from household group by street_id order by count(*) desc, street_id limit 1"
        ).fetchall()
    return str(street)

"""What a viewer costs: memory while she looks around, and what is left of it when her tab is closed."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice, product
from pathlib import Path

import psutil
from playwright.sync_api import Browser, Page, sync_playwright

from .measuring import ENERGIEKOP, Finding, build, demo

QUESTION = "Does memory stay flat while somebody looks around, and is it given back when the tab closes?"

WARM_UP = 60
CHANGES = 200
TABS = 10
FLAT = 5.0  # MB that 200 changes may add, after some have filled the cache
LEFT = 5.0  # MB that ten closed tabs may leave behind, after ten others did
_SESSION_ENDS = 5  # seconds after its tab closed; Streamlit's own is two minutes
_DRAWN = "[data-testid=stApp][data-test-script-state=notRunning]"


def answer(residents: int, folder: Path) -> list[Finding]:
    demo(residents, folder)
    build(folder)
    with _served(folder / "store") as (server, address), _browser() as chromium:
        page = _opened(chromium, address)
        _look_around(page, WARM_UP)
        before, began, busy = _megabytes(server), time.perf_counter(), _cpu(server)
        _look_around(page, CHANGES)
        seconds, cpu = time.perf_counter() - began, _cpu(server) - busy
        grown = _megabytes(server) - before
        page.context.close()
        _open_and_close(chromium, address)
        settled = _megabytes(server)
        began, busy = time.perf_counter(), _cpu(server)
        _open_and_close(chromium, address)
        left = _megabytes(server) - settled
        tabs = (time.perf_counter() - began, _cpu(server) - busy)
    return [
        Finding(f"{CHANGES} changes, MB more", seconds, cpu, grown, f"at most {FLAT:.0f} MB", grown <= FLAT),
        Finding(f"{TABS} tabs closed, MB left", *tabs, left, f"at most {LEFT:.0f} MB", left <= LEFT),
    ]


def _look_around(page: Page, changes: int) -> None:
    """Other pages and other languages, by clicking as a viewer does."""
    names = {"nl": ("Stappen", "Kaart", "Overzicht"), "en": ("Steps", "Map", "Overview")}
    steps = list(product(("EN", "NL"), range(3)))
    for language, number in islice(cycle(steps), changes):
        if number == 0:
            page.get_by_role("radio", name=language, exact=True).click()
            page.locator(f"html[lang={language.lower()}]").wait_for(state="attached")
        else:
            name = names[language.lower()][number]
            page.locator(".st-key-paginas").get_by_text(name).click()
            page.locator(".st-key-hier").get_by_text(name).wait_for()
        page.locator(_DRAWN).wait_for()


def _open_and_close(chromium: Browser, address: str) -> None:
    tabs = [_opened(chromium, address) for _ in range(TABS)]
    for tab in tabs:
        tab.context.close()
    time.sleep(2 * _SESSION_ENDS + 2)


def _opened(chromium: Browser, address: str) -> Page:
    page = chromium.new_context(viewport={"width": 1440, "height": 900}).new_page()
    page.goto(f"{address}/?as=municipality")
    page.locator("h1").wait_for()
    page.locator(_DRAWN).wait_for()
    return page


@contextmanager
def _served(store: Path) -> Iterator[tuple[psutil.Process, str]]:
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    command = [ENERGIEKOP, "serve", "--store", str(store), "--port", str(port)]
    environment = os.environ | {"STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL": str(_SESSION_ENDS)}
    program = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        while not _answers(f"{address}/healthz"):
            time.sleep(0.2)
        yield psutil.Process(program.pid), address
    finally:
        program.terminate()
        program.wait(20)


@contextmanager
def _browser() -> Iterator[Browser]:
    sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
    from browser import find

    with sync_playwright() as playwright:
        arguments = [
            "--no-sandbox",
            "--use-gl=angle",
            "--use-angle=swiftshader",
            "--enable-unsafe-swiftshader",
        ]
        yield playwright.chromium.launch(executable_path=find(), args=arguments)


def _answers(address: str) -> bool:
    straight = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with straight.open(address, timeout=5) as reply:
            return bool(reply.status == 200)
    except OSError:
        return False


def _megabytes(server: psutil.Process) -> float:
    return float(server.memory_info().rss) / 1e6


def _cpu(server: psutil.Process) -> float:
    used = server.cpu_times()
    return float(used.user + used.system)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
